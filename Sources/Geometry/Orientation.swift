/// On which side of the way from `a` to `b` a position lies: 1 to the left, -1 to the right, 0 on
/// the line. Exact, by a filter and then expansions (Shewchuk, "Adaptive precision floating-point
/// arithmetic and fast robust geometric predicates", 1997).
func orientation(_ a: Position, _ b: Position, _ c: Position) -> Int {
  let side = certainSide(a, b, c)
  guard side == 0 else { return side }
  var sum = Expansion()
  sum.add(a.x, b.y)
  sum.add(-a.x, c.y)
  sum.add(-c.x, b.y)
  sum.add(-a.y, b.x)
  sum.add(a.y, c.x)
  sum.add(c.y, b.x)
  return sum.sign
}

/// The side where plain arithmetic is enough to be certain of it; 0 where it is not.
@inline(__always)
func certainSide(_ a: Position, _ b: Position, _ c: Position) -> Int {
  let left = (a.x - c.x) * (b.y - c.y)
  let right = (a.y - c.y) * (b.x - c.x)
  let difference = left - right
  // Shewchuk's bound for this formula: (3 + 16 u) u, with u = 2^-53.
  guard abs(difference) > 0x1.8000000000008p-52 * (abs(left) + abs(right)) else { return 0 }
  return difference > 0 ? 1 : -1
}

/// From left to right; upwards where two positions are above each other.
@inline(__always)
func isLeft(_ a: Position, of b: Position) -> Bool { a.x != b.x ? a.x < b.x : a.y < b.y }

/// A sum without rounding: doubles that do not overlap, from small to large.
private struct Expansion {
  private var parts: [Double] = []

  /// Adds a product, exactly.
  mutating func add(_ a: Double, _ b: Double) {
    let product = a * b
    add((-product).addingProduct(a, b))
    add(product)
  }

  private mutating func add(_ value: Double) {
    var carried = value
    for index in parts.indices {
      let sum = carried + parts[index]
      let part = sum - carried
      parts[index] = (carried - (sum - part)) + (parts[index] - part)
      carried = sum
    }
    parts.append(carried)
  }

  /// The largest part that is not 0 tells.
  var sign: Int {
    guard let part = parts.last(where: { $0 != 0 }) else { return 0 }
    return part > 0 ? 1 : -1
  }
}
