import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing
import Workers

@testable import Sharing

/// What somebody meets who changes a package.
@Suite struct VerifyTests {
  @Test(arguments: SharingLevel.allCases)
  func `a package passes until the day on which it expires`(level: SharingLevel) throws {
    let run = try SharedRun()
    let file = try run.file(level)
    let found = try PackageFile.verify(file.bytes, today: "2027-06-30", key: run.key.publicKey)
    #expect(found.package.level == level && found.signer == run.key.publicKey)
    #expect(found.isExpected == true)
    #expect(try PackageFile.verify(file.bytes, today: "2026-11-29").isExpected == nil)
    do {
      _ = try PackageFile.verify(file.bytes, today: "2027-07-01")
      Issue.record("it has expired")
    } catch {
      #expect(error.kind == .stale && error.description.contains("gegevens@straten.example"))
    }
  }

  @Test func `a value that was changed is noticed`() throws {
    let file = try SharedRun().file(.neighbourhood)
    let text = String(decoding: file.json, as: UTF8.self)
    let changed = text.replacing(#""West""#, with: #""Wast""#)
    #expect(changed != text)
    var other = file
    other.json = Array(changed.utf8)
    #expect(other.fault()?.contains("signature does not hold") == true)
  }

  @Test func `a GeoPackage of another package is noticed`() throws {
    let run = try SharedRun()
    var file = try run.file(.outline)
    file.geoPackage = try run.file(.figures).geoPackage
    #expect(file.fault()?.contains("not the GeoPackage that was signed") == true)
  }

  @Test func `who signs a changed package anew is another`() throws {
    let run = try SharedRun()
    let other = SigningKey(Array(2...33))
    let file = try run.file(.figures).resigned(by: other) { $0.expires = "2099-01-01" }
    #expect(file.fault(key: run.key.publicKey)?.contains("not by \(run.key.publicKey)") == true)
    // Without a key to expect it is a package like any other, by somebody else.
    #expect(try PackageFile.verify(file.bytes, today: "2026-12-01").signer == other.publicKey)
  }

  @Test func `content above the level is refused, whoever signed it`() throws {
    let run = try SharedRun()
    let file = try run.file(.full)
    for level in SharingLevel.allCases where level != .full {
      let lower = try file.resigned(by: run.key) { $0.level = level }
      #expect(lower.fault()?.contains("above the level '\(level.rawValue)'") == true)
    }
    // Without the tables that are above it, but with the GeoPackage that has them.
    let cut = try file.resigned(by: run.key) {
      $0.level = .figures
      $0.tables = $0.tables.filter { table in
        SharedTable.tables(of: .figures).contains { $0.name == table.name }
      }
    }
    #expect(cut.fault()?.contains("which the level 'figures' does not have") == true)
  }

  @Test func `what packages do not have is refused`() throws {
    let run = try SharedRun()
    let file = try run.file(.figures)
    let text = String(decoding: file.json, as: UTF8.self)
    for changed in [
      text.replacing(#"{"city":"#, with: #"{"besides":"secret","city":"#),
      text.replacing(#""level":"figures""#, with: #""level": "figures""#),
      text.replacing(#""level":"figures""#, with: #""level":"figures","level":"figures""#),
      text + " ", text.replacing(#""kansenkaart_package":1"#, with: #""kansenkaart_package":2"#),
    ] {
      #expect(changed != text)
      let other = try PackageFile(Array(changed.utf8), geoPackage: file.geoPackage, by: run.key)
      #expect(other.fault() != nil)
    }
  }

  @Test func `rules of sharing hold for what is signed`() throws {
    let run = try SharedRun()
    let file = try run.file(.full)
    let changes: [(inout SharedPackage) -> Void] = [
      { $0.set(.works, 0, "year", .integer(2031)) },
      { $0.set(.works, 0, "status", .text("perhaps")) },
      { $0.set(.works, 0, "asset_type", .null) },
      { $0.set(.works, 0, "earliest", .text("2031")) },
      { $0.set(.city, 0, "figure", .text("bonus")) },
      { $0.set(.city, 0, "kind", .text("valued")) },
      { $0.set(.neighbourhoodThemes, 0, "neighbourhood_code", .text("BU9")) },
      { $0.set(.numbers, 0, "value", .integer(4)) },
      {
        $0.set(.neighbourhoods, 0, "neighbourhood_name", .text(String(repeating: "x", count: 401)))
      },
      { $0.tables[0].rows[0].removeLast() }, { $0.tables.removeLast() }, { $0.contact = " " },
      { $0.made = "2026-02-30" }, { $0.expires = "2020-01-01" },
      { $0.definitions.catalogues["secret"] = String(repeating: "a", count: 64) },
      { $0.definitions.catalogues["cycles"] = "secret" },
      // The JSON says something else than the GeoPackage.
      { $0.set(.city, 0, "value", .integer(7)) }, { $0.tables[1].rows.removeLast() },
    ]
    for change in changes { #expect(try file.resigned(by: run.key, change).fault() != nil) }
    #expect(try file.resigned(by: run.key) { $0.contact = "iemand@elders.example" }.fault() == nil)
  }

  @Test func `what few works come to is in no package below the level full`() throws {
    let run = try SharedRun(streets: 6)
    let file = try run.file(.outline)
    for change: (inout SharedPackage) -> Void in [
      { $0.set(.neighbourhoods, 0, "works_due", .integer(2)) },
      { package in
        package.set(.neighbourhoods, 0, "works_due", .integer(2))
        package.set(.neighbourhoods, 0, "cost_due", .null)
        package.set(.neighbourhoods, 0, "works_area_m2", .null)
      },
    ] {
      #expect(
        try file.resigned(by: run.key, change).fault()?.contains("fewer than 3 works") == true)
    }
  }

  @Test(arguments: [
    "CREATE TABLE secret (a TEXT)", "ALTER TABLE city ADD COLUMN b TEXT",
    "UPDATE city SET value = value + 1", "DELETE FROM themes WHERE fid = 1",
    "CREATE VIEW v AS SELECT 1", "INSERT INTO city (figure, kind) VALUES ('area_m2', 'measured')",
    "INSERT INTO layer_styles (styleName) VALUES ('secret')",
  ])
  func `a GeoPackage that holds more, less or other than the JSON is refused`(sql: String) throws {
    let run = try SharedRun()
    let file = try run.file(.figures)
    let folder = try TemporaryFolder()
    let path = try folder.write(file.geoPackage, to: "package.gpkg")
    do {
      let database = try SQLiteDatabase(path: path)
      try database.execute(sql)
    }
    var package = try file.read
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    package.geoPackageSHA256 = sha256(of: Data(bytes))
    let other = try PackageFile(package.canonicalBytes(), geoPackage: bytes, by: run.key)
    #expect(other.fault() != nil)
  }

  @Test func `other files are no packages`() throws {
    for bytes in [[], [0x50, 0x4B], Array(repeating: 0, count: 5000), Array("hello".utf8)] {
      #expect(throws: SharingError.self) { try PackageFile.verify(bytes, today: "2026-12-01") }
    }
    let file = try SharedRun().file(.figures).bytes
    for bytes in [file + [0], [0] + file, Array(file.dropLast()), file + file] {
      #expect(throws: SharingError.self) { try PackageFile.verify(bytes, today: "2026-12-01") }
    }
  }

  /// Bytes of a file changed at random: none passes, and none stops the program.
  @Test func `of 100,000 changed packages none passes`() throws {
    let run = try SharedRun(streets: 4)
    let file = try run.file(.figures)
    let bytes = file.bytes
    // As many changes in what is not the GeoPackage, which is most of the bytes.
    let lead = 30 + PackageFile.names[0].utf8.count + file.json.count + 60
    let passed = Faults()
    DispatchQueue.concurrentPerform(iterations: 100) { part in
      var random = SeededGenerator(seed: UInt64(part))
      for _ in 0..<1000 {
        var changed = bytes
        var place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          place =
            Bool.random(using: &random)
            ? Int.random(in: 0..<lead, using: &random)
            : Int.random(in: bytes.count - 700..<bytes.count, using: &random)
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: changed[place] = UInt8.random(in: 0...255, using: &random)
        case 2: changed.remove(at: place)
        case 3: changed.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 4: changed.removeLast(bytes.count - place)
        default: changed.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
        }
        guard changed != bytes else { continue }
        if (try? PackageFile.verify(changed, today: "2026-12-01")) != nil { passed.add() }
      }
    }
    #expect(passed.count == 0)
  }

  /// Changed by somebody who can sign: nothing stops the program, and what passes says what the GeoPackage says.
  @Test func `changed packages that are signed anew do no harm`() throws {
    let run = try SharedRun(streets: 4)
    let file = try run.file(.full)
    let tables = try file.read.tables
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      var (json, geoPackage) = (file.json, file.geoPackage)
      if Bool.random(using: &random) {
        let place = Int.random(in: 0..<json.count, using: &random)
        json[place] = UInt8.random(in: 32..<127, using: &random)
      } else {
        for _ in 0..<20 {
          let place = Int.random(in: 0..<geoPackage.count, using: &random)
          geoPackage[place] = UInt8.random(in: 0...255, using: &random)
        }
        var package = try file.read
        package.geoPackageSHA256 = sha256(of: Data(geoPackage))
        json = try package.canonicalBytes()
      }
      let changed = try PackageFile(json, geoPackage: geoPackage, by: run.key)
      guard let passed = try? PackageFile.verify(changed.bytes, today: "2026-12-01") else {
        continue
      }
      #expect(passed.package.tables == tables)
    }
  }
}

/// A count that many threads add to.
private final class Faults: @unchecked Sendable {
  private let lock = NSLock()
  private var sum = 0
  var count: Int { lock.withLock { sum } }
  func add() { lock.withLock { sum += 1 } }
}

extension SharedPackage {
  /// Puts a value in a row of a table.
  fileprivate mutating func set(
    _ table: SharedTable, _ row: Int, _ column: String, _ value: SharedValue
  ) {
    guard let index = tables.firstIndex(where: { $0.name == table.name }) else { return }
    tables[index].rows[row][table.index(column)] = value
  }
}
