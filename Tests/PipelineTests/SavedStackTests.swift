import Foundation
import LayerIO
import OpportunityMap
import ProjectFile
import Publishing
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// Asking a saved stack again gives what a full run gives, or nothing.
@Suite struct SavedStackTests {
  private let tiny: TinyProject
  private let output: String

  init() throws {
    tiny = try TinyProject()
    output = tiny.folder.file("out")
  }

  @Test func `asked the same, it gives the same bytes`() throws {
    try run()
    try ask(ScoreJob.Options(threads: 2), into: "again")
    try expectEqualProducts("out", "again")
  }

  @Test func `other weights give what a run with those weights gives`() throws {
    try run()
    try ask(ScoreJob.Options(weights: ["water": 1, "vacancy": 4.5]), into: "again")
    try edit("weight: 3", "weight: 1")
    try edit("vacancy:", "vacancy:\n    weight: 4.5")
    try run(into: "full")
    try expectEqualProducts("full", "again")
  }

  @Test func `a loaded map takes other weights and is as if worked out with them`() throws {
    try run()
    let stack = try SavedStack.load(folder: output)
    var project = try stack.check(threads: 2).project
    let map = stack.map(of: project, threads: 2).weighing([1, 4.5], threads: 2)
    (project.themes[0].weight, project.themes[1].weight) = (1, 4.5)
    let expected = stack.map(of: project, threads: 1)
    #expect(map.scores.scores == expected.scores.scores)
    for index in map.scores.severities.indices {
      #expect(map.scores.part(at: index) == expected.scores.part(at: index))
    }
    #expect(map.themes == expected.themes && map.profiles == expected.profiles)
    #expect(Set(map.scores.scores).count > 1)
  }

  @Test(arguments: [2027...2041, 2030...2030, 2031...2060, 1990...2000])
  func `another horizon gives what a run with that horizon gives`(years: ClosedRange<Int>) throws {
    try run()
    try ask(ScoreJob.Options(horizon: years), into: "again")
    try edit("{from: 2027, to: 2041}", "{from: \(years.lowerBound), to: \(years.upperBound)}")
    try run(into: "full")
    try expectEqualProducts("full", "again")
  }

  /// Without its projects and programme: that these follow too is tried on small cities, where they take
  /// less than minutes.
  @Test func `the demo municipality too, over twice its horizon and with other weights`() throws {
    let copy = tiny.folder.file("juinen")
    try FileManager.default.copyItem(atPath: Repository.file("layers/juinen"), toPath: copy)
    let project = copy + "/project.yaml"
    var text = try String(contentsOfFile: project, encoding: .utf8)
    text = try String(#require(text.split(separator: "\nprogramme:").first)) + "\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: project))
    let products = Set(Product.allCases.filter { !$0.needsProjects(plansWorks: false) })
    try run(project, into: "out", products: products)
    let options = ScoreJob.Options(weights: ["water": 0, "care": 7], horizon: 2030...2059)
    try ask(options, into: "again")
    text.replace(/horizon: .*/, with: "horizon: {from: 2030, to: 2059}")
    text.replace("    weight: 2\n", with: "    weight: 0\n")
    text.replace(/\ \ care:.*\n/, with: "  care:\n    weight: 7\n")
    try Data(text.utf8).write(to: URL(fileURLWithPath: project))
    try run(project, into: "full", products: products)
    try expectEqualProducts("full", "again")
  }

  @Test func `name, weights and horizon of the project file may change, and count`() throws {
    try run()
    try edit("weight: 3", "weight: 2")
    try edit("name: Tiny", "name: Small")
    try edit("to: 2041", "to: 2035")
    try ask(ScoreJob.Options(), into: "again")
    try run(into: "full")
    try expectEqualProducts("full", "again")
  }

  @Test func `asked in its own folder, it replaces the products and stays`() throws {
    try run()
    let before = try content("out")
    try ask(ScoreJob.Options(weights: ["water": 1]), into: nil)
    let after = try content("out")
    #expect(Set(after.keys) == Set(before.keys))
    #expect(after["stack.figures"] == before["stack.figures"])
    #expect(after["opportunities.csv"] != before["opportunities.csv"])
    try ask(ScoreJob.Options(), into: nil)
    #expect(try content("out")["opportunities.csv"] == before["opportunities.csv"])
  }

  @Test func `tables need no geometry; products that do say what is missing`() throws {
    let products: Set<Product> = [.csv(.budgets), .csv(.coverage), .stackFigures]
    try run(products: products)
    try ask(ScoreJob.Options(), into: "again")
    try expectEqualProducts("out", "again")
    let error = #expect(throws: MissingInput.self) {
      try ask(ScoreJob.Options(products: [.geoPackage]), into: "again")
    }
    #expect(error?.paths.first?.hasSuffix("stack.geometry") == true)
  }

  @Test func `folder and project can be moved together`() throws {
    let place = tiny.folder.file("a")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for name in tiny.folder.content where name != "a" {
      try FileManager.default.moveItem(atPath: tiny.folder.file(name), toPath: "\(place)/\(name)")
    }
    try run("\(place)/project.yaml", into: "a/out")
    try FileManager.default.moveItem(atPath: place, toPath: tiny.folder.file("b"))
    _ = try ScoreJob(
      folder: tiny.folder.file("b/out"), options: ScoreJob.Options(), control: JobControl()
    ).run(output: tiny.folder.file("again"))
    try expectEqualProducts("b/out", "again")
  }

