import Foundation
import Tables

/// What maps that draw the service's vector tiles need to know: how the city lies, which years there are, and words.
package struct TileMapSetting: Sendable {
  /// A kind of works, in the keys of their columns and as readers call it.
  package struct Kind: Encodable, Sendable {
    let type: String
    let measure: String
    let name: String

    package init(type: String, measure: String, name: String) {
      (self.type, self.measure, self.name) = (type, measure, name)
    }
  }

  private struct Document: Encodable {
    let language: String
    let locale: String
    let bounds: [Double]
    let from: Int
    let to: Int
    let kinds: [Kind]
    let texts: [String: String]
  }

  /// West, south, east and north of the city, in degrees.
  let bounds: [Double]
  let years: ClosedRange<Int>
  let kinds: [Kind]
  let language: Language
  /// Folder of MapLibre GL JS; without it pages have no maps and say so.
  let mapLibraryFolder: String?

  /// A setting; `bounds` are west, south, east and north in degrees.
  package init(
    bounds: [Double], years: ClosedRange<Int>, kinds: [Kind], language: Language,
    mapLibraryFolder: String?
  ) {
    (self.bounds, self.years, self.kinds) = (bounds, years, kinds)
    (self.language, self.mapLibraryFolder) = (language, mapLibraryFolder)
  }

  /// What a page with such maps may load: what stands in it, and what the service itself sends.
  static let policy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline' "
    + "blob:; worker-src blob:; child-src blob:; style-src 'unsafe-inline'; img-src data: blob:; "
    + "connect-src 'self' data: blob:\">"

  /// Styles of the map library and of these maps.
  /// - Throws: `ProductError` when a part can't be read.
  func styles() throws -> String {
    let files = PageFiles(mapLibraryFolder: mapLibraryFolder)
    return try files.mapLibrary("css") + files.part("tile-map.css")
  }

  /// The setting, the map library and the scripts of a page.
  /// - Throws: `ProductError` when a part can't be read.
  func scripts(_ names: [String]) throws -> String {
    let files = PageFiles(mapLibraryFolder: mapLibraryFolder)
    let document = Document(
      language: language.rawValue, locale: language.locale, bounds: bounds, from: years.lowerBound,
      to: years.upperBound, kinds: kinds,
      texts: Dictionary(
        uniqueKeysWithValues: ReportText.tileMaps.map { ($0.key, $0.text(in: language)) }))
    let json = try scriptJSON(document)
    let own = try (["base", "tile-map"] + names).map { try files.part("\($0).js") }.joined()
    return "<script>const setting = \(json);</script><script>\(try files.mapLibrary("js"))</script>"
      + "<script>\(own)</script>"
  }
}
