import Foundation
import LayerIO
import Tables

/// The rows of a CSV product, read back.
package struct ProductRows {
  private let columns: [String: AttributeColumn]
  /// Number of rows.
  package let count: Int
  private let currency: CurrencyCode

  /// Reads a product of a run; `needed` are all that whoever asks for it can't do without.
  /// - Throws: `SourceError` when the file is absent or no table.
  package init(
    _ product: Product, folder: String, _ currency: CurrencyCode,
    needed: [Product] = Product.explained
  ) throws {
    self.currency = currency
    let path = folder + "/" + product.fileName
    guard FileManager.default.fileExists(atPath: path) else {
      let needed = needed.map(\.fileName).joined(separator: ",")
      throw SourceError(
        source: folder, problem: "There is no \(product.fileName) in this folder.",
        remedy: "Name the folder of a run with all its products, or run it again with "
          + "--products \(needed),run.json.")
    }
    let layer = try readWithGDAL(
      SourceOptions(source: path, role: product.fileName, fields: .all))
    columns = Dictionary(uniqueKeysWithValues: layer.attributes.columns.map { ($0.name, $0) })
    count = layer.attributes.count
  }

  /// A value as text; empty where there is none. A column of amounts is asked for by its name with `_eur`.
  package func text(_ row: Int, _ column: String) -> String {
    guard case .text(let text)? = columns[currency.column(column)]?[row] else { return "" }
    return withoutFormulaMark(text)
  }

  /// A value as a number; 0 where there is none.
  package func number(_ row: Int, _ column: String) -> Double { value(row, column) ?? 0 }

  /// A value as a number; nil where there is none.
  package func value(_ row: Int, _ column: String) -> Double? { Double(text(row, column)) }

  /// Whether there is a column of a name, which ends in `_eur` where it holds amounts.
  package func has(_ column: String) -> Bool { columns[currency.column(column)] != nil }

  /// The rows that have a text in a column.
  package func rows(where column: String, is text: String) -> [Int] {
    (0..<count).filter { self.text($0, column) == text }
  }
}

/// The text without the apostrophe that keeps spreadsheets from taking it for a formula.
private func withoutFormulaMark(_ text: String) -> String {
  guard text.first == "'", let second = text.dropFirst().unicodeScalars.first else { return text }
  return "=+-@\t\r".unicodeScalars.contains(second) ? String(text.dropFirst()) : text
}
