/// What the formulas of a sheet did not bring. A workbook stores the outcome of each formula beside it; programs
/// that write workbooks often leave it out, and then nobody but a spreadsheet program knows the value.
struct SheetFormulas {
  /// Number of cells by column from 0.
  private(set) var withoutOutcome: [Int: Int] = [:]
  private(set) var failed: [Int: Int] = [:]
  private(set) var old: [Int: Int] = [:]

  /// Looks at a cell. `mayBeOld` says whether the workbook asks for formulas to be computed anew.
  mutating func count(
    _ content: (text: String, isFormula: Bool), _ kind: String, column: Int, mayBeOld: Bool
  ) {
    if kind == "e" {
      failed[column, default: 0] += 1
    } else if content.isFormula {
      // The outcome of a formula may be an empty text.
      if content.text.isEmpty, kind != "str" {
        withoutOutcome[column, default: 0] += 1
      } else if mayBeOld {
        old[column, default: 0] += 1
      }
    }
  }

  /// Warnings about the fields of a table. Shape of `names`: columns.
  func notes(_ names: [String]) -> [IntakeNote] {
    [
      note(withoutOutcome, names) { fields in
        Wording(
          en: "Cells hold a formula without its outcome and count as empty, in \(fields). Open the "
            + "workbook in Excel or LibreOffice, save it and run again.",
          nl:
            "Cellen bevatten een formule zonder uitkomst en tellen als leeg, in \(fields). Open de "
            + "werkmap in Excel of LibreOffice, sla die op en draai opnieuw.")
      },
      note(failed, names) { fields in
        Wording(
          en: "Cells hold an error such as #N/A and count as empty, in \(fields).",
          nl: "Cellen bevatten een fout zoals #N/B en tellen als leeg, in \(fields).")
      },
      note(old, names) { fields in
        Wording(
          en:
            "The workbook asks for its formulas to be computed anew; the stored outcomes were read, "
            + "in \(fields). Open it in Excel or LibreOffice, save it and run again.",
          nl:
            "De werkmap vraagt om formules opnieuw te berekenen; de bewaarde uitkomsten zijn gelezen, "
            + "in \(fields). Open die in Excel of LibreOffice, sla op en draai opnieuw.")
      },
    ].compactMap { $0 }
  }

  private func note(
    _ counts: [Int: Int], _ names: [String], _ text: (String) -> Wording
  ) -> IntakeNote? {
    let columns = counts.keys.filter(names.indices.contains).sorted()
    guard !columns.isEmpty else { return nil }
    let fields = columns.map { "'\(names[$0])' (\(counts[$0] ?? 0))" }.joined(separator: ", ")
    let count = columns.reduce(0) { $0 + (counts[$1] ?? 0) }
    return IntakeNote(kind: .values, count: count, text: text(fields), isWarning: true)
  }
}
