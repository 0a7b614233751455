/// What people and tables write where a value is not known: the one list of them.
enum UnknownValues {
  /// Words, in small letters, that stand for "no value" where a number or a year is asked.
  private static let words: Set<String> = [
    "-", "--", "---", "–", "—", ".", "..", "...", "?", "??", "???", "*", "#", "#n/a", "#n/b",
    "n.v.t.", "n.v.t", "nvt", "nvt.", "n.b.", "n.b", "nb", "n.n.b.", "nnb", "n.t.b.", "ntb",
    "onbekend", "niet bekend", "nog niet bekend", "nog onbekend", "nog te bepalen", "geen", "leeg",
    "niet van toepassing", "unknown", "not known", "not available", "not applicable", "none",
    "n/a", "n.a.", "n.a", "na", "nan", "nil", "null", "<null>", "tbc", "tbd", "tba", "t.b.c.",
    "t.b.d.", "t.b.a.", "to be confirmed", "to be determined", "unbekannt", "k.a.", "k. a.",
    "keine angabe", "entfällt", "inconnu", "inconnue", "non connu", "à déterminer",
  ]

  /// Whether a text, as it is compared, stands for "no value".
  static func contains(_ text: String) -> Bool {
    text.isEmpty || text.utf8.count <= 20 && words.contains(text.lowercased())
  }

  /// Whether a number stands for "no value" in tables of Statistics Netherlands (CBS), which write
  /// -99995 to -99999 or -99999995 to -99999999 where a figure is unknown, secret or not applicable
  /// (Toelichting Wijk- en Buurtkaart). The few around them are no figures either.
  static func contains(_ number: Double) -> Bool {
    number < 0 && number == number.rounded()
      && ((-99_999 ... -99_990).contains(number) || (-99_999_999 ... -99_999_990).contains(number))
  }
}
