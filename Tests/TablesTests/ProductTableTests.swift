import Tables
import Testing

/// The registry of tables and the files that follow from it.
@Suite struct ProductTableTests {
  @Test func `names of tables and files are distinct`() {
    let tables = ProductTable.allCases
    #expect(Set(tables.map(\.name)).count == tables.count)
    #expect(Set(Product.allCases.map(\.fileName)).count == Product.allCases.count)
  }

  @Test func `files are those of the tables, each in its formats`() {
    let separate: [ProductTable.Format] = [.geoJSON, .flatGeobuf, .csv]
    for table in ProductTable.allCases {
      #expect(!table.formats.isEmpty)
      let own = Product.allCases.filter { $0.tables == [table] && $0.part == nil }
      #expect(own.count == table.formats.count { separate.contains($0) })
      let isInPackage = Product.geoPackage.tables.contains(table)
      #expect(isInPackage == table.formats.contains(.geoPackage))
    }
  }

  @Test func `a file is found by its name, and no other is`() {
    for product in Product.allCases { #expect(Product(fileName: product.fileName) == product) }
    #expect(Product(fileName: "opportunities") == nil)
    #expect(Product(fileName: "") == nil)
  }

  @Test func `a file for maps shows geometry, and one of projects needs them`() {
    #expect(Product.geoJSON(.neighbourhoods).hasGeometry(plansWorks: false))
    #expect(!Product.csv(.neighbourhoods).hasGeometry(plansWorks: true))
    #expect(Product.csv(.candidates).needsProjects(plansWorks: false))
    #expect(Product.csv(.hours).needsProjects(plansWorks: true))
    #expect(!Product.csv(.hours).needsProjects(plansWorks: false))
  }

  @Test(arguments: ProductTable.allCases.map(\.name))
  func `a table has columns of distinct names or kinds, and a meaning in both languages`(
    name: String
  ) throws {
    let table = try #require(ProductTable.allCases.first { $0.name == name })
    #expect(!table.columns.isEmpty)
    // A source brings along numbers and texts, each under its own name.
    let names = table.columns.map { "\($0.name) \($0.kind)" }
    #expect(Set(names).count == names.count)
    #expect(table.meaning(in: .nl) != table.meaning(in: .en))
    for column in table.columns {
      #expect(!column.meaning(in: .nl).isEmpty && !column.meaning(in: .en).isEmpty)
    }
  }
}
