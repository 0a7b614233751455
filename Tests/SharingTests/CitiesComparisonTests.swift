import Foundation
import LayerIO
import OpportunityMap
import Pipeline
import ProjectFile
import Tables
import TestSupport
import Testing
import Workers

@testable import Sharing

@Suite struct CitiesComparisonTests {
  @Test func `ratios are figures by hectare, dwelling and inhabitant, and by the years of works`() {
    let city = SyntheticCity.package("Aa", neighbourhoods: 10, seed: 1)
    // 10 neighbourhoods of 50 ha, 15,000 inhabitants, 4 million each over 15 years.
    #expect(abs((city.ratio(.costDue, .hectare) ?? 0) - 40e6 / 500 / 15) < 1e-9)
    #expect(abs((city.ratio(.costDue, .inhabitant) ?? 0) - 40e6 / 15_000 / 15) < 1e-9)
    #expect(abs((city.ratio(.upkeepHours, .hectare) ?? 0) - 40) < 1e-9)
    #expect(city.ratio(.paid, .hectare) == nil)
    var other = city
    other.tables[0].rows.removeAll { $0[0].text == "inhabitants" }
    #expect(other.ratio(.costDue, .inhabitant) == nil && other.sizeClass == nil)
  }

  @Test(arguments: [
    (4999.0, 1), (5000, 2), (19_999, 3), (20_000, 4), (34_258, 4), (54_208, 5), (107_106, 6),
    (150_889, 7),
    (250_000, 8), (900_000, 8),
  ])
  func `size classes are those of Statistics Netherlands`(inhabitants: Double, number: Int) {
    // Groesbeek 2015 was in class 4, Krimpenerwaard in 5, Alkmaar in 6, 's-Hertogenbosch in 7.
    #expect(SizeClass.number(inhabitants) == number)
    let (from, below) = SizeClass.range(number)
    #expect(Double(from ?? 0) <= inhabitants && inhabitants < Double(below ?? .max))
  }

