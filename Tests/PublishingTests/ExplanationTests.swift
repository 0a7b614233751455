import LayerIO
import Tables
import TestSupport
import Testing

@testable import Publishing

/// What `explain` says of folders that it can't read.
@Suite struct ExplanationTests {
  @Test func `a folder without the products it reads is told which to write`() throws {
    let folder = try TemporaryFolder()
    #expect {
      try Explanation(folder: folder.path, language: .en)
    } throws: {
      "\($0)".contains("There is no candidates.csv in this folder.")
        && "\($0)".contains("--products candidates.csv,candidate_works.csv,")
    }
  }
}
