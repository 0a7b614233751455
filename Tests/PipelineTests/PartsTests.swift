import Foundation
import Geometry
import LayerIO
import LayerStack
import Publishing
import Tables
import TestSupport
import Testing
import Workers

@testable import Pipeline

/// A project whose stack is measured in parts, in one process or part by part, against the run of the whole: the same
/// bytes.
@Suite struct PartsTests {
  @Test(arguments: [2, 7, 50])
  func `the demo municipality in parts has the stack and the tables of the whole run`(count: Int)
    throws
  {
    let whole = try Self.wholeDemo.get()
    let folder = try TemporaryFolder()
    let products = whole.products
    var options = MainJob.Options(products: products)
    options.strips = .inTurn(count)
    _ = try MainJob(projectPath: Self.demo, options: options, control: JobControl())
      .run(output: folder.file("out"))
    try expectEqualFolders(whole.folder.file("out"), folder.file("out"))
  }

  private static let demo = Repository.file("layers/juinen/project.yaml")

  /// The demo with all that no projects are chosen for: these follow from the stack.
  private static let wholeDemo = Result {
    let folder = try TemporaryFolder()
    let products = Product.usual.filter { !$0.needsProjects(plansWorks: true) }
    _ = try MainJob(
      projectPath: demo, options: MainJob.Options(products: products), control: JobControl()
    ).run(output: folder.file("out"))
    return (folder: folder, products: products)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `random cities in random parts, merged in any order, have the products of the whole`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let city = try RandomCity(using: &random)
    try city.run(into: "whole")
    let count = Int.random(in: 1...12, using: &random)
    for part in (1...count).shuffled(using: &random) {
      try city.part(part, of: count, threads: .random(in: 1...3, using: &random))
    }
    try city.merge((1...count).shuffled(using: &random), into: "merged")
    try expectEqualFolders(city.file("whole"), city.file("merged"))
    try city.run(into: "turns", strips: .random(in: 1...9, using: &random))
    try expectEqualFolders(city.file("whole"), city.file("turns"))
  }

  @Test func `a part that is made twice has the same bytes, for any number of threads`() throws {
    var random = SeededGenerator(seed: 3)
    let city = try RandomCity(using: &random)
    try city.part(2, of: 3, threads: 1)
    let first = try Data(contentsOf: URL(fileURLWithPath: city.file("2/stack.part")))
    try city.part(2, of: 3, threads: 3)
    #expect(try Data(contentsOf: URL(fileURLWithPath: city.file("2/stack.part"))) == first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: city.file("2")) == ["stack.part"])
  }

  @Test func `works over the borders of parts are there`() throws {
    var random = SeededGenerator(seed: 5)
    let city = try RandomCity(using: &random)
    for part in 1...4 { try city.part(part, of: 4, threads: 2) }
    let parts = try (1...4).map { try SavedPart.load(folder: city.file("\($0)"), threads: 1) }
    let assets = parts.map { part in Set(part.strip.arrays.members.filter { $0 >= 9 + 3 }) }
    #expect(assets.allSatisfy { !$0.isEmpty })
    #expect(!assets[0].isDisjoint(with: assets[1]) && !assets[1].isDisjoint(with: assets[2]))
  }

  @Test func `more parts than bands leave parts without any, and the stack is whole`() throws {
    let tiny = try TinyProject()
    let options = MainJob.Options()
    _ = try MainJob(projectPath: tiny.path, options: options, control: JobControl())
      .run(output: tiny.folder.file("whole"))
    for part in 1...9 {
      _ = try PartJob(
        projectPath: tiny.path, part: part, of: 9, options: options, control: JobControl()
      ).run(output: tiny.folder.file("p\(part)"))
    }
    _ = try MergeJob(
      parts: (1...9).map { tiny.folder.file("p\($0)") }, options: options, control: JobControl()
    ).run(output: tiny.folder.file("merged"))
    try expectEqualFolders(tiny.folder.file("whole"), tiny.folder.file("merged"))
  }

