import LayerIO
import ProjectFile

/// What was read of a project's buildings: it is saved with the stack, so that nothing is read again.
package struct BuildingsInput: Sendable, Equatable, Codable {
  /// The buildings.
  package var stock: BuildingStock
  /// Who looks for room.
  package var initiatives: Initiatives
  /// What buildings mean for the way of people; nil where nothing is told of homes.
  package var ways: [BuildingWay]?

  /// What was read.
  package init(stock: BuildingStock, initiatives: Initiatives, ways: [BuildingWay]? = nil) {
    (self.stock, self.initiatives, self.ways) = (stock, initiatives, ways)
  }

  /// Reads the layers of a source: the buildings, then a layer for each kind of place, then the initiatives. What
  /// can't be used is dropped from them, with its reason.
  /// - Throws: `BuildingsError`.
  package init(
    _ source: BuildingsSource, _ layers: inout ArraySlice<Layer>, _ around: BuildingSurroundings
  ) throws {
    let first = layers.startIndex
    let places = Array(layers.dropFirst().prefix(source.places.count))
    stock = try BuildingStock(source, &layers[first], places: places, around)
    initiatives =
      source.initiatives.map { Initiatives($0, &layers[layers.endIndex - 1]) } ?? Initiatives()
    ways = around.homes.map { [stock] in
      stock.ways(
        of: $0.functions, from: $0.homes, within: $0.reach, threads: around.threads)
    }
  }
}
