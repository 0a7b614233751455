import Geometry
import LayerIO
import Tables
import Tiles

extension TileService {
  // MARK: Pyramids

  /// The list of pyramids.
  /// - Throws: as answers do.
  func tileMatrixSets(_ form: Form) throws -> JSONValue {
    [
      "title": .text(features.say("Grids of tiles", "Tegelroosters")),
      "links": .list(links.selfAndAlternate(["tileMatrixSets"], form: form)),
      "tileMatrixSets": .list(
        try desk.tileMatrixSets().map { matrices in
          var members = members(of: matrices)
          members["links"] = [
            links.link(
              ["tileMatrixSets", matrices.id], rel: "self", type: .json, title: matrices.title)
          ]
          return .object(members)
        }),
    ]
  }

  /// A pyramid, as OGC's two-dimensional tile matrix sets (17-083r4) write it in JSON.
  func tileMatrixSet(_ matrices: TileMatrixSet, _ form: Form) -> JSONValue {
    var members = members(of: matrices)
    members["orderedAxes"] = ["X", "Y"]
    members["wellKnownScaleSet"] = .text(matrices.wellKnownScaleSet)
    members["links"] = .list(links.selfAndAlternate(["tileMatrixSets", matrices.id], form: form))
    members["tileMatrices"] = .list(
      (0...matrices.lastZoom).map { zoom in
        let (cells, tiles) = (TileMatrixSet.cellsPerTile, 1 << zoom)
        return [
          "id": .text("\(zoom)"),
          "scaleDenominator": .number(matrices.scaleDenominator(zoom: zoom)),
          "cellSize": .number(matrices.cellSize(zoom: zoom)),
          "cornerOfOrigin": "topLeft",
          "pointOfOrigin": [.number(matrices.origin.x), .number(matrices.origin.y)],
          "tileWidth": .integer(cells), "tileHeight": .integer(cells),
          "matrixWidth": .integer(tiles), "matrixHeight": .integer(tiles),
        ]
      })
    return .object(members)
  }