  // MARK: What is refused

  @Test func `a part that is missing, twice or of another number is refused`() throws {
    let city = try threeParts()
    try expectRefused(
      city, [1, 3], "Of 3 parts these are missing: 2.", .badInput)
    try expectRefused(city, [1, 2, 3, 2], "It is part 2, and so is \(city.file("2")).", .badInput)
    try city.part(3, of: 4, threads: 1)
    try expectRefused(
      city, [1, 2, 3], "It is one of 4 parts, and \(city.file("1")) one of 3.", .badInput)
    let error = #expect(throws: MissingInput.self) { try city.merge([1, 2, 9], into: "merged") }
    #expect(error?.paths == [city.file("9/stack.part")])
    #expect(!FileManager.default.fileExists(atPath: city.file("merged")))
  }

  @Test func `parts of another project, or of other bytes of a source, are refused`() throws {
    let city = try threeParts()
    try city.edit("project.yaml", "name: Random", "name: Other")
    try city.part(2, of: 3, threads: 1)
    try expectRefused(
      city, [1, 2, 3], "It was made from another project file than \(city.file("1")) was.",
      .badInput)
    try city.edit("project.yaml", "name: Other", "name: Random")
    try city.edit("roads.geojson", "\"W1\"", "\"W0\"")
    try city.part(2, of: 3, threads: 1)
    try expectRefused(
      city, [1, 2, 3], "It was made from another roads.geojson than \(city.file("1")) was.",
      .badInput)
  }

  @Test func `parts are refused where the project or a source has changed since`() throws {
    let city = try threeParts()
    try city.edit("flood.geojson", "\"depth\"", "\"depth\" ")
    try expectRefused(
      city, [1, 2, 3], "An input has changed since: flood.geojson.", .stale)
    try city.edit("flood.geojson", "\"depth\" ", "\"depth\"")
    try city.edit("project.yaml", "weight: 3", "weight: 2")
    try expectRefused(
      city, [1, 2, 3], "The project file has changed since: \(city.file("project.yaml")).", .stale)
    try city.edit("project.yaml", "weight: 2", "weight: 3")
    try city.merge([3, 1, 2], into: "merged")
  }

  @Test func `a part that is cut or changed is refused`() throws {
    let city = try threeParts()
    let path = city.file("2/stack.part")
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    for end in [4, 100, sound.count / 2, sound.count - 1] {
      try sound.prefix(end).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: PartError.self) { try city.merge([1, 2, 3], into: "merged") }
      #expect(error?.kind == .stale && error?.place == path)
    }
    var changed = sound
    changed[sound.count - 3] ^= 1
    try changed.write(to: URL(fileURLWithPath: path))
    #expect(throws: PartError.self) { try city.merge([1, 2, 3], into: "merged") }
    #expect(!FileManager.default.fileExists(atPath: city.file("merged")))
  }

  @Test func `a part of another version of the program is refused`() throws {
    let city = try threeParts()
    let part = try SavedPart.load(folder: city.file("2"), threads: 1)
    var description = part.description
    description.program = "0.0.1"
    try SavedPart(
      folder: part.folder, description: description, floors: part.floors, strip: part.strip
    ).write(to: city.file("2/stack.part"), threads: 1)
    try expectRefused(
      city, [1, 2, 3],
      "It was made with another version of the program (0.0.1) than \(city.file("1")) was.",
      .badInput)
  }

  @Test func `an error leaves nothing of a part`() throws {
    var random = SeededGenerator(seed: 4)
    let city = try RandomCity(using: &random)
    try city.edit("flood.geojson", "\"FeatureCollection\"", "\"Feature")
    #expect(throws: (any Error).self) { try city.part(1, of: 2, threads: 1) }
    #expect(!FileManager.default.fileExists(atPath: city.file("1")))
  }

  @Test func `as many parts as memory asks for are one for a small project`() throws {
    let tiny = try TinyProject()
    let job = try MainJob(
      projectPath: tiny.path, options: MainJob.Options(), control: JobControl())
    #expect(job.stripsForMemory == 1)
  }

  private func threeParts() throws -> RandomCity {
    var random = SeededGenerator(seed: 9)
    let city = try RandomCity(using: &random)
    for part in 1...3 { try city.part(part, of: 3, threads: 2) }
    return city
  }

  private func expectRefused(
    _ city: RandomCity, _ parts: [Int], _ problem: String, _ kind: UserErrorKind
  ) throws {
    let error = #expect(throws: PartError.self) { try city.merge(parts, into: "merged") }
    #expect(error?.problem == problem)
    #expect(error?.kind == kind)
    #expect(!FileManager.default.fileExists(atPath: city.file("merged")))
  }
}

