import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// What is no file is refused at once, wherever it stands.
@Suite struct PlainFileTests {
  private func makePipe(_ path: String) -> Bool {
    // Sound: the system copies the path during the call.
    unsafe mkfifo(path, 0o600) == 0
  }

  private func problem(_ path: String) throws -> String {
    let reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2)
    do {
      _ = try reader.read(SourceOptions(source: "source", path: path, role: "test"))
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: ["a.geojson", "a.gpkg", "a.csv", "a.zip", "a.xlsx"])
  func `a pipe is refused without waiting for who writes into it, also behind a link`(
    name: String
  ) throws {
    let folder = try TemporaryFolder()
    #expect(makePipe(folder.file(name)))
    #expect(try problem(folder.file(name)).contains("\(name) is a named pipe, not a file."))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link-\(name)"), withDestinationPath: folder.file(name))
    #expect(try problem(folder.file("link-\(name)")).contains("is a named pipe"))
    #expect(throws: SourceError.self) { try sha256(path: folder.file(name), source: "source") }
  }

  @Test(arguments: ["a.geojson", "a.csv"])
  func `a device that never ends is refused`(name: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(name), withDestinationPath: "/dev/zero")
    #expect(try problem(folder.file(name)).contains("is a device"))
  }

  @Test func `so are pipes inside a folder and beside a file`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("a.gdb"), withIntermediateDirectories: false)
    #expect(makePipe(folder.file("a.gdb/a00000001.gdbtable")))
    #expect(try problem(folder.file("a.gdb")).contains("a00000001.gdbtable is a named pipe"))
    try folder.write("", to: "b.shp")
    #expect(makePipe(folder.file("b.dbf")))
    #expect(try problem(folder.file("b.shp")).contains("b.dbf is a named pipe"))
  }
}
