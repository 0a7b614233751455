import Foundation
import LayerIO
import ProjectFile
import Tables
import TestSupport
import Testing
import Workers

@testable import Pipeline

/// What `init` asks, and what becomes of the answers.
@Suite struct DraftQuestionTests {
  /// Answers questions by the file and the beginning of the question; the guess for all others. Keeps what was
  /// asked.
  private final class Answers {
    private let told: [String: String]
    private(set) var asked: [String] = []

    init(_ told: [String: String] = [:]) { self.told = told }

    func answer(_ question: DraftQuestion) -> String {
      let file = URL(fileURLWithPath: question.layer).lastPathComponent
      asked.append("\(file): \(question.text.en)")
      return told["\(file): \(question.text.en)"] ?? question.guessed
    }
  }

  private func project(
    _ files: [String], _ answers: Answers?, in folder: TemporaryFolder
  ) throws -> ProjectFile {
    let draft = try DraftProject(files: files, today: 2026, threads: 2, answer: answers?.answer)
    return try ProjectFile.load(path: folder.write(draft.text, to: "project.yaml"))
  }

  @Test(arguments: CityFiles.languages)
  func `answering with each guess gives the project of the guesses`(
    words: CityFiles.Words
  ) throws {
    let city = try CityFiles(words)
    let answers = Answers()
    let asked = try project(city.paths, answers, in: city.folder)
    let guessed = try project(city.paths, nil, in: city.folder)
    #expect(asked == guessed)
    #expect(answers.asked.count { $0.hasSuffix("What is it?") } == city.paths.count)
  }

  @Test func `what was told is in the draft, and needs no check`() throws {
    let folder = try TemporaryFolder()
    let square = #"{"type":"Polygon","coordinates":[[[4.4,51.9],[4.5,51.9],[4.5,52],[4.4,51.9]]]}"#
    func write(_ properties: String, to name: String) throws -> String {
      try folder.write(
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":\#(properties),"#
          + #""geometry":\#(square)}]}"#, to: name)
    }
    let files = [
      try write(#"{"code":"A1","naam":"Noord"}"#, to: "buurten.geojson"),
      try write(#"{"klasse":"zwaar"}"#, to: "kaart.geojson"),
      try write(#"{"nr":"B1","wanneer":2031,"bedrag":5000}"#, to: "lijst.geojson"),
    ]
    let answers = Answers([
      "kaart.geojson: What is it?": "challenge", "kaart.geojson: Which theme?": "heat",
      "lijst.geojson: What is it?": "works",
      "lijst.geojson: Of which type are these assets?": "green",
      "lijst.geojson: Which field is the year in which it is due?": "wanneer",
      "buurten.geojson: What is the project called?": "Delta: stad",
      "buurten.geojson: Which field is the id?": "naam",
      "buurten.geojson: Which field is the name?": "",
    ])
    let project = try project(files, answers, in: folder)
    #expect(project.name == "Delta: stad")
    #expect(project.neighbourhoods.id == "naam" && project.neighbourhoods.name == nil)
    #expect(project.themes.map(\.key) == ["heat"])
    #expect(project.schedule.map(\.assetType) == [.constant("green")])
    #expect(project.schedule[0].fields[.due] == "wanneer")
    let text = try String(contentsOfFile: folder.file("project.yaml"), encoding: .utf8)
    #expect(!text.contains("asset_type: green   # CHECK") && !text.contains("\"naam\"   # CHECK"))
  }

  @Test func `neighbourhoods are asked for until there are some, and may be none`() throws {
    let city = try CityFiles(CityFiles.languages[0])
    let file = try #require(city.paths.first { $0.contains("buurt") })
    let name = URL(fileURLWithPath: file).lastPathComponent
    let answers = Answers(["\(name): What is it?": "unused"])
    let draft = try DraftProject(
      files: city.paths, today: 2026, threads: 2, answer: answers.answer)
    #expect(draft.missing == ["neighbourhoods"])
    #expect(draft.text.contains("# Not used:\n# - \(file):"))
  }

  private let question = DraftQuestion.about(["works", "challenge"], guess: 1, takesOther: false)
  private let open = DraftQuestion.about(["water", "soil"], guess: 0, takesOther: true)

  @Test(arguments: [
    ("", "challenge"), ("  ", "challenge"), ("1", "works"), (" 2 ", "challenge"),
    ("WORKS", "works"),
    ("3", nil), ("0", nil), ("hm", nil),
  ])
  func `a line is the guess, a number or a name, or no answer`(line: String, answer: String?) {
    #expect(question.answer(line) == answer)
  }

  @Test(arguments: [("", "water"), ("2", "soil"), ("heat", "heat"), ("7", nil)])
  func `where another word will do it is the answer, but for a number`(
    line: String, answer: String?
  ) {
    #expect(open.answer(line) == answer)
  }

  @Test(arguments: Language.allCases)
  func `a question shows the guess, why, and the choices by number`(language: Language) {
    let lines = question.lines(in: language)
    #expect(lines.count == 2 && lines[0].contains(": challenge; "))
    #expect(lines[1] == "  1 works   2 challenge")
  }
}

extension DraftQuestion {
  fileprivate static func about(_ values: [String], guess: Int, takesOther: Bool) -> DraftQuestion {
    DraftQuestion(
      layer: "a.gpkg", key: "role", holds: Wording(verbatim: "1"), text: Wording(verbatim: "What?"),
      choices: values.map { Choice(value: $0, name: Wording(verbatim: $0)) }, guess: guess,
      why: Wording(verbatim: "so"), takesOther: takesOther)
  }
}
