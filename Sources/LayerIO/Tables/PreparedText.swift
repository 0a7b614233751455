import Foundation

/// A table in text (CSV and the like) as GDAL reads it right. GDAL tells the separator by the first line
/// alone and takes commas where several signs stand in it, so such a line is written anew, with quotes
/// around its fields, in a copy; so is what has lines above its header, quotation marks inside values, or
/// UTF-16 for text.
struct PreparedText {
  /// Path to open: the file itself, or a copy of it.
  private(set) var path: String
  /// Which separator and header were taken, in English.
  let layout: String
  /// Where the copy is; nil without one.
  private(set) var folder: ScratchFolder?
  /// Whether the copy begins with a header that was looked for.
  let hasFoundHeader: Bool
  /// What to know of the table.
  private(set) var notes: [IntakeNote] = []

  private let source: String

  /// Looks at a file.
  /// - Throws: `SourceError`.
  init(_ options: SourceOptions) throws {
    (path, source) = (options.path, options.source)
    let text = try UTF16File(path: path, source: source)
    folder = text?.folder
    let input = text?.path ?? path
    notes += text.map { [$0.note] } ?? []

    let head = try Self.head(of: input, source)
    let (header, separator) = try Self.layout(of: head, options)
    hasFoundHeader = header > 0 && options.header == nil && head.declared == nil
    try Self.checkColumns(head.lines[header], line: header + 1, separator, source)
    layout = Self.description(header, separator, hasFoundHeader)
    if hasFoundHeader { notes.append(Self.note(onHeader: header + 1)) }

    let start = head.starts[header]
    let bytes = try SourceBytes(path: input, source: source)
    let check = try TextTableCheck(bytes, from: start, separator: separator, source: source)
    notes += check.notes
    let isRewritten = check.hasStrayQuotes || separator == .bar
    guard
      header > 0 || isRewritten || text != nil || Self.mayBeMisread(head.lines[0], separator)
        || Self.needsName(path)
    else { return }
    try copy(bytes, Content(start: start, separator: separator, isRewritten: isRewritten))
  }

  /// What of a file is copied.
  private struct Content {
    let start: Int
    let separator: FieldSeparator?
    /// Whether all rows are written anew, and not the header alone.
    let isRewritten: Bool
  }

  // MARK: Layout

