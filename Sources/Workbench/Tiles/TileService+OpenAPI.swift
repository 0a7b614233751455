import LayerIO
import Tables
import Tiles

extension TileService {
  /// The paths of the description of the interface that are about tiles.
  /// - Throws: as the base's answer does.
  func openAPIPaths() throws -> [String: JSONValue] {
    let matrices = try matricesParameter()
    var paths: [String: JSONValue] = [
      "/tileMatrixSets": features.get(
        "tile-matrix-sets", features.say("Grids of tiles", "Tegelroosters"),
        parameters: features.formParameters),
      "/tileMatrixSets/{tileMatrixSetId}": features.get(
        "tile-matrix-set", features.say("A grid of tiles", "Een tegelrooster"),
        parameters: [matrices] + features.formParameters, mayMiss: true),
    ]
    let names = try features.names().filter { name in
      try desk.tiledKinds().contains { $0.key == name.kind }
    }
    let choice = features.parameter(
      "collections", in: "query",
      ["type": "array", "items": ["type": "string", "enum": .list(names.map { .text($0.text) })]],
      isList: true)
    add("", "", features.title, [matrices], [choice], to: &paths)
    for kind in try desk.tiledKinds() {
      let title = kind.table.title(in: features.language)
      add("/collections/\(kind.key)", "-\(kind.key)", title, [matrices], [], to: &paths)
    }
    return paths
  }

  /// Adds the paths of a selection.
  private func add(
    _ place: String, _ suffix: String, _ title: String, _ matrices: [JSONValue],
    _ choice: [JSONValue], to paths: inout [String: JSONValue]
  ) {
    let heading = features.say("Vector tiles: \(title)", "Vectortegels: \(title)")
    let forms = features.formParameters
    let set = place + "/tiles/{tileMatrixSetId}"
    paths[place + "/tiles"] = features.get(
      "tilesets" + suffix, heading, parameters: choice + forms)
    paths[set] = features.get(
      "tileset" + suffix, heading, parameters: matrices + choice + forms, mayMiss: true)
    paths[set + "/" + Self.tileJSONName] = features.get(
      "tilejson" + suffix, heading,
      parameters: matrices + choice + forms.filter { $0["name"] == "lang" },
      content: ["application/json": ["schema": ["type": "object"]]], mayMiss: true)
    paths[set + "/{tileMatrix}/{tileRow}/{tileCol}"] = features.get(
      "tile" + suffix, heading,
      parameters: matrices
        + ["tileMatrix", "tileRow", "tileCol"].map {
          features.parameter($0, in: "path", ["type": "integer", "minimum": 0], required: true)
        } + choice
        + [features.parameter("f", in: "query", ["type": "string", "enum": ["mvt"]])],
      content: [
        MediaType.vectorTile.rawValue: ["schema": ["type": "string", "format": "binary"]]
      ], mayMiss: true)
  }

  private func matricesParameter() throws -> JSONValue {
    features.parameter(
      "tileMatrixSetId", in: "path",
      ["type": "string", "enum": .list(try desk.tileMatrixSets().map { .text($0.id) })],
      required: true)
  }
}
