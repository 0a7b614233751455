/// A source as the reader of its format can open it: out of its zip, and as CSV where it is a table that
/// GDAL would misread. The source itself and its folder stay as they are; copies are gone with this value.
struct PreparedSource {
  /// The source with the path to open.
  private(set) var options: SourceOptions
  private let original: SourceOptions
  private var folders: [ScratchFolder] = []
  private var zippedFile: String?
  private var sheet: PreparedSheet?
  private var layout: String?
  private var notes: [IntakeNote] = []

  /// Unpacks and rewrites what needs to be.
  /// - Throws: `SourceError`.
  init(_ options: SourceOptions) throws {
    self.options = options
    original = options
    try unpack()
    try explainingPaths { try $0.prepareTable() }
  }

  private mutating func unpack() throws {
    guard options.path.hasEnding([".zip"]) else { return }
    let unpacked = try UnpackedZip(options)
    folders.append(unpacked.folder)
    zippedFile = unpacked.name
    options.source += "/" + unpacked.name
    options.path = unpacked.path
    // A layer's name may have chosen the file; most formats have no layers inside.
    if !options.path.hasEnding(layeredEndings) { options.layer = nil }
  }

  private mutating func prepareTable() throws {
    let isText = options.path.hasEnding(tableEndings)
    let isBook = options.path.hasEnding(bookEndings)
    try check(options.separator != nil && !isText, "separator", "for tables in text, such as CSV")
    if isBook {
      let sheet = try PreparedSheet(options)
      folders.append(sheet.folder)
      (self.sheet, layout, options.path) = (sheet, sheet.layout, sheet.path)
      (options.layer, options.header) = (nil, 1)
    } else if isText {
      let text = try PreparedText(options)
      folders += text.folder.map { [$0] } ?? []
      (layout, notes, options.path) = (text.layout, text.notes, text.path)
      // GDAL itself would have to see that these are names.
      if text.hasFoundHeader { options.header = 1 }
    } else {
      try check(options.header != nil, "header", "for tables in text and workbooks")
    }
  }

  private func check(_ isWrong: Bool, _ key: String, _ use: String) throws(SourceError) {
    guard isWrong else { return }
    throw SourceError(
      source: options.source, problem: "'\(key)' is \(use), which this is not.",
      remedy: "Leave it out, or save the table as CSV.")
  }

  /// Reads it.
  /// - Throws: `SourceError`, with names instead of the paths of copies.
  func read(_ body: (SourceOptions, SheetValues?) throws -> RawLayer) throws -> RawLayer {
    var prepared = self
    return try prepared.explainingPaths { prepared in
      prepared.finish(try body(prepared.options, prepared.sheet?.values))
    }
  }

  /// The layer as that of the source as it was given.
  private func finish(_ raw: RawLayer) -> RawLayer {
    var raw = raw
    raw.layout = layout ?? raw.layout
    raw.record.notes = notes + raw.record.notes
    guard !folders.isEmpty else { return raw }
    raw.record.source = original.source
    raw.record.bytes = SourceFiles.size(of: original)
    if let sheet {
      raw.record.format = sheet.format
      raw.record.layer = sheet.name
      raw.record.notes = sheet.notes + raw.record.notes
      raw.shownCurrencies = sheet.values.currencies
      raw.repeatedNames = sheet.values.repeatedNames
    }
    if let zippedFile {
      let layer = options.path.hasEnding(layeredEndings) || sheet != nil ? raw.record.layer : nil
      raw.record.layer = layer.map { "\(zippedFile): \($0)" } ?? zippedFile
    }
    raw.problems = raw.problems.mapValues { problem in
      let detail = Wording(en: named(problem.detail.en), nl: named(problem.detail.nl))
      return FeatureProblem(reason: problem.reason, detail: detail)
    }
    return raw
  }

  private mutating func explainingPaths<Result>(
    _ body: (inout PreparedSource) throws -> Result
  ) throws -> Result {
    do {
      return try body(&self)
    } catch let error as SourceError {
      throw SourceError(
        source: error.source, feature: error.feature, problem: named(error.problem),
        remedy: named(error.remedy))
    }
  }

  /// A text of a library without the folders of copies.
  private func named(_ text: String) -> String {
    folders.reduce(text) { $0.replacing($1.path + "/", with: "") }
  }
}

/// Endings of what may hold several layers.
private let layeredEndings =
  [".gpkg", ".gdb", ".sqlite", ".gml", ".kml", ".dxf", ".xml"] + bookEndings
/// Endings of tables in text.
let tableEndings = [".csv", ".tsv", ".txt"]
/// Endings of workbooks.
let bookEndings = [".xlsx", ".xlsm", ".ods", ".xls"]

extension String {
  /// Whether it ends with one of some texts, in small letters or capitals.
  func hasEnding(_ endings: [String]) -> Bool {
    let small = lowercased()
    return endings.contains(where: small.hasSuffix)
  }
}

/// Reads a file with the reader for its format, which may pass over features far from `area`.
/// - Throws: `SourceError`.
func readRawLayer(
  _ options: SourceOptions, threads: Int, near area: SearchArea? = nil
) throws -> RawLayer {
  if let remote = options.remote {
    var raw = try readGeoJSON(options, threads: threads, near: area)
    raw.record.format = remote.format
    raw.record.notes += [Snapshot(of: remote, at: options.path).note].compactMap(\.self)
    return raw
  }
  return try PreparedSource(options).read { options, sheet in
    isGeoJSON(options.path)
      ? try readGeoJSON(options, threads: threads, near: area)
      : try readWithGDAL(options, near: area, typed: sheet?.typed ?? [:])
  }
}
