import Foundation
import LayerIO
import OpportunityMap
import Publishing
import Report
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// The main job from end to end, on a project that one can check with a pencil.
@Suite struct MainJobTests {
  private let tiny: TinyProject
  private let output: String

  init() throws {
    tiny = try TinyProject()
    output = tiny.folder.file("out")
  }

  @Test func `figures are those of the pencil`() throws {
    let map = try run(threads: 2).map
    #expect(near(map.profiles.map(\.area), [10_000, 10_000]))
    #expect(near(map.profiles[0].themeAreas, [5000, 0]))
    #expect(near(map.profiles[1].themeAreas, [0, 400]))
    // Half of the flooded half is of the second of two classes: 2,500 x 1 + 2,500 x 1/2.
    #expect(near(map.profiles[0].themeSeverities, [0.375, 0]))
    // The road: 500 of its 2,000 m2 are flooded, all of the second class; water weighs 3 of 4.
    let road = try #require(map.works.first { $0.id == "R1" })
    #expect(near([map.scores.surface[road.asset]], [2000]))
    #expect(near([map.scores.scores[road.asset]], [0.25 * 3 / 4]))
    // The sewer is due in 1970 + 60 and costs 100 m x 500 EUR.
    let sewer = try #require(map.works.first { $0.id == "S1" })
    #expect(sewer.due == 2030 && sewer.cost == 50_000)
    #expect(near([map.scores.length[sewer.asset]], [100]))
  }

  @Test func `the record accounts for every feature, and for what lies outside`() throws {
    let record = try run(threads: 1).record
    let roads = try #require(record.inputs.first { $0.source == "roads.geojson" })
    #expect(roads.read == 3 && roads.used == 2)
    #expect(roads.dropped.map(\.id) == ["R3"] && roads.dropped[0].reason == .badValue)
    let flood = try #require(record.inputs.first { $0.source == "flood.geojson" })
    #expect(flood.read == 3 && flood.used == 2 && flood.filtered == 1)
    #expect(near([record.reconciliation.areaOutside], [100]))
    #expect(record.reconciliation.largestDifference < 1e-12)
    #expect(record.inputs.allSatisfy { $0.sha256.count == 64 })
  }

  @Test func `GDAL opens every product with its count, type and system`() throws {
    _ = try run(threads: 2)
    let expected = [
      ("opportunities.geojson", "opportunities", 3, "Unknown (any)"),
      ("challenges.geojson", "challenges", 3, "Multi Polygon"),
      ("neighbourhoods.geojson", "neighbourhoods", 2, "Multi Polygon"),
      ("challenges.fgb", "challenges", 3, "Multi Polygon"),
      ("opportunities.fgb", "opportunities", 3, "Unknown (any)"),
      ("opportunities_areas.geojson", "opportunities_areas", 2, "Multi Polygon"),
      ("opportunities_lines.geojson", "opportunities_lines", 1, "Line String"),
      ("opportunities_points.geojson", "opportunities_points", 0, "Unknown (any)"),
      ("kansenkaart.gpkg", "opportunities", 2, "Multi Polygon"),
      ("kansenkaart.gpkg", "opportunities_lines", 1, "Multi Line String"),
      ("kansenkaart.gpkg", "challenges", 3, "Multi Polygon"),
      ("kansenkaart.gpkg", "neighbourhoods", 2, "Multi Polygon"),
    ]
    for (file, layer, count, type) in expected {
      let code = file.hasSuffix(".geojson") ? "4326" : "28992"
      let info = try runProgram("/usr/bin/env", ["ogrinfo", "-so", "\(output)/\(file)", layer])
      #expect(info.status == 0)
      #expect(info.output.contains("Feature Count: \(count)\n"), "\(file) \(layer)")
      #expect(info.output.contains("Geometry: \(type)\n"), "\(file) \(layer)")
      #expect(info.output.contains("ID[\"EPSG\",\(code)]]\n"), "\(file) \(layer)")
    }
    for name in ["opportunities", "neighbourhoods", "coverage", "budgets", "overlaps"] {
      let info = try runProgram("/usr/bin/env", ["ogrinfo", "-so", "\(output)/\(name).csv", name])
      #expect(info.status == 0 && !info.output.contains("Feature Count: 0\n"))
    }
    let styles = try runProgram(
      "/usr/bin/env", ["ogrinfo", "-so", "\(output)/kansenkaart.gpkg", "layer_styles"])
    // One for each of five layers, and one for each of two challenges.
    #expect(styles.output.contains("Feature Count: 7\n"))
  }

  @Test func `bytes are the same for 1, 2 and 4 threads, timings apart`() throws {
    let contents = try [1, 2, 4].map { threads in
      _ = try run(threads: threads)
      return try files()
    }
    // The tables of derived layers and of a programme come where a project has such.
    let derived: Set<Product> = [
      .csv(.programme), .csv(.programmeProjects), .csv(.undone), .csv(.unspent), .csv(.vacancy),
      .csv(.facilities), .csv(.green), .csv(.people), .csv(.baselines), .csv(.baselineReach),
      .csv(.buildings), .geoJSON(.buildings), .csv(.transformation), .csv(.transformationAnswers),
      .csv(.vacancyAreas), .csv(.matches), .csv(.facilityNeeds), .csv(.facilityChoices),
      .csv(.facilityShares), .csv(.socialBuildings), .geoJSON(.socialBuildings),
      .csv(.portfolio), .csv(.combinations), .csv(.decisions),
    ]
    #expect(contents[0].count == Product.allCases.count - derived.count)
    for (name, bytes) in contents[0] {
      #expect(contents[1][name] == bytes && contents[2][name] == bytes, "\(name)")
    }
  }

