import Geometry
import LayerIO
import Pipeline
import ProjectFile
import Tiles

/// Tiles of the answer to a scenario on a pyramid.
struct TileSetName: Hashable, Sendable {
  /// Key of the scenario.
  let scenario: String
  /// The pyramid.
  let matrices: TileMatrixSet
  /// What was decided: tiles are of it.
  let revision: Int
}

extension Desk {
  /// The pyramids on which the project has a place: web Mercator's, and the Dutch one where all neighbourhoods lie on
  /// it.
  /// - Throws: as answers do.
  package func tileMatrixSets() throws -> [TileMatrixSet] {
    let city = CollectionName(scenario: "base", kind: "neighbourhoods")
    return try pyramids.value(for: city) {
      try TileMatrixSet.all.filter { matrices in
        guard matrices != .webMercatorQuad else { return true }
        guard let system = systems.first(where: { $0.address == matrices.crs }),
          let box = try collection(city).features(in: system).bounds
        else { return false }
        return matrices.bounds.contains(box)
      }
    }
  }

  /// The kinds of features that have a place, which tiles show.
  /// - Throws: as answers do.
  package func tiledKinds() throws -> [CollectionKind] {
    try kinds().filter { kind in
      let own = CollectionName(scenario: "base", kind: kind.key)
      return try collection(own).table.geometryKind != .none
    }
  }

  /// The tiles of the answer to a scenario: a layer for each collection that has a place, called as the collection is.
  /// - Throws: `NotThere`; as answers do.
  package func tileSet(_ name: String, on matrices: TileMatrixSet) throws -> TileSet {
    let scenario = try scenario(name)
    return try tileSets.value(
      for: TileSetName(scenario: scenario.key, matrices: matrices, revision: revision)
    ) {
      let sources = try tiledKinds().map { kind in
        let collection = CollectionName(scenario: scenario.key, kind: kind.key)
        var table = try self.collection(collection).table
        table.name = collection.text
        return TileSource(table, isCoverage: kind.dividesGround)
      }
      return TileSet(
        sources, in: session.city.workingSystem, on: matrices, threads: session.threads)
    }
  }
}

extension CollectionKind {
  /// Whether no two features have ground in common, and neighbours share their border.
  var dividesGround: Bool { ["challenges", "neighbourhoods"].contains(key) }
}

extension Bounds {
  fileprivate func contains(_ other: Bounds) -> Bool {
    minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
  }
}
