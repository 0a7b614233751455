import Foundation
import Tables
import Testing

/// What readers call tables and their columns.
@Suite struct TitleTests {
  @Test(arguments: ProductTable.allCases.map(\.name), Language.allCases)
  func `every column has a title of its own in the reader's language`(
    name: String, language: Language
  ) throws {
    let table = try #require(ProductTable.allCases.first { $0.name == name })
    // Texts in other languages are left out of what readers see.
    let shown = table.columns.filter { $0.language == nil || $0.language == language }
    var titles: Set<String> = []
    for column in shown {
      let title = column.title(in: language)
      #expect(!title.isEmpty && !title.contains("_") && !title.contains("<"), "\(column.name)")
      #expect(titles.insert(title).inserted, "\(name): \(title)")
    }
  }

  @Test func `no Dutch title has English left in it`() {
    let titles = ProductTable.allCases.flatMap { table in
      [table.title(in: .nl)] + table.columns.map { $0.title(in: .nl) }
    }
    let english: Set<String> = [
      "the", "of", "and", "with", "by", "for", "from", "to", "under", "cost", "costs", "area",
      "share", "year", "years", "score", "work", "works", "type", "name", "number", "theme",
      "themes", "source", "street", "measure", "asset", "assets", "neighbourhood", "budget",
      "hours", "each", "part", "low", "high", "mid", "middle", "reason", "saved", "ground",
    ]
    // Words that Dutch shares.
    let shared: Set<String> = ["type", "of", "under", "budget", "part", "score"]
    for title in titles {
      let words = title.lowercased().split { !$0.isLetter }.map(String.init)
      let left = english.subtracting(shared).intersection(words)
      #expect(left.isEmpty, "\(title): \(left)")
      #expect(!words.contains("undefined") && !title.contains("eur)"))
    }
  }

  @Test(arguments: Language.allCases)
  func `titles of tables are names of sheets, each its own`(language: Language) {
    let titles = ProductTable.allCases.map { $0.title(in: language) }
    #expect(Set(titles.map { $0.lowercased() }).count == titles.count)
    for title in titles {
      #expect((1...31).contains(title.utf16.count), "\(title)")
      #expect(title.rangeOfCharacter(from: CharacterSet(charactersIn: "[]:*?/\\'")) == nil)
    }
  }

  @Test func `a unit stands behind the title in one way`() throws {
    let columns = ProductTable.opportunities.columns
    func title(_ name: String, _ language: Language) throws -> String {
      try #require(columns.first { $0.name == name }).title(in: language)
    }
    #expect(try title("area_m2", .nl) == "Oppervlak (m²)")
    #expect(try title("cost_eur", .nl) == "Kosten (EUR)")
    #expect(try title("hours", .nl) == "Uren werk (uur)")
    #expect(try title("cycle", .en) == "Cycle (years)")
    #expect(try title("due", .nl) == "Planjaar")
    #expect(try title("<theme>_share", .nl) == "%1: deel van het werk")
  }

  @Test func `tables with a CSV have their place in the order of reading, and no others`() {
    let order = ProductTable.readingOrder
    #expect(Set(order) == Set(ProductTable.allCases.filter { $0.formats.contains(.csv) }))
    #expect(Set(order).count == order.count)
    #expect(order.first == .money && order.last == .overlaps)
    #expect(Product.workbook.tables == order)
  }
}