  private func members(of matrices: TileMatrixSet) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "id": .text(matrices.id), "title": .text(matrices.title), "crs": .text(matrices.crs),
    ]
    if let uri = matrices.uri { members["uri"] = .text(uri) }
    return members
  }

  // MARK: Sets of tiles

  /// The list of the sets of tiles of a selection: one on each pyramid.
  /// - Throws: as answers do.
  func tileSets(_ selection: TileSelection, _ form: Form) throws -> JSONValue {
    [
      "title": .text(try title(selection)),
      "links": .list(
        links.selfAndAlternate(selection.place, selection.parameters, form: form)),
      "tilesets": .list(
        try desk.tileMatrixSets().map { matrices in
          var members = try members(of: selection, on: matrices)
          members["links"] = .list(
            [
              links.link(
                selection.place + [matrices.id], selection.parameters, rel: "self", type: .json,
                title: matrices.title)
            ] + tileLinks(selection, on: matrices))
          return .object(members)
        }),
    ]
  }

  /// What is told of the tiles of a selection on a pyramid.
  /// - Throws: as answers do.
  func tileSet(
    _ selection: TileSelection, on matrices: TileMatrixSet, _ form: Form
  ) throws -> JSONValue {
    var members = try members(of: selection, on: matrices)
    members["description"] = .text(description)
    members["links"] = .list(
      links.selfAndAlternate(selection.place + [matrices.id], selection.parameters, form: form)
        + tileLinks(selection, on: matrices))
    members["tileMatrixSetLimits"] = .list(
      try limits(selection, on: matrices).map { limits in
        [
          "tileMatrix": .text("\(limits.zoom)"),
          "minTileRow": .integer(limits.rows.lowerBound),
          "maxTileRow": .integer(limits.rows.upperBound),
          "minTileCol": .integer(limits.columns.lowerBound),
          "maxTileCol": .integer(limits.columns.upperBound),
        ]
      })
    members["layers"] = .list(
      try selection.collections.map { try layer($0, on: matrices) })
    if let box = try degrees(selection, on: matrices) {
      members["boundingBox"] = [
        "lowerLeft": [.number(box.minX), .number(box.minY)],
        "upperRight": [.number(box.maxX), .number(box.maxY)],
        "crs": .text(desk.systems[0].address),
      ]
    }
    return .object(members)
  }

  private func members(
    of selection: TileSelection, on matrices: TileMatrixSet
  ) throws -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "title": .text(try title(selection) + ", " + matrices.id), "dataType": "vector",
      "crs": .text(matrices.crs), "tileMatrixSetId": .text(matrices.id),
    ]
    if let uri = matrices.uri { members["tileMatrixSetURI"] = .text(uri) }
    return members
  }

  private func layer(_ name: CollectionName, on matrices: TileMatrixSet) throws -> JSONValue {
    let kind = try desk.kind(of: name)
    let table = try desk.collection(name).table
    var members: [String: JSONValue] = [
      "id": .text(name.text), "title": .text(kind.table.title(in: features.language)),
      "description": .text(kind.table.meaning(in: features.language)), "dataType": "vector",
      "minTileMatrix": "0", "maxTileMatrix": .text("\(matrices.deepestZoom)"),
      "propertiesSchema": [
        "type": "object",
        "properties": .object(
          Dictionary(
            table.columns.map { ($0.name, property($0)) }, uniquingKeysWith: { first, _ in first })),
      ],
    ]
    switch table.geometryKind {
    case .multiPoint: members["geometryDimension"] = 0
    case .multiLineString: members["geometryDimension"] = 1
    case .multiPolygon: members["geometryDimension"] = 2
    case .mixed, .none: break
    }
    return .object(members)
  }

  private func property(_ column: VectorTable.Column) -> JSONValue {
    guard case .object(var members) = column.schema, let label = column.label else {
      return column.schema
    }
    members["title"] = .text(features.language.text(label.title))
    members["description"] = .text(features.language.text(label.meaning))
    return .object(members)
  }

  /// Links to the pyramid, to tiles and to TileJSON.
  private func tileLinks(_ selection: TileSelection, on matrices: TileMatrixSet) -> [JSONValue] {
    let template: JSONValue = [
      "href": .text(
        template(selection, on: matrices, "{tileMatrix}", "{tileRow}", "{tileCol}")),
      "rel": "item", "type": .text(MediaType.vectorTile.rawValue), "templated": true,
      "title": .text(features.say("A tile", "Een tegel")),
    ]
    let pyramid = links.link(
      ["tileMatrixSets", matrices.id], rel: Self.toPyramid, type: .json, title: matrices.title)
    guard matrices == .webMercatorQuad else { return [pyramid, template] }
    return [
      pyramid, template,
      links.link(
        selection.place + [matrices.id, Self.tileJSONName], selection.parameters,
        rel: "describedby", type: .json, title: "TileJSON"),
    ]
  }

  /// The address of a tile with places to fill in.
  private func template(
    _ selection: TileSelection, on matrices: TileMatrixSet, _ zoom: String, _ row: String,
    _ column: String
  ) -> String {
    let query = links.address([], selection.parameters).dropFirst(links.address([]).count)
    return links.address(selection.place + [matrices.id]) + "/\(zoom)/\(row)/\(column)" + query
  }

  // MARK: TileJSON

  /// Last part of the addresses of TileJSON.
  static let tileJSONName = "tilejson.json"

  /// TileJSON 3.0.0 of a selection. Those who read it take tiles to be web Mercator's.
  /// - Throws: `NotThere` for another pyramid; as answers do.
  func tileJSON(_ selection: TileSelection, on matrices: TileMatrixSet) throws -> JSONValue {
    guard matrices == .webMercatorQuad else {
      throw NotThere(
        "There is no TileJSON of '\(matrices.id)', since it tells of web Mercator alone.",
        "Ask for that of \(TileMatrixSet.webMercatorQuad.id), or for the set of tiles itself.")
    }
    var members: [String: JSONValue] = [
      "tilejson": "3.0.0", "scheme": "xyz", "name": .text(try title(selection)),
      "description": .text(description),
      "tiles": [.text(template(selection, on: matrices, "{z}", "{y}", "{x}"))],
      "minzoom": 0, "maxzoom": .integer(matrices.deepestZoom),
      "vector_layers": .list(try selection.collections.map { try vectorLayer($0, matrices) }),
    ]
    if let box = try degrees(selection, on: matrices) {
      members["bounds"] = .list(
        [box.minX, box.minY, box.maxX, box.maxY].map(JSONValue.number))
      // The last zoom at which the city is within two tiles each way.
      let zoom = try limits(selection, on: matrices).last { limits in
        limits.rows.count <= 2 && limits.columns.count <= 2
      }?.zoom
      members["center"] = [
        .number((box.minX + box.maxX) / 2), .number((box.minY + box.maxY) / 2),
        .integer(zoom ?? 0),
      ]
    }
    return .object(members)
  }

  private func vectorLayer(
    _ name: CollectionName, _ matrices: TileMatrixSet
  ) throws -> JSONValue {
    let kind = try desk.kind(of: name)
    let fields = try desk.collection(name).table.columns.map { column in
      let said = column.label.map { features.language.text($0.meaning) } ?? column.unit
      return (column.name, JSONValue.text(said))
    }
    return [
      "id": .text(name.text), "description": .text(kind.table.meaning(in: features.language)),
      "minzoom": 0, "maxzoom": .integer(matrices.deepestZoom),
      "fields": .object(Dictionary(fields, uniquingKeysWith: { first, _ in first })),
    ]
  }

  // MARK: What is said of a selection

  /// How tiles are thinned, for those who read them.
  private var description: String {
    features.say(
      "Where features are smaller than a pixel, or a tile would have too many of them, a point stands for several: \(TileSet.countKey) says how many.",
      "Waar vormen kleiner zijn dan een beeldpunt, of een tegel er te veel zou hebben, staat een punt voor meerdere: \(TileSet.countKey) zegt hoeveel."
    )
  }

  private func title(_ selection: TileSelection) throws -> String {
    guard let only = selection.collections.first, selection.place.first == "collections" else {
      return features.title
    }
    return try desk.kind(of: only).table.title(in: features.language)
  }

  /// The tiles that there are at each zoom, of all collections.
  private func limits(
    _ selection: TileSelection, on matrices: TileMatrixSet
  ) throws -> [TileMatrixLimits] {
    try selection.scenarios.reduce(into: []) { all, scenario in
      let own = try desk.tileSet(scenario, on: matrices)
        .limits(layers: selection.layers(of: scenario))
      all = all.isEmpty ? own : zip(all, own).map { $0.united(with: $1) } + all.dropFirst(own.count)
    }
  }

  /// The box around all collections in longitude and latitude; nil where they have no geometry.
  private func degrees(
    _ selection: TileSelection, on matrices: TileMatrixSet
  ) throws -> Bounds? {
    try selection.scenarios.reduce(nil) { all, scenario in
      let own = try desk.tileSet(scenario, on: matrices)
        .degrees(layers: selection.layers(of: scenario))
      guard let own else { return all }
      return all?.united(with: own) ?? own
    }
  }
}
