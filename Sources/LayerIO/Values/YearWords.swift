/// Words beside the year of a date, in Dutch, English, German and French.
enum YearWord: Equatable {
  /// A month, by number.
  case month(Int)
  /// A part of a year, of which there are so many.
  case part(of: Int)
  /// What changes nothing about the year: "boekjaar", "begin", "winter".
  case filler
  /// What stands between the first and the last year of a period.
  case until

  /// What a word in small letters means; nil where it is none of these.
  init?(_ word: some StringProtocol) {
    guard let meaning = Self.meanings[String(word)] else { return nil }
    self = meaning
  }

  private static let meanings: [String: YearWord] = {
    let lists: [(YearWord, String)] =
      months.enumerated().map { (.month($0 + 1), $1) } + [
        (.part(of: 4), "q kw kwartaal quarter quartal trimestre trim"),
        (.part(of: 2), "h halfjaar half semester semestre"),
        (.part(of: 53), "w wk week kalenderwoche semaine"),
        (.filler, "fy boekjaar begrotingsjaar jaar year fiscal dienstjaar exercice haushaltsjaar"),
        (.filler, "begin medio eind einde mid early late start end anfang mitte ende début fin"),
        (.filler, "voorjaar zomer najaar herfst winter lente spring summer autumn fall"),
        (.filler, "frühjahr frühling sommer herbst printemps été automne hiver"),
        (.filler, "e de ste st nd rd th of van het the du le"),
        (.until, "t m tm tot en to until and bis und au à"),
      ]
    let pairs = lists.flatMap { meaning, words in
      words.split(separator: " ").map { (String($0), meaning) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }()

  private static let months = [
    "jan january januari januar janvier jänner", "feb febr february februari februar février fév",
    "mrt mar march maart märz mär mars", "apr april avril avr", "may mei mai",
    "jun june juni juin", "jul july juli juillet juil", "aug august augustus août aout",
    "sep sept september septembre", "oct okt october oktober octobre", "nov november novembre",
    "dec dez december dezember décembre déc",
  ]
}
