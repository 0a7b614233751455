import Foundation
import LayerIO
import Pipeline
import ProjectFile
import Tables
import TestSupport
import Testing

@testable import Sharing

@Suite struct PatternBookTests {
  @Test func `books are put together in any order and any groups to the same bytes`() throws {
    for seed in 0..<200 {
      var random = SeededGenerator(seed: UInt64(seed))
      let books = (0..<3).map { _ in Self.book(&random) }
      let (a, b, c) = (books[0], books[1], books[2])
      let expected = a.merged(with: b).merged(with: c).bytes
      #expect(a.merged(with: b.merged(with: c)).bytes == expected)
      #expect(c.merged(with: a).merged(with: b).bytes == expected)
      #expect(b.merged(with: c).merged(with: a).bytes == expected)
      #expect(a.merged(with: a).bytes == a.bytes && a.merged(with: PatternBook()).bytes == a.bytes)
      let again = try PatternBook(expected)
      #expect(again.bytes == expected && again.merged(with: b).bytes == expected)
      for language in Language.allCases {
        #expect(
          PatternPage(again, language: language).text
            == PatternPage(c.merged(with: b).merged(with: a), language: language).text)
      }
    }
  }

  @Test func `of a city the newest counts`() {
    let old = Self.city("Aa", made: "2026-01-01", [Self.place(["a:b"], projects: 5)])
    let new = Self.city("Aa", made: "2026-06-01", [Self.place(["c:d"], projects: 4)])
    for book in [PatternBook([old, new]), PatternBook([new, old])] {
      #expect(book.patterns.map(\.key.kinds) == [["c:d"]])
    }
  }

  @Test func `what may not be used any more is left out and said`() {
    let book = PatternBook([
      Self.city(
        "Aa", made: "2026-01-01", expires: "2026-06-30", [Self.place(["a:b"], projects: 5)]),
      Self.city(
        "Bee", made: "2026-01-01", expires: "2027-06-30", [Self.place(["a:b"], projects: 5)]),
    ])
    let (valid, lost) = book.valid(on: "2026-07-01")
    #expect(lost == ["Aa"] && valid.patterns.map(\.cityCount) == [1])
    #expect(book.valid(on: "2026-06-30").lost.isEmpty)
  }

  @Test func `a pattern of several cities comes first, whatever order its kinds are in`() {
    let book = PatternBook([
      Self.city(
        "Aa", [Self.place(["x:y", "a:b"], projects: 9), Self.place(["c:d"], projects: 99)]),
      Self.city("Bee", [Self.place(["a:b", "x:y"], projects: 2)]),
    ])
    #expect(book.patterns.map(\.cityCount) == [2, 1])
    #expect(book.patterns[0].key.kinds == ["a:b", "x:y"] && book.patterns[0].places.count == 2)
  }

  @Test func `twins are cities with the works and the themes, and without the pattern`() {
    let pattern = Self.place(["a:b", "c:d"], themes: ["water"], projects: 4)
    let book = PatternBook([
      Self.city("Aa", [pattern]), Self.city("Bee", kinds: ["a:b": 7, "c:d": 3], [pattern]),
      Self.city("Cee", kinds: ["a:b": 7, "c:d": 3], []), Self.city("Dee", kinds: ["a:b": 7], []),
      Self.city("Eee", kinds: ["a:b": 7, "c:d": 3], themes: ["soil"], []),
    ])
    let twins = book.twins(of: book.patterns[0])
    #expect(twins.map(\.city.city) == ["Cee"] && twins.map(\.works) == [3])
  }

  @Test func `lessons are read from a file, with a pattern of their own where no city has it`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.lessons, to: "lessons.yaml")
    let lessons = try LessonFile.load(path: path).lessons
    #expect(
      lessons.count == 2 && lessons[0].key.kinds == ["pavement-brick:relay", "sewer:replace"])
    let book = PatternBook(
      [
        Self.city(
          "Aa",
          [Self.place(["sewer:replace", "pavement-brick:relay"], themes: ["water"], projects: 3)])
      ],
      lessons: lessons)
    #expect(
      book.patterns.map(\.lessons.count) == [1, 1] && book.patterns.map(\.cityCount) == [1, 0])
    let page = PatternPage(book, language: .nl).text
    #expect(
      page.contains("Straat open &lt;b&gt;") && page.contains("href=\"https://example.org/na.jpg\"")
    )
  }

  @Test(arguments: [
    ("kinds: [sewer:replace, pavement-brick:relay]", "kinds: []"), ("source: raad", "bron: raad"),
    ("kansenkaart_lessons: 1", "kansenkaart_lessons: 2"), ("after: https:", "after: javascript:"),
    ("kinds: [sewer:replace, pavement-brick:relay]", "kinds: [sewer]"), ("worked:", "wrked:"),
    ("place: {nl: Kade, en: Quay}", "place: {nl: Kade}"),
  ])
  func `a file of lessons that can't be used is refused with its line`(old: String, new: String)
    throws
  {
    let folder = try TemporaryFolder()
    #expect(Self.lessons.contains(old))
    let path = try folder.write(Self.lessons.replacing(old, with: new), to: "lessons.yaml")
    #expect(throws: (any Error).self) { try LessonFile.load(path: path) }
  }

  @Test func `the lessons that come with the program can be read`() throws {
    let lessons = try LessonFile.load(path: Repository.file("layers/lessons.yaml")).lessons
    #expect(lessons.count >= 2 && lessons.allSatisfy { !$0.source.isEmpty && $0.contact.isEmpty })
  }

  @Test func `other files are no book`() throws {
    for text in [
      "", "{}", #"{"kansenkaart_pattern_book":2,"licence":"CC0-1.0","cities":[],"lessons":[]}"#,
      #"{"kansenkaart_pattern_book":1,"licence":"own","cities":[],"lessons":[]}"#,
    ] {
      #expect(throws: SharingError.self) { try PatternBook(Array(text.utf8)) }
    }
    #expect(try PatternBook(PatternBook().bytes) == PatternBook())
  }

  @Test func `a package becomes a part of the book`() throws {
    let run = try SharedRun(streets: 12)
    let folder = run.project.folder
    let file = try run.file(.figures)
    let path = try folder.write(file.bytes, to: "a.kkp")
    let lessons = try folder.write(Self.lessons, to: "lessons.yaml")
    let job = try PatternsJob(
      [path, path], lessons: [lessons], today: "2026-12-01", control: JobControl())
    let city = try #require(job.book.cities["Straten"])
    #expect(city.patterns.count == (try run.rows("patterns.csv").count))
    #expect(!city.kinds.isEmpty && city.signer == run.key.publicKey)
    _ = try job.write(to: folder.file("book"), language: .en)
    let book = try Data(contentsOf: URL(fileURLWithPath: folder.file("book/patterns.json")))
    #expect(Array(book) == job.book.bytes)
    let again = try PatternsJob(
      [folder.file("book/patterns.json"), path], lessons: [], today: "2026-12-01",
      control: JobControl())
    #expect(again.book == job.book)
  }

  // MARK: Books

  static let lessons = """
    kansenkaart_lessons: 1
    lessons:
      - kinds: [sewer:replace, pavement-brick:relay]
        themes: [water]
        place: {nl: Kade, en: Quay}
        year: 2019
        worked: {nl: Straat open <b>, en: Street open <b>}
        after: https://example.org/na.jpg
        source: raad
      - kinds: [green:renovate]
        place: {nl: Park, en: Park}
        failed: {nl: Te laat begonnen, en: Begun too late}
        source: raad

    """

  static func place(
    _ kinds: [String], themes: [String] = ["water"], projects: Int
  ) -> PatternPlace {
    PatternPlace(
      key: PatternKey(kinds: kinds, themes: themes), type: Wording(en: "t", nl: "t"),
      projects: projects,
      neighbourhoods: 1, area: nil, meanGain: nil, lift: 1.5, twins: 0)
  }

  static func city(
    _ name: String, made: String = "2026-01-01", expires: String = "2027-06-30",
    kinds: [String: Int] = [:],
    themes: [String] = ["water"], _ patterns: [PatternPlace]
  ) -> CityPatterns {
    CityPatterns(
      city: name, contact: "\(name)@example.org", made: made, expires: expires,
      kinds: kinds.mapValues { CityPatterns.Kind(name: Wording(en: name, nl: name), works: $0) },
      themes: Dictionary(uniqueKeysWithValues: themes.map { ($0, Wording(en: $0, nl: $0)) }),
      patterns: patterns)
  }

  private static func book(_ random: inout SeededGenerator) -> PatternBook {
    let cities = (0..<Int.random(in: 0...4, using: &random)).map { _ -> CityPatterns in
      let patterns = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        place(
          [
            "\(Int.random(in: 0...2, using: &random)):r",
            "\(Int.random(in: 0...2, using: &random)):s",
          ],
          projects: Int.random(in: 2...9, using: &random))
      }
      return city(
        "City \(Int.random(in: 0...3, using: &random))",
        made: "2026-01-0\(Int.random(in: 1...2, using: &random))",
        kinds: ["0:r": Int.random(in: 1...3, using: &random)], patterns)
    }
    let lessons = (0..<Int.random(in: 0...3, using: &random)).map { _ -> Lesson in
      let number = Int.random(in: 0...4, using: &random)
      return Lesson(
        key: PatternKey(kinds: ["\(number):r"], themes: []), principle: nil,
        place: Wording(en: "p", nl: "p"),
        year: number, worked: Wording(en: "w", nl: "w"), failed: nil, figures: nil, source: "s",
        contact: "",
        before: "", after: "", drawing: "")
    }
    return PatternBook(cities, lessons: lessons)
  }
}
