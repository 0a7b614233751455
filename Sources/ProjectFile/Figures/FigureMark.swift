/// How sure a figure of a catalogue is.
package enum FigureMark: String, Sendable, CaseIterable {
  /// Read in the source that is named.
  case read = "V"
  /// Worked out from what was read.
  case derived = "Vd"
  /// An assumption.
  case assumed = "A"
}

/// How sure the figures of a row of a catalogue are: `mark: A, marks: {surface: V}`. A figure that nobody
/// marked counts as an assumption.
package struct FigureMarks: Sendable, Equatable {
  private let usual: FigureMark
  private let others: [String: FigureMark]

  /// Marks; those of single figures go before the usual one.
  package init(_ usual: FigureMark = .assumed, others: [String: FigureMark] = [:]) {
    (self.usual, self.others) = (usual, others)
  }

  /// The mark of a figure by its key.
  package subscript(key: String) -> FigureMark { others[key] ?? usual }

  /// Reads the keys `mark` and `marks` of a row with figures under these keys.
  /// - Throws: `YAMLError`.
  package init(_ row: [String: YAMLValue], of figures: [String]) throws {
    var others: [String: FigureMark] = [:]
    for (key, value) in try row["marks"]?.members(known: figures) ?? [:] {
      others[key] = try value.choice(of: FigureMark.self)
    }
    self.init(try row.figureMark(), others: others)
  }
}

extension [String: YAMLValue] {
  /// The key `mark` of a row.
  /// - Throws: `YAMLError`.
  package func figureMark() throws -> FigureMark {
    try self["mark"]?.choice(of: FigureMark.self) ?? .assumed
  }

  /// The key `price_year` of a row; nil where it has none.
  /// - Throws: `YAMLError`.
  package func priceYear() throws -> Int? { try self["price_year"]?.integer(in: 1900...2200) }
}

extension YAMLValue {
  /// One of the cases of an enumeration.
  /// - Throws: `YAMLError` where it is none of them.
  package func choice<Choice: RawRepresentable & CaseIterable>(
    of type: Choice.Type
  ) throws(YAMLError) -> Choice where Choice.RawValue == String {
    let word = try oneOf(type.allCases.map(\.rawValue))
    guard let choice = type.init(rawValue: word) else {
      throw error("'\(name)' is '\(word)'.", "Choose another.")
    }
    return choice
  }
}
