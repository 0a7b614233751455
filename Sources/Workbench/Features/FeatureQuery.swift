import Geometry
import LayerIO

/// Which features of a collection are asked for, and in which system.
package struct FeatureQuery: Sendable {
  /// Features on a page unless asked otherwise.
  package static let usualLimit = 100
  /// Features on a page at most: a larger `limit` is taken for this.
  package static let largestLimit = 10_000

  /// Features on the page.
  package var limit = usualLimit
  /// Features before the page.
  package var offset = 0
  /// The system that positions are given in.
  package let system: PublishedSystem
  /// Features share ground with it, in `boxSystem`; nil for any.
  package let box: BoxFilter?
  /// The system of the box.
  package let boxSystem: PublishedSystem
  /// Features share time with it; nil for any.
  package let time: TimeFilter?
  /// Values that columns have to have.
  package let values: [ColumnFilter]
  /// The parameters but for the page, as they were given, for links to other pages.
  package let given: [QueryParameter]

  /// Parameters that say how an answer is given, rather than which.
  package static let formParameters: Set = ["f", "lang"]

  /// Reads the parameters of a request for features with these columns, in one of the systems, the first of which is
  /// the usual one.
  /// - Throws: `QueryProblem` for a parameter that is not known, given twice or can't be read.
  package init(
    _ parameters: [QueryParameter], columns: [VectorTable.Column], systems: [PublishedSystem]
  ) throws(QueryProblem) {
    let known = Self.ownParameters.union(Self.formParameters)
    var found: [String: String] = [:]
    for parameter in parameters {
      let name = parameter.name
      guard known.contains(name) || columns.contains(where: { $0.name == name }) else {
        throw QueryProblem(
          name, "There is no parameter '\(name)'.",
          "Known are \(Self.ownParameters.sorted().joined(separator: ", ")) and the properties.")
      }
      guard found.updateValue(parameter.value, forKey: name) == nil else {
        throw QueryProblem(name, "'\(name)' is given twice.", "Give it once.")
      }
    }
    limit = min(
      try Self.whole(found["limit"], "limit", from: 1) ?? Self.usualLimit, Self.largestLimit)
    offset = try Self.whole(found["offset"], "offset", from: 0) ?? 0
    system = try Self.system(found["crs"], "crs", among: systems)
    let boxSystem = try Self.system(found["bbox-crs"], "bbox-crs", among: systems)
    self.boxSystem = boxSystem
    box = try found["bbox"].map { text throws(QueryProblem) in try BoxFilter(text, in: boxSystem) }
    time = try found["datetime"].map { text throws(QueryProblem) in try TimeFilter(text) }
    var values: [ColumnFilter] = []
    for column in columns {
      guard let text = found[column.name], !known.contains(column.name) else { continue }
      values.append(try ColumnFilter(column, text))
    }
    self.values = values
    given = parameters.filter { !["limit", "offset"].contains($0.name) }
  }

  /// The parameters that OGC API Features has.
  private static let ownParameters: Set = [
    "limit", "offset", "bbox", "bbox-crs", "crs", "datetime",
  ]

  /// Whether all features are asked for.
  package var takesAll: Bool { box == nil && time == nil && values.isEmpty }

  private static func whole(
    _ text: String?, _ name: String, from least: Int
  ) throws(QueryProblem) -> Int? {
    guard let text else { return nil }
    // A number too long for the machine is a large one.
    let isDigits = !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    guard isDigits, let number = Int(text) ?? (isDigits ? .max : nil), number >= least else {
      throw QueryProblem(
        name, "'\(text)' is no whole number from \(least).",
        "Write one, such as \(name)=\(max(1, least)).")
    }
    return number
  }

  private static func system(
    _ address: String?, _ name: String, among systems: [PublishedSystem]
  ) throws(QueryProblem) -> PublishedSystem {
    guard let address else { return systems[0] }
    guard let system = systems.first(where: { $0.address == address }) else {
      throw QueryProblem(
        name, "Features are not given in '\(address)'.",
        "Known are: \(systems.map(\.address).joined(separator: ", ")).")
    }
    return system
  }
}

/// A parameter of a request, decoded.
package struct QueryParameter: Sendable, Equatable {
  package let name: String
  package let value: String

  /// A parameter.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A value that a column has to have.
package struct ColumnFilter: Sendable {
  private let column: VectorTable.Column
  private let value: Value

  private enum Value: Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
  }

  /// Reads the value as the column holds it.
  /// - Throws: `QueryProblem` where the column holds no such values.
  init(_ column: VectorTable.Column, _ text: String) throws(QueryProblem) {
    self.column = column
    let found: Value? =
      switch column.type {
      case .text: .text(text)
      case .integer: Int(text).map(Value.integer)
      case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil }
      case .boolean: Bool(text).map(Value.boolean)
      }
    guard let found else {
      throw QueryProblem(
        column.name, "'\(text)' is no value of '\(column.name)'.",
        "Its values are \(column.typeWords).")
    }
    value = found
  }

  /// The rows out of some that have the value, a number as it is written.
  func keeping(_ rows: [Int]) -> [Int] {
    switch (column.values(of: rows), value) {
    case (.text(let values), .text(let wanted)): keep(rows) { values[$0] == wanted }
    case (.integer(let values), .integer(let wanted)): keep(rows) { values[$0] == wanted }
    case (.boolean(let values), .boolean(let wanted)): keep(rows) { values[$0] == wanted }
    case (.number(let values, let decimals), .number(let wanted)):
      keep(rows) { index in
        values[index].map { isSame($0, wanted, decimals: decimals) } ?? false
      }
    default: []
    }
  }

  private func keep(_ rows: [Int], where holds: (Int) -> Bool) -> [Int] {
    rows.indices.filter(holds).map { rows[$0] }
  }

  private func isSame(_ value: Double, _ wanted: Double, decimals: Int) -> Bool {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in 10 * scale }
    return (value * scale).rounded() == (wanted * scale).rounded()
  }
}

extension VectorTable.Column {
  /// What its values are, in words.
  fileprivate var typeWords: String {
    switch type {
    case .text: "texts"
    case .integer: "whole numbers"
    case .number: "numbers"
    case .boolean: "true and false"
    }
  }
}
