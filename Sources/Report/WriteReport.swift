import Formats
import Foundation
import LayerIO
import OpportunityMap
import Tables
import Workers

/// Writes `report.html`: page, map library, texts and data in one file that needs no network.
/// - Throws: `ProductError` when a part of the page can't be read or the file can't be written,
///   `CoordinateSystemError` when PROJ knows no operation to CRS84.
package func writeReport(
  _ input: ProductInput, _ report: ReportInput, to path: String, threads: Int, exact: Bool
) throws {
  let content = try ReportContent(input, report, threads: threads, exact: exact, path: path)
  let packs = try content.packs()
  let page = try ReportPage(
    report, title: input.map.name, hasBuildings: input.buildings != nil
  ).aroundBlocks()
  let file = try OutputFile(path: path)
  for piece in page.before { try withUTF8(of: piece) { try file.append($0) } }
  try file.appendParts(count: packs.count, threads: threads) {
  } _: {
    packs[$1].append(to: &$2)
  }
  for piece in page.after { try withUTF8(of: piece) { try file.append($0) } }
  try file.close()
}

extension ReportContent {
  /// The blocks of the page in parts.
  fileprivate func packs() throws -> [ReportPack] {
    ReportPack.parts(of: try json(), as: "figures", .repeats)
      + ReportPack.parts(of: columns.bytes, as: "columns", .repeats)
      + ReportPack.parts(of: shapes.bytes, as: "shapes", .frequencies)
  }

  private func json() throws -> ByteBuffer {
    var text = ByteBuffer()
    text.append(try compactJSON(figures).span)
    return text
  }
}
