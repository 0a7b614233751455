import LayerStack

/// In what strips a stack is measured of which the challenges do not fit in memory together.
package enum Strips: Sendable {
  /// So many, one after the other.
  case inTurn(Int)
  /// One of so many, counted from 0; the others are measured elsewhere.
  case one(Int, of: Int)
  /// All of them, measured before, the lowest first.
  case measured([StackStrip])

  /// Number of strips.
  var count: Int {
    switch self {
    case .inTurn(let count), .one(_, let count): count
    case .measured(let strips): strips.count
    }
  }

  /// Whether one strip is wanted, and no map.
  var isForOne: Bool { if case .one = self { true } else { false } }
}