  @Test func `a chosen product comes alone with the record, and replaces all of an earlier run`()
    throws
  {
    _ = try run(threads: 1)
    _ = try run(threads: 1, products: [.csv(.coverage)])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: output).sorted()
        == ["coverage.csv", "run.json"])
  }

  @Test func `attribute text stays text in the products`() throws {
    _ = try run(threads: 1)
    let data = try Data(contentsOf: URL(fileURLWithPath: output + "/neighbourhoods.geojson"))
    #expect(!String(decoding: data, as: UTF8.self).contains("<b>"))
    let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let features = try #require(json?["features"] as? [[String: Any]])
    let properties = features.compactMap { $0["properties"] as? [String: Any] }
    #expect(properties.map { $0["neighbourhood_name"] as? String } == ["A <b>", "=cmd()"])
    #expect(properties.map { $0["neighbourhood_code"] as? String } == ["00A", "00B"])
    #expect(properties.map { $0["source_people"] as? Double } == [500, 20.5])
    let csv = try String(contentsOfFile: output + "/neighbourhoods.csv", encoding: .utf8)
    #expect(csv.contains("\"'=cmd()\""))
  }

  @Test func `check reads the same and writes nothing`() throws {
    let records = try job(threads: 1).check()
    #expect(records.map(\.source).first == "areas.geojson")
    #expect(records.count == 5)
    #expect(!FileManager.default.fileExists(atPath: output))
    let report = intakeReport(records, language: .en)
    #expect(report.contains("roads.geojson: 3 read, 2 used, 1 dropped (unreadable value: 1)."))
  }

  @Test func `all files that are missing are named at once`() throws {
    for name in ["flood.geojson", "sewers.geojson"] {
      try FileManager.default.removeItem(atPath: tiny.folder.file(name))
    }
    let error = #expect(throws: MissingInput.self) { try job(threads: 1) }
    #expect(error?.paths == ["flood.geojson", "sewers.geojson"])
  }

  @Test(arguments: Stage.allCases)
  func `a job that is cancelled in any stage leaves nothing`(stage: Stage) throws {
    let before = tiny.folder.content
    let control = CancellingControl(at: stage).control
    // While projects are chosen their progress is reported, and not that of faces.
    let options = MainJob.Options(
      threads: 2, products: stage == .faces ? [.geoJSON(.challenges)] : Product.usual)
    let job = try MainJob(projectPath: tiny.path, options: options, control: control)
    #expect(throws: CancellationError.self) { try job.run(output: output) }
    #expect(tiny.folder.content == before)
  }

  @Test func `bad input leaves no folder behind`() throws {
    try tiny.folder.write("{\"type\":", to: "empty.geojson")
    let before = tiny.folder.content
    #expect(throws: SourceError.self) { try run(threads: 1) }
    #expect(tiny.folder.content == before)
  }

  @Test func `the closing table says per theme what is challenged, touched and paid`() throws {
    let summary = try run(threads: 1)
    #expect(
      closingTable(summary.map, summary.record, language: .nl) == """
        Thema      Opgave (ha)  Met onderhoud 2027-2041 (ha)  Aandeel  Van alle grond  Keer toeval  \
        Kosten (EUR)
        ---------  -----------  ----------------------------  -------  --------------  -----------  \
        ------------
        water              0,5                           0,1    12,0%           11,0%          1,1  \
              25.250
        leegstand          0,0                           0,0     0,0%           11,0%          0,0  \
                   0
        Er is in te weinig buurten werk om te zeggen of opgaven vaker worden geraakt dan bij toeval.

        3 werken op 3 objecten in 2 buurten.
        3 werken zijn aan de beurt van 2027 tot en met 2041; ze kosten samen EUR 51.500. Buiten \
        alle buurten: 1 daarvan, samen EUR 500.
        Buiten alle buurten: 100 m2 en 0 m aan lijnen, 1 werk in zijn geheel.
        roads.geojson: 3 gelezen, 2 gebruikt, 1 weggelaten (onleesbare waarde: 1).
        LET OP, roads.geojson: 33% van de objecten is weggelaten, meestal hierom: due: 'morgen' is \
        geen jaar. (1)
        """)
  }

  private func job(
    threads: Int, products: Set<Product> = Set(Product.allCases)
  ) throws -> MainJob {
    try MainJob(
      projectPath: tiny.path, options: MainJob.Options(threads: threads, products: products),
      control: JobControl())
  }

  private func run(
    threads: Int, products: Set<Product> = Set(Product.allCases)
  ) throws -> RunSummary {
    try job(threads: threads, products: products).run(output: output)
  }

  /// The products by name; the record without its timings.
  private func files() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: output) {
      let data = try Data(contentsOf: URL(fileURLWithPath: output + "/" + name))
      guard name == Product.runRecord.fileName else {
        files[name] = data
        continue
      }
      var record = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(record.removeValue(forKey: "timings") != nil)
      files[name] = try JSONSerialization.data(withJSONObject: record, options: .sortedKeys)
    }
    return files
  }
}

/// A control that is cancelled when a stage begins.
private final class CancellingControl: Sendable {
  let control: JobControl

  init(at stage: Stage) {
    let box = ControlBox()
    control = JobControl { reached, _ in if reached == stage { box.control?.cancel() } }
    box.control = control
  }
}

/// Holds the control for its own callback; set once before the job starts.
private final class ControlBox: @unchecked Sendable {
  weak var control: JobControl?
}

/// Whether figures agree to 1e-9.
private func near(_ figures: [Double], _ expected: [Double]) -> Bool {
  figures.count == expected.count
    && zip(figures, expected).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
}
