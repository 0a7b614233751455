import LayerIO
import TestSupport
import Testing

@testable import ProjectFile

@Suite struct ProjectFileLoadTests {
  static let head = """
    kansenkaart: 1
    name: Juinen
    crs: EPSG:28992
    horizon: {from: 2027, to: 2041}
    neighbourhoods: {source: buurten.geojson, id: code}

    """
  static let themes = "themes: {water: {layers: [{source: water.geojson}]}}\n"
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ text: String) throws -> ProjectFile {
    try ProjectFile.load(path: folder.write(text, to: "project.yaml"))
  }

  @Test func `the currency is the euro unless a code says otherwise`() throws {
    let schedule = "schedule: [{source: riool.geojson, asset_type: sewer}]\n"
    #expect(try load(Self.head + Self.themes + schedule).currency == .euro)
    let dollars = try load(Self.head + "currency: USD\n" + Self.themes + schedule)
    #expect(dollars.currency.code == "USD")
    #expect(dollars.schedule[0].options.currency == dollars.currency)
    for text in ["dollar", "usd", "$", "€"] {
      #expect {
        try load(Self.head + "currency: \"\(text)\"\n" + Self.themes)
      } throws: {
        "\($0)".contains("'\(text)', which is no currency")
      }
    }
  }

  @Test func `the example of the design loads with its defaults`() throws {
    let project = try load(
      Self.head + """
        themes:
          water:
            weight: 2
            layers:
              - {source: w.gpkg, severity: {field: diepte_cm, steps: [5, 15, 30]}}
          care:
            layers:
              - {source: zorg.csv, x: rd_x, y: rd_y, reach: 400, outside: true}
          vacancy:
            layers:
              - {source: panden.fgb, where: {status: leeg, leeg_sinds: {before: 2024}}}
        schedule:
          - source: verharding.gpkg
            asset_type: {field: soort, map: {asfalt: pavement-asphalt}}
            fields: {id: objectnr, due: {field: jaar, map: {"<5 jr": 2031, onbekend: null}}}
          - {source: riool.geojson, asset_type: sewer, width: 2.5}
        """)
    #expect(project.horizon == 2027...2041)
    #expect(project.themes.map(\.key) == ["water", "care", "vacancy"])
    #expect(project.themes.map(\.weight) == [2, 1, 1])
    #expect(
      project.themes[0].layers[0].severity
        == .steps(field: "diepte_cm", steps: [5, 15, 30], severities: [1.0 / 3, 2.0 / 3, 1]))
    #expect(project.themes[1].layers[0].outside && project.themes[1].layers[0].options.reach == 400)
    #expect(
      project.themes[2].layers[0].options.filter == [
        FieldCondition(field: "status", test: .oneOf([.text("leeg")])),
        FieldCondition(field: "leeg_sinds", test: .before(2024)),
      ])
    #expect(project.schedule[0].values[.due] == ["<5 jr": "2031", "onbekend": ""])
    #expect(project.schedule[1].options.width == 2.5 && project.schedule[1].options.keepsOriginals)
    #expect(project.schedule[1].options.path == folder.path + "/riool.geojson")
  }

  @Test func `themes and sources have a name for readers, in one language or both`() throws {
    let project = try load(
      Self.head + """
        themes:
          water: {name: {nl: Wateroverlast, en: Flooding}, layers: [{source: w.gpkg, name: Kelders}]}
          care: {layers: [{source: c.gpkg, may_be_empty: true}]}
        schedule: [{source: r.gpkg, asset_type: sewer, name: {nl: Riool, en: Sewers}}]
        """)
    #expect(project.themes[0].name == Wording(en: "Flooding", nl: "Wateroverlast"))
    #expect(project.themes[0].layers[0].options.name == Wording(verbatim: "Kelders"))
    #expect(project.schedule[0].options.name == Wording(en: "Sewers", nl: "Riool"))
    #expect(project.themes[1].name == nil && project.themes[1].layers[0].options.name == nil)
    #expect(project.themes[1].layers[0].options.mayBeEmpty)
    #expect(!project.themes[0].layers[0].options.mayBeEmpty)
  }

  @Test(arguments: [
    ("horizn: {from: 2027, to: 2041}\n", "Did you mean 'horizon'?", ":6:"),
    ("kansenkaart: 2\n", "stands twice", ":"),
    ("schedule: [{source: a, asset_type: t, with: 3}]\n", "Did you mean 'width'?", ":6:"),
    ("schedule: [{source: a}]\n", "'asset_type' is missing in 'schedule[0]'", ":6:"),
    ("schedule: [{source: a, asset_type: t, width: wide}]\n", "should be a number", ":6:"),
    ("schedule: [{source: a, asset_type: t, x: rd_x}]\n", "'x' and 'y' go together", ":6:"),
    ("language: fr\n", "Choose one of: nl, en", ":6:"),
    ("schedule: [{source: a\n", "This is not YAML", ":"),
  ])
  func `a slip is an error with its line and what to do`(
    slip: String, says: String, place: String
  ) {
    #expect {
      try load(Self.head + slip + Self.themes)
    } throws: {
      let text = "\($0)"
      return text.contains(says) && text.contains("project.yaml\(place)")
    }
  }

  @Test(arguments: [
    ("from: 2027, to: 2041", "from: 2041, to: 2027", "Let it run forward"),
    ("kansenkaart: 1", "kansenkaart: 3", "version 3"),
    ("name: Juinen\n", "", "'name' is missing"),
  ])
  func `a wrong head is an error`(from: String, to: String, says: String) {
    let text = (Self.head + Self.themes).replacing(from, with: to)
    #expect { try load(text) } throws: { "\($0)".contains(says) }
  }

  @Test(arguments: [
    ("types: {count: 6, featurs: [water_share]}\n", "Did you mean 'features'?"),
    ("types: {features: [water_shares]}\n", "Did you mean 'water_share'?"),
    ("types: {given: {a: {centre: {cost_per_hectare: 3}}}}\n", "Did you mean 'cost_per_ha'?"),
    ("types: {given: {a: {where: {maintaind: {to: 1}}}}}\n", "Did you mean 'maintained'?"),
    ("types: {given: {a: {where: {maintained: {}}}}}\n", "holds for nothing"),
    ("types: {given: {a: {where: {maintained: {from: 2, to: 1}}}}}\n", "holds for nothing"),
    ("types: {given: {a: {name: {nl: a, en: b}}}}\n", "says nothing of the type"),
    ("types: {count: 2, given: {a: {centre: {maintained: 1}}}}\n", "gives types and asks"),
  ])
  func `a slip in the types of neighbourhood is an error`(slip: String, says: String) {
    #expect {
      try load(Self.head + slip + Self.themes)
    } throws: {
      "\($0)".contains(says) && "\($0)".contains("project.yaml:6:")
    }
  }

  @Test(arguments: [
    ("{a: {field: f, kind: sum}}", "Choose one of: count, level, year"),
    ("{a: {field: f, weight: b}}", "which is no count"),
    ("{a: {field: f, name: {nl: naam}}}", "needs a name in 'nl' and 'en'"),
    ("{water_share: f}", "Give it another name in 'neighbourhoods.numbers'"),
  ])
  func `a slip in the numbers of neighbourhoods is an error`(numbers: String, says: String) {
    let text = (Self.head + Self.themes).replacing(
      "id: code", with: "id: code, numbers: \(numbers)")
    #expect { try load(text) } throws: { "\($0)".contains(says) }
  }

  @Test(arguments: [
    ("vacancy: {status: {field: f, map: {a: empty}}}", "Choose one of: in-use, vacant, planned"),
    ("vacancy: {status: {field: f}}", "'map' is missing"),
    ("vacancy: {status: {field: f, map: {a: vacant}}, since: s}", "which years there are"),
    (
      "vacancy: {status: {field: f, map: {a: vacant}}, levels: {neighbourhood: g}}",
      "The monitor has those already"
    ),
    ("facilities: {}", "'kind' is missing"),
    ("facilities: {kind: a, m2_per_1000_dwelling: 5}", "Did you mean 'm2_per_1000_dwellings'?"),
    ("green: {trees: {source: t}}", "'cool' is missing"),
    ("green: {trees: {source: t, crwn: k}, cool: {source: c}}", "Did you mean 'crown'?"),
    ("facilities: {kind: a}, green: {}", "derived in two ways: facilities, green"),
    ("facilities: {kind: a}, outside: true", "is derived and 'outside'"),
  ])
  func `a slip in a derived layer is an error`(layer: String, says: String) {
    #expect {
      try load(Self.head + "themes: {care: {layers: [{source: a, \(layer)}]}}\n")
    } throws: {
      "\($0)".contains(says) && "\($0)".contains("project.yaml:6:")
    }
  }

  @Test func `a derived layer reads what it needs, and severity may ask for what it makes`() throws
  {
    let project = try load(
      Self.head + """
        themes:
          vacancy:
            layers:
              - source: a
                reach: 15
                severity: {field: vacancy_share, steps: [0.1]}
                vacancy: {status: {field: st, map: {x: vacant}}, floor_area: m2, levels: {park: p}}
        """)
    let layer = project.themes[0].layers[0]
    #expect(layer.options.fields == .only(["m2", "p", "st"]))
    #expect(layer.options.reach == nil && layer.derivedReach == 15)
  }

  @Test func `steps must rise or fall`() {
    let layer = "{source: a, severity: {field: f, steps: [5, 3, 9]}}"
    #expect {
      try load(Self.head + "themes: {water: {layers: [\(layer)]}}\n")
    } throws: {
      "\($0)".contains("Let the steps rise, or fall.")
    }
  }

  @Test(arguments: [
    ("[]", "'themes.water.layers' is empty"),
    ("[{source: a, severity: {field: f, steps: []}}]", "is empty. Give at least one step."),
    ("[{source: a, severity: {field: f, steps: [1], map: {b: 1}}}]", "has a map and steps"),
    ("[{source: a, where: {f: {after: 2000, before: 2010}}}]", "holds 2 conditions at once"),
    ("[{source: a, where: {f: {}}}]", "holds 0 conditions at once"),
    ("[{source: a, where: {f: {not: b, from: 3}}}]", "holds 2 conditions at once"),
  ])
  func `what would be passed over is an error`(layers: String, says: String) {
    #expect {
      try load(Self.head + "themes: {water: {layers: \(layers)}}\n")
    } throws: {
      "\($0)".contains(says) && "\($0)".contains("project.yaml:6:")
    }
  }

  @Test func `text that is not UTF-8 is refused with its line`() throws {
    let text = Array("kansenkaart: 1\nname: Caf".utf8) + [0xE9, 0x0A]
    let path = try folder.write(text, to: "latin.yaml")
    #expect { try ProjectFile.load(path: path) } throws: {
      "\($0)" == "\(path):2: This is not UTF-8 text. Save the file as UTF-8 in your editor."
    }
  }

  @Test func `the cycle catalogue is kept as written beside its path`() throws {
    let project = try load(Self.head + Self.themes + "cycles: ../own/cycles.yaml\n")
    #expect(project.cycles == "../own/cycles.yaml")
    #expect(project.cyclesPath?.hasSuffix("/own/cycles.yaml") == true)
    #expect(project.cyclesPath?.contains("..") == false)
  }
}
