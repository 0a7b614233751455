import Foundation
import LayerIO
import TestSupport
import Testing

@testable import Publishing

@Suite struct ProductFolderTests {
  @Test func `products appear together when they are published`() throws {
    let parent = try TemporaryFolder()
    let folder = try ProductFolder(path: parent.file("a/out"))
    try write("new", to: "x.csv", of: folder)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/x.csv"))
    try folder.publish(obsolete: [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["x.csv"])
  }

  @Test func `what is discarded is gone, with the folders made for it`() throws {
    let parent = try TemporaryFolder()
    let folder = try ProductFolder(path: parent.file("a/out"))
    try write("new", to: "x.csv", of: folder)
    folder.discard()
    #expect(parent.content == [])
    #expect(throws: CancellationError.self) { try folder.publish(obsolete: []) }
  }

  @Test func `a folder that was there keeps what it held when a run is discarded`() throws {
    let parent = try TemporaryFolder()
    try parent.write("old", to: "x.csv")
    let folder = try ProductFolder(path: parent.path)
    try write("new", to: "x.csv", of: folder)
    folder.discard()
    #expect(texts(in: parent) == ["x.csv": "old"])
  }

  @Test func `products of an earlier run that this one did not make are removed, other files stay`()
    throws
  {
    let parent = try TemporaryFolder()
    for name in ["x.csv", "y.csv", "notes.txt"] { try parent.write("old", to: name) }
    let folder = try ProductFolder(path: parent.path)
    try write("new", to: "x.csv", of: folder)
    try folder.publish(obsolete: ["y.csv"])
    #expect(texts(in: parent) == ["notes.txt": "old", "x.csv": "new"])
  }

  @Test func `what a killed run left is cleared away, what a running one makes is not`() throws {
    let parent = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: parent.file(".kansenkaart-left"), withIntermediateDirectories: false)
    let running = try ProductFolder(path: parent.path)
    let folder = try ProductFolder(path: parent.path)
    #expect(parent.content.count == 2 && !parent.content.contains(".kansenkaart-left"))
    folder.discard()
    try write("new", to: "x.csv", of: running)
    try running.publish(obsolete: [])
    #expect(texts(in: parent) == ["x.csv": "new"])
  }

  @Test(arguments: ["", " "])
  func `a folder without a name is a product error, and not the root of the disk`(path: String)
    throws
  {
    let error = #expect(throws: ProductError.self) { try ProductFolder(path: path) }
    #expect(error?.cause == .cannotCreate)
    #expect(error?.problem == "The name of the folder for the products is empty.")
  }

