import Foundation
import TestSupport
import Testing

/// The program as its users meet it: started, listened to, interrupted.
@Suite struct CommandLineTests {
  private let program = Bundle.main.bundleURL.appendingPathComponent("kansenkaart").path

  @Test(arguments: [
    [], ["run"], ["part"], ["merge"], ["score"], ["compare"], ["audit"], ["ballot"], ["tally"],
    ["share"], ["verify"], ["patterns"], ["publish"], ["check"], ["init"],
  ])
  func `the help stands word for word in the documentation`(subcommand: [String]) throws {
    let help = try runProgram(program, subcommand + ["--help"], environment: ["COLUMNS": "80"])
    #expect(help.status == 0)
    let title = (["### kansenkaart"] + subcommand).joined(separator: " ")
    let text = help.output.trimmingCharacters(in: .newlines)
    #expect(try documentation().contains("\(title)\n\n```\n\(text)\n```\n"))
  }

  @Test func `the version stands alone on its line`() throws {
    let version = try runProgram(program, ["--version"])
    #expect(version.status == 0)
    #expect(version.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test(arguments: [
    (["run"], 64), (["run", "p.yaml", "-o", "out", "--threads", "0"], 64), (["fly"], 64),
    (["run", "p.yaml", "-o", "out", "--products", "nothing.csv"], 64),
    (["check", "nowhere.yaml"], 66), (["init", "nowhere.gpkg"], 66), (["check", "wrong.yaml"], 65),
    (["check", "good.yaml", "--neighbourhood", "9"], 65),
    (["check", "good.yaml", "--extent", "1,2,3"], 64),
    (["check", "good.yaml", "--extent", "1,2,3,4", "--neighbourhood", "1"], 64),
    (["run", "good.yaml", "-o", "file"], 73), (["run", "good.yaml", "-o", "out"], 0),
    (["run", "good.yaml", "-o", ""], 64), (["run", "good.yaml", "-o", " "], 64),
    (["run", "good.yaml", "-o", "out", "--parts", "2"], 0),
    (["run", "good.yaml", "-o", "out", "--parts", "auto"], 0),
    (["run", "good.yaml", "-o", "out", "--parts", "0"], 64),
    (["run", "good.yaml", "-o", "out", "--parts", "2", "--neighbourhood", "1"], 64),
    (["part", "good.yaml", "--part", "2/3", "-o", "out"], 0),
    (["part", "good.yaml", "--part", "4/3", "-o", "out"], 64),
    (["part", "good.yaml", "--part", "0/3", "-o", "out"], 64),
    (["part", "nowhere.yaml", "--part", "1/3", "-o", "out"], 66),
    (["merge", "nowhere", "-o", "out"], 66), (["merge", "-o", "out"], 64),
    (["score", ""], 64), (["score", "file", "-o", ""], 64), (["explain", "1", ""], 64),
    (["audit", "nowhere.yaml"], 66), (["audit", "wrong.yaml"], 65), (["audit", ""], 64),
    (["audit", "wrong.yaml", "--from", "16"], 64),
    (["verify", "nowhere.kkp"], 66), (["verify", "file"], 65), (["patterns", "-o", "out"], 64),
    (["patterns", "file", "-o", "made"], 65), (["share", "out", "--level", "all"], 64),
  ])
  func `each way to end has its exit code`(arguments: [String], status: Int) throws {
    let folder = try project()
    try folder.write("", to: "file")
    try folder.write("kansenkaart: 1\nnaam: x\n", to: "wrong.yaml")
    let result = try run(arguments, in: folder)
    #expect(result.status == Int32(status), "\(result.errors)")
    #expect(folder.content.contains("out") == (status == 0))
    if status >= 65 { #expect(result.errors.contains("kansenkaart: ")) }
  }

  @Test(arguments: [
    (["score", "out"], 0), (["score", "out", "--weights", "water=3", "--horizon", "2030-2035"], 0),
    (["score", "out", "--weights", "watr=3"], 65), (["score", "out", "--weights", "water"], 64),
    (["score", "out", "--horizon", "2035-2030"], 64), (["score", "elsewhere"], 66),
  ])
  func `a saved stack is asked again`(arguments: [String], status: Int) throws {
    let folder = try project()
    #expect(try run(["run", "good.yaml", "-o", "out", "--quiet"], in: folder).status == 0)
    let result = try run(arguments, in: folder)
    #expect(result.status == Int32(status), "\(result.errors)")
  }

  @Test func `a run is shared, verified, compared and put in a book`() throws {
    let folder = try project()
    #expect(try run(["run", "good.yaml", "-o", "out", "--quiet"], in: folder).status == 0)
    func share(_ level: String, _ file: String, expires: String = "2099-12-31") throws
      -> ProgramResult
    {
      try run(
        [
          "share", "out", "--level", level, "--contact", "a@example.org", "--expires", expires,
          "--key", "city.key",
          "-o", file, "--on", "2026-11-29", "--language", "en",
        ], in: folder)
    }
    let first = try share("full", "a.kkp")
    #expect(first.status == 0 && first.output.contains("A new private key"), "\(first.errors)")
    let second = try share("figures", "b.kkp")
    #expect(second.status == 0 && !second.output.contains("A new private key"))
    let key = String(
      try #require(second.output.firstMatch(of: /Signed by ([0-9a-f]{64})/)).output.1)
    #expect(try run(["verify", "a.kkp", "--key", key], in: folder).status == 0)
    #expect(try run(["verify", "a.kkp", "--key", String(key.reversed())], in: folder).status == 65)
    #expect(try run(["verify", "a.kkp", "--on", "2100-01-01"], in: folder).status == 75)
    #expect(try share("figures", "c.kkp", expires: "2026-11-28").status == 65)
    #expect(!folder.content.contains("c.kkp"))
    #expect(try run(["compare", "a.kkp", "b.kkp", "-o", "cities"], in: folder).status == 0)
    #expect(try run(["patterns", "a.kkp", "b.kkp", "-o", "book"], in: folder).status == 0)
    let made = try ["cities", "book"].map {
      try FileManager.default.contentsOfDirectory(atPath: folder.file($0))
    }
    #expect(made[0].contains("cities.html") && made[1].contains("patterns.html"))
  }

  @Test func `parts are merged, and refused where one is missing`() throws {
    let folder = try project()
    for part in 1...2 {
      let made = try run(
        ["part", "good.yaml", "--part", "\(part)/2", "-o", "p\(part)"], in: folder)
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.output.contains("stack.part"))
    }
    let missing = try run(["merge", "p2", "-o", "out"], in: folder)
    #expect(missing.status == 65 && missing.errors.contains("these are missing: 1."))
    #expect(!folder.content.contains("out"))
    let merged = try run(["merge", "p2", "p1", "-o", "out"], in: folder)
    #expect(merged.status == 0 && folder.content.contains("out"), "\(merged.errors)")
    let asked = try run(["score", "out", "--weights", "water=2"], in: folder)
    #expect(asked.status == 0, "\(asked.errors)")
  }

  @Test func `products that are named apart are all written`() throws {
    let folder = try project()
    let lists = ["--products", "coverage.csv", "--products", "types.csv,hours.csv"]
    #expect(try run(["run", "good.yaml", "-o", "out", "--quiet"] + lists, in: folder).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("out"))
    #expect(Set(files).isSuperset(of: ["coverage.csv", "types.csv", "run.json"]))
    #expect(!files.contains("overlaps.csv"))
  }

  @Test func `a saved stack is refused with a code of its own when a source has changed`() throws {
    let folder = try project()
    #expect(try run(["run", "good.yaml", "-o", "out", "--quiet"], in: folder).status == 0)
    let flood = try String(contentsOfFile: folder.file("flood.geojson"), encoding: .utf8)
    try folder.write(flood + "\n", to: "flood.geojson")
    let result = try run(["score", "out", "--quiet"], in: folder)
    #expect(result.status == 75)
    #expect(
      result.errors == "kansenkaart: out: Inputs have changed since the run: flood.geojson. "
        + "Its figures can't be used; make it again with 'kansenkaart run'.\n")
  }

  @Test func `a product of another run, or one that was changed, is named and refused`() throws {
    let folder = try project()
    #expect(try run(["run", "good.yaml", "-o", "out", "--quiet"], in: folder).status == 0)
    let near = try String(contentsOfFile: folder.file("out/near_misses.csv"), encoding: .utf8)
    try folder.write(near + "\r\n", to: "out/near_misses.csv")
    let explained = try run(["explain", "1", "out"], in: folder)
    #expect(explained.status == 75)
    #expect(
      explained.errors
        == "kansenkaart: out: near_misses.csv is not the one that run.json tells of: "
        + "the folder holds files of more than one run, or the file was changed. "
        + "Its figures can't be used; make it again with 'kansenkaart run'.\n")
    try folder.write("{}", to: "out/run.json")
    let scored = try run(["score", "out"], in: folder)
    #expect(scored.status == 75)
    #expect(scored.errors.contains("run.json is not the record of a run."))
  }

  @Test func `quiet says warnings on standard error, in the reader's language`() throws {
    let extra = "schedule: [{source: flood.geojson, asset_type: road, crs: \"EPSG:28992\"}]"
    let folder = try project(extra: extra)
    for command in [["check", "good.yaml"], ["run", "good.yaml", "-o", "out"], ["score", "out"]] {
      let quiet = try run(command + ["--quiet", "--language", "nl"], in: folder)
      #expect(quiet.status == 0 && quiet.output == "")
      #expect(
        quiet.errors
          == "LET OP, flood.geojson: Geen enkel werk van de bron heeft een jaar: de kaart "
          + "zegt waar ze opgaven raken, niet wanneer. (1)\n")
    }
  }

  @Test func `quiet says nothing, plain output has a line for each stage and no bar`() throws {
    let folder = try project()
    let quiet = try run(["run", "good.yaml", "-o", "out", "--quiet"], in: folder)
    #expect(quiet.output == "" && quiet.errors == "")
    let plain = try run(["run", "good.yaml", "-o", "out", "--language", "en"], in: folder)
    #expect(
      plain.errors == """
        Reading layers
        Stacking
        Finding opportunities
        Making projects
        Writing products

        """)
    #expect(plain.output.hasPrefix("Theme "))
  }

  @Test func `progress in lines is an object for each stage and each further percent of it`() throws
  {
    struct Line: Decodable {
      let stage: String
      let title: String
      let percent: Int
    }
    let folder = try project()
    let asked = ["run", "good.yaml", "-o", "out", "--language", "en", "--progress", "lines"]
    let lines = try run(asked, in: folder).errors.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    var stages: [String] = []
    for (index, line) in lines.enumerated() {
      let isNew = line.stage != stages.last
      if isNew { stages.append(line.stage) }
      #expect(isNew || line.percent > lines[index - 1].percent)
    }
    #expect(stages == ["reading", "stacking", "mapping", "bundling", "writing"])
    #expect(lines.first?.title == "Reading layers")
    #expect(lines.last?.percent == 100)
    #expect(try run(asked + ["--quiet"], in: folder).errors == "")
  }

  @Test func `a variable without a value names no folder of bundled files`() throws {
    let folder = try project()
    let text = try String(contentsOfFile: folder.file("good.yaml"), encoding: .utf8)
    try folder.write(
      text.replacing("cycles: cycles.yaml", with: ""), to: "bundled.yaml")
    for (layers, status) in [("", 0), (folder.path, 66)] {
      let result = try runProgram(
        program, ["check", folder.file("bundled.yaml")],
        environment: ["KANSENKAART_LAYERS": layers])
      #expect(result.status == Int32(status), "\(result.errors)")
    }
  }

  @Test(arguments: [
    (["--language", "en"], "nl_NL.UTF-8", "Theme"), ([], "nl_NL.UTF-8", "Thema"),
    ([], "en_GB.UTF-8", "Theme"), ([], "C", "Thema"),
  ])
  func `the language is the option's, else the system's, else Dutch`(
    options: [String], system: String, word: String
  ) throws {
    let folder = try project()
    let result = try run(["run", "good.yaml", "-o", "out"] + options, in: folder, system: system)
    #expect(result.output.hasPrefix(word))
  }

  @Test(arguments: [
    (["--language", "en"], "None of the files looks like a challenge."),
    (["--language", "nl"], "Geen van de bestanden lijkt op een opgave."),
    ([], "Geen van de bestanden lijkt op een opgave."),
  ])
  func `what a draft lacks is told in the reader's language`(options: [String], text: String) throws
  {
    let folder = try project()
    let result = try run(["init", "areas.geojson"] + options, in: folder)
    #expect(result.status == 0 && result.errors.contains("kansenkaart: \(text)"))
  }

  @Test(arguments: [("nl", "overgenomen"), ("en", "adopted")])
  func `what was adopted is told in the reader's language`(language: String, word: String) throws {
    let folder = try project(extra: "language: \(language)")
    try FileManager.default.createDirectory(
      atPath: folder.file("scenarios"), withIntermediateDirectories: false)
    try folder.write(
      "kansenkaart_scenario: 1\nchanges: {horizon: {from: 2028, to: 2040}}\n",
      to: "scenarios/later.yaml")
    let result = try run(
      ["adopt", "good.yaml", "later", "--by", "raad", "--on", "2026-11-28"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(word) && result.output.hasSuffix("  later, raad, 2026-11-28\n"))
  }

  @Test func `the project's language wins over the system's`() throws {
    let folder = try project(extra: "language: en")
    let result = try run(["run", "good.yaml", "-o", "out"], in: folder, system: "nl_NL.UTF-8")
    #expect(result.output.hasPrefix("Theme"))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `an interrupt ends with 130 and leaves nothing`(signal: Int32) throws {
    let folder = try project(extra: "", slow: true)
    let before = folder.content
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["run", "good.yaml", "-o", "out", "--threads", "1"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    // The first words of progress come when the output folder has been made and signals are heard.
    _ = try errors.fileHandleForReading.read(upToCount: 1)
    #expect(folder.content.contains("out"))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(process.terminationReason == .exit)
    #expect(folder.content == before)
  }

  private func run(
    _ arguments: [String], in folder: TemporaryFolder, system: String = "C"
  ) throws -> ProgramResult {
    let line = ([program] + arguments).map { "'\($0)'" }.joined(separator: " ")
    return try runProgram(
      "/bin/sh", ["-c", "cd '\(folder.path)' && exec \(line)"],
      environment: ["LC_ALL": system, "COLUMNS": "80"])
  }

  /// One square neighbourhood, half of it flooded; when slow, by a comb of 300,000 teeth.
  private func project(extra: String = "", slow: Bool = false) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      area([[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]]), to: "areas.geojson")
    let teeth = (0..<(slow ? 300_000 : 1)).flatMap { tooth -> [[Double]] in
      let x = 50 * Double(tooth) / 300_000
      return [[x, 100], [x + 0.0001, 10]]
    }
    try folder.write(area([[0, 0]] + teeth + [[50, 0], [0, 0]]), to: "flood.geojson")
    try folder.write(
      "kansenkaart_cycles: 1\nprice_year: 2024\nasset_types: {}\n", to: "cycles.yaml")
    try folder.write(
      """
      kansenkaart: 1
      name: Square
      crs: EPSG:28992
      horizon: {from: 2027, to: 2041}
      neighbourhoods: {source: areas.geojson, crs: "EPSG:28992"}
      themes: {water: {layers: [{source: flood.geojson, crs: "EPSG:28992"}]}}
      cycles: cycles.yaml
      \(extra)
      """, to: "good.yaml")
    return folder
  }

  private func area(_ ring: [[Double]]) -> String {
    let positions = ring.map { "[\(155_000 + $0[0]),\(463_000 + $0[1])]" }.joined(separator: ",")
    return """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
      "geometry":{"type":"Polygon","coordinates":[[\(positions)]]}}]}
      """
  }

  private func documentation() throws -> String { try Repository.text("docs/command-line.md") }

}
