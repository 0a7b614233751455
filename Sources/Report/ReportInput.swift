import OpportunityMap
import Tables

/// What the report is made of besides the other products' tables.
public struct ReportInput: Sendable {
  /// What a run did, without the products and the timings, which are not known before the report is.
  public var record: RunRecord
  /// Names of asset types and measures.
  public var catalogue: CycleCatalogue
  /// Language of the report.
  public var language: Language
  /// Folder that holds `maplibre-gl.js` and `maplibre-gl.css`; without it the report has no map and
  /// says so.
  public var mapLibraryFolder: String?

  /// An input.
  public init(
    record: RunRecord, catalogue: CycleCatalogue, language: Language, mapLibraryFolder: String?
  ) {
    self.record = record
    self.catalogue = catalogue
    self.language = language
    self.mapLibraryFolder = mapLibraryFolder
  }
}
