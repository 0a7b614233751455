import Geometry
import Workers

extension Array where Element: Comparable {
  /// How many elements of an ascending array are at most the given one.
  func countNotAbove(_ element: Element) -> Int {
    indices.partitionPoint { self[$0] <= element }
  }
}
