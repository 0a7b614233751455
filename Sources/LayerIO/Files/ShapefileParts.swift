import Foundation

/// A Shapefile as its files tell: what is missing, how they fit together, how text is encoded.
struct ShapefileParts {
  /// Rows of attributes; nil where there are none.
  let table: DBFTable?
  private let hasIndex: Bool
  /// Whether the .shx is there and fits the .shp.
  let usesIndex: Bool
  private let isTableMissing: Bool
  /// Number of shapes; nil where no index tells.
  private let shapeCount: Int?
  /// The code page that the .cpg names; nil where there is none.
  private let codePage: String?

  /// Looks at a Shapefile; nil for other files.
  init?(path: String) {
    guard isShapefile(path) else { return nil }
    let dbf = part(of: path, ending: "dbf")
    isTableMissing = dbf == nil
    table = dbf.flatMap(DBFTable.init)
    let index = part(of: path, ending: "shx")
    hasIndex = index != nil
    let found = index.flatMap { ShapefileIndex(shapes: path, index: $0) }
    usesIndex = hasIndex && found?.isUsable ?? true
    // ESRI Shapefile Technical Description (1998): a header of 100 bytes, 8 bytes for each shape.
    shapeCount =
      usesIndex ? index.flatMap(fileSize).map { max(0, $0 - 100) / 8 } : found?.shapeCount
    codePage = part(of: path, ending: "cpg").flatMap {
      try? String(contentsOfFile: $0, encoding: .isoLatin1).trimmingCharacters(
        in: .whitespacesAndNewlines.union(.controlCharacters))
    }
  }

  /// Why there are no fields, for whoever misses one; nil where there are.
  var lackOfFields: String? { isTableMissing ? "The .dbf, which holds them, is missing." : nil }

  /// What is worth a note about the files.
  var notes: [IntakeNote] {
    var notes: [IntakeNote] = []
    func note(_ count: Int, en: String, nl: String) {
      guard count > 0 else { return }
      notes.append(IntakeNote(kind: .format, count: count, text: Wording(en: en, nl: nl)))
    }
    note(
      isTableMissing ? 1 : 0, en: "The .dbf is missing: features have no attributes.",
      nl: "De .dbf ontbreekt: objecten hebben geen kenmerken.")
    note(
      hasIndex ? 0 : 1, en: "The .shx is missing; it was made anew from the .shp, elsewhere.",
      nl: "De .shx ontbreekt; hij is uit de .shp opnieuw gemaakt, op een andere plek.")
    note(
      hasIndex && !usesIndex ? 1 : 0,
      en:
        "The .shx does not fit the .shp, as if it were of an earlier one; it was made anew, elsewhere.",
      nl:
        "De .shx past niet bij de .shp, alsof hij bij een eerdere hoort; hij is opnieuw gemaakt, op "
        + "een andere plek.")
    guard let table, let shapes = shapeCount else { return notes }
    note(
      table.deletedRows(among: shapes),
      en: "Rows are marked as deleted in the .dbf; their shapes were left out.",
      nl: "Rijen staan in de .dbf als verwijderd; hun vormen zijn weggelaten.")
    note(
      table.rowCount - shapes, en: "The .dbf has more rows than there are shapes.",
      nl: "De .dbf heeft meer rijen dan er vormen zijn.")
    return notes
  }

  /// Refuses a table that ends before the shapes do: GDAL would leave the last ones out in silence.
  func checkRows(source: String) throws(SourceError) {
    guard let table, let shapes = shapeCount, table.rowCount < shapes else { return }
    throw SourceError(
      source: source,
      problem: "The .dbf has \(table.rowCount) rows for \(shapes) shapes: those of the last shapes "
        + "are missing.",
      remedy: "Copy or export all of its files again.")
  }

  // MARK: Text

  /// What GDAL is told of the encoding: nil to leave it to what the files say, empty to hand over bytes
  /// as they are. Text that is UTF-8 throughout is UTF-8, whatever is said of it.
  func encoding() -> (option: String?, notes: [IntakeNote]) {
    switch table?.textKind() ?? .ascii {
    case .ascii: return (nil, [])
    case .utf8:
      let isSaid = saysUTF8 || codePage == nil && table?.languageDriver == 0
      return ("UTF-8", isSaid ? [] : [contradiction(en: "is UTF-8", nl: "is UTF-8")])
    case .other where saysUTF8:
      return ("", [contradiction(en: "is not UTF-8", nl: "is geen UTF-8")])
    case .other: return (codePage == nil && !hasLanguageDriver ? "" : nil, [])
    }
  }

  private var saysUTF8: Bool {
    ["UTF-8", "UTF8", "65001"].contains(codePage?.uppercased() ?? "")
  }

  /// Whether the table names a code page of its own; 0x57 stands for that of whoever made it.
  private var hasLanguageDriver: Bool { ![0, 0x57].contains(table?.languageDriver ?? 0) }

  private func contradiction(en: String, nl: String) -> IntakeNote {
    let file = codePage == nil ? ".dbf" : ".cpg"
    let said = codePage.map { "'\($0)'" }
    return IntakeNote(
      kind: .encoding, count: 1,
      text: Wording(
        en: "The \(file) says that text is \(said ?? "of another code page"), but it \(en).",
        nl: "Volgens de \(file) is de tekst \(said ?? "van een andere codetabel"), maar hij \(nl).")
    )
  }
}
