import LayerIO
import TestSupport
import Testing

@testable import ProjectFile

/// What a project says of files, ids and values for a whole file, and what is refused.
@Suite struct SourceKeysTests {
  private func load(neighbourhoods: String = "source: b.geojson", _ schedule: String) throws
    -> ProjectFile
  {
    let folder = try TemporaryFolder()
    let text = """
      kansenkaart: 1
      name: Juinen
      crs: EPSG:28992
      horizon: {from: 2027, to: 2041}
      neighbourhoods: {\(neighbourhoods)}
      themes: {water: {layers: [{source: water.geojson}]}}
      schedule:
        - {asset_type: tree, \(schedule)}
      """
    return try ProjectFile.load(path: folder.write(text, to: "project.yaml"))
  }

  @Test func `several files are one source with all their paths`() throws {
    let options = try load("source: [a.gpkg, sub/b.gpkg]").schedule[0].options
    #expect(options.source == "a.gpkg, sub/b.gpkg")
    #expect(options.files.map(\.source) == ["a.gpkg", "sub/b.gpkg"])
    #expect(options.files[1].path.hasSuffix("/sub/b.gpkg"))
    #expect(try load("source: [a.gpkg]").schedule[0].options.parts.isEmpty)
  }

  @Test func `proving is asked for by a key of its own`() throws {
    let source = "source: a.csv}\nbundling: {prove: "
    #expect(try load(source + "true").bundling.proves)
    let least = "source: a.csv}\nbundling: {least_cash: "
    #expect(try load(least + "2000").bundling.leastCash == 2000)
    #expect(try load(least + "null").bundling.leastCash == -.infinity)
    #expect(try load("source: a.csv").bundling.leastCash == nil)
    #expect(try !load(source + "false").bundling.proves && !load("source: a.csv").bundling.proves)
    #expect(throws: YAMLError.self) { try load(source + "much") }
  }

  @Test func `keys for zips and tables are taken`() throws {
    let zip = try load("source: a.zip, file: b.csv, header: 3, separator: ';'").schedule[0].options
    #expect(zip.file == "b.csv" && zip.header == 3 && zip.separator == .semicolon)
    #expect(try load("source: a.csv, separator: tab").schedule[0].options.separator == .tab)
  }

