import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing

@testable import Sharing

/// What a package tells, beside the products of the run that it was made of.
@Suite struct ShareRunTests {
  @Test func `the same run gives the same bytes, for any number of threads`() throws {
    let run = try SharedRun()
    for level in SharingLevel.allCases {
      let first = try run.file(level, threads: 1).bytes
      #expect(try run.file(level, threads: 3).bytes == first)
    }
    try run.run()
    #expect(try run.file(.full) == SharedRun().file(.full))
  }

  @Test func `each level has all of those before it`() throws {
    let run = try SharedRun()
    let full = try run.package(.full)
    for level in SharingLevel.allCases where level != .full {
      let package = try run.package(level)
      #expect(package.tables == Array(full.tables.prefix(package.tables.count)))
      #expect(package.tables.count == SharedTable.all.count { $0.level <= level })
    }
  }

  @Test func `figures of the city are those of the products`() throws {
    let run = try SharedRun(streets: 12)
    let package = try run.package(.figures)
    let plan = try run.rows("baselines.csv").first { $0["baseline"] == "plan" } ?? [:]
    let siloed = try run.rows("baselines.csv").first { $0["baseline"] == "siloed" } ?? [:]
    let expected: [(CityFigure, String?)] = [
      (.worksDone, plan["works_done"]), (.paid, plan["paid_eur"]), (.projects, plan["projects"]),
      (.openings, plan["street_openings"]), (.openingsSiloed, siloed["street_openings"]),
    ]
    for (figure, text) in expected {
      #expect(package.figure(figure) == text.flatMap(Double.init), "\(figure)")
    }
    let works = try run.rows("opportunities.csv").filter { row in
      row["due"].flatMap { Int($0) }.map { $0 <= 2041 } ?? false
    }
    #expect(package.figure(.worksDue) == Double(works.count) && works.count > 10)
    let cost = works.reduce(0) { $0 + (Double($1["cost_eur"] ?? "") ?? 0) }
    #expect(abs((package.figure(.costDue) ?? 0) - cost) < 0.01)
    #expect(package.figure(.area) == 100.0 * Double(100 + 40 * 12))
    // Of the neighbourhood with 4 people nothing is told, not in the sum either.
    #expect(package.figure(.inhabitants) == 2400 && package.figure(.dwellings) == 1100)
    let reach = try run.rows("baseline_reach.csv").filter {
      $0["baseline"] == "plan" && $0["neighbourhood_code"] == ""
    }
    for (theme, own) in zip(package.rows(.themes), reach) {
      #expect(theme[0].text == own["theme"])
      #expect(abs((theme[8].number ?? -1) - (Double(own["reached_share"] ?? "") ?? -1)) < 1e-6)
      #expect(abs((theme[9].number ?? -1) - (Double(own["chance_share"] ?? "") ?? -1)) < 1e-6)
    }
    #expect(package.rows(.themes).count == 2 && reach.count == 2)
  }

