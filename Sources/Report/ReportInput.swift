import OpportunityMap
import Tables

/// What the report is made of besides the other products' tables.
package struct ReportInput: Sendable {
  /// What a run did, without the products and the timings, which are not known before the report is.
  package var record: RunRecord
  /// Names of asset types and measures.
  package var catalogue: CycleCatalogue
  /// Language of the report.
  package var language: Language
  /// Folder that holds `maplibre-gl.js` and `maplibre-gl.css`; without it the report has no map and
  /// says so.
  package var mapLibraryFolder: String?
  /// Whether the workbench serves it, which it then asks and tells what was decided.
  package var isServed = false

  /// An input.
  package init(
    record: RunRecord, catalogue: CycleCatalogue, language: Language, mapLibraryFolder: String?
  ) {
    self.record = record
    self.catalogue = catalogue
    self.language = language
    self.mapLibraryFolder = mapLibraryFolder
  }
}
