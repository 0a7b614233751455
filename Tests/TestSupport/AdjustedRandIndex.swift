/// How well two ways to sort the same things agree, corrected for chance (Hubert and Arabie 1985): 1 where
/// they are the same, about 0 where they have nothing to do with each other.
package func adjustedRandIndex<A: Hashable, B: Hashable>(_ a: [A], _ b: [B]) -> Double {
  let both = pairs(zip(a, b).map { AnyHashable([AnyHashable($0), AnyHashable($1)]) })
  let (left, right, all) = (pairs(a), pairs(b), Double(a.count * (a.count - 1) / 2))
  let expected = left * right / all
  let most = (left + right) / 2
  return most == expected ? 1 : (both - expected) / (most - expected)
}

/// Number of pairs that are in the same group.
private func pairs<Label: Hashable>(_ labels: [Label]) -> Double {
  let counts = Dictionary(grouping: labels) { $0 }.values.map(\.count)
  return Double(counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 })
}
