import LayerIO
import TestSupport
import Testing
import Workers

@testable import ProjectFile

private func load(_ text: String) throws -> PriceIndex {
  let folder = try TemporaryFolder()
  return try PriceIndex.load(path: folder.write(text, to: "index.yaml"))
}

@Suite struct PriceIndexTests {
  private let index = PriceIndex([2015: 100, 2021: 120, 2024: 150], source: "test")

  @Test func `amounts go along the index, on a straight line between years, by hand`() throws {
    #expect(try index.factor(from: 2015, to: 2024) == 1.5)
    // A third of the way from 2021 to 2024 is 130.
    #expect(abs(try index.factor(from: 2021, to: 2022) - 130.0 / 120) < 1e-12)
    #expect(try index.factor(from: 2024, to: 2015) == 100.0 / 150)
  }

  @Test(arguments: [2014, 2025])
  func `a year outside the index is an error that says which years there are`(year: Int) {
    let level = PriceLevel(2021, index)
    #expect(throws: PriceYearOutside(year: year, known: 2015...2024)) {
      try level.factor(from: year)
    }
    let text = PriceYearOutside(year: year, known: 2015...2024).error(in: "cycles.yaml").description
    #expect(text.contains("cycles.yaml") && text.contains("\(year)"))
    #expect(text.contains("2015 to 2024") && text.contains("'prices:'"))
  }

  @Test func `the same year needs no index, and an index of another currency says nothing`() throws
  {
    #expect(try PriceLevel(1990, nil).factor(from: 1990) == 1)
    let level = PriceLevel(2021, index, currency: CurrencyCode("GBP") ?? .euro)
    #expect(!level.hasIndex && PriceLevel(2021, index).hasIndex)
    #expect(throws: PriceYearOutside(year: 2015, known: nil)) { try level.factor(from: 2015) }
  }

  @Test func `there and back again is where one began`() throws {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<50 {
      let years = Array(1990...2030).shuffled(using: &random).prefix(5)
      let values = Dictionary(
        uniqueKeysWithValues: years.map { ($0, Double.random(in: 50...300, using: &random)) })
      let index = PriceIndex(values, source: "test")
      let (a, b) = (
        Int.random(in: index.years, using: &random), Int.random(in: index.years, using: &random)
      )
      let (there, back) = (try index.factor(from: a, to: b), try index.factor(from: b, to: a))
      #expect(abs(there * back - 1) < 1e-12)
    }
  }

  @Test func `the bundled index has what CBS published`() throws {
    let index = try PriceIndex.load(path: Repository.file("layers/price-index.yaml"))
    // GWW total, 2000 = 100: January 2005 111, January 2024 207.9.
    #expect(abs(try index.factor(from: 2005, to: 2024) - 207.9 / 111) < 1e-12)
    // 2015 to January 2024: x 1.42; autumn 2004 to January 2024: x 1.89.
    #expect(abs(try index.factor(from: 2015, to: 2024) - 1.42) < 0.005)
    #expect(abs(try index.factor(from: 2004, to: 2024) - 1.89) < 0.005)
    #expect(index.years == 2000...2024)
  }

  @Test(arguments: [
    ("values: {2021: 1}\nsource: a", "'kansenkaart_price_index: 1'"),
    ("kansenkaart_price_index: 1\nvalues: {}\nsource: a", "has no values"),
    ("kansenkaart_price_index: 1\nvalues: {recent: 1}\nsource: a", "'recent' is no year"),
    ("kansenkaart_price_index: 1\nvalues: {2021: 0}\nsource: a", "outside"),
    ("kansenkaart_price_index: 1\nvalues: {2021: 1}", "'source' is missing"),
  ])
  func `a slip in an index is an error`(text: String, says: String) throws {
    let error = #expect(throws: YAMLError.self) { try load(text) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }
}
