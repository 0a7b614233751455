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
  let content = try ReportContent(input, report, threads: threads) { geometry in
    try geometry.replacingPositions {
      try projectToCRS84(
        &$0, from: input.workingSystem, threads: threads, exact: exact, path: path)
    }
  }
  let page = try ReportPage(report, title: input.map.name).pieces(
    with: content.blocks(threads: threads))
  let file = try OutputFile(path: path)
  for piece in page { try file.append(piece.utf8.span) }
  try file.close()
}

extension ReportContent {
  /// The blocks of the page: each is data as zlib in base64, so nothing in it can be taken for markup.
  func blocks(threads: Int) throws -> String {
    let blocks = [
      ("block-figures", try json(threads: threads)), ("block-columns", columns.bytes),
      ("block-shapes", shapes.bytes),
    ]
    return try concurrentMap(count: blocks.count, threads: threads) { index in
      let (name, bytes) = blocks[index]
      let text = Data(deflated(bytes, threads: threads)).base64EncodedString()
      return "<script type=\"application/octet-stream\" id=\"\(name)\">\(text)</script>"
    }.joined(separator: "\n")
  }

  /// The figures, with the projects among them, which are many and encoded in parallel.
  private func json(threads: Int) throws -> [UInt8] {
    let figures = try encoded(figures)
    guard let candidates else { return figures }
    let parts = try concurrentMap(candidates.indices, inChunksOf: 256, threads: threads) {
      try encoded(Array(candidates[$0])).dropFirst().dropLast()
    }
    var bytes = Array("{\"candidates\":[".utf8)
    for (index, part) in parts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += part
    }
    return bytes + Array("],".utf8) + figures.dropFirst()
  }
}

private func encoded(_ value: some Encodable) throws -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return [UInt8](try encoder.encode(value))
}
