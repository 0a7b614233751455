/// Which works fall due on each asset, in which year of the horizon, and what they cost.
struct WorkCalendar: Sendable {
  /// Years of the horizon.
  let years: ClosedRange<Int>
  /// First work of each asset, and the number of works at the end. Shape: `assets + 1`.
  private let starts: [Int]
  /// Years of the horizon in which a work is due on the asset: bit `i` is year `i`. Shape: `assets`.
  let dueYears: [UInt128]
  /// Names of the budgets in order; works without one are under the empty name.
  let budgets: [String]
  /// Index in `budgets` of each work. Shape: `works`.
  let budgetIndices: [Int]
  /// Index of each work's due year; -1 where it has none within the horizon. Shape: `works`.
  private let dueYear: [Int16]
  /// Cost of each work in EUR; nil where it is not known. Shape: `works`.
  let costs: [Double?]

  init(_ works: [Work], assetCount: Int, years: ClosedRange<Int>) {
    self.years = years
    var starts = [Int](repeating: 0, count: assetCount + 1)
    var dueYears = [UInt128](repeating: 0, count: assetCount)
    var dueYear = [Int16](repeating: -1, count: works.count)
    var costs = [Double?](repeating: nil, count: works.count)
    // Looked at in place: a work holds texts that would be counted as shared at each look.
    for index in works.indices {
      let asset = works[index].asset
      starts[asset + 1] += 1
      costs[index] = works[index].cost
      guard let due = works[index].due, years.contains(due) else { continue }
      dueYear[index] = Int16(due - years.lowerBound)
      dueYears[asset] |= 1 << UInt128(due - years.lowerBound)
    }
    for asset in 0..<assetCount { starts[asset + 1] += starts[asset] }
    (self.starts, self.dueYears, self.dueYear, self.costs) = (starts, dueYears, dueYear, costs)
    (budgets, budgetIndices) = Self.numbered(works)
  }

  /// The names of budgets in order, and the number of each work's. There are few names, so the one before
  /// is tried first.
  private static func numbered(_ works: [Work]) -> ([String], [Int]) {
    var found: [String: Int] = [:]
    var last = (name: "", number: -1)
    let first = works.indices.map { index in
      let name = works[index].budget ?? ""
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
  @inline(__always)
  func yearIndex(of work: Int) -> Int? { dueYear[work] < 0 ? nil : Int(dueYear[work]) }
}
