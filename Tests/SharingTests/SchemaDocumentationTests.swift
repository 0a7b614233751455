import Foundation
import TestSupport
import Testing

@testable import Sharing

@Suite struct SchemaDocumentationTests {
  @Test func `the page on sharing ends with the tables as they are`() throws {
    let path = Repository.file("docs/sharing.md")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let parts = page.components(separatedBy: "## Tables\n\n")
    #expect(parts.count == 2)
    let made = parts[0] + "## Tables\n\n" + sharedSchemaText()
    if Repository.writesDocs { try made.write(toFile: path, atomically: true, encoding: .utf8) }
    #expect(Repository.writesDocs || page == made)
  }
}
