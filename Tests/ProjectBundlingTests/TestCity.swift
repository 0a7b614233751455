import Foundation
import Geometry
import LayerIO
import LayerStack
@testable import OpportunityMap
@testable import ProjectBundling
import ProjectFile
import TestSupport

/// A rectangle in metres.
struct Box: Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
}

/// A work on an asset of its own, written down by hand.
struct TestWork {
  var box: Box
  var type = "pavement-brick"
  var measure = "replace"
  var years: ClosedRange<Int>
  var due: Int
  var cost: Double?
  var budget: String?
  var street: String?
  var isFixed = false
  var cycle: Int? = 30
  var last: Int?
  /// Year in which it was due, where that lies before the horizon.
  var overdueSince: Int?
  var isHard = false
}

/// A city of rectangles: works, and one theme where the challenges are.
struct TestCity {
  var works: [TestWork]
  var challenges: [Box] = []
  /// Works on the asset of the work before them.
  var sharesAsset: Set<Int> = []
  var horizon = 2027...2032
  /// Severity of all challenges.
  var severity = 0.5

  /// Index of each work's asset.
  var assets: [Int] {
    var next = -1
    return works.indices.map { index in
      if !sharesAsset.contains(index) { next += 1 }
      return next
    }
  }

  var geometry: GeometryArray {
    GeometryArray(works.indices.filter { !sharesAsset.contains($0) }.map { works[$0].box })
  }

  /// The map of the city, through the real stack.
  func map() throws -> OpportunityMap {
    let geometry = geometry
    let theme = ThemeDescription(
      key: "water", weight: 2,
      layers: [
        ThemeLayer(
          options: SourceOptions(source: "water", role: "themes"), severity: .constant(severity),
          outside: false)
      ])
    let challenges = try ChallengePlanes([theme], [layer(GeometryArray(self.challenges))])
    let everything = GeometryArray([Box(x: -1e4, y: -1e4, width: 2e4, height: 2e4)])
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: everything, planes: challenges.geometry, assets: geometry,
        metresPerUnit: 1), threads: 2)
    let source = ScheduleSource(
      options: SourceOptions(source: "works", role: "schedule"), assetType: .constant("any"),
      fields: [:], values: [:], measure: nil, budget: nil, priceYear: nil)
    let schedule = Schedule(
      [source], [layer(geometry)], catalogue: CycleCatalogue(priceYear: 2021, types: [:]),
      horizon: horizon, metresPerUnit: 1)
    var map = OpportunityMap(
      name: "Test", years: horizon, challenges: challenges,
      neighbourhoods: [Neighbourhood(id: "N", name: "N", numbers: [:], texts: [:])],
      schedule: schedule, table: table)
    map.works = zip(works, assets).enumerated().map { index, pair in
      Work(pair.0, id: "W\(index)", asset: pair.1)
    }
    for (work, asset) in zip(works, assets) {
      map.assets[asset].type = work.type
      map.assets[asset].street = work.street
      map.assets[asset].last = work.last
    }
    return map
  }

  func problem(
    _ rules: BundlingRules, decisions: BundlingDecisions = .none, threads: Int = 2
  ) throws -> BundlingProblem {
    try BundlingProblem(
      map: map(), geometry: geometry, metresPerUnit: 1, rules: rules, scheduleNames: ["works"],
      decisions: decisions, threads: threads)
  }

  private func layer(_ geometry: GeometryArray) -> Layer {
    var record = IntakeRecord(source: "test", role: "test")
    record.read = geometry.count
    record.used = geometry.count
    return Layer(
      geometry: geometry, attributes: AttributeTable(count: geometry.count, columns: []),
      sourceFeatures: Array(0..<geometry.count).map { $0 + 1 }, record: record)
  }
}

extension Work {
  fileprivate init(_ work: TestWork, id: String, asset: Int) {
    self.init(
      id: id, asset: asset, measure: work.measure, earliest: work.years.lowerBound, due: work.due,
      latest: work.years.upperBound, isFixed: work.isFixed, isHard: work.isHard, cost: work.cost,
      budget: work.budget,
      cycle: work.cycle)
    overdueSince = work.overdueSince
  }
}

extension GeometryArray {
  init(_ boxes: [Box]) {
    self.init()
    for box in boxes {
      for (x, y) in [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)] {
        append(Position(box.x + x * box.width, box.y + y * box.height))
      }
      endPath(.shell)
      endFeature()
    }
  }
}

/// Path of a file in `layers/`.
func bundledFile(_ name: String) -> String { Repository.file("layers/" + name) }

/// The rules that come with the program, but for what they ask of a project as such: most cases are about a
/// few works, too few for any set-up.
func bundledRules(_ project: ProjectRules = ProjectRules()) throws -> BundlingRules {
  var rules = try BundlingRules.load(path: bundledFile("compatibility.yaml"))
  (rules.project, rules.streetOpening) = (project, 0)
  return rules
}

private let types = [
  "sewer", "pavement-asphalt", "pavement-brick", "pavement-tiles", "tree", "green", "lighting",
  "pump", "unknown",
]

/// A city of up to so many works within a few streets, different for each seed.
func randomCity(_ random: inout SeededGenerator, works count: Int) -> TestCity {
  let size = Double(count * 3)
  func box(_ random: inout SeededGenerator) -> Box {
    Box(
      x: Double(Int.random(in: 0...Int(size), using: &random)),
      y: Double(Int.random(in: 0...20, using: &random)),
      width: Double(Int.random(in: 2...25, using: &random)),
      height: Double(Int.random(in: 2...10, using: &random)))
  }
  let works = (0..<count).map { _ in
    let due = Int.random(in: 2027...2032, using: &random)
    return TestWork(
      box: box(&random), type: types.randomElement(using: &random) ?? "",
      years: due - Int.random(in: 0...3, using: &random)...due
        + Int.random(in: 0...3, using: &random),
      due: due,
      cost: Bool.random(using: &random) || Bool.random(using: &random)
        ? Double(Int.random(in: 1...400, using: &random)) * 1000 : nil,
      budget: ["riool", "wegen", "groen", nil].randomElement(using: &random) ?? nil,
      street: ["A", "B", nil].randomElement(using: &random) ?? nil,
      isFixed: Int.random(in: 0..<8, using: &random) == 0,
      last: Int.random(in: 0..<3, using: &random) == 0
        ? Int.random(in: 2022...2027, using: &random) : nil)
  }
  var city = TestCity(works: works, challenges: (0..<3).map { _ in box(&random) })
  if count > 2, Int.random(in: 0..<4, using: &random) == 0 { city.sharesAsset = [1] }
  for index in city.sharesAsset {
    city.works[index].box = city.works[index - 1].box
    city.works[index].type = city.works[index - 1].type
    city.works[index].street = city.works[index - 1].street
    city.works[index].last = city.works[index - 1].last
  }
  return city
}
