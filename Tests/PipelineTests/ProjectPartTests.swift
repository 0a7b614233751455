import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import Publishing
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// Runs of a part of the demo municipality, neighbourhood by neighbourhood, against the run of it all.
@Suite struct ProjectPartTests {
  private static let whole = Result { try runJuinen(nil) }
  private static let parts = Result {
    try whole.get().map.neighbourhoods.map { try runJuinen(.neighbourhoods([$0.id])) }
  }

  @Test func `a neighbourhood's profile and coverage are those of the whole run`() throws {
    let whole = try Self.whole.get().map
    for (index, part) in try Self.parts.get().enumerated() {
      let map = part.map
      #expect(map.neighbourhoods == [whole.neighbourhoods[index]])
      #expect(near(figures(map.profiles[0]), figures(whole.profiles[index])))
      #expect(map.profiles[0].workCount == whole.profiles[index].workCount)
      #expect(map.profiles[0].worksByYear == whole.profiles[index].worksByYear)
      #expect(near(figures(map.coverages[0]), figures(whole.coverages[index])))
      let (mine, theirs) = (map.coverages[0].costPerBudget, whole.coverages[index].costPerBudget)
      for (budget, costs) in theirs {
        let found = mine[budget]?.flatMap(\.self) ?? costs.flatMap(\.self).map { _ in 0 }
        #expect(near(found, costs.flatMap(\.self)), "\(budget)")
      }
    }
  }

  @Test
  func `people are counted in a part as in the whole run, also those whom works next door reach`()
    throws
  {
    let whole = try Self.whole.get().map
    for (index, part) in try Self.parts.get().enumerated() {
      let (mine, theirs) = (part.map.people, whole.people)
      #expect(mine.map(\.key) == theirs.map(\.key) && !mine.isEmpty)
      for (mine, theirs) in zip(mine, theirs) {
        #expect(near(numbers(mine.parts[0]), numbers(theirs.parts[index])))
        #expect(near(numbers(mine.city), numbers(theirs.parts[index])))
      }
    }
    let reached = whole.people[0].parts.map { $0.reach(0).reachedGround }
    #expect(reached.contains { $0 > 0 })
  }

  @Test func `the parts sum up to the whole`() throws {
    let whole = try Self.whole.get().map
    let maps = try Self.parts.get().map(\.map)
    #expect(near([maps.map(\.city.area).reduce(0, +)], [whole.city.area]))
    #expect(maps.map(\.city.workCount).reduce(0, +) == whole.city.workCount)
    #expect(near(sums(maps.map { figures($0.city) }), figures(whole.city)))
    #expect(near(sums(maps.map { figures($0.coverage) }), figures(whole.coverage)))
  }

  @Test func `a work has the score, the figures and the years of the whole run`() throws {
    let whole = try Self.whole.get().map
    let works = Dictionary(uniqueKeysWithValues: whole.works.map { ($0.id, $0) })
    var found: Set<String> = []
    for part in try Self.parts.get() {
      let map = part.map
      for work in map.works {
        let theirs = try #require(works[work.id])
        #expect(work.due == theirs.due && work.cost == theirs.cost)
        #expect(near(figures(map.scores, work.asset), figures(whole.scores, theirs.asset)))
      }
      found.formUnion(map.works.map(\.id))
    }
    let inside = whole.works.filter { whole.scores.neighbourhoods[$0.asset] >= 0 }
    #expect(found == Set(inside.map(\.id)))
  }

  @Test func `places in the neighbourhood are the rows of the whole run`() throws {
    let whole = try Self.whole.get().map
    for (index, part) in try Self.parts.get().enumerated() {
      let mine = places(part.map, in: 0)
      let theirs = places(whole, in: Int32(index))
      #expect(mine.count > 100)
      for key in Set(mine.keys).union(theirs.keys) {
        // Between borders that coincide rounding leaves rows of no size, in one run or in both.
        #expect(abs((mine[key] ?? 0) - (theirs[key] ?? 0)) <= 1e-6, "\(key)")
      }
    }
  }

  @Test func `what reaches out of the part is reported as outside, and reconciles`() throws {
    var reaching = 0
    for part in try Self.parts.get() {
      #expect(part.record.reconciliation.largestDifference < 1e-9)
      reaching += part.record.reconciliation.worksPartlyOutside
      for record in part.record.inputs {
        #expect(record.read == record.used + record.filtered + record.dropped.count)
      }
      #expect(part.record.parameters.part == part.map.neighbourhoods.map(\.id))
    }
    #expect(reaching > 0)
  }

  @Test func `several neighbourhoods, or the box around them, are one part`() throws {
    let whole = try Self.whole.get().map
    let codes = [
      whole.neighbourhoods[3].id, whole.neighbourhoods[0].id, whole.neighbourhoods[3].id,
    ]
    let map = try runJuinen(.neighbourhoods(codes)).map
    #expect(map.neighbourhoods.map(\.id) == [codes[1], codes[0]])
    #expect(near([map.city.area], [whole.profiles[0].area + whole.profiles[3].area]))
  }