  @Test(arguments: [
    ("flood.geojson", "\"depth\":20", "\"depth\":21"), ("areas.geojson", "500", "501"),
    ("roads.geojson", "2030", "2031"), ("cycles.yaml", "amount: 500", "amount: 501"),
    ("project.yaml", "steps: [5, 15]", "steps: [5, 16]"), ("project.yaml", "width: 2", "width: 3"),
    ("project.yaml", "fields: {id: id, built: built}", "fields: {id: id}"),
  ])
  func `a change in any input is refused`(file: String, old: String, new: String) throws {
    try run()
    try edit(old, new, in: file)
    let error = #expect(throws: SavedStackError.self) {
      try ask(ScoreJob.Options(), into: "again")
    }
    #expect(error?.cause == .inputsChanged)
    #expect(!tiny.folder.content.contains("again"))
  }

  @Test func `a change of equal length that keeps the time of the file is refused`() throws {
    try run()
    let path = tiny.folder.file("flood.geojson")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    try edit("\"depth\":20", "\"depth\":21", in: "flood.geojson")
    try FileManager.default.setAttributes(
      [.modificationDate: attributes[.modificationDate] as Any], ofItemAtPath: path)
    #expect(throws: SavedStackError.self) { try ask(ScoreJob.Options(), into: "again") }
  }

  @Test(arguments: ["flood.geojson", "cycles.yaml", "project.yaml"])
  func `an input that is gone is refused`(file: String) throws {
    try run()
    try FileManager.default.removeItem(atPath: tiny.folder.file(file))
    #expect(throws: (any Error).self) { try ask(ScoreJob.Options(), into: "again") }
  }

  @Test(arguments: [0, 8, 40, 2000, 10_000])
  func `a damaged stack is refused`(offset: Int) throws {
    try run()
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: output + "/stack.figures")))
    bytes[offset] ^= 1
    try tiny.folder.write(bytes, to: "out/stack.figures")
    let error = #expect(throws: SavedStackError.self) {
      try ask(ScoreJob.Options(), into: "again")
    }
    #expect(error?.cause == (offset == 8 ? .otherVersion : .damaged))
  }

  @Test(arguments: [Product.stackFigures, .stackGeometry])
  func `a stack of another run than the record's is refused`(product: Product) throws {
    try edit("500", "501", in: "areas.geojson")
    try run(into: "other")
    try edit("501", "500", in: "areas.geojson")
    try run()
    let name = product.fileName
    let other = try Data(contentsOf: URL(fileURLWithPath: tiny.folder.file("other/\(name)")))
    try other.write(to: URL(fileURLWithPath: "\(output)/\(name)"))
    let error = #expect(throws: MixedFolder.self) { try ask(ScoreJob.Options(), into: "again") }
    #expect(error?.problem.hasPrefix("\(name) is not the one that run.json tells of") == true)
    #expect(!tiny.folder.content.contains("again"))
  }

  @Test func `asked in its own folder and again, it still belongs to its record`() throws {
    try run()
    for weight in [1.0, 2, 3] {
      try ask(ScoreJob.Options(weights: ["water": weight]), into: nil)
      let recorded = try WrittenProduct.recorded(in: output).map(\.file)
      #expect(Set(recorded + ["run.json"]) == Set(try content("out").keys))
    }
  }

  @Test func `a theme that is not there names the nearest`() throws {
    try run()
    let error = #expect(throws: YAMLError.self) {
      try ask(ScoreJob.Options(weights: ["watr": 1]), into: "again")
    }
    #expect(error?.remedy == "Did you mean 'water'?")
  }

  private func edit(_ old: String, _ new: String, in name: String = "project.yaml") throws {
    let path = tiny.folder.file(name)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    let edited = text.replacingOccurrences(of: old, with: new)
    try Data(edited.utf8).write(to: URL(fileURLWithPath: path))
  }

  private func run(
    _ project: String? = nil, into folder: String = "out",
    products: Set<Product> = Set(Product.allCases)
  ) throws {
    let job = try MainJob(
      projectPath: project ?? tiny.path, options: MainJob.Options(products: products),
      control: JobControl())
    _ = try job.run(output: tiny.folder.file(folder))
  }

  private func ask(_ options: ScoreJob.Options, into folder: String?) throws {
    let job = try ScoreJob(folder: output, options: options, control: JobControl())
    _ = try job.run(output: folder.map(tiny.folder.file))
  }

  /// Compares all products but the stack, and all of the record but timings, the list of products and the hash of
  /// the project file, which says the same in other words.
  private func expectEqualProducts(_ a: String, _ b: String) throws {
    let (first, second) = (try content(a), try content(b))
    let expected = first.keys.filter { !$0.hasPrefix("stack.") }.sorted()
    #expect(second.keys.sorted() == expected && expected.count > 1)
    for name in expected {
      #expect(first[name] == second[name], "\(name)")
    }
  }

  private func content(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let path = tiny.folder.file(folder)
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      var data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
      if name == Product.runRecord.fileName {
        var record = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        record?["timings"] = nil
        record?["products"] = nil
        var parameters = record?["parameters"] as? [String: Any]
        parameters?["project_sha256"] = nil
        record?["parameters"] = parameters
        data = try JSONSerialization.data(withJSONObject: record as Any, options: .sortedKeys)
      }
      files[name] = data
    }
    return files
  }
}