/// Expects two folders to hold the same products, and records that differ in how long it took alone.
private func expectEqualFolders(_ a: String, _ b: String) throws {
  let names = try [a, b].map { try FileManager.default.contentsOfDirectory(atPath: $0).sorted() }
  #expect(names[0] == names[1] && names[0].contains("stack.figures"))
  for name in names[0] {
    let bytes = try [a, b].map { try Data(contentsOf: URL(fileURLWithPath: "\($0)/\(name)")) }
    if name == Product.runRecord.fileName {
      let records = try bytes.map { bytes in
        var record = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
        #expect(record.removeValue(forKey: "timings") != nil)
        return record as NSDictionary
      }
      #expect(records[0] == records[1], "\(name)")
    } else {
      #expect(bytes[0] == bytes[1], "\(name)")
    }
  }
}

/// A city drawn at random: nine neighbourhoods, two themes of stars of which one has two degrees, dwellings, and works
/// that are surfaces and lines and cross borders.
private struct RandomCity {
  private let folder = Result { try TemporaryFolder() }

  func file(_ name: String) -> String { (try? folder.get().file(name)) ?? name }

  init(using random: inout SeededGenerator) throws {
    let folder = try folder.get()
    var areas: [String] = []
    for number in 0..<9 {
      let (x, y) = (Double(number % 3) * 100, Double(number / 3) * 100)
      let more = Double.random(in: 0...2, using: &random)
      areas.append(
        feature(
          polygon([(x, y), (x + 100 + more, y), (x + 100 + more, y + 100), (x, y + 100)]),
          "\"code\": \"B\(number)\", \"name\": \"Buurt \(number)\""))
    }
    try folder.write(collection(areas), to: "areas.geojson")
    var flood: [String] = []
    for _ in 0..<60 {
      let depth = [1, 7, 18].randomElement(using: &random) ?? 7
      flood.append(feature(star(within: 310, using: &random), "\"depth\": \(depth)"))
    }
    try folder.write(collection(flood), to: "flood.geojson")
    let empty = (0..<30).map { _ in feature(star(within: 300, using: &random), "\"a\": 1") }
    try folder.write(collection(empty), to: "empty.geojson")
    var roads: [String] = []
    for number in 0..<60 {
      let due = Int.random(in: 2025...2045, using: &random)
      roads.append(
        feature(
          star(within: 320, using: &random),
          "\"id\": \"W\(number)\", \"due\": \(due), \"cost\": \(1000 + number), \"pot\": \"roads\"")
      )
    }
    try folder.write(collection(roads), to: "roads.geojson")
    var sewers: [String] = []
    for number in 0..<25 {
      let ends = (0..<3).map { _ in
        (Double.random(in: -10...310, using: &random), Double.random(in: -10...310, using: &random))
      }
      sewers.append(
        feature(
          "{\"type\": \"LineString\", \"coordinates\": [\(places(ends))]}",
          "\"id\": \"S\(number)\", \"built\": \(Int.random(in: 1960...1985, using: &random))"))
    }
    try folder.write(collection(sewers), to: "sewers.geojson")
    let homes = (0..<80).map { _ in
      let place = (
        Double.random(in: -5...305, using: &random), Double.random(in: -5...305, using: &random)
      )
      return feature(
        "{\"type\": \"Point\", \"coordinates\": \(places([place]))}",
        "\"n\": \(Int.random(in: 0...9, using: &random))")
    }
    try folder.write(collection(homes), to: "homes.geojson")
    try folder.write(cycles, to: "cycles.yaml")
    try folder.write(project, to: "project.yaml")
  }

