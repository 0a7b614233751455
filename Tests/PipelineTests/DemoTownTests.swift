import Foundation
import TestSupport
import Testing

/// Whether the demo municipality is like a town: read from its files as they are, and from its products.
@Suite struct DemoTownTests {
  private func number(_ row: [String: String], _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? 0
  }

  @Test func `its size is what it is said to be`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: DemoFile.folder)
    let bytes = try files.map {
      try Data(contentsOf: URL(fileURLWithPath: DemoFile.folder + "/" + $0)).count
    }
    #expect(bytes.reduce(0, +) < 5_000_000)
    let sewers = try DemoFile("riool").features.reduce(0) { $0 + $1.length }
    #expect(abs(sewers - 139_000) < 200)
    let inhabitants = try DemoFile("buurten").features.reduce(0) {
      $0 + $1.number("aantal_inwoners")
    }
    #expect(abs(inhabitants - 30_000) < 100)
  }

  @Test(arguments: [("riool", "aanlegjaar"), ("verharding", "laatste_onderhoud")])
  func `most of a street is laid in the same years`(file: String, field: String) throws {
    let streets = Dictionary(grouping: try DemoFile(file).features) { $0.text("straat") }
    let long = streets.values.map { $0.map { $0.number(field) }.filter { $0 > 0 } }
      .filter { $0.count >= 4 }
    let together = long.filter { years in
      let middle = years.sorted()[years.count / 2]
      return 2 * years.count { abs($0 - middle) <= 2 } > years.count
    }
    #expect(long.count > 100)
    #expect(Double(together.count) >= 0.75 * Double(long.count))
    // With the scatter of real data.
    #expect(long.contains { Set($0).count > 2 })
  }

  @Test func `a street of houses lies in one neighbourhood, and no name is there twice`() throws {
    let housed = Set(try DemoFile("panden").features.map { $0.text("straat") })
    let rows = try DemoProducts.juinen.get().rows("streets.csv").filter {
      housed.contains($0["street"] ?? "")
    }
    #expect(rows.count > 300)
    #expect(Set(rows.map { $0["street"] ?? "" }).count == rows.count)
  }

  @Test func `sewers are combined in old streets and separate in new ones`() throws {
    let sewers = try DemoFile("riool").features.filter { $0.number("aanlegjaar") > 0 }
    #expect(sewers.contains { $0.text("stelsel") == "gescheiden" })
    for sewer in sewers where sewer.text("stelsel") == "gescheiden" {
      #expect(sewer.number("aanlegjaar") >= 1984)
    }
    let old = sewers.filter { $0.number("aanlegjaar") < 1984 }
    #expect(old.allSatisfy { $0.text("stelsel") == "gemengd" })
    #expect(3 * old.count > sewers.count)
  }

  @Test func `no house and no tree stands in the water`() throws {
    let water = try DemoFile("water").features.filter { !$0.ring.isEmpty }
    #expect(water.count > 5)
    for house in try DemoFile("panden").features {
      for corner in house.ring {
        #expect(!water.contains { $0.holds(corner) }, "\(house.text("pand"))")
      }
    }
    for tree in try Repository.text("layers/juinen/bomen.csv").split(separator: "\n").dropFirst() {
      let values = tree.split(separator: ";", omittingEmptySubsequences: false)
      let place = try Point(x: #require(Double(values[2])), y: #require(Double(values[3])))
      #expect(!water.contains { $0.holds(place) }, "\(values[0])")
    }
  }

  @Test func `challenges lie where towns have them`() throws {
    let rows = try DemoProducts.juinen.get().rows("neighbourhoods.csv")
    let kinds = Dictionary(
      uniqueKeysWithValues: try DemoFile("buurten").features.map {
        ($0.text("buurtcode"), $0.text("wijktype"))
      })
    func share(_ theme: String, _ kind: String) -> Double {
      let members = rows.filter { kinds[$0["neighbourhood_code"] ?? ""] == kind }
      let area = members.reduce(0) { $0 + number($1, "\(theme)_area_m2") }
      return area / members.reduce(0) { $0 + number($1, "area_m2") }
    }
    #expect(share("water", "oude kern") > 2 * share("water", "bloemkoolwijk"))
    #expect(share("water", "naoorlogse flats") > 5 * share("water", "nieuwe uitleg"))
    #expect(share("green", "oude kern") > 2 * share("green", "bloemkoolwijk"))
    #expect(share("care", "naoorlogse flats") > 2 * share("care", "bloemkoolwijk"))
    #expect(share("energy", "vooroorlogs") > 3 * share("energy", "bloemkoolwijk"))
    #expect(share("vacancy", "oude kern") > 4 * share("vacancy", "naoorlogse flats"))
    #expect(share("soil", "bedrijventerrein") > 4 * share("soil", "bloemkoolwijk"))
  }

  @Test func `works reach one challenge more than chance does, and another less`() throws {
    let rows = try DemoProducts.juinen.get().rows("coverage.csv").filter {
      $0["neighbourhood_code"] == "" && $0["year"] == "2041"
    }
    func row(_ theme: String) throws -> [String: String] {
      try #require(rows.first { $0["theme"] == theme })
    }
    // Water stands in the streets; contaminated ground lies under the town and its yards as well.
    #expect(try number(row("water"), "chance_ratio_low") > 1)
    #expect(try number(row("soil"), "chance_ratio_high") < 1)
  }

  @Test func `works come due in every year, and some are overdue`() throws {
    let products = try DemoProducts.juinen.get()
    let due = try products.rows("opportunities.csv").filter { 1...2041 ~= number($0, "due") }
    let cost = due.reduce(0) { $0 + number($1, "cost_eur") }
    let years = Dictionary(grouping: due) { max(2026, number($0, "due")) }
      .mapValues { $0.reduce(0) { $0 + number($1, "cost_eur") } / cost }
    #expect(years.count == 16)
    let overdue = try #require(years[2026])
    #expect(0.1...0.4 ~= overdue)
    #expect(years.values.allSatisfy { $0 > 0.02 })
  }
}

