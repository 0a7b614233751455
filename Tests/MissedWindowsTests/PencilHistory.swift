import Geometry
import MissedWindows
import Pipeline
import TestSupport

/// A work of a history as its row tells it; texts stand for what a table may hold.
struct WrittenWork {
  var id: String
  var type = "pavement-brick"
  var party = "wegen"
  var done: String
  var cost: String = "10000"
  var known = ""
  var shared = ""
  var earliest = ""
  var latest = ""
  var project = ""
  var exempt = ""
  /// Rectangle in m from x 155000, y 463000.
  var x = 0.0
  var y = 0.0
  var width = 10.0
  var height = 10.0

  var row: String {
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map { corner in
      "\(155_000 + x + corner.0 * width) \(463_000 + y + corner.1 * height)"
    }
    return [
      id, type, party, done, cost, known, shared, earliest, latest, project, exempt,
      "POLYGON ((\(corners.joined(separator: ", "))))",
    ].joined(separator: ";")
  }
}

/// A history in a folder of its own, with a project that one can check with a pencil: one neighbourhood of 400 m x
/// 100 m, flooded over its first 50 m, and rules by which what two works share of the surface (half of their
/// cost) is saved, but for 1,000 EUR that a project takes.
struct WrittenHistory {
  let folder: TemporaryFolder
  var works: [WrittenWork]
  var tellsProjects = true
  /// Further lines of the history file, and of the project.
  var extra = ""
  var projectLines = ""
  /// Shares of the cost of a work.
  var shares = "{surface: 0.5}"
  /// What of the parts is saved.
  var saved = "{surface: 1, source: test}"

  init(_ works: [WrittenWork], tellsProjects: Bool = true) throws {
    folder = try TemporaryFolder()
    (self.works, self.tellsProjects) = (works, tellsProjects)
  }

  /// Writes all files, and gives the path of the history.
  func write() throws -> String {
    try folder.write(area(400), to: "areas.geojson")
    try folder.write(area(50), to: "flood.geojson")
    try folder.write(rules, to: "rules.yaml")
    try folder.write(
      """
      kansenkaart: 1
      name: Pencil
      crs: EPSG:28992
      horizon: {from: 2027, to: 2041}
      neighbourhoods: {source: areas.geojson, crs: "EPSG:28992"}
      themes: {water: {layers: [{source: flood.geojson, crs: "EPSG:28992"}]}}
      bundling: {compatibility: rules.yaml}
      \(projectLines)
      """, to: "project.yaml")
    let head = "id;type;party;done;cost;known;shared;earliest;latest;project;exempt;wkt"
    try folder.write(([head] + works.map(\.row)).joined(separator: "\n") + "\n", to: "works.csv")
    return try folder.write(
      """
      kansenkaart_history: 1
      project: project.yaml
      \(extra)
      works:
        - source: works.csv
          wkt: wkt
          crs: "EPSG:28992"
          asset_type: {field: type}
          fields: {id: id, done: done, cost: cost, party: party, known: known, shared: shared,
            earliest: earliest, latest: latest, \(tellsProjects ? "project: project, " : "")exempt: exempt}
      """, to: "history.yaml")
  }

  /// The audit of some years.
  func audit(
    _ years: ClosedRange<Int>? = 2016...2022, rule: String? = nil, threads: Int = 2
  ) throws -> Audit {
    try job(years, rule: rule, threads: threads).audit().0
  }

  func job(
    _ years: ClosedRange<Int>? = 2016...2022, rule: String? = nil, threads: Int = 2
  ) throws -> AuditJob {
    try AuditJob(
      historyPath: write(), from: years?.lowerBound, to: years?.upperBound, rule: rule,
      looksAhead: true, options: MainJob.Options(threads: threads, products: []),
      control: JobControl())
  }

  private func area(_ width: Int) -> String {
    let ring = [(0, 0), (width, 0), (width, 100), (0, 100), (0, 0)]
      .map { "[\(155_000 + $0.0),\(463_000 + $0.1)]" }
    return """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
      "geometry":{"type":"Polygon","coordinates":[[\(ring.joined(separator: ","))]]}}]}
      """
  }

  private var rules: String {
    """
    kansenkaart_compatibility: 1
    saved: \(saved)
    nuisance_per_day: {amount: 0, source: test}
    challenge_value: {amount: 0, source: test}
    near: {distance: 0, source: test}
    limits: {parties: 5, span: 600, days: 1000, euros: 100000000, source: test}
    project: {setup: 1000, least_gain: 0, least_cash: 0, source: test}
    measures: []
    usual: {shares: \(shares), risk: 0.001, life: 1000, production: 1000000, source: test}
    pairs:
      - first: {asset_type: sewer}
        second: {asset_type: tree}
        verdict: never
        reason: {nl: wortels, en: roots}
        source: test
    """
  }
}

/// Twelve works on five places, 50 m apart.
func twelveWorks() -> [WrittenWork] {
  [
    // One contract, and a cable a year later of which nobody tells when it was planned.
    WrittenWork(
      id: "A1", done: "2016", known: "2014", shared: "nee", earliest: "2016", latest: "2020",
      project: "X"),
    WrittenWork(
      id: "A2", type: "sewer", party: "riool", done: "2016", known: "2012", shared: "2013",
      earliest: "2015", latest: "2020", project: "X"),
    WrittenWork(
      id: "A3", type: "cable", party: "net", done: "2017", earliest: "2016", latest: "2018"),
    // The sewer was told of two years before, and the road came a year later all the same.
    WrittenWork(
      id: "B1", type: "sewer", party: "riool", done: "2017", known: "2014", shared: "2015",
      earliest: "2016", latest: "2019", x: 50),
    WrittenWork(
      id: "B2", done: "2018", known: "2016", shared: "nee", earliest: "2016", latest: "2020", x: 50),
    // Both knew of their own work, and kept it to themselves.
    WrittenWork(
      id: "C1", done: "2016", known: "2014", shared: "nee", earliest: "2016", latest: "2019", x: 100
    ),
    WrittenWork(
      id: "C2", type: "sewer", party: "riool", done: "2019", known: "2015", shared: "nee",
      earliest: "2016", latest: "2020", x: 100),
    // The sewer was planned a year after the road was laid; then came a tree, which has to keep away from it.
    WrittenWork(
      id: "D1", done: "2018", known: "2016", shared: "nee", earliest: "2017", latest: "2021", x: 150
    ),
    WrittenWork(
      id: "D2", type: "sewer", party: "riool", done: "2021", cost: "6000", known: "2019",
      shared: "2019", earliest: "2018", latest: "2022", x: 150),
    WrittenWork(
      id: "D3", type: "tree", party: "groen", done: "2022", cost: "400", known: "2021",
      shared: "nee", earliest: "2018", latest: "2023", x: 150),
    // The road could not wait for the sewer, which lies under half of it.
    WrittenWork(
      id: "E1", done: "2017", known: "2014", shared: "2014", earliest: "2016", latest: "2017",
      x: 200),
    WrittenWork(
      id: "E2", type: "sewer", party: "riool", done: "2021", known: "2014", shared: "2014",
      earliest: "2020", latest: "2022", x: 205),
  ]
}