  func run(into output: String, strips: Int? = nil) throws {
    var options = MainJob.Options(threads: 2)
    options.strips = strips.map { .inTurn($0) }
    _ = try MainJob(
      projectPath: file("project.yaml"), options: options, control: JobControl()
    ).run(output: file(output))
  }

  func part(_ part: Int, of count: Int, threads: Int) throws {
    _ = try PartJob(
      projectPath: file("project.yaml"), part: part, of: count,
      options: MainJob.Options(threads: threads), control: JobControl()
    ).run(output: file("\(part)"))
  }

  func merge(_ parts: [Int], into output: String) throws {
    _ = try MergeJob(
      parts: parts.map { file("\($0)") }, options: MainJob.Options(threads: 2),
      control: JobControl()
    ).run(output: file(output))
  }

  func edit(_ name: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: file(name), encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  private let project = """
    kansenkaart: 1
    name: Random
    crs: EPSG:28992
    horizon: {from: 2027, to: 2041}
    neighbourhoods: {source: areas.geojson, id: code, name: name, crs: "EPSG:28992"}
    themes:
      water:
        weight: 3
        layers:
          - {source: flood.geojson, crs: "EPSG:28992", severity: {field: depth, steps: [5, 15]}}
      vacancy:
        layers:
          - {source: empty.geojson, crs: "EPSG:28992"}
    people:
      dwellings: {source: homes.geojson, crs: "EPSG:28992", count: n, works_within: 20}
    schedule:
      - source: roads.geojson
        crs: "EPSG:28992"
        asset_type: road
        fields: {id: id, due: due, cost: cost, budget: pot}
      - {source: sewers.geojson, crs: "EPSG:28992", asset_type: sewer, fields: {id: id, built: built}}
    cycles: cycles.yaml
    """

  private let cycles = """
    kansenkaart_cycles: 1
    price_year: 2024
    asset_types:
      road:
        name: {nl: weg, en: road}
        measures:
          - {key: relay, name: {nl: herstraten, en: relay}, cycle: 30, window: {before: 2, after: 2}, source: test}
      sewer:
        name: {nl: riool, en: sewer}
        measures:
          - {key: replace, name: {nl: vervangen, en: replace}, cycle: 60, unit_cost: {amount: 500, per: m}, window: {before: 5, after: 5}, source: test}
    """
}

private func collection(_ features: [String]) -> String {
  "{\"type\": \"FeatureCollection\", \"features\": [\n\(features.joined(separator: ",\n"))\n]}"
}

private func feature(_ geometry: String, _ properties: String) -> String {
  "{\"type\": \"Feature\", \"properties\": {\(properties)}, \"geometry\": \(geometry)}"
}

private func places(_ corners: [(Double, Double)]) -> String {
  corners.map { "[\(155_000 + $0.0), \(463_000 + $0.1)]" }.joined(separator: ", ")
}

private func polygon(_ corners: [(Double, Double)]) -> String {
  "{\"type\": \"Polygon\", \"coordinates\": [[\(places(corners + [corners[0]]))]]}"
}

private func star(within size: Double, using random: inout SeededGenerator) -> String {
  let x = Double.random(in: 0...size, using: &random)
  let y = Double.random(in: 0...size, using: &random)
  let spikes = Int.random(in: 4...9, using: &random)
  return polygon(
    (0..<2 * spikes).map { corner in
      let angle = Double(corner) * .pi / Double(spikes)
      let radius = Double.random(in: 3...20, using: &random) * (corner.isMultiple(of: 2) ? 2 : 1)
      return (x + radius * cos(angle), y + radius * sin(angle))
    })
}
