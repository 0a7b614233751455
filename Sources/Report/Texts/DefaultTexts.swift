import Tables

/// What defaults a run used, in words. The record names them in English by the key of the project file;
/// `*` stands for what varies.
private let defaultTexts: [(pattern: String, text: ReportText)] = [
  (
    "id: feature number",
    ReportText(
      "id", en: "numbered by its place in the file", nl: "genummerd naar plaats in bestand")
  ),
  (
    "asset_type: '*' is not in the catalogue, did you mean '*'?",
    ReportText(
      "typeNear", en: "type not in the catalogue: %1 (did you mean %2?)",
      nl: "soort niet in de catalogus: %1 (bedoelt u %2?)")
  ),
  (
    "asset_type: '*' is not in the catalogue*",
    ReportText("type", en: "type not in the catalogue: %1", nl: "soort niet in de catalogus: %1")
  ),
  (
    "measure: '*' is not in the catalogue for '*', did you mean '*'?",
    ReportText(
      "measureNear", en: "measure %1 not in the catalogue for %2 (did you mean %3?)",
      nl: "maatregel %1 niet in de catalogus bij %2 (bedoelt u %3?)")
  ),
  (
    "measure: '*' is not in the catalogue for '*'*",
    ReportText(
      "measure", en: "measure %1 not in the catalogue for %2",
      nl: "maatregel %1 niet in de catalogus bij %2")
  ),
  ("budget: none", ReportText("budget", en: "no budget named", nl: "geen budget genoemd")),
  (
    "price_year: catalogue",
    ReportText(
      "price", en: "price level not told, taken to be that of the project",
      nl: "prijspeil niet genoemd, aangenomen als dat van het project")
  ),
  (
    "cost: catalogue",
    ReportText("cost", en: "cost from the catalogue", nl: "kosten uit de catalogus")
  ),
  (
    "cost: none, the object has no *",
    ReportText(
      "size", en: "no cost: the object has no %1", nl: "geen kosten: het object heeft geen %1")
  ),
  ("cost: none", ReportText("none", en: "no cost known", nl: "geen kosten bekend")),
  (
    "due: no year known, overlap only",
    ReportText(
      "year", en: "no year known, counts as overlap only",
      nl: "geen jaar bekend, telt alleen als overlap")
  ),
  (
    "due: last or built year and cycle",
    ReportText(
      "cycle", en: "due year from the last or built year and the cycle",
      nl: "planjaar uit jaar van aanleg of laatste onderhoud en cyclus")
  ),
  (
    "last: before built, which counts",
    ReportText(
      "rebuilt", en: "last maintenance is before the year of building, which counts",
      nl: "laatste onderhoud ligt vóór de aanleg; de aanleg telt")
  ),
  (
    "due: overdue, put in *",
    ReportText("overdue", en: "overdue, put in %1", nl: "achterstallig, gezet op %1")
  ),
  (
    "due: after *, counts as overlap only",
    ReportText(
      "after", en: "due after %1, counts as overlap only",
      nl: "aan de beurt na %1, telt alleen als overlap")
  ),
  (
    "window: catalogue",
    ReportText("window", en: "window from the catalogue", nl: "venster uit de catalogus")
  ),
  (
    "window: the due year alone",
    ReportText("alone", en: "window of the due year alone", nl: "venster van alleen het planjaar")
  ),
  (
    "*: can't be read, taken as unknown",
    ReportText(
      "unread", en: "%1 can't be read, taken as unknown",
      nl: "%1 is niet te lezen, geldt als onbekend")
  ),
  (
    "numbers.*: unknown",
    ReportText("number", en: "%1 unknown", nl: "%1 onbekend")
  ),
]

extension Language {
  /// What a default of the run record says; one that has no words here as it stands.
  func defaultText(_ key: String) -> String {
    for (pattern, text) in defaultTexts {
      if let found = matches(of: pattern, in: key) {
        return filled(text.text(in: self), with: found)
      }
    }
    return key
  }
}

/// What stands for each `*` of a pattern; nil where the text does not fit it.
private func matches(of pattern: String, in text: String) -> [String]? {
  var pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)[...]
  guard let first = pieces.popFirst(), text.hasPrefix(first) else { return nil }
  var rest = text.dropFirst(first.count)
  var found: [String] = []
  while let piece = pieces.popFirst() {
    let end = piece.isEmpty ? rest.endIndex : rest.firstRange(of: piece)?.lowerBound
    guard let end else { return nil }
    found.append(String(rest[..<end]))
    rest = rest[end...].dropFirst(piece.count)
  }
  return rest.isEmpty ? found : nil
}
