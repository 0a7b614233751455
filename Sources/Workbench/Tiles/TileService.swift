import Foundation
import Tiles

/// OGC API Tiles, part 1, over the answers of a desk: vector tiles of each collection and of several together, the
/// pyramids they are on, and TileJSON.
package struct TileService: Sendable {
  let features: FeatureService

  /// The tiles of a service.
  package init(_ features: FeatureService) { self.features = features }

  var desk: Desk { features.desk }
  var links: APILinks { features.links }

  /// What it conforms to.
  static let classes = [
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/collections-selection",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixsetlimits",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixsetlimits",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilesetmetadata",
  ]

  private static let relations = "http://www.opengis.net/def/rel/ogc/1.0/"
  static let toTileSets = relations + "tilesets-vector"
  static let toPyramid = relations + "tiling-scheme"
  static let toPyramids = relations + "tiling-schemes"

  /// Links of the landing page.
  var landingLinks: [JSONValue] {
    [
      links.link(
        ["tiles"], rel: Self.toTileSets, type: .json,
        title: features.say("Vector tiles", "Vectortegels")),
      links.link(
        ["tileMatrixSets"], rel: Self.toPyramids, type: .json,
        title: features.say("Grids of tiles", "Tegelroosters")),
    ]
  }

  /// Links of a collection's page; none where the collection has no place.
  /// - Throws: as answers do.
  func links(of name: CollectionName) throws -> [JSONValue] {
    guard try desk.tiledKinds().contains(where: { $0.key == name.kind }) else { return [] }
    return [
      links.link(
        ["collections", name.text, "tiles"], rel: Self.toTileSets, type: .json,
        title: features.say("Vector tiles", "Vectortegels"))
    ]
  }

  // MARK: Selections

  /// The tiles of one collection.
  /// - Throws: `NotThere`; as answers do.
  func selection(of text: String) throws -> TileSelection {
    guard let name = CollectionName(text) else {
      throw NotThere(
        "There is no collection '\(text)'.", "Those that there are stand at /collections.")
    }
    // It says which is missing, of kinds and of scenarios.
    _ = try desk.scenario(name.scenario)
    _ = try desk.kind(of: name)
    guard try desk.tiledKinds().contains(where: { $0.key == name.kind }) else {
      throw NotThere(
        "The features of '\(text)' have no place, so there are no tiles of them.",
        "Ask for /collections/\(text)/items.")
    }
    return TileSelection(
      place: ["collections", text, "tiles"], collections: [name], parameters: [])
  }

  /// The tiles of several collections: of the project's, or of those that `collections` names.
  /// - Throws: `QueryProblem` for one that is not there; as answers do.
  func selection(ofAll parameters: [QueryParameter]) throws -> TileSelection {
    let asked = parameters.filter { $0.name == "collections" }
    guard let list = asked.first?.value else {
      let kinds = try desk.tiledKinds()
      return TileSelection(
        place: ["tiles"],
        collections: kinds.map { CollectionName(scenario: "base", kind: $0.key) }, parameters: [])
    }
    guard asked.count == 1 else {
      throw QueryProblem("collections", "'collections' is given twice.", "Give it once.")
    }
    var found: [CollectionName] = []
    for text in list.split(separator: ",", omittingEmptySubsequences: false) {
      do {
        found += try selection(of: String(text)).collections
      } catch let missing as NotThere {
        throw QueryProblem("collections", missing.problem, missing.remedy)
      }
    }
    guard Set(found).count == found.count else {
      throw QueryProblem(
        "collections", "'\(list)' names a collection twice.", "Name each once.")
    }
    return TileSelection(place: ["tiles"], collections: found, parameters: asked)
  }

  /// The pyramid with a name.
  /// - Throws: `NotThere`; as answers do.
  func matrices(_ id: String) throws -> TileMatrixSet {
    let all = try desk.tileMatrixSets()
    guard let found = all.first(where: { $0.id == id }) else {
      throw NotThere(
        "There is no grid of tiles '\(id)'.",
        "There are: \(all.map(\.id).joined(separator: ", ")).")
    }
    return found
  }

  // MARK: Tiles

  /// A tile, whose zoom, row and column are given as texts; empty where there is nothing.
  /// - Throws: `QueryProblem`, `NotThere`; as answers do.
  func tile(
    _ selection: TileSelection, on matrices: TileMatrixSet, _ texts: ArraySlice<String>
  ) throws -> Data {
    let numbers = try zip(["tileMatrix", "tileRow", "tileCol"], texts).map { name, text in
      let isDigits = !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
      guard isDigits else {
        throw QueryProblem(name, "'\(text)' is no whole number.", "Write one, such as 12.")
      }
      return Int(text) ?? .max
    }
    let address = TileAddress(zoom: numbers[0], column: numbers[2], row: numbers[1])
    guard matrices.contains(address), address.zoom <= matrices.deepestZoom else {
      throw NotThere(
        "There is no tile \(texts.joined(separator: "/")) of \(matrices.id).",
        "Zooms go from 0 to \(matrices.deepestZoom), whose tiles maps enlarge; rows and columns go from 0 to 2 to the power of the zoom, less 1."
      )
    }
    var bytes = Data()
    for scenario in selection.scenarios {
      let set = try desk.tileSet(scenario, on: matrices)
      bytes += try set.tile(address, layers: selection.layers(of: scenario)) ?? []
    }
    return bytes
  }
}
