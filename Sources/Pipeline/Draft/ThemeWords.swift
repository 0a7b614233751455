import LayerIO

/// Finds the challenge that a name or values tell.
enum ThemeWords {
  /// The theme that the name of a file or layer tells, or nil.
  static func theme(_ text: String) -> String? {
    byName.first { $0.1.contains { tells(text, $0) } }?.0
  }

  /// The themes that names tell.
  static let themes = byName.map(\.0)

  /// Whether a name tells of water that is too much, not of a river or a pond.
  static func isFlood(_ text: String) -> Bool {
    floods.contains { tells(text, $0) }
  }

  /// Long words may stand anywhere, those of four letters begin a word, shorter ones are one.
  private static func tells(_ text: String, _ word: String) -> Bool {
    if word.count >= 5 { return plainName(text).contains(word) }
    return plainWords(text).contains { $0 == word || word.count == 4 && $0.hasPrefix(word) }
  }

  private static let floods = [
    "overlast", "flood", "regen", "rain", "overstrom", "wateropstraat", "uberflut", "ueberflut",
    "hochwasser", "starkregen", "inond", "crue", "ruissel", "waterdiepte",
  ]

  private static let byName: [(String, [String])] = [
    ("vacancy", ["leegstand", "leegstaand", "vacan", "leerstand", "inoccup"]),
    (
      "soil",
      [
        "bodem", "soil", "verontrein", "boden", "altlast", "kontamin", "sol", "sols", "pollu",
        "contamin",
      ]
    ),
    (
      "care",
      [
        "zorg", "care", "huisarts", "apotheek", "health", "pharmac", "clinic", "arzt", "arzte",
        "pflege", "gesundheit", "apotheke", "sante", "soins", "medecin", "medical",
      ]
    ),
    (
      "energy",
      [
        "energie", "energy", "warmte", "heatloss", "isolatie", "insulation", "roof", "dak", "daken",
        "dakvlak", "warme", "waerme", "dach", "chaleur", "toit", "toits", "dpe",
      ]
    ),
    ("water", floods + ["water", "wasser", "eau", "eaux", "rivier", "river", "etang"]),
  ]

  /// Values that tell of a building that nobody uses.
  static let vacant = [
    "leeg", "leegstaand", "leegstand", "vacant", "empty", "unoccupied", "leerstehend", "leerstand",
    "leer", "vide", "inoccupe", "inoccupee", "vacante", "inutilise",
  ]

  /// Fields with metals and the like in the soil: the worst first.
  static let substances = [
    "lead", "lood", "blei", "plomb", "cadmium", "arsenic", "arseen", "arsen", "kwik", "mercury",
    "quecksilber", "mercure", "zinc", "zink", "copper", "koper", "kupfer", "cuivre", "pak", "pah",
    "hap",
  ]

  /// Severity that a word of degree tells; nil where it is none.
  static func severity(ofDegree text: String) -> Double? {
    let plain = plainName(text)
    return degrees.first { $0.1.contains(plain) }?.0
  }

  private static let degrees: [(Double, [String])] = [
    (
      0.3,
      [
        "licht", "laag", "gering", "klein", "light", "low", "minor", "slight", "leicht", "niedrig",
        "faible", "leger", "legere",
      ]
    ),
    (
      0.6,
      [
        "matig", "gemiddeld", "middel", "midden", "moderate", "medium", "mittel", "massig",
        "maessig",
        "moyen", "moyenne", "modere", "moderee",
      ]
    ),
    (
      1,
      [
        "sterk", "ernstig", "hoog", "zwaar", "groot", "strong", "severe", "high", "heavy", "major",
        "stark", "hoch", "schwer", "fort", "forte", "eleve", "elevee", "grave", "severe",
      ]
    ),
  ]

  /// Severities of energy labels that are a challenge.
  static let labels: [(String, String)] = [("D", "0.25"), ("E", "0.5"), ("F", "0.75"), ("G", "1")]

  /// Words in names of files with neighbourhoods, and in those of larger areas.
  static let neighbourhoods = [
    "buurt", "buurten", "neighbourhood", "neighborhood", "stadtteil", "quartier", "iris",
    "ortsteil", "viertel", "stadtviertel",
  ]
  static let municipalities = [
    "gemeentenaam", "gmnaam", "gemeente", "municipality", "city", "town", "gemeindename",
    "gemeinde",
    "stadt", "commune", "nomcommune", "ville",
  ]
  static let districts = [
    "wijk", "wijken", "gebied", "gebieden", "district", "ward", "wards", "area", "areas", "bezirk",
    "stadtbezirk", "arrondissement", "stadsdeel", "gemeente", "zone", "zones",
  ]
}
