import LayerIO

/// Finds the type of asset of the cycle catalogue that a name or a value tells.
enum AssetWords {
  /// What a text tells of a type.
  struct Finding: Equatable {
    var type: String
    /// Whether the word may also stand for another type: a carriageway is of asphalt or of bricks.
    var isLoose = false
  }

  /// The type that the name of a file, layer or value tells, or nil.
  static func type(_ text: String) -> Finding? {
    let plain = plainName(text)
    guard !others.contains(where: { isNamed($0, text, plain) }) else { return nil }
    for (type, words) in known where words.contains(where: { isNamed($0, text, plain) }) {
      return Finding(type: type)
    }
    for (type, words) in loose where words.contains(where: { isNamed($0, text, plain) }) {
      return Finding(type: type, isLoose: true)
    }
    return nil
  }

  /// The types that names tell.
  static let types = Set((known + loose).map(\.0)).sorted()

  /// Short words must stand alone, longer ones may begin or end within another.
  private static func isNamed(_ word: String, _ text: String, _ plain: String) -> Bool {
    if word.count >= 5 { return plain.contains(word) }
    return plainWords(text).contains {
      $0 == word || word.count == 4 && $0.count <= 7 && $0.hasPrefix(word)
    }
  }

  /// Words that hold another word and mean something else.
  private static let others = [
    "onbegroeid", "wegbeheer", "kunstwerk", "boomkorf", "rioolheffing", "unbefestigt", "onverhard",
    "ongesloten", "geboomte",
  ]

  /// Words by type, plain, in Dutch, English, German and French. What is more particular comes first.
  private static let known: [(String, [String])] = [
    (
      "traffic-light",
      [
        "verkeerslicht", "vri", "trafficlight", "trafficsignal", "ampel", "lichtsignal",
        "feuxtricol",
      ]
    ),
    ("pump", ["gemaal", "rioolgemaal", "pomp", "pump", "pumpstation", "pumpwerk", "pompe"]),
    (
      "sewer",
      [
        "riool", "riolering", "vuilwater", "hemelwater", "gemengdstelsel", "sewer", "drain",
        "kanal",
        "kanale", "kanaele", "kanalisation", "abwasser", "mischwasser", "regenwasserkanal", "egout",
        "egouts", "assainissement", "reseauunitaire", "eauxusees",
      ]
    ),
    (
      "cycleway",
      [
        "fietspad", "fietspaden", "rijwielpad", "fietsstrook", "cycleway", "cyclepath",
        "cycletrack", "radweg",
        "pistecyclable",
      ]
    ),
    (
      "parking",
      [
        "parkeer", "parkeren", "parking", "parkplatz", "stellplatz", "parkstreifen",
        "stationnement",
      ]
    ),
    (
      "footway",
      [
        "voetpad", "voetgangers", "voetstraat", "trottoir", "stoep", "footway", "footpath",
        "sidewalk",
        "pavementfoot", "pedestrian", "gehweg", "burgersteig", "fussweg", "cheminpieton", "pieton",
      ]
    ),
    (
      "pavement-asphalt",
      [
        "asfalt", "geslotenverharding", "zoab", "asphalt", "bitum", "tarmac", "schwarzdecke",
        "enrobe",
        "enrobes",
      ]
    ),
    (
      "pavement-tiles",
      [
        "tegel", "tegels", "tile", "tiles", "flagstone", "slabs", "platten", "plattenbelag",
        "dalle",
        "dalles",
      ]
    ),
    (
      "pavement-brick",
      [
        "klinker", "baksteen", "straatsteen", "straatstenen", "betonsteen", "betonstraat",
        "elementenverharding", "openverharding", "sierbestrating", "brick", "bricks", "setts",
        "cobble", "paving", "pflaster", "pave", "paves", "pavage",
      ]
    ),
    ("quay-wall", ["kademuur", "kademuren", "kade", "quaywall", "quay", "kaimauer", "murdequai"]),
    ("jetty", ["steiger", "steigers", "jetty", "jetties", "anleger", "bootssteg", "ponton"]),
    (
      "bank",
      [
        "oever", "beschoeiing", "revetment", "riverbank", "uferbefestigung", "uferverbau", "berges",
      ]
    ),
    (
      "bridge",
      [
        "brug", "bruggen", "overbrugging", "viaduct", "bridge", "brucke", "bruecke", "pont",
        "ponts",
      ]
    ),
    (
      "play",
      [
        "speel", "speeltoestel", "speelplek", "playground", "playequipment", "spielplatz",
        "spielgerat", "spielgeraet", "airedejeu", "airesdejeu",
      ]
    ),
    (
      "lighting",
      [
        "verlichting", "lichtmast", "lantaarn", "armatuur", "lighting", "streetlight", "lamppost",
        "luminaire", "beleuchtung", "laterne", "leuchte", "eclairage", "lampadaire",
      ]
    ),
    ("tree", ["boom", "bomen", "tree", "trees", "baum", "baume", "baeume", "arbre", "arbres"]),
    (
      "green",
      [
        "groen", "begroeid", "beplanting", "plantsoen", "gras", "gazon", "heester", "heesters",
        "struik", "bosplantsoen", "green", "greenery", "grass", "lawn", "shrub", "shrubs", "hedge",
        "planting", "grun", "gruen", "rasen", "hecke", "strauch", "straucher", "wiese",
        "bepflanzung",
        "espacevert", "espacesverts", "pelouse", "haie", "massif", "arbuste",
      ]
    ),
    (
      "building",
      [
        "pand", "panden", "gebouw", "gebouwen", "building", "buildings", "gebaude", "gebaeude",
        "batiment", "batiments", "verblijfsobject", "roof", "roofs", "rooffootprint", "dakvlak",
      ]
    ),
  ]

  private static let loose: [(String, [String])] = [
    (
      "pavement-brick",
      [
        "residential", "livingstreet", "woonerf", "wohnstrasse", "verkeersdrempel",
        "verkeerseiland",
        "goot", "voetgangersgebied",
      ]
    ),
    (
      "pavement-asphalt",
      [
        "rijbaan", "rijweg", "rijstrook", "carriageway", "fahrbahn", "chaussee", "motorway",
        "trunk",
        "primary", "secondary", "tertiary", "autosnelweg", "busbaan",
      ]
    ),
    (
      "pavement-brick",
      [
        "verharding", "wegdeel", "wegdelen", "wegvak", "wegvakken", "wegen", "weg", "straten",
        "straatdeel", "stratenpatroon", "road", "roads", "pavement", "street", "streets", "strasse",
        "strassen", "belag", "voirie", "voiries", "route", "routes", "rues", "revetement",
      ]
    ),
  ]
}
