import TestSupport
import Testing

@testable import LayerIO

/// SHA-256 against the examples of the standard.
@Suite struct FileHashTests {
  @Test(arguments: [
    ("a", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func `examples of FIPS 180-2, appendix B, and of the empty text`(
    text: String, repeats: Int, hash: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(String(repeating: text, count: repeats), to: "a")
    #expect(try sha256(path: path, source: "a") == hash)
  }

  @Test func `the hash of a folder is that of its files in the order of their names`() throws {
    let folder = try TemporaryFolder()
    try folder.write("c", to: "2")
    try folder.write("ab", to: "1")
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try sha256(path: folder.path, source: "a") == abc)
  }

  @Test func `a file that is not there is an error`() {
    #expect(throws: SourceError.self) { try sha256(path: "/none/there", source: "a") }
  }
}
