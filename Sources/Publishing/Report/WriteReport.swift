import Foundation
import Geometry
import LayerIO
import OpportunityMap

/// Writes `report.html`: page, map library, texts and data in one file that needs no network.
/// - Throws: `ProductError` when a part of the page can't be read or the file can't be written,
///   `CoordinateSystemError` when PROJ knows no operation to CRS84.
public func writeReport(
  _ input: ProductInput, _ report: ReportInput, to path: String, threads: Int, exact: Bool
) throws {
  let content = try ReportContent(input, report) { geometry in
    try geometry.replacingPositions {
      try projectToCRS84(
        &$0, from: input.workingSystem, threads: threads, exact: exact, path: path)
    }
  }
  let page = try ReportPage(report, title: input.map.name).html(with: content)
  let file = try OutputFile(path: path)
  try file.append(page.utf8.span)
  try file.close()
}

extension ReportContent {
  /// The blocks of the page: each is data as zlib in base64, so nothing in it can be taken for markup.
  func blocks() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let blocks = [
      ("block-figures", [UInt8](try encoder.encode(figures))),
      ("block-columns", columns.bytes),
      ("block-shapes", shapes.bytes),
    ]
    return blocks.map { name, bytes in
      let text = Data(deflated(bytes)).base64EncodedString()
      return "<script type=\"application/octet-stream\" id=\"\(name)\">\(text)</script>"
    }.joined(separator: "\n")
  }
}
