import Geometry
import LayerStack

/// Places on the grid, found by where they lie.
struct SortedSteps: Sendable {
  /// From south to north.
  private let places: [GridStep]

  init(_ places: [GridStep]) {
    self.places = places.sorted { $0.y < $1.y }
  }

  /// Whether a place lies in a box of steps, or on its sides.
  func hasOne(in box: Bounds) -> Bool {
    let first = places.indices.partitionPoint { Double(places[$0].y) < box.minY }
    return places[first...].prefix { Double($0.y) <= box.maxY }
      .contains { (box.minX...box.maxX).contains(Double($0.x)) }
  }
}
