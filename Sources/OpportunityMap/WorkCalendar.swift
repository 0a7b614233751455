/// Which works fall due on each asset, in which year of the horizon.
struct WorkCalendar: Sendable {
  /// Years of the horizon.
  let years: ClosedRange<Int>
  /// Works, in the map's order.
  let works: [Work]
  /// First work of each asset, and the number of works at the end. Shape: `assets + 1`.
  private let starts: [Int]
  /// Years of the horizon in which a work is due on the asset: bit `i` is year `i`. Shape: `assets`.
  let dueYears: [UInt128]
  /// Names of the budgets in order; works without one are under the empty name.
  let budgets: [String]
  /// Index in `budgets` of each work. Shape: `works`.
  let budgetIndices: [Int]

  init(_ works: [Work], assetCount: Int, years: ClosedRange<Int>) {
    self.works = works
    self.years = years
    var starts = [Int](repeating: 0, count: assetCount + 1)
    var dueYears = [UInt128](repeating: 0, count: assetCount)
    for work in works {
      starts[work.asset + 1] += 1
      if let due = work.due, years.contains(due) {
        dueYears[work.asset] |= 1 << UInt128(due - years.lowerBound)
      }
    }
    for asset in 0..<assetCount { starts[asset + 1] += starts[asset] }
    self.starts = starts
    self.dueYears = dueYears
    (budgets, budgetIndices) = Self.numbered(works)
  }

  /// The names of budgets in order, and the number of each work's. There are few names, so the one before
  /// is tried first.
  private static func numbered(_ works: [Work]) -> ([String], [Int]) {
    var found: [String: Int] = [:]
    var last = (name: "", number: -1)
    let first = works.map { work in
      let name = work.budget ?? ""
      if last.number < 0 || name != last.name {
        let number = found[name] ?? found.count
        found[name] = number
        last = (name, number)
      }
      return last.number
    }
    let names = found.keys.sorted()
    var order = [Int](repeating: 0, count: names.count)
    for (place, name) in names.enumerated() { order[found[name] ?? 0] = place }
    return (names, first.map { order[$0] })
  }

  var yearCount: Int { years.count }

  /// Indices of the works on an asset.
  func works(of asset: Int) -> Range<Int> { starts[asset]..<starts[asset + 1] }

  /// Index of a work's due year; nil where it has none within the horizon.
  func yearIndex(of work: Int) -> Int? {
    guard let due = works[work].due, years.contains(due) else { return nil }
    return due - years.lowerBound
  }
}