  private static func head(of path: String, _ source: String) throws -> SeparatedText {
    try checkIsPlain(path, source: source)
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw SourceError(
        source: source, problem: "The file can't be opened.", remedy: "Check that it is there.")
    }
    defer { try? file.close() }
    let size = 1 << 18
    let bytes = [UInt8](try file.read(upToCount: size) ?? Data())
    return SeparatedText(bytes, isWhole: bytes.count < size)
  }

  private static func layout(
    of head: SeparatedText, _ options: SourceOptions
  ) throws(SourceError) -> (header: Int, separator: FieldSeparator?) {
    let declared = head.declared
    guard options.header != nil || declared != nil else {
      guard head.lines.count > 0 else { throw missing(line: 1, options.source) }
      let layout = head.layout(separator: options.separator)
      return (layout.header, layout.separator)
    }
    let header = options.header.map { $0 - 1 } ?? 1
    guard header < head.lines.count else { throw missing(line: header + 1, options.source) }
    return (header, options.separator ?? declared ?? head.separator(from: header))
  }

  /// - Throws: `SourceError` where the header has one field: no table is read so.
  private static func checkColumns(
    _ line: ArraySlice<UInt8>, line number: Int, _ separator: FieldSeparator?, _ source: String
  ) throws(SourceError) {
    guard separator.map({ line.count(of: $0.byte) == 0 }) ?? true else { return }
    let name = String(decoding: line.filter { $0 != quote }, as: UTF8.self).compared
    let shown = name.count > 60 ? name.prefix(57) + "..." : name
    let others = FieldSeparator.allCases.filter { line.count(of: $0.byte) > 0 }.map(\.name)
    throw SourceError(
      source: source,
      problem: name.isEmpty
        ? "Line \(number), which should name the fields, is empty."
        : separator.map {
          "Read with \($0.name) between the fields, the table has one column alone: '\(shown)'."
        }
          ?? "The table has one column alone: '\(shown)'. Line \(number), which should name the fields, "
          + "has no semicolon, tab, bar or comma.",
      remedy: others.isEmpty
        ? "Save it with semicolons, tabs or commas between the fields, and with columns for the place: "
          + "x and y, or the geometry as text. 'header:' in the project file names another line."
        : "It has \(others.joined(separator: " and ")): say so with 'separator:' in the project file, or "
          + "leave that out.")
  }

  private static func missing(line: Int, _ source: String) -> SourceError {
    SourceError(
      source: source, problem: "There is no line \(line) to be the header.",
      remedy: "Check 'header:' in the project file; lines count from 1.")
  }

  private static func description(
    _ header: Int, _ separator: FieldSeparator?, _ hasFoundHeader: Bool
  ) -> String {
    let sign =
      (separator.map { "It was read with \($0.name) between the fields" }
        ?? "It was read as one field") + "; 'separator:' in the project file sets another sign."
    guard hasFoundHeader else { return sign }
    return "\(sign) Line \(header + 1) was taken for the header; 'header:' sets another one."
  }

  private static func note(onHeader line: Int) -> IntakeNote {
    IntakeNote(
      kind: .format, count: 1,
      text: Wording(
        en: "Line \(line) was taken for the header.", nl: "Regel \(line) is als kopregel genomen."))
  }

  /// Whether GDAL would take another separator: it looks at these signs, and older ones not at bars.
  private static func mayBeMisread(_ line: ArraySlice<UInt8>, _ separator: FieldSeparator?) -> Bool
  {
    guard let separator else { return false }
    let others = FieldSeparator.allCases.filter { $0 != separator }.map(\.byte)
    return separator == .bar || others.contains { line.count(of: $0) > 0 }
  }

  /// GDAL knows tables in text by their ending, and takes tabs for what ends in `.tsv`.
  private static func needsName(_ path: String) -> Bool { !path.lowercased().hasSuffix(".csv") }

  // MARK: Copy

  /// Writes the header and all that follows it to a file of the same name, and puts what belongs to the
  /// file beside it.
  private mutating func copy(_ bytes: SourceBytes, _ content: Content) throws {
    let folder = try folder ?? ScratchFolder(for: source)
    self.folder = folder
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let target = folder.file("\(stem).csv")
    do {
      let output = try openForWriting(target)
      try unsafe bytes.withBytes { try unsafe Self.write(content, of: $0, to: output) }
      try output.close()
      if let types = part(of: path, ending: "csvt") {
        try writeColumnTypes(of: types, to: folder.file("\(stem).csvt"))
      }
      if let system = part(of: path, ending: "prj") {
        try FileManager.default.createSymbolicLink(
          atPath: folder.file("\(stem).prj"),
          withDestinationPath: URL(fileURLWithPath: system).standardizedFileURL.path)
      }
    } catch {
      throw SourceError(
        source: source, problem: "A copy to read it from can't be made (\(error)).",
        remedy: "Check the folder for temporary files, or name another one as TMPDIR.")
    }
    path = target
  }

  private static func write(
    _ content: Content, of bytes: UnsafeRawBufferPointer, to output: FileHandle
  ) throws {
    var rows = unsafe TextRows(bytes, from: content.start, separator: content.separator?.byte)
    let sign = (content.separator == .bar ? .comma : content.separator ?? .comma).byte
    guard rows.next() else { return }
    var piece = rows.quoted(separator: sign)
    while content.isRewritten, rows.next() {
      piece += rows.quoted(separator: sign)
      guard piece.count >= 1 << 22 else { continue }
      try writeBytes(piece.span, to: output)
      piece.removeAll(keepingCapacity: true)
    }
    try writeBytes(piece.span, to: output)
    guard !content.isRewritten else { return }
    for start in stride(from: rows.end, to: bytes.count, by: 1 << 22) {
      let part = unsafe bytes[start..<min(bytes.count, start + 1 << 22)]
      try unsafe writeBytes(Array(part).span, to: output)
    }
  }
}
