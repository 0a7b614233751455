import Foundation
import LayerIO
import OpportunityMap
import Publishing
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// The sums of the products of the demo municipality, read back from the files.
@Suite struct ReconciliationTests {
  @Test func `the places of a neighbourhood add up to its area`() throws {
    let products = try DemoProducts.juinen.get()
    let areas = try products.sums("overlaps.csv", of: "area_m2", by: "neighbourhood_code")
    for row in try products.rows("neighbourhoods.csv") {
      let code = try #require(row["neighbourhood_code"])
      #expect(agree(areas[code], row["area_m2"].flatMap(Double.init)))
    }
  }

  @Test func `the places under a theme add up to the theme's area, and heights to the whole`()
    throws
  {
    let products = try DemoProducts.juinen.get()
    let places = try products.rows("overlaps.csv")
    let themes = products.summary.map.themes.map(\.key)
    for row in try products.rows("neighbourhoods.csv") {
      let mine = places.filter { $0["neighbourhood_code"] == row["neighbourhood_code"] }
      for theme in themes {
        let area = mine.filter { $0["themes"]?.split(separator: ";").contains(theme[...]) == true }
          .compactMap { $0["area_m2"].flatMap(Double.init) }.reduce(0, +)
        #expect(agree(area, row["\(theme)_area_m2"].flatMap(Double.init)))
      }
      let heights = (0...themes.count).compactMap { row["height_\($0)_m2"].flatMap(Double.init) }
      #expect(agree(heights.reduce(0, +), row["area_m2"].flatMap(Double.init)))
    }
  }

  @Test func `the places of an asset add up to its surface, also where assets share a place`()
    throws
  {
    let products = try DemoProducts.juinen.get()
    var areas: [String: Double] = [:]
    for row in try products.rows("overlaps.csv") {
      guard let area = row["area_m2"].flatMap(Double.init) else { continue }
      for asset in (row["asset_id"] ?? "").split(separator: ";") {
        areas[String(asset), default: 0] += area
      }
    }
    let works = try products.rows("opportunities.csv")
    #expect(works.count > 10_000)
    for row in works {
      let id = try #require(row["asset_id"])
      #expect(agree(areas[id], row["area_m2"].flatMap(Double.init)), "\(id)")
    }
  }

  @Test func `the parts of a score add up to it`() throws {
    let products = try DemoProducts.juinen.get()
    let themes = products.summary.map.themes.map(\.key)
    #expect(themes.count > 1)
    for row in try products.rows("opportunities.csv") {
      let parts = themes.compactMap { row["\($0)_score"].flatMap(Double.init) }
      let score = try #require(row["score"].flatMap(Double.init))
      #expect(parts.count == themes.count && abs(parts.reduce(0, +) - score) < 5e-9)
    }
  }

  /// On a grid of 1 mm a position moves by up to half its diagonal, which a long border adds up.
  @Test func `faces and table agree as far as a grid of 1 mm allows`() throws {
    let products = try DemoProducts.juinen.get()
    let info = try runProgram(
      "/usr/bin/env",
      [
        "ogr2ogr", "-f", "CSV", "/vsistdout/", products.file("kansenkaart.gpkg"), "-dialect",
        "SQLITE", "-sql", "SELECT area_m2, ST_Area(geom), ST_Perimeter(geom) FROM challenges",
      ])
    let rows = info.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map { Double($0.filter { $0 != "\"" }) ?? .nan }
    }
    #expect(rows.count > 100)
    for row in rows { #expect(abs(row[0] - row[1]) <= 1e-6 * row[0] + 0.000_71 * row[2]) }
  }

  @Test func `coverage never exceeds the challenge and never shrinks`() throws {
    var last: [String: Double] = [:]
    for row in try DemoProducts.juinen.get().rows("coverage.csv") {
      let key = "\(row["neighbourhood_code"] ?? "") \(row["theme"] ?? "")"
      let cumulated = try #require(row["cumulated_m2"].flatMap(Double.init))
      let challenged = try #require(row["challenged_m2"].flatMap(Double.init))
      #expect(cumulated <= challenged * (1 + 1e-9) + 1e-6)
      #expect(cumulated >= last[key] ?? 0)
      last[key] = cumulated
    }
    let themes = try DemoProducts.juinen.get().summary.map.themes.count
    #expect(last.count == 15 * themes)
  }

  @Test func `features read are used, filtered or dropped`() throws {
    for record in try DemoProducts.juinen.get().summary.record.inputs {
      #expect(record.read == record.used + record.filtered + record.dropped.count)
    }
  }
}

/// Whether two areas agree to 1e-9, or to the last decimal that products have.
private func agree(_ a: Double?, _ b: Double?) -> Bool {
  guard let a, let b else { return false }
  return abs(a - b) <= max(1e-9 * abs(b), 1e-3)
}
