import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct ProductDocumentationTests {
  @Test func `every property of every product stands on one page`() throws {
    let page = "docs/products.md"
    let expected = productDocumentation()
    if Repository.writesDocs {
      try expected.write(toFile: Repository.file(page), atomically: true, encoding: .utf8)
    }
    #expect(try Repository.text(page) == expected)
  }
}
