import Formats
import LayerIO
import Tables

/// The first sheet: what the workbook is about, what it was made from, what it rests on, and what is in it.
func aboutSheet(_ tables: [VectorTable], _ reader: ProductReader) -> WorkbookSheet {
  let language = reader.language
  var rows = reader.basics + reader.readingHelp + [("", "")]
  var links: [Int: String] = [:]
  for table in tables {
    if table.fitsSheet { links[rows.count] = table.title(in: language) }
    rows.append((table.title(in: language), table.summary(in: language)))
  }
  links[rows.count] = language.text(meaningTitle)
  rows.append(
    (
      language.text(meaningTitle),
      language.text(
        Wording(
          en: "What each column means, its unit, and its name in the CSV files.",
          nl: "Wat elke kolom betekent, de eenheid, en de naam in de CSV-bestanden."))
    ))
  rows += [("", "")] + reader.origin
  let columns = [rows.map(\.0), rows.map(\.1)].map {
    VectorTable.Column(name: "", values: .text($0))
  }
  var sheet = WorkbookSheet(
    name: language.text(Wording(en: "About this file", nl: "Over dit bestand")),
    table: VectorTable(name: "about", columns: columns, geometryKind: .none),
    headings: [reader.record.parameters.name, ""])
  (sheet.isProse, sheet.links) = (true, links)
  return sheet
}

extension VectorTable {
  /// What the table holds, with the number of its rows, or why it is not in the workbook.
  fileprivate func summary(in language: Language) -> String {
    let meaning = label.map { language.text($0.meaning) } ?? ""
    let rows = language.number(rowCount)
    guard !fitsSheet else {
      let count = Wording(en: "Rows: %1.", nl: "Regels: %1.")
      return meaning + " " + filled(language.text(count), with: [rows])
    }
    let reason = Wording(
      en: "NOT IN THIS FILE: it has %1 rows, and a sheet has at most %2 here. See %3.csv.",
      nl:
        "NIET IN DIT BESTAND: er zijn %1 regels, en een blad heeft er hier hooguit %2. Zie %3.csv.")
    return meaning + " "
      + filled(language.text(reason), with: [rows, language.number(mostSheetRows), name])
  }
}

extension ProductReader {
  /// What the figures are of.
  fileprivate var basics: [(String, String)] {
    let own = record.parameters
    var rows = [row("Period", "Periode", "\(own.from)-\(own.to)")]
    if let part = own.part {
      rows.append(row("Part of the city", "Deel van de stad", part.joined(separator: ", ")))
    }
    return rows + [
      row("Currency", "Munt", own.currency), row("Price level", "Prijspeil", "\(own.priceYear)"),
    ]
  }

  /// What it was made from.
  fileprivate var origin: [(String, String)] {
    let own = record.parameters
    let weights = own.weights.sorted { $0.key < $1.key }.map {
      "\(language.themeName($0.key)) \(language.number($0.value, decimals: 2))"
    }
    let rows = [
      row("Project file", "Projectbestand", own.project),
      row("Weights of themes", "Gewichten van thema's", weights.joined(separator: "; ")),
    ]
    return rows + catalogues + sources + [
      row("Program", "Programma", "kansenkaart \(record.version)")
    ]
  }

  /// By name: their hashes are in the record, and differ where a project says the same in other words.
  private var catalogues: [(String, String)] {
    let own = record.parameters
    let files: [(Wording, String?)] = [
      (Wording(en: "Cycles and unit costs", nl: "Cycli en kengetallen"), own.cycles),
      (Wording(en: "Price index", nl: "Prijsindex"), own.prices),
      (Wording(en: "Packages", nl: "Pakketten"), own.packages),
      (Wording(en: "Couplings", nl: "Koppelingen"), own.couplings),
      (Wording(en: "Transformation scan", nl: "Transformatiescan"), own.transformation),
      (Wording(en: "Paths of population", nl: "Paden van de bevolking"), own.population),
      (Wording(en: "Facility programme", nl: "Voorzieningenprogramma"), own.facilities),
      (Wording(en: "Norms", nl: "Normen"), own.norms),
      (Wording(en: "Rules of bundling", nl: "Bundelregels"), record.bundling?.rules),
      (Wording(en: "Decisions", nl: "Besluiten"), record.bundling?.decisions),
    ]
    return files.compactMap { title, path in path.map { (language.text(title), $0) } }
  }

  private var sources: [(String, String)] {
    record.inputs.map { input in
      let counts = Wording(en: "%1 read, %2 used", nl: "%1 gelezen, %2 gebruikt")
      let role = language.roleText(input.role) { language.themeName($0) }
      return (
        language.text(Wording(en: "Source: ", nl: "Bron: ")) + role,
        file(language.sourceName(input.name, source: input.source), input.sha256) + "; "
          + filled(
            language.text(counts), with: [language.number(input.read), language.number(input.used)])
      )
    }
  }

  /// A file with the beginning of its hash, which tells one version from another.
  private func file(_ name: String, _ hash: String) -> String {
    hash.isEmpty ? name : "\(name) (SHA-256 \(hash.prefix(12)))"
  }

  /// How to read the figures, and where to look further.
  fileprivate var readingHelp: [(String, String)] {
    [
      row(
        "Amounts", "Bedragen",
        Wording(
          en:
            "Estimates by unit costs, at the price level above. What is called valued is paid to nobody: "
            + "it is worth something, but no money.",
          nl:
            "Ramingen met kengetallen, op het prijspeil hierboven. Wat gewaardeerd heet, ontvangt niemand: "
            + "het is iets waard, maar het is geen geld.")),
      row(
        "Possible, planned, decided", "Mogelijk, gepland, besloten",
        Wording(
          en:
            "Projects are proposals. Only what has the status agreed or programmed was decided. Columns say "
            + "which is which.",
          nl: "Projecten zijn voorstellen. Alleen wat de stand afgesproken of geprogrammeerd "
            + "heeft, is besloten. De kolommen zeggen wat wat is.")),
      row(
        "Numbers", "Getallen",
        Wording(
          en:
            "Shown rounded; the cells hold all decimals. An empty cell is not zero: there is no value.",
          nl:
            "Afgerond getoond; de cellen bevatten alle decimalen. Een lege cel is geen nul: er is geen "
            + "waarde.")),
      row(
        "Long texts", "Lange teksten",
        Wording(
          en:
            "A cell has room for 32,767 characters. A text that ends in … is longer: the CSV has it whole.",
          nl:
            "In een cel passen 32.767 tekens. Een tekst die op … eindigt is langer: in de CSV staat hij "
            + "helemaal.")),
      row(
        "Where to look further", "Verder kijken",
        Wording(
          en:
            "report.html: map and explanation. kansenkaart.gpkg: for QGIS. The CSV files: the same figures for "
            + "programs. run.json: what was read, repaired and dropped.",
          nl:
            "report.html: kaart en uitleg. kansenkaart.gpkg: voor QGIS. De CSV-bestanden: dezelfde cijfers "
            + "voor programma's. run.json: wat is gelezen, hersteld en weggelaten.")),
    ]
  }

  private func row(_ english: String, _ dutch: String, _ text: String) -> (String, String) {
    (language.text(Wording(en: english, nl: dutch)), text)
  }

  private func row(_ english: String, _ dutch: String, _ text: Wording) -> (String, String) {
    row(english, dutch, language.text(text))
  }
}