  @Test func `what is defined otherwise is said, and nothing else`() {
    let first = SyntheticCity.package("Aa", neighbourhoods: 3, seed: 1)
    #expect(SyntheticCity.comparison([first, first]).differences.isEmpty)
    var other = first
    other.definitions.priceYear = 2025
    other.definitions.to = 2036
    other.definitions.catalogues["cycles"] = String(repeating: "b", count: 64)
    other.definitions.catalogues["norms"] = String(repeating: "c", count: 64)
    other.definitions.themes["water"]?.classes = ["depth >= 10: 1.0"]
    other.definitions.themes["green"]?.weight = 3
    other.definitions.themes["soil"] = SharedDefinitions.Theme(
      weight: 1, measure: "", classes: ["x: 1.0"])
    let differences = SyntheticCity.comparison([first, other]).differences
    #expect(
      differences.map(\.what.en) == [
        "price level", "horizon", "cycles", "norms", "theme 'soil'", "theme 'water'",
      ])
    #expect(differences[0].values == ["2024", "2025"] && differences[3].values[0] == nil)
  }

  @Test func `types are found by what all cities define alike`() {
    let first = SyntheticCity.package("Aa", neighbourhoods: 12, seed: 1)
    var other = SyntheticCity.package("Bee", neighbourhoods: 8, seed: 2)
    let alike = SyntheticCity.comparison([first, other])
    #expect(alike.places.count == 20 && alike.types.memberships.count == 20)
    #expect(
      alike.features.map(\.key) == [
        "energy_share", "green_share", "water_share", "maintained", "cost_per_ha", "inhabitants",
      ])
    other.definitions.themes["water"]?.classes = ["depth >= 10: 1.0"]
    other.definitions.currency = "USD"
    let apart = SyntheticCity.comparison([first, other])
    #expect(
      apart.features.map(\.key) == ["energy_share", "green_share", "maintained", "inhabitants"])
  }

  /// The nearest neighbourhoods of other cities, by distances that are worked out here once more.
  @Test func `look-alikes are the nearest neighbourhoods of other cities`() {
    let comparison = SyntheticCity.comparison([
      SyntheticCity.package("Aa", neighbourhoods: 9, seed: 1),
      SyntheticCity.package("Bee", neighbourhoods: 7, seed: 2),
      SyntheticCity.package("Cee", neighbourhoods: 5, seed: 3),
    ])
    let aspects = [0, 0, 0, 1, 1, 2]
    let scaled = comparison.features.enumerated().map { index, feature -> [Double] in
      let values = feature.values.map { $0 ?? .nan }
      let mean = values.reduce(0, +) / Double(values.count)
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
        .squareRoot()
      let weight = 1 / (3 * Double(aspects.count { $0 == aspects[index] }))
      return values.map { ($0 - mean) / deviation * weight.squareRoot() }
    }
    func distance(_ a: Int, _ b: Int) -> Double {
      scaled.reduce(0) { $0 + ($1[a] - $1[b]) * ($1[a] - $1[b]) }.squareRoot()
    }
    let cities = comparison.places.map(\.city)
    for index in cities.indices {
      let others = cities.indices.filter { cities[$0] != cities[index] }
        .sorted { distance(index, $0) < distance(index, $1) }
      #expect(comparison.types.lookAlikes[index].map(\.neighbourhood) == Array(others.prefix(3)))
      for alike in comparison.types.lookAlikes[index] {
        #expect(abs(alike.distance - distance(index, alike.neighbourhood)) < 1e-9)
      }
    }
  }

  @Test func `neighbourhoods of two kinds are told apart across cities`() {
    var packages = [
      SyntheticCity.package("Aa", neighbourhoods: 8, seed: 1),
      SyntheticCity.package("Bee", neighbourhoods: 8, seed: 2),
    ]
    // The first four of each city have all of every challenge, the others none.
    for city in packages.indices {
      for table in packages[city].tables.indices {
        for row in packages[city].tables[table].rows.indices {
          let name = packages[city].tables[table].name
          guard let place = Int(packages[city].tables[table].rows[row][0].text.suffix(8)) else {
            continue
          }
          let value = SharedValue(
            (place < 4 ? 0.9 : 0.1) + 0.01 * Double(place) + 0.003 * Double(city))
          switch name {
          case "neighbourhood_themes": packages[city].tables[table].rows[row][3] = value
          case "neighbourhood_numbers":
            packages[city].tables[table].rows[row][6] = SharedValue(1000 * (value.number ?? 0))
          case "neighbourhoods":
            for column in [5, 6] {
              packages[city].tables[table].rows[row][column] = SharedValue(
                1e5 * (value.number ?? 0))
            }
          default: break
          }
        }
      }
    }
    let comparison = SyntheticCity.comparison(packages)
    #expect(comparison.types.types.count == 2)
    let types = comparison.types.memberships.map(\.type)
    #expect(Set(types.enumerated().map { [$0.offset % 8 < 4 ? 0 : 1, $0.element] }).count == 2)
  }

  @Test func `cities that share figures alone have no types`() {
    var package = SyntheticCity.package("Aa", neighbourhoods: 3, seed: 1)
    package.level = .figures
    package.tables = Array(package.tables.prefix(6))
    let comparison = CitiesComparison([package, package], borders: [nil, nil])
    #expect(comparison.places.isEmpty && comparison.types.types.isEmpty)
    #expect(comparison.names == ["Aa (1)", "Aa (2)"])
    for language in Language.allCases {
      #expect(CitiesPage(comparison, language: language).text.contains("</html>"))
    }
  }

  @Test func `20 cities are compared within a second`() {
    let packages = (0..<20).map {
      SyntheticCity.package("Stad \($0)", neighbourhoods: 20 + 10 * ($0 % 5), seed: UInt64($0))
    }
    let clock = ContinuousClock()
    let start = clock.now
    let comparison = SyntheticCity.comparison(packages)
    let time = clock.now - start
    #expect(comparison.places.count == 800)
    #expect(time < .seconds(1), "\(time)")
  }

  @Test func `names of cities are text in the page, whatever is in them`() {
    let package = SyntheticCity.package("<script>alert(1)</script>", neighbourhoods: 3, seed: 1)
    let page = CitiesPage(SyntheticCity.comparison([package, package]), language: .nl).text
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
  }

  @Test func `packages are read, and one that was changed is named`() throws {
    let run = try SharedRun()
    let folder = run.project.folder
    let file = try run.file(.neighbourhood)
    let first = try folder.write(file.bytes, to: "a.kkp")
    let second = try folder.write(run.file(.figures).bytes, to: "b.kkp")
    #expect(
      CompareCitiesJob.isMeant(by: [first, second]) && !CompareCitiesJob.isMeant(by: [first]))
    let job = try CompareCitiesJob(
      [first, second], today: "2026-12-01", threads: 2, control: JobControl())
    let comparison = try job.compare()
    #expect(comparison.places.count == 2 && comparison.names == ["Straten (1)", "Straten (2)"])
    let files = try job.write(comparison, to: folder.file("compared"), language: .nl)
    #expect(files.count == 7)
    let rows = try parseCSV(folder.file("compared/cities.csv"))
    let cost = try #require(rows.first { $0[0] == "Straten (1)" && $0[2] == "cost_due" })
    let known = try file.read
    #expect(Double(cost[5]) == known.figure(.costDue) && cost[4] == "EUR")
    var changed = file
    changed.json[100] ^= 1
    let third = try folder.write(changed.bytes, to: "c.kkp")
    do {
      _ = try CompareCitiesJob(
        [first, third], today: "2026-12-01", threads: 2, control: JobControl())
      Issue.record("it was changed")
    } catch let error as SharingError {
      #expect(error.description.contains("c.kkp"))
    }
    #expect(throws: SharingError.self) {
      try CompareCitiesJob([first, second], today: "2027-12-01", threads: 2, control: JobControl())
    }
  }
}
