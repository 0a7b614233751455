import Foundation
import LayerIO
import Pipeline
import ProjectFile
import TestSupport
import Testing

@Suite struct DraftProjectTests {
  private static let layers = Repository.folder.appendingPathComponent("layers/juinen")

  @Test func `the draft for the demo municipality's files loads and finds what they are`() throws {
    let names = [
      "buurten.geojson", "wateroverlast.geojson", "zorgpunten.csv", "bomen.csv", "riool.geojson",
    ]
    let files = names.map { Self.layers.appendingPathComponent($0).path }
    let folder = try TemporaryFolder()
    let text = try DraftProject(files: files, today: 2026, threads: 2).text
    let project = try ProjectFile.load(path: folder.write(text, to: "project.yaml"))
    #expect(project.crs == "EPSG:28992" && project.horizon == 2027...2041)
    #expect(project.neighbourhoods.id == "buurtcode" && project.neighbourhoods.name == "buurtnaam")
    #expect(project.themes.map(\.key) == ["water", "care"])
    #expect(project.themes[1].layers[0].outside && project.themes[1].layers[0].options.x == "rd_x")
    #expect(project.schedule.map(\.assetType) == [.constant("tree"), .constant("sewer")])
    #expect(
      project.schedule[1].fields[.cost] == "kosten"
        && project.schedule[1].fields[.id] == "leidingnr")
  }

  @Test(.enabled(if: SharedFolder.has("data/rotterdam")))
  func `RD numbers without a declared system get the system written down`() throws {
    let file = SharedFolder.file("data/rotterdam/tir_buurten.geojson")
    let text = try DraftProject(files: [file], today: 2026, threads: 2).text
    #expect(text.contains("\n  crs: \"EPSG:28992\"   # CHECK: by its numbers"))
  }

  @Test func `small depths and commas in file names give a draft that loads`() throws {
    let folder = try TemporaryFolder()
    let features = ["0.001", "0.005"].map {
      #"{"type":"Feature","properties":{"diepte_m":\#($0)},"geometry":{"type":"Polygon","#
        + #""coordinates":[[[4.4,51.9],[4.5,51.9],[4.5,52],[4.4,51.9]]]}}"#
    }.joined(separator: ",")
    let text = #"{"type":"FeatureCollection","features":[\#(features)]}"#
    let names = ["water.geojson", "riool, nieuw.geojson", "buurten.geojson"]
    let files = try names.map { try folder.write(text, to: $0) }
    let draft = try DraftProject(files: files, today: 2026, threads: 1).text
    let project = try ProjectFile.load(path: folder.write(draft, to: "project.yaml"))
    #expect(project.schedule.map(\.options.path) == [files[1]])
    #expect(
      project.themes[0].layers[0].severity
        == .steps(
          field: "diepte_m", steps: [0.002, 0.003, 0.004], severities: [1.0 / 3, 2.0 / 3, 1]))
  }

  private static let polygon =
    #"{"type":"Polygon","coordinates":[[[4.4,51.9],[4.5,51.9],[4.5,52],[4.4,51.9]]]}"#

  private func write(_ properties: String, to name: String, in folder: TemporaryFolder) throws
    -> String
  {
    try folder.write(
      #"{"type":"Feature","properties":\#(properties),"geometry":\#(Self.polygon)}"#, to: name)
  }

  @Test func `polygons with a code and a name are neighbourhoods when no file is called so`() throws
  {
    let folder = try TemporaryFolder()
    let areas = try write(#"{"code":"A1","naam":"Noord"}"#, to: "kaart.geojson", in: folder)
    let water = try write(#"{"code":"W1","naam":"plas"}"#, to: "water.geojson", in: folder)
    let draft = try DraftProject(files: [water, areas], today: 2026, threads: 1).text
    let project = try ProjectFile.load(path: folder.write(draft, to: "project.yaml"))
    #expect(project.neighbourhoods.options.path == areas && project.neighbourhoods.id == "code")
    #expect(project.themes.map(\.key) == ["water"])
  }

  @Test(arguments: [
    ("boomnr", true), ("treeid", true), ("WEGVAKNR", true), ("snelheid", false), ("paid", false),
  ])
  func `a unique field whose name ends in nr or id holds the ids`(field: String, isID: Bool) throws
  {
    let folder = try TemporaryFolder()
    let trees = try write(#"{"\#(field)":"A1","plantjaar":1990}"#, to: "bomen.geojson", in: folder)
    let areas = try write(#"{"code":"A1","naam":"Noord"}"#, to: "buurten.geojson", in: folder)
    let water = try write("{}", to: "water.geojson", in: folder)
    let draft = try DraftProject(files: [trees, areas, water], today: 2026, threads: 1).text
    let project = try ProjectFile.load(path: folder.write(draft, to: "project.yaml"))
    #expect(project.schedule.map { $0.fields[.id] } == [isID ? field : nil])
  }

  @Test func `what the files do not hold is called missing, and the draft is checked all the same`()
    throws
  {
    let folder = try TemporaryFolder()
    let water = try write("{}", to: "water.geojson", in: folder)
    let areas = try write(#"{"code":"A1","naam":"Noord"}"#, to: "buurten.geojson", in: folder)
    for (file, missing) in [(water, "neighbourhoods"), (areas, "themes")] {
      let draft = try DraftProject(files: [file], today: 2026, threads: 1)
      #expect(draft.missing == [missing] && draft.text.contains("# MISSING: none of the files"))
      let path = try folder.write(draft.text, to: "project.yaml")
      #expect { try ProjectFile.load(path: path) } throws: {
        "\($0)".contains("'\(missing)' is missing. Add '\(missing): {")
      }
      let job = try MainJob(
        projectPath: path, options: .init(threads: 1), control: JobControl(), allowsGaps: true)
      #expect(job.project.missing == [missing])
      #expect(try job.check().map(\.used) == [1])
    }
  }

  @Test func `all of the demo municipality is drafted as its own project has it`() throws {
    let folder = try TemporaryFolder()
    // What was dug up in the past is no schedule.
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.layers.path).filter {
      $0 != "project.yaml" && $0 != "README.md" && !$0.hasPrefix("historie.")
    }
    let paths = files.sorted().map { Self.layers.appendingPathComponent($0).path }
    let text = try DraftProject(files: paths, today: 2026, threads: 2).text
    let draft = try ProjectFile.load(path: folder.write(text, to: "project.yaml"))
    let own = try ProjectFile.load(path: Self.layers.appendingPathComponent("project.yaml").path)
    func entries(_ project: ProjectFile) -> [String: ScheduleSource] {
      Dictionary(
        project.schedule.map { entry in
          let file = URL(fileURLWithPath: entry.options.path).lastPathComponent
          return (file, entry)
        }, uniquingKeysWith: { first, _ in first })
    }
    let (drafted, given) = (entries(draft), entries(own))
    #expect(Set(drafted.keys) == Set(given.keys))
    for (file, entry) in given {
      #expect(drafted[file]?.fields == entry.fields, "\(file)")
      #expect(drafted[file]?.assetType == entry.assetType, "\(file)")
      #expect(drafted[file]?.options.width == entry.options.width, "\(file)")
    }
    // The script that made the demo entered one planting twice.
    let note = try #require(
      text.firstMatch(of: /id: vaknr   # CHECK: (\d+) features have (\d+) ids/))
    #expect(Int(note.1) == Int(note.2).map { $0 + 1 })
    // Neither heat nor 3-30-300, of several files, is anything that a draft knows.
    #expect(Set(draft.themes.map(\.key)) == Set(own.themes.map(\.key)).subtracting(["green"]))
    #expect(text.contains("hitte.geojson: neither names nor values tell what it is for"))
  }

  @Test(
    .enabled(if: SharedFolder.has("data/delft-bgt")),
    arguments: ["utrecht", "delft-bgt", "meuse-soil"])
  func `the draft for the files of a real place passes the check`(place: String) throws {
    let files = [SharedFolder.file("data/\(place)")]
    let folder = try TemporaryFolder()
    let draft = try DraftProject(files: files, today: 2026, threads: 2)
    let path = try folder.write(draft.text, to: "project.yaml")
    let job = try MainJob(
      projectPath: path, options: .init(threads: 2), control: JobControl(), allowsGaps: true)
    let records = try job.check()
    #expect(!records.isEmpty && records.allSatisfy { $0.used > 0 })
  }

  @Test func `a file that can't be read is named in the draft, unless no file can`() throws {
    let folder = try TemporaryFolder()
    let bad = try folder.write("{", to: "kapot.geojson")
    let notes = try folder.write("hello world", to: "notes.txt")
    let trees = Self.layers.appendingPathComponent("bomen.csv").path
    let text = try DraftProject(files: [bad, trees, notes], today: 2026, threads: 1).text
    #expect(text.contains("# CAN'T BE READ: \(bad): "))
    #expect(text.contains("# CAN'T BE READ: \(notes): "))
    #expect(text.contains("bomen.csv") && text.contains("schedule:"))
    #expect(throws: SourceError.self) { try DraftProject(files: [bad], today: 2026, threads: 1) }
  }

  @Test func `a draft finds the header of a table below its title`() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<9).map { "K\($0);\(1 + $0)-3-\(2028 + $0 % 5);1.10\($0);52,31;4,8\($0)" }
    let path = try folder.write(
      "Lijst\n;;;;\nKabelnr;Datum uitvoering;Bedrag;lat;lon\n" + rows.joined(separator: "\n"),
      to: "kabels.csv")
    let text = try DraftProject(files: [path], today: 2026, threads: 1).text
    #expect(text.contains("due: Datum uitvoering") && text.contains("x: lon"))
  }
}