/// A file of the demo municipality, as its script wrote it.
private struct DemoFile {
  static let folder = Repository.file("layers/juinen")

  struct Feature {
    let properties: [String: Any]
    /// The outline of a polygon, else none.
    let ring: [Point]
    /// The corners of a line, else none.
    let line: [Point]
    private let west: Double
    private let east: Double

    init(properties: [String: Any], ring: [Point], line: [Point]) {
      (self.properties, self.ring, self.line) = (properties, ring, line)
      west = ring.map(\.x).min() ?? 0
      east = ring.map(\.x).max() ?? 0
    }

    func text(_ field: String) -> String { properties[field] as? String ?? "" }
    func number(_ field: String) -> Double { (properties[field] as? NSNumber)?.doubleValue ?? 0 }

    /// In m.
    var length: Double {
      zip(line, line.dropFirst()).reduce(0) { $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y) }
    }

    /// Whether a place lies within the outline: a ray from it crosses that an odd number of times.
    func holds(_ place: Point) -> Bool {
      west...east ~= place.x
        && zip(ring, ring.dropFirst()).count { a, b in
          (a.y > place.y) != (b.y > place.y)
            && place.x < a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x)
        } % 2 == 1
    }
  }

  let features: [Feature]

  init(_ name: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name).geojson"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    features = try #require(root["features"] as? [[String: Any]]).map { feature in
      let geometry = feature["geometry"] as? [String: Any]
      let rings = geometry?["coordinates"] as? [[[Double]]]
      let line = geometry?["coordinates"] as? [[Double]]
      return Feature(
        properties: feature["properties"] as? [String: Any] ?? [:],
        ring: rings?.first?.map { Point(x: $0[0], y: $0[1]) } ?? [],
        line: line?.map { Point(x: $0[0], y: $0[1]) } ?? [])
    }
  }
}

private struct Point {
  let x: Double
  let y: Double
}
