import Foundation
import Publishing
import Testing

@Suite struct ProductDocumentationTests {
  @Test func `every property of every product stands on one page`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/products.md")
    let expected = productDocumentation()
    if ProcessInfo.processInfo.environment["KANSENKAART_WRITE_DOCS"] != nil {
      try expected.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == expected)
  }
}