  @Test func `a web service is named with its collection or feature type`() throws {
    let source = "source: https://host/v1"
    let options = try load("\(source), collection: wegen, bbox: [5, 52, 5.5, 52.5]").schedule[0]
      .options
    guard case .service(let service) = options.remote else {
      Issue.record("it is no service")
      return
    }
    #expect(service.protocol == .features && service.layer == "wegen")
    #expect(service.box == [5, 52, 5.5, 52.5])
    #expect(options.source == "https://host/v1 (wegen)")
    #expect(options.path.hasSuffix("/snapshots/\(service.snapshotName).geojson"))
    let wfs = try load("\(source), feature_type: 'beheer:wegen'").schedule[0].options
    #expect(wfs.path != options.path && wfs.path.contains("/snapshots/beheer_wegen-"))
    for wrong in [
      source, "\(source), collection: a, feature_type: b", "\(source), collection: a, layer: b",
      "\(source), collection: a, table: b", "source: a.gpkg, collection: b",
      "\(source), collection: a, bbox: [5, 52, 4, 53]", "\(source), collection: a, bbox: [5, 52]",
      "source: [a.gpkg, 'https://host/v1']", "source: 'https://u:geheim@host/v1', collection: a",
    ] {
      #expect {
        try load(wrong)
      } throws: { error in
        (error as? YAMLError).map { !"\($0)".contains("geheim") } ?? false
      }
    }
  }

  @Test func `decimal signs are given for a source or for some of its fields`() throws {
    let all = try load("source: a.csv, decimal: comma").schedule[0].options
    #expect(all.decimals == GivenDecimals(everywhere: .comma))
    let one = try load("source: a.csv, decimal: {kosten: point}").schedule[0].options
    #expect(one.decimals == GivenDecimals(fields: ["kosten": .point]))
    #expect(try load("source: a.csv").schedule[0].options.decimals == GivenDecimals())
    #expect(throws: YAMLError.self) { try load("source: a.csv, decimal: dot") }
  }

  @Test func `a field of the schedule is read as what it should be, and its map names words`()
    throws
  {
    let entry = try load(
      "source: a.csv, fields: {due: {field: jaar, map: {'<5 jr ': 2031}}, cost: prijs}"
    ).schedule[0]
    #expect(
      entry.options.uses == [
        FieldUse("jaar", as: .plannedYear, words: ["<5 jr"]), FieldUse("prijs", as: .amount),
      ])
    #expect(throws: YAMLError.self) {
      try load("source: a.csv, fields: {due: {field: jaar, map: {a: 2031, 'a ': 2032}}}")
    }
  }

  @Test func `a value stands for a field of every work`() throws {
    let entry = try load(
      "source: a.csv, fields: {due: {value: 2030}, cost: {value: 12.5}, fixed: {value: true}}"
    ).schedule[0]
    #expect(entry.fields[.due] == "due: 2030")
    #expect(
      entry.options.made == [
        MadeField(name: "due: 2030", making: .constant(.integer(2030))),
        MadeField(name: "cost: 12.5", making: .constant(.number(12.5))),
        MadeField(name: "fixed: true", making: .constant(.boolean(true))),
      ])
  }

  @Test func `an id may be of several fields, and may be numbered`() throws {
    let project = try load(
      neighbourhoods: "source: b.geojson, id: [wijk, nr]",
      "source: a.csv, fields: {id: [straat, nr]}, duplicate_ids: suffix")
    #expect(project.neighbourhoods.id == "wijk|nr")
    #expect(project.neighbourhoods.options.idField == "wijk|nr")
    #expect(project.schedule[0].fields[.id] == "straat|nr#")
    #expect(
      project.schedule[0].options.made == [
        MadeField(name: "straat|nr", making: .joined(["straat", "nr"])),
        MadeField(name: "straat|nr#", making: .numbered("straat|nr")),
      ])
    let plain = try load("source: a.csv, fields: {id: nr}, duplicate_ids: drop").schedule[0]
    #expect(plain.fields[.id] == "nr" && plain.options.made.isEmpty)
  }

  @Test(arguments: [
    ("source: []", "empty list"), ("source: [a.csv, a.csv]", "stands here twice"),
    ("source: a.gpkg, file: b.csv", "names a file in a zip"),
    ("source: a.gpkg, header: 2", "'header' is for files that end in"),
    ("source: [a.csv, b.gpkg], separator: ';'", "'b.gpkg' does not"),
    ("source: a.csv, separator: x", "is 'x'"),
    ("source: a.csv, header: 0", "outside"),
    ("source: a.csv, fields: {id: {value: 1}}", "the same id"),
    ("source: a.csv, fields: {due: {value: soon}}", "should be a number"),
    ("source: a.csv, fields: {due: {value: 2030, field: jaar}}", "something else besides"),
    ("source: a.csv, budget: wegen, fields: {budget: {value: riool}}", "something else besides"),
    ("source: a.csv, fields: {due: [a, b]}", "should be a text"),
    ("source: a.csv, fields: {id: [nr]}", "at least two"),
    ("source: a.csv, fields: {id: [nr, nr]}", "at least two"),
    ("source: a.csv, duplicate_ids: suffix", "has no 'id'"),
    ("source: a.csv, fields: {id: nr}, duplicate_ids: keep", "drop, suffix"),
    (
      "source: a.csv, fields: {id: {field: nr, map: {a: b}}}, duplicate_ids: suffix",
      "translated by a map"
    ),
    ("source: a.csv, fields: {due: {valeu: 2030}}", "Did you mean 'value'?"),
  ])
  func `what contradicts itself is refused`(schedule: String, words: String) {
    let error = #expect(throws: YAMLError.self) { try load(schedule) }
    #expect(error.map { "\($0)".contains(words) } == true)
  }
}
