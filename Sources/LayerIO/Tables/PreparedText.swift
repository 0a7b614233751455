import Foundation

/// A table in text (CSV and the like) as GDAL reads it right. GDAL tells the separator by the first line
/// alone and takes commas where several signs stand in it, so such a line is written anew, with quotes
/// around its fields, in a copy; so is what has lines above its header.
struct PreparedText {
  /// Path to open: the file itself, or a copy of it.
  private(set) var path: String
  /// Which separator was taken, in English.
  let layout: String
  /// Where the copy is; nil without one.
  private(set) var folder: ScratchFolder?

  /// Looks at a file.
  /// - Throws: `SourceError`.
  init(_ options: SourceOptions) throws {
    path = options.path
    let head = try Self.head(of: path, options.source)
    let declared = head.declared
    let header = options.header.map { $0 - 1 } ?? (declared == nil ? 0 : 1)
    guard header < head.lines.count else {
      throw SourceError(
        source: options.source, problem: "There is no line \(header + 1) to be the header.",
        remedy: "Check 'header:' in the project file; lines count from 1.")
    }
    let separator = options.separator ?? declared ?? head.separator(from: header)
    layout =
      (separator.map { "It was read with \($0.name) between the fields" }
        ?? "It was read as one field")
      + "; 'separator:' in the project file sets another sign."
    let line = head.lines[header]
    guard header > 0 || Self.mayBeMisread(line, separator) || Self.needsName(path) else { return }
    let rest = head.starts.indices.contains(header + 1) ? head.starts[header + 1] : nil
    folder = try ScratchFolder(for: options.source)
    try copy(Self.quoted(line, separator), rest: rest, separator == .bar, options.source)
  }

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

  /// Whether GDAL would take another separator: it looks at these signs, and older ones not at bars.
  private static func mayBeMisread(_ line: ArraySlice<UInt8>, _ separator: FieldSeparator?) -> Bool
  {
    guard let separator else { return false }
    let others = FieldSeparator.allCases.filter { $0 != separator }.map(\.byte)
    return separator == .bar || others.contains { line.count(of: $0) > 0 }
  }

  /// GDAL knows tables in text by their ending, and takes tabs for what ends in `.tsv`.
  private static func needsName(_ path: String) -> Bool { !path.lowercased().hasSuffix(".csv") }

  /// The header with quotes around the fields that have none.
  private static func quoted(_ line: ArraySlice<UInt8>, _ separator: FieldSeparator?) -> [UInt8] {
    let fields = separator.map { line.split(at: $0.byte) } ?? [line]
    let quoted = fields.map { $0.contains(quote) ? Array($0) : [quote] + $0 + [quote] }
    let sign = separator == .bar ? FieldSeparator.comma : separator
    return Array(quoted.joined(separator: sign.map { [$0.byte] } ?? [])) + [0x0A]
  }

  /// Writes the header and all that follows it to a file of the same name, and puts what belongs to the
  /// file beside it.
  private mutating func copy(
    _ header: [UInt8], rest: Int?, _ hasBars: Bool, _ source: String
  ) throws {
    guard let folder else { return }
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let target = folder.file("\(stem).csv")
    do {
      let output = try openForWriting(target)
      try writeBytes(header.span, to: output)
      if let rest { try copy(from: rest, hasBars, to: output) }
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

  private func copy(from rest: Int, _ hasBars: Bool, to output: FileHandle) throws {
    let input = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    try input.seek(toOffset: UInt64(rest))
    var commas = CommasForBars()
    while let piece = try input.read(upToCount: 1 << 22), !piece.isEmpty {
      try writeBytes((hasBars ? commas.rewritten(piece) : [UInt8](piece)).span, to: output)
    }
    try writeBytes(commas.ending.span, to: output)
  }
}
