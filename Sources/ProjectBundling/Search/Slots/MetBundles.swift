/// Bundles that are met while prices are found: what followers gain most is often a bundle, or part of one.
struct MetBundles {
  private let works: SlotWorks
  /// Their nodes, ascending.
  private(set) var sets: Set<[Int32]> = []

  init(_ works: SlotWorks) { self.works = works }

  /// Keeps nodes that are related, where they may be a bundle.
  mutating func add(_ set: [Int32]) {
    let limits = works.nodes.limits.limits
    guard set.count > 1, works.box(of: set).longestSide <= limits.span,
      set.reduce(0, { $0 + works.costs[Int($1)] }) <= limits.cost,
      works.firstRefusing(in: set) == nil
    else { return }
    sets.insert(set.sorted())
  }
}
