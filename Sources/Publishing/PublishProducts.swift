import Formats
import Geometry
import LayerIO
import Synchronization
import Tables
import Workers

/// Writes products, but for `run.json`, into the folder's hidden part, several at a time, each table made
/// once; `others` are the writers of products that hold no table, `reader` is who reads those that are made
/// for people. Returns what was written, in the order of `Product.allCases`.
/// - Throws: `ProductError`, `CoordinateSystemError`.
package func writeProducts(
  _ products: Set<Product>, of input: ProductInput, to folder: ProductFolder, threads: Int,
  exactProjection: Bool, reader: ProductReader,
  others: [Product: @Sendable (String) throws -> Void] = [:],
  progress: @Sendable (Double) throws -> Void
) throws -> [WrittenProduct] {
  let order = Product.longestFirst.filter(products.contains)
  let tables = ProductTables(input, for: order, threads: threads)
  let shared = try tables.makeShared()
  let done = Atomic(0)
  let written = try concurrentMap(count: order.count, threads: threads) { index in
    let product = order[index]
    let content = try product.tables.compactMap { try shared[$0] ?? tables.make($0) }
    let path = folder.path(of: product.fileName)
    if let write = others[product] {
      try write(path)
    } else if content.isEmpty {
      return WrittenProduct?.none
    } else {
      try product.write(
        content, from: input, to: path, threads: threads, exact: exactProjection, reader: reader)
    }
    try progress(Double(done.wrappingAdd(1, ordering: .relaxed).newValue) / Double(order.count))
    let rows = product.kept(of: content).map { ($0.name, $0.rowCount) }
    return try WrittenProduct(
      product, rows: Dictionary(uniqueKeysWithValues: rows), writtenTo: path)
  }
  return Product.allCases.compactMap { product in
    written.lazy.compactMap(\.self).first { $0.file == product.fileName }
  }
}

extension Product {
  /// The tables that the file has room for.
  fileprivate func kept(of tables: [VectorTable]) -> [VectorTable] {
    format == .workbook ? tables.filter(\.fitsSheet) : tables
  }

  fileprivate func write(
    _ tables: [VectorTable], from input: ProductInput, to path: String, threads: Int,
    exact: Bool, reader: ProductReader
  ) throws {
    let system = input.workingSystem
    switch format {
    case .geoJSON:
      let table = part.map { tables[0].keeping($0) } ?? tables[0]
      try writeGeoJSON(table, from: system, to: path, threads: threads, exact: exact)
    case .geoPackage:
      try writeProductPackage(
        tables.flatMap { $0.layersByGeometry() }, for: reader, system: system, to: path,
        threads: threads)
    case .flatGeobuf: try writeFlatGeobuf(tables[0], system: system, to: path)
    case .csv: try writeCSV(tables[0], to: path, threads: threads)
    case .workbook:
      try writeProductWorkbook(
        tables.map { $0.naming(input) }, for: reader, to: path, threads: threads)
    case nil: break
    }
  }
}
