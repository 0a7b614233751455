import Workers

/// The elements of all parts, one part after the other, each made into a row; `row` is also told the
/// number of the part.
func join<Element: Sendable, Row: Sendable>(
  _ parts: [[Element]], threads: Int, _ row: @Sendable (Int, Element) -> Row
) -> [Row] {
  filledArray(sizes: parts.map(\.count), threads: threads) { part, rows in
    for element in parts[part] { rows.append(row(part, element)) }
  }
}
