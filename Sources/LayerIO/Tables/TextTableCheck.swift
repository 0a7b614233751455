import Foundation

/// Goes through a table in text from its header to its end, since GDAL says nothing of what it leaves out: values
/// behind the last field, rows that a quotation mark swallows, all that follows a byte 0.
struct TextTableCheck {
  /// Whether quotation marks stand where GDAL would take them for what they are not.
  private(set) var hasStrayQuotes = false
  private(set) var notes: [IntakeNote] = []

  private let source: String
  private let separator: FieldSeparator?
  /// Where rows begin that have too many values, at most a few of them.
  private var longRows: [(start: Int, count: Int)] = []
  private var longCount = 0
  private var shortCount = 0
  private var strayCount = 0

  /// Looks at a table whose header begins at `start`.
  /// - Throws: `SourceError` that names lines.
  init(
    _ bytes: SourceBytes, from start: Int, separator: FieldSeparator?, source: String
  ) throws(SourceError) {
    (self.source, self.separator) = (source, separator)
    try unsafe bytes.withBytes { (bytes) throws(SourceError) in
      try unsafe refuseZeros(bytes)
      try unsafe check(bytes, from: start)
    }
    hasStrayQuotes = strayCount > 0
    note(
      shortCount,
      en: "Rows have fewer values than there are fields; the last ones are empty there.",
      nl: "Rijen hebben minder waarden dan er velden zijn; de laatste zijn daar leeg.")
    note(
      strayCount, en: "Rows have quotation marks that belong to a value; they were read as such.",
      nl: "Rijen hebben aanhalingstekens die bij een waarde horen; zo zijn ze gelezen.")
  }

  private mutating func note(_ count: Int, en: String, nl: String) {
    guard count > 0 else { return }
    notes.append(IntakeNote(kind: .format, count: count, text: Wording(en: en, nl: nl)))
  }

  private func refuseZeros(_ bytes: UnsafeRawBufferPointer) throws(SourceError) {
    guard let base = bytes.baseAddress, let zero = unsafe memchr(base, 0, bytes.count) else {
      return
    }
    let line = unsafe Self.line(of: UnsafeRawPointer(zero) - base, in: bytes)
    throw SourceError(
      source: source,
      problem:
        "Line \(line) holds a byte 0, which no text has: the file is damaged, or it is UTF-16 "
        + "without the mark that says so.",
      remedy: "Save it again as CSV in UTF-8.")
  }

  private mutating func check(_ bytes: UnsafeRawBufferPointer, from start: Int) throws(SourceError)
  {
    var rows = unsafe TextRows(bytes, from: start, separator: separator?.byte)
    var header: Int?
    while rows.next() {
      if rows.isOpen { throw unsafe unclosed(rows, bytes) }
      let width = header ?? rows.values.count
      header = width
      if rows.values.count != width { count(rows, width) }
      guard rows.hasStray else { continue }
      strayCount += 1
      guard rows.values.contains(where: { $0.isQuoted && $0.hasStray }) else { continue }
      if rows.values.count != width || rows.hasLineBreak {
        throw unsafe misquoted(rows, width, bytes)
      }
    }
    if longCount > 0 { throw unsafe tooLong(header ?? 0, bytes) }
  }

  private mutating func count(_ rows: TextRows, _ width: Int) {
    if rows.values.count < width {
      if rows.values.contains(where: rows.isFilled) { shortCount += 1 }
    } else if rows.values[width...].contains(where: rows.isFilled) {
      longCount += 1
      if longRows.count < 5 { longRows.append((rows.range.lowerBound, rows.values.count)) }
    }
  }

  // MARK: Errors

  private func unclosed(_ rows: TextRows, _ bytes: UnsafeRawBufferPointer) -> SourceError {
    let start = rows.values.last?.range.lowerBound ?? rows.range.lowerBound
    let line = unsafe Self.line(of: start, in: bytes)
    return SourceError(
      source: source,
      problem: "The quotation mark that opens a value on line \(line) is never closed: all that "
        + "follows would belong to that value.",
      remedy: "Close it or take it away; inside a value between quotation marks, write each twice.")
  }

  private func misquoted(
    _ rows: TextRows, _ width: Int, _ bytes: UnsafeRawBufferPointer
  ) -> SourceError {
    let line = unsafe Self.line(of: rows.range.lowerBound, in: bytes)
    let count = rows.values.count
    return SourceError(
      source: source,
      problem: "The quotation marks of the row on line \(line) don't match: it would have \(count) "
        + "value\(count == 1 ? "" : "s") for \(width) fields\(rows.hasLineBreak ? " and run on over more lines" : "").",
      remedy: "Close each value that a quotation mark opens; inside it, write each mark twice.")
  }

  private func tooLong(_ width: Int, _ bytes: UnsafeRawBufferPointer) -> SourceError {
    let rows = longRows.map { row in
      unsafe "line \(Self.line(of: row.start, in: bytes)) (\(row.count))"
    }
    let more = longCount > rows.count ? " and \(longCount - rows.count) more" : ""
    return SourceError(
      source: source,
      problem:
        "Rows have more values than the \(width) fields of the header, so it can't be told which "
        + "value belongs where: \(rows.joined(separator: ", "))\(more).",
      remedy:
        "Put a value that holds \(separator?.name ?? "the separator") between quotation marks, or "
        + "give each column a name in the header.")
  }

  /// The line of a place, counted from 1.
  private static func line(of place: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    unsafe bytes[..<place].count { $0 == 0x0A } + 1
  }
}