  @Test func `counts of few people are left out, with what goes by them`() throws {
    let rows = try SharedRun().package(.neighbourhood).rows(.numbers)
    let told = rows.map { ["\($0[0].text) \($0[1].text)", "\($0[6].number ?? -1)"] }
    #expect(
      told == [
        ["BU1 inhabitants", "2400.0"], ["BU1 dwellings", "1100.0"], ["BU1 rented", "30.0"],
        ["BU2 inhabitants", "-1.0"], ["BU2 dwellings", "-1.0"], ["BU2 rented", "-1.0"],
      ])
  }

  @Test func `a plan that nobody agreed on has a window and no year`() throws {
    let run = try SharedRun(streets: 8)
    let before = try run.package(.full)
    let statuses = Set(before.rows(.works).map { $0[4].text })
    #expect(statuses == [PlanStatus.notConcretelyPlanned.rawValue])
    #expect(before.rows(.works).allSatisfy { $0[7] == .null && $0[5] != .null && $0[6] != .null })
    // A project is agreed on, with its year: that is concrete, and so are its works.
    let candidate = try #require(try run.rows("candidates.csv").first)
    let works = (candidate["work_ids"] ?? "").split(separator: "; ").joined(separator: ", ")
    let year = try #require(candidate["best_year"])
    try run.project.folder.write(
      """
      kansenkaart_decisions: 1
      decisions:
        - {lock: [\(works)], year: \(year), status: agreed, by: iemand, why: geheim}

      """, to: "decisions.yaml")
    try run.project.edit(
      "compatibility: rules.yaml}", with: "compatibility: rules.yaml, decisions: decisions.yaml}")
    try run.run()
    let after = try run.package(.full)
    let concrete = after.rows(.works).filter { $0[4].text == "concretely-planned" }
    #expect(concrete.count == works.split(separator: ",").count && concrete.count > 1)
    #expect(concrete.allSatisfy { $0[7] == .integer(Int(year) ?? 0) })
    let projects = after.rows(.projects).filter { $0[4].text == "concretely-planned" }
    #expect(projects.count == 1 && projects.first?[7] == .integer(Int(year) ?? 0))
    let bytes = Data(try run.file(.full).bytes)
    #expect(
      bytes.range(of: Data("geheim".utf8)) == nil && bytes.range(of: Data("iemand".utf8)) == nil)
  }

  @Test func `ids of works that hold a year are not shared`() throws {
    let run = try SharedRun { try $0.edit("cycle: 60", with: "cycle: 5", in: "cycles.yaml") }
    let ids = try run.rows("opportunities.csv").compactMap { $0["work_id"] }.filter {
      $0.contains("@")
    }
    #expect(!ids.isEmpty)
    let bytes = Data(try run.file(.full).bytes)
    for id in ids { #expect(bytes.range(of: Data(id.utf8)) == nil) }
  }

  @Test func `outlines are those of the works and projects`() throws {
    let run = try SharedRun()
    let file = try run.file(.outline)
    let package = try file.read
    let works = try PackageGeoPackage.geometry(of: .works, in: file.geoPackage)
    #expect(works.count == package.rows(.works).count && works.count > 0)
    let areas = works.areas
    let opened = package.rows(.works).map { $0[8].text }
    for (area, category) in zip(areas, opened) {
      #expect(category == OpenedGround(area).rawValue)
    }
    let places = try PackageGeoPackage.geometry(of: .neighbourhoods, in: file.geoPackage)
    #expect(places.areas == package.rows(.neighbourhoods).map { $0[2].number ?? 0 })
    let projects = try PackageGeoPackage.geometry(of: .projects, in: file.geoPackage)
    #expect(projects.count == package.rows(.projects).count && projects.count > 0)
    #expect(projects.areas.allSatisfy { $0 > 0 })
  }

  /// The file is a zip that others open.
  @Test func `other programs open the file`() throws {
    let run = try SharedRun()
    let file = try run.file(.neighbourhood)
    let path = try run.project.folder.write(file.bytes, to: "city.kkp")
    let result = try runProgram(
      "/usr/bin/env",
      [
        "python3", "-c",
        """
        import hashlib, json, sys, zipfile
        file = zipfile.ZipFile(sys.argv[1])
        assert file.testzip() is None
        print(file.namelist(), json.loads(file.read('package.json'))['geopackage_sha256']
              == hashlib.sha256(file.read('package.gpkg')).hexdigest())
        """, path,
      ])
    #expect(
      result.output == "['package.json', 'package.gpkg', 'signature.json'] True\n",
      "\(result.errors)")
  }

  @Test(arguments: [
    ("2026-13-01", "2027-01-01", "a"), ("2026-11-29", "morgen", "a"),
    ("2026-11-29", "2026-11-28", "a"),
    ("2026-11-29", "2027-01-01", " "), ("2026-11-29", "2027-01-01", "a\nb"),
    ("2026-11-29", "2027-01-01", String(repeating: "a", count: 201)),
  ])
  func `a request without days in order or a contact is refused`(
    made: String, expires: String, contact: String
  ) {
    #expect(throws: SharingError.self) {
      try ShareRequest(level: .figures, contact: contact, made: made, expires: expires)
    }
  }

  @Test func `a folder that was changed since its run is refused`() throws {
    let run = try SharedRun()
    let path = run.folder + "/patterns.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text + "\r\n").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: (any Error).self) { try run.file(.figures) }
  }
}

extension SharedRun {
  /// The rows of a product, by column.
  func rows(_ file: String) throws -> [[String: String]] {
    let rows = try parseCSV(folder + "/" + file)
    return rows.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(rows[0], row))
    }
  }
}