  @Test func `a box gives the neighbourhoods that share surface with it, whole`() throws {
    let tiny = try TinyProject()
    let job = { (box: Bounds) in
      try MainJob(
        projectPath: tiny.path,
        options: MainJob.Options(products: [.csv(.coverage)], part: .extent(box)),
        control: JobControl()
      ).run(output: tiny.folder.file("out")).map
    }
    let west = Bounds(minX: 155_000, minY: 463_000, maxX: 155_100, maxY: 463_001)
    #expect(try job(west).profiles.map(\.area) == [10_000])
    let both = Bounds(minX: 155_000, minY: 463_000, maxX: 155_101, maxY: 463_001)
    #expect(try job(both).profiles.map(\.area) == [10_000, 10_000])
    let error = #expect(throws: SourceError.self) {
      try job(Bounds(minX: 0, minY: 0, maxX: 1, maxY: 1))
    }
    #expect(error?.remedy == "All of them lie in 155000.0,463000.0,155200.0,463100.0.")
  }

  @Test func `a code that is not there names the nearest`() throws {
    let error = #expect(throws: SourceError.self) { try runJuinen(.neighbourhoods(["BU9999999"])) }
    #expect(error?.problem == "No neighbourhood has the code 'BU9999999'.")
  }

  @Test func `the stack of a part can be asked again`() throws {
    let tiny = try TinyProject()
    for (horizon, folder) in [(2027...2041, "out"), (2028...2031, "full")] {
      let text = try String(contentsOfFile: tiny.path, encoding: .utf8).replacing(
        "{from: 2027, to: 2041}", with: "{from: \(horizon.lowerBound), to: \(horizon.upperBound)}")
      try tiny.folder.write(text, to: "project.yaml")
      _ = try MainJob(
        projectPath: tiny.path, options: MainJob.Options(part: .neighbourhoods(["00B"])),
        control: JobControl()
      ).run(output: tiny.folder.file(folder))
    }
    _ = try ScoreJob(
      folder: tiny.folder.file("out"), options: ScoreJob.Options(horizon: 2028...2031),
      control: JobControl()
    ).run(output: tiny.folder.file("again"))
    let names = try FileManager.default.contentsOfDirectory(atPath: tiny.folder.file("full"))
    for name in names where !name.hasPrefix("stack.") && name != Product.runRecord.fileName {
      let contents = try ["full", "again"].map {
        try Data(contentsOf: URL(fileURLWithPath: tiny.folder.file("\($0)/\(name)")))
      }
      #expect(contents[0] == contents[1], "\(name)")
    }
  }
}

private func runJuinen(_ part: ProjectPart?) throws -> RunSummary {
  let folder = try TemporaryFolder()
  return try MainJob(
    projectPath: Repository.file("layers/juinen/project.yaml"),
    options: MainJob.Options(products: [.csv(.coverage)], part: part), control: JobControl()
  ).run(output: folder.file("out"))
}

private func figures(_ profile: Profile) -> [Double] {
  [profile.area, profile.workArea] + profile.themeAreas + profile.areaByHeight + profile.costByYear
    + profile.themeSeverities.map { $0 * profile.area }
}

private func figures(_ coverage: Coverage) -> [Double] {
  coverage.challenged + coverage.perYear.flatMap(\.self) + coverage.cumulated.flatMap(\.self)
    + coverage.costPerYear.flatMap(\.self)
}

/// Of coverage in people costs mean nothing.
private func numbers(_ coverage: Coverage) -> [Double] {
  [coverage.ground] + coverage.challenged + coverage.cumulatedGround
    + coverage.cumulated.flatMap(\.self)
}

private func figures(_ scores: ScoreTable, _ asset: Int) -> [Double] {
  [scores.surface[asset], scores.length[asset], scores.scores[asset]]
    + scores.themes(of: asset, in: scores.areas) + scores.themes(of: asset, in: scores.severities)
}

private func sums(_ rows: [[Double]]) -> [Double] {
  rows.dropFirst().reduce(rows[0]) { zip($0, $1).map(+) }
}

/// Areas in m2 within a neighbourhood by what lies there.
private func places(_ map: OpportunityMap, in neighbourhood: Int32) -> [String: Double] {
  map.table.areas.filter { map.table.zones[Int($0.zone)].contains(neighbourhood) }
    .reduce(into: [:]) { sums, row in
      let assets = map.table.assetSets[Int(row.assetSet)].map {
        "\(map.assets[Int($0)].schedule)/\(map.assets[Int($0)].id)"
      }
      let planes = map.planes.indices.filter {
        map.table.signatures[Int(row.signature)].contains($0)
      }.map { "\(map.planes[$0].source) \(map.planes[$0].label)" }
      sums["\(assets) \(planes)", default: 0] += row.area
    }
}

/// Whether figures agree to 1e-9 of themselves, or to 1 mm2 or a cent where rounding borders leave it.
private func near(_ figures: [Double], _ expected: [Double]) -> Bool {
  figures.count == expected.count
    && zip(figures, expected).allSatisfy { abs($0 - $1) <= 1e-9 * abs($1) + 1e-6 }
}