  @Test func `a file where the folder must be is a product error`() throws {
    let parent = try TemporaryFolder()
    try parent.write("", to: "out")
    let error = #expect(throws: ProductError.self) {
      try ProductFolder(path: parent.file("out"))
    }
    #expect(error?.cause == .cannotCreate)
  }

  @Test func `a folder where a product goes is refused before anything is made`() throws {
    let parent = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: parent.file("run.json"), withIntermediateDirectories: false)
    let error = #expect(throws: ProductError.self) { try ProductFolder(path: parent.path) }
    #expect(error?.path == parent.file("run.json") && error?.cause == .cannotCreate)
    #expect(parent.content == ["run.json"])
  }

  @Test(arguments: ["b", "c"])
  func `a folder that came where a product goes, or one that must go, stops before a change`(
    name: String
  ) throws {
    let parent = try TemporaryFolder()
    try parent.write("old", to: "a")
    let folder = try ProductFolder(path: parent.path)
    for product in ["a", "b"] { try write("new", to: product, of: folder) }
    try FileManager.default.createDirectory(
      atPath: parent.file(name), withIntermediateDirectories: false)
    #expect(throws: ProductError.self) { try folder.publish(obsolete: ["c"]) }
    folder.discard()
    #expect(parent.content == ["a", name])
    #expect(texts(in: parent) == ["a": "old"])
  }

  private struct Killed: Error {}

  /// All moments at which a publication can be stopped: before each change that it makes.
  @Test func `stopped before any change, the next command finds the old products or all new ones`()
    throws
  {
    let old = ["a": "old", "b": "old", "c": "old", "notes": "mine"]
    let new = ["a": "new", "b": "new", "d": "new", "notes": "mine"]
    var found: [[String: String]] = []
    var isComplete = false
    while !isComplete {
      let parent = try TemporaryFolder()
      for (name, text) in old { try parent.write(text, to: name) }
      isComplete = try publish(
        ["a", "b", "d"], obsolete: ["c", "e"], in: parent, changes: found.count)
      try readingProducts(of: parent.path) {}
      // What is left hidden holds no product that is in place, and goes with the next run.
      try ProductFolder(path: parent.path).discard()
      #expect(parent.content.allSatisfy { !$0.hasPrefix(".") })
      found.append(texts(in: parent))
    }
    // The list, the step that decides, three moves, one removal, the list and the folder.
    #expect(found.count == 9)
    #expect(found.prefix(2).allSatisfy { $0 == old })
    #expect(found.dropFirst(2).allSatisfy { $0 == new })
  }

  @Test func `a completion that is stopped itself is completed by the one after`() throws {
    for first in 2..<8 {
      for second in 0..<8 {
        let parent = try TemporaryFolder()
        for name in ["a", "b", "c"] { try parent.write("old", to: name) }
        _ = try publish(["a", "b", "d"], obsolete: ["c"], in: parent, changes: first)
        var left = second
        try? completePublication(in: parent.path) { _ in
          guard left > 0 else { throw Killed() }
          left -= 1
        }
        try readingProducts(of: parent.path) {}
        #expect(texts(in: parent) == ["a": "new", "b": "new", "d": "new"], "\(first), \(second)")
        #expect(parent.content == ["a", "b", "d"])
      }
    }
  }

  @Test func `a run that was at work when another was stopped completes that one first`() throws {
    let parent = try TemporaryFolder()
    let later = try ProductFolder(path: parent.path)
    try write("later", to: "a", of: later)
    _ = try publish(["a", "b"], obsolete: [], in: parent, changes: 3)
    try later.publish(obsolete: ["b"])
    #expect(texts(in: parent) == ["a": "later"])
    #expect(parent.content == ["a"])
  }

  @Test func `runs into one folder at once leave the products of one of them`() async throws {
    for _ in 0..<20 {
      let parent = try TemporaryFolder()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for run in ["1", "2", "3"] {
          group.addTask {
            let folder = try ProductFolder(path: parent.path)
            let names = (0..<20).map { "\($0)" } + ["only-\(run)"]
            for name in names { try write(run, to: name, of: folder) }
            try folder.publish(
              obsolete: ["1", "2", "3"].map { "only-\($0)" }.filter {
                !names.contains($0)
              })
          }
        }
        try await group.waitForAll()
      }
      let texts = texts(in: parent)
      #expect(Set(texts.values).count == 1 && texts.count == 21)
      #expect(parent.content.count == 21)
    }
  }

  @Test func `what can't be put in place is told, and done when the way is free`() throws {
    let parent = try TemporaryFolder()
    _ = try publish(["a", "b"], obsolete: [], in: parent, changes: 3)
    try FileManager.default.createDirectory(
      atPath: parent.file("b"), withIntermediateDirectories: false)
    let error = #expect(throws: ProductError.self) { try readingProducts(of: parent.path) {} }
    #expect(error?.path == parent.file("b"))
    try FileManager.default.removeItem(atPath: parent.file("b"))
    try readingProducts(of: parent.path) {}
    #expect(texts(in: parent) == ["a": "new", "b": "new"])
  }

  /// Publishes, killed after so many changes; true where that is all of them.
  private func publish(
    _ products: [String], obsolete: [String], in parent: TemporaryFolder, changes: Int
  ) throws -> Bool {
    let folder = try ProductFolder(path: parent.path)
    for product in products { try write("new", to: product, of: folder) }
    var left = changes
    do {
      try folder.publish(obsolete: obsolete) { _ in
        guard left > 0 else { throw Killed() }
        left -= 1
      }
      return true
    } catch is Killed {
      return false
    }
  }
}

private func write(_ text: String, to product: String, of folder: ProductFolder) throws {
  try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path(of: product)))
}

/// The files of a folder that are not hidden, by name.
private func texts(in folder: TemporaryFolder) -> [String: String] {
  let names = folder.content.filter { !$0.hasPrefix(".") }
  return names.reduce(into: [:]) { texts, name in
    texts[name] = try? String(contentsOfFile: folder.file(name), encoding: .utf8)
  }
}
