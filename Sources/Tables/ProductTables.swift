import Geometry
import LayerIO
import Workers

/// The tables of a run's products. What several products share is made before them, on all threads; the
/// others are made by the one product that needs them, beside what else is written.
package struct ProductTables: Sendable {
  private let input: ProductInput
  private let products: [Product]
  private let threads: Int

  /// Tables of an input.
  package init(_ input: ProductInput, for products: [Product], threads: Int) {
    self.input = input
    self.products = products
    self.threads = threads
  }

  /// The tables that several products need; those that the input has nothing for are nil.
  package func makeShared() throws -> [ProductTable: VectorTable?] {
    let needed = products.flatMap(\.tables)
    let kinds = ProductTable.allCases.filter { kind in needed.count { $0 == kind } > 1 }
    let made = try concurrentMap(count: kinds.count, threads: threads) { try make(kinds[$0]) }
    return Dictionary(uniqueKeysWithValues: zip(kinds, made))
  }

  /// A table; nil where the input has nothing for it.
  package func make(_ kind: ProductTable) throws -> VectorTable? {
    // Projects have their outlines, which take a while, where one of the products shows them.
    let hasOutlines = products.contains { $0.tables.contains(.candidates) && $0.showsGeometry }
    return try input.table(kind, hasOutlines: hasOutlines, threads: threads)
  }
}
