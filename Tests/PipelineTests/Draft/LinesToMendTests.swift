import Foundation
import OpportunityMap
import ProjectFile
import TestSupport
import Testing

@testable import Pipeline

/// How many lines of a draft a user has to change before the project means what the files mean.
@Suite struct LinesToMendTests {
  /// A line of the draft, and what it should be.
  private struct Mending {
    let old: String
    let new: String

    init(_ old: String, _ new: String) { (self.old, self.new) = (old, new) }
  }

  /// The draft with lines mended, at most three; each must be there once.
  private func mended(_ text: String, _ mendings: [Mending]) -> String {
    #expect(mendings.count <= 3)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for mending in mendings {
      let places = lines.indices.filter { lines[$0] == mending.old }
      #expect(places.count == 1, "'\(mending.old)' in:\n\(text)")
      for place in places { lines[place] = mending.new }
    }
    return lines.joined(separator: "\n")
  }

  private static let name = Mending(
    "name: My municipality   # CHECK: no file tells its name", "name: Juinen")

  /// The schedule of a project whose files are read.
  private func schedule(_ path: String) throws -> Schedule {
    try Intake(
      Inputs.load(projectPath: path), options: .init(threads: 2, products: []),
      control: JobControl()
    ).schedule
  }

  @Test
  func `with three lines mended, the draft for the demo has the works and costs of its project`()
    throws
  {
    let layers = Repository.folder.appendingPathComponent("layers/juinen")
    let files = try FileManager.default.contentsOfDirectory(atPath: layers.path).filter {
      // What was dug up in the past is no schedule.
      $0 != "project.yaml" && $0 != "README.md" && !$0.hasPrefix("historie.")
    }
    let paths = files.sorted().map { layers.appendingPathComponent($0).path }
    let text = try DraftProject(files: paths, today: 2026, threads: 2).text
    let width = "    width: 2.5   # CHECK: the width of the ground it takes, in m"
    // Costs of sewers and green are of 2021, and woods are no works: no file tells.
    let project = mended(
      text,
      [
        Mending(width, "    width: 2.5\n    price_year: 2021"),
        Mending(
          "    asset_type: tree", "    asset_type: tree\n    where: {soort: {not: [bosvak]}}"),
        Mending("    asset_type: green", "    asset_type: green\n    price_year: 2021"),
      ])
    #expect(project.contains("\nname: Juinen\n"))
    let folder = try TemporaryFolder()
    let (draft, own) = try (
      schedule(folder.write(project, to: "project.yaml")),
      schedule(layers.appendingPathComponent("project.yaml").path)
    )
    #expect(draft.works.count == own.works.count && own.works.count > 1000)
    func sums(_ schedule: Schedule) -> [String: Double] {
      schedule.works.reduce(into: [:]) {
        $0[schedule.assets[$1.asset].type, default: 0] += $1.cost ?? 0
      }
    }
    let (drafted, given) = (sums(draft), sums(own))
    #expect(drafted.keys.sorted() == given.keys.sorted())
    for (type, sum) in given { #expect(abs((drafted[type] ?? 0) - sum) <= 1e-6 * sum, "\(type)") }
  }

  @Test(arguments: CityFiles.languages)
  func `with three lines mended, the draft for a made city is the project that its files mean`(
    words: CityFiles.Words
  ) throws {
    let city = try CityFiles(words)
    let text = try DraftProject(files: city.paths, today: 2026, threads: 2).text
    // A project that lets the sewer take 3 m of ground, and a dig around trees 1.5 m.
    let project = mended(
      text,
      [
        Self.name,
        Mending(
          "    width: 2.5   # CHECK: the width of the ground it takes, in m", "    width: 3"),
        Mending("    radius: 2   # CHECK: the radius of the dig, in m", "    radius: 1.5"),
      ])
    let path = try city.folder.write(project, to: "project.yaml")
    let read: Schedule = try withExtendedLifetime(city) { try self.schedule(path) }
    // Three sewers, four roads of two kinds and three trees.
    let types: [String: Int] = read.assets.reduce(into: [:]) { $0[$1.type, default: 0] += 1 }
    #expect(types == ["sewer": 3, "pavement-asphalt": 2, "pavement-brick": 2, "tree": 3])
    func works(_ type: String) -> [Work] {
      read.works.filter { read.assets[$0.asset].type.hasPrefix(type) }
    }
    let costs = Set(works("sewer").compactMap { $0.cost })
    #expect(costs == [500, 1500, 2500])
    let years: [Int] = works("pavement").compactMap { $0.due }.sorted()
    #expect(years.prefix(4) == [2028, 2029, 2030, 2031])
    let streets = Set(read.assets.compactMap { $0.street })
    #expect(streets == ["Allee 0", "Allee 1"])
  }

  @Test func `a field that says the municipality gives the project its name`() throws {
    let folder = try TemporaryFolder()
    let areas = (0..<2).map { index in
      let x = 155_000 + 100 * index
      return
        #"{"type":"Feature","properties":{"buurtcode":"BU\#(index)","buurtnaam":"Noord \#(index)","#
        + #""gemeentenaam":"Berg en Dal","gemeentecode":"GM1945"},"geometry":{"type":"Polygon","#
        + #""coordinates":[[[\#(x),463000],[\#(x + 100),463000],[\#(x + 100),463100],"#
        + #"[\#(x),463100],[\#(x),463000]]]}}"#
    }
    let path = try folder.write(
      #"{"type":"FeatureCollection","features":[\#(areas.joined(separator: ","))]}"#,
      to: "buurten.geojson")
    let draft = try DraftProject(files: [path], today: 2026, threads: 1)
    #expect(draft.text.contains("\nname: Berg en Dal\n"))
  }
}
