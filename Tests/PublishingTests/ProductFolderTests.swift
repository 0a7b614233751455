import Foundation
import LayerIO
import TestSupport
import Testing

@testable import Publishing

@Suite struct ProductFolderTests {
  @Test func `products appear together when they are published`() throws {
    let parent = try TemporaryFolder()
    let folder = try ProductFolder(path: parent.file("a/out"))
    try Data("new".utf8).write(to: URL(fileURLWithPath: folder.path(of: "x.csv")))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/x.csv"))
    try folder.publish(obsolete: [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["x.csv"])
  }

  @Test func `what is discarded is gone, with the folders made for it`() throws {
    let parent = try TemporaryFolder()
    let folder = try ProductFolder(path: parent.file("a/out"))
    try Data("new".utf8).write(to: URL(fileURLWithPath: folder.path(of: "x.csv")))
    folder.discard()
    #expect(parent.content == [])
    #expect(throws: CancellationError.self) { try folder.publish(obsolete: []) }
  }

  @Test func `a folder that was there keeps what it held when a run is discarded`() throws {
    let parent = try TemporaryFolder()
    try parent.write("old", to: "x.csv")
    let folder = try ProductFolder(path: parent.path)
    try Data("new".utf8).write(to: URL(fileURLWithPath: folder.path(of: "x.csv")))
    folder.discard()
    #expect(parent.content == ["x.csv"])
    #expect(try String(contentsOfFile: parent.file("x.csv"), encoding: .utf8) == "old")
  }

  @Test func `products of an earlier run that this one did not make are removed, other files stay`()
    throws
  {
    let parent = try TemporaryFolder()
    for name in ["x.csv", "y.csv", "notes.txt"] { try parent.write("old", to: name) }
    let folder = try ProductFolder(path: parent.path)
    try Data("new".utf8).write(to: URL(fileURLWithPath: folder.path(of: "x.csv")))
    try folder.publish(obsolete: ["y.csv"])
    #expect(parent.content == ["notes.txt", "x.csv"])
    #expect(try String(contentsOfFile: parent.file("x.csv"), encoding: .utf8) == "new")
  }

  @Test func `what a killed run left is cleared away, what a running one makes is not`() throws {
    let parent = try TemporaryFolder()
    let own = ".kansenkaart-\(ProcessInfo.processInfo.processIdentifier)"
    // No process has a number over 4,194,304 (proc(5), pid_max); number 1 always runs.
    for name in [".kansenkaart-9999999", ".kansenkaart-1", own] {
      try FileManager.default.createDirectory(
        atPath: parent.file(name), withIntermediateDirectories: false)
    }
    let folder = try ProductFolder(path: parent.path)
    #expect(parent.content == [".kansenkaart-1", own].sorted())
    folder.discard()
    #expect(parent.content == [".kansenkaart-1"])
  }

  @Test func `a file where the folder must be is a product error`() throws {
    let parent = try TemporaryFolder()
    try parent.write("", to: "out")
    let error = #expect(throws: ProductError.self) {
      try ProductFolder(path: parent.file("out"))
    }
    #expect(error?.cause == .cannotCreate)
  }
}
