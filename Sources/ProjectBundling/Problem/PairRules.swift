/// The rule for each pair of kinds.
struct PairRules: Sendable {
  private let count: Int
  private let indices: [Int?]
  private let isForbidden: [Bool]

  init(_ kinds: [BundlingRules.MeasureRule], _ rules: BundlingRules) {
    count = kinds.count
    indices = kinds.flatMap { a in kinds.map { rules.pair(a.kind, $0.kind) } }
    isForbidden = indices.map { $0.map { rules.pairs[$0].verdict == .never } ?? false }
  }

  /// Index of the rule in `BundlingRules.pairs`, and whether it says never.
  subscript(a: Int, b: Int) -> (rule: Int?, isForbidden: Bool) {
    (indices[a * count + b], isForbidden[a * count + b])
  }
}
