import Geometry
import LayerStack
import Workers

/// Which works fall due on each asset, in which year of the horizon, and what they cost. What is asked
/// of a work, and of an asset, stands together: places come in no order of assets, so each look is at
/// memory that no cache holds.
struct WorkCalendar: Sendable {
  /// A work.
  struct Entry: Sendable {
    /// Cost in EUR, 0 where it is not known.
    var cost: Double
    /// Index of the due year; -1 where it has none within the horizon.
    var year: Int32
    /// Index in `budgets`.
    var budget: Int32
  }

  /// The works on an asset, and by what their cost is shared out.
  struct AssetWorks: Sendable {
    /// Years of the horizon in which one is due: bit `i` is year `i`.
    var dueYears: UInt128 = 0
    /// Surface of the asset in m2.
    var surface: Double
    /// Index of the first work, and of the one behind the last.
    var first: Int32 = 0
    var end: Int32 = 0

    /// Indices of the works.
    @inline(__always)
    var works: Range<Int> { Int(first)..<Int(end) }
  }

  /// Years of the horizon.
  let years: ClosedRange<Int>
  /// Works, in the map's order.
  let entries: [Entry]
  /// Works by asset. Shape: `assets`.
  let assets: [AssetWorks]
  /// Names of the budgets in order; works without one are under the empty name.
  let budgets: [String]

  /// Sorts works by asset; `surfaces` has the surface of each in m2.
  init(_ works: [Work], surfaces: [Double], years: ClosedRange<Int>, threads: Int = 1) {
    self.years = years
    let pages = concurrentValues(works.indices, inChunksOf: 8192, threads: threads) {
      CalendarPage(works, $0, years)
    }
    budgets = Set(pages.flatMap(\.budgets)).sorted()
    entries = Self.entries(pages, budgets, threads: threads)
    var assets = surfaces.map { AssetWorks(surface: $0) }
    for (work, asset) in pages.lazy.flatMap(\.assets).enumerated() {
      assets[Int(asset)].add(Int32(work), year: entries[work].year)
    }
    self.assets = assets
  }

  private static func entries(
    _ pages: [CalendarPage], _ budgets: [String], threads: Int
  ) -> [Entry] {
    let places = Dictionary(uniqueKeysWithValues: zip(budgets, Int32(0)...))
    return filledArray(sizes: pages.map(\.entries.count), threads: threads) { page, entries in
      let numbers = pages[page].budgets.map { places[$0] ?? 0 }
      for var entry in pages[page].entries {
        entry.budget = numbers[Int(entry.budget)]
        entries.append(entry)
      }
    }
  }

  var yearCount: Int { years.count }

  /// Indices of the works on an asset.
  func works(of asset: Int) -> Range<Int> { assets[asset].works }

  /// Index of a work's due year; nil where it has none within the horizon.
  func yearIndex(of work: Int) -> Int? {
    entries[work].year < 0 ? nil : Int(entries[work].year)
  }
}

extension WorkCalendar.AssetWorks {
  /// Adds a work; those on an asset follow each other.
  fileprivate mutating func add(_ work: Int32, year: Int32) {
    if first == end { first = work }
    end = work + 1
    if year >= 0 { dueYears |= 1 << UInt128(year) }
  }
}

/// Some works of a calendar.
private struct CalendarPage: Sendable {
  /// Asset of each work.
  private(set) var assets: [Int32] = []
  /// The works, each with the number of its budget in `budgets`.
  private(set) var entries: [WorkCalendar.Entry] = []
  /// Names of budgets in the order they occur.
  private(set) var budgets: [String] = []

  /// Works are looked at in place: each holds texts that would be counted as shared at every look.
  init(_ works: [Work], _ range: Range<Int>, _ years: ClosedRange<Int>) {
    var numbers: [String: Int32] = [:]
    for work in range {
      assets.append(Int32(works[work].asset))
      let due = works[work].due.flatMap { years.contains($0) ? $0 - years.lowerBound : nil }
      let budget = number(of: works[work].budget ?? "", &numbers)
      entries.append(
        WorkCalendar.Entry(cost: works[work].cost ?? 0, year: Int32(due ?? -1), budget: budget))
    }
  }

  /// There are few budgets, so the one before is tried first.
  private mutating func number(of name: String, _ numbers: inout [String: Int32]) -> Int32 {
    if let last = entries.last?.budget, budgets[Int(last)] == name { return last }
    if let number = numbers[name] { return number }
    numbers[name] = Int32(budgets.count)
    budgets.append(name)
    return Int32(budgets.count - 1)
  }
}
