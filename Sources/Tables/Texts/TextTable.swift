/// A table of text for the terminal: the first column to the left, the others to the right.
package struct TextTable {
  private var rows: [[String]]

  package init(header: [String]) {
    rows = [header]
  }

  package mutating func append(_ row: [String]) {
    rows.append(row)
  }

  /// The lines, the header underlined.
  package var lines: [String] {
    let columns = rows[0].indices
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      columns.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
    lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
    return lines
  }
}

/// Text of someone else on its way to a terminal: control characters, which could move the cursor or
/// change colours, and characters that turn the direction of writing become U+FFFD.
package func terminalSafe(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        let isControl = scalar.properties.generalCategory == .control
        let isDirection = scalar.properties.generalCategory == .format && scalar != "\u{200D}"
        return isControl || isDirection ? "\u{FFFD}" : scalar
      }))
}
