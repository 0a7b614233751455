import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Numbers against those of the standard library.
@Suite struct GeoJSONNumberTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads points with the given numbers as x, y and attribute `n`, in pairs.
  private func read(_ numbers: [String]) throws -> RawLayer {
    let features = stride(from: 0, to: numbers.count, by: 2).map { index in
      #"{"type":"Feature","properties":{"n":\#(numbers[index])},"geometry":"#
        + #"{"type":"Point","coordinates":[\#(numbers[index]), \#(numbers[index + 1])]}}"#
    }
    let text =
      #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
    let path = try folder.write(text, to: "numbers.geojson")
    return try readGeoJSON(SourceOptions(source: path, role: "test", fields: .all), threads: 2)
  }

  private func expectNearest(_ numbers: [String]) throws {
    let layer = try read(numbers)
    let found = layer.geometry.positions.flatMap { [$0.x, $0.y] }
    for (text, value) in zip(numbers, found) {
      #expect(value.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test func `coordinates of any length are rounded to the nearest double`() throws {
    var random = SeededGenerator(seed: 11)
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in Character("\(Int.random(in: 0...9, using: &random))") })
    }
    let numbers = (0..<20_000).map { index in
      let whole = String(Int(digits(Int.random(in: 1...7, using: &random))) ?? 0)
      let sign = index % 3 == 0 ? "-" : ""
      return sign + whole + "." + digits(Int.random(in: 1...24, using: &random))
    }
    try expectNearest(numbers)
  }

  @Test func `positions are read alike however they are spaced and long their numbers are`()
    throws
  {
    var random = SeededGenerator(seed: 12)
    func space() -> String { ["", "", " ", "\n    ", "  "].randomElement(using: &random) ?? "" }
    func number() -> String {
      let value = Double.random(in: -180...180, using: &random)
      let isWhole = Int.random(in: 0...5, using: &random) == 0
      return isWhole
        ? "\(Int(value))" : "\(value)".cut(to: Int.random(in: 1...12, using: &random))
    }
    let lines = (0..<400).map { _ in
      (0..<Int.random(in: 2...40, using: &random)).map { _ in [number(), number()] }
    }
    for isRegular in [true, false] {
      let features = lines.map { line in
        let positions = line.map { numbers in
          isRegular
            ? "[ \(numbers[0]), \(numbers[1]) ]"
            : "[\(space())\(numbers[0])\(space()),\(space())\(numbers[1])\(space())]"
        }
        return #"{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":"#
          + "[" + positions.joined(separator: isRegular ? ", " : space() + "," + space()) + "]}}"
      }
      let text = #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",")
      let path = try folder.write(text + "]}", to: "lines.geojson")
      let layer = try readGeoJSON(SourceOptions(source: path, role: "test"), threads: 2)
      #expect(layer.geometry.pathStarts.count == lines.count + 1)
      #expect(
        layer.geometry.positions
          == lines.joined().map { Position(Double($0[0]) ?? .nan, Double($0[1]) ?? .nan) })
    }
  }

  @Test func `numbers between two doubles, very small ones and exponents are rounded as well`()
    throws
  {
    try expectNearest([
      // Half-way between two doubles, and just beside: the even one, and the nearer one.
      "9007199254740993", "9007199254740993.0000000000000000000001",
      "1.00000000000000011102230246251565",
      "1.000000000000000111022302462515654042363166809082031251",
      "0.5000000000000000832667268468867",
      "5e-324", "1e-400", "-1e-400", "1.7976931348623157e308", "123456789012345678901234567890",
      "-0", "0", "1E+2", "6.02e23",
    ])
  }

  @Test func `whole numbers stay whole while 64 bits hold them, and are text beyond`() throws {
    let numbers = [
      "9223372036854775807", "0", "-9223372036854775808", "0", "9223372036854775808", "0",
      "123456789012345678901", "0", "7.0", "0",
    ]
    let column = try #require(try read(numbers).attributes.column("n"))
    #expect(
      (0..<5).map { column[$0] } == [
        .integer(.max), .integer(.min), .text("9223372036854775808"),
        .text("123456789012345678901"), .number(7),
      ])
  }

  @Test(arguments: ["01", "1.", ".5", "+1", "1e", "0x10", "NaN", "-", "1e400", "-Infinity"])
  func `what is no number of JSON, or too large for any, is refused`(text: String) {
    #expect(throws: SourceError.self) { try read([text, "0"]) }
    #expect(throws: SourceError.self) { try read(["0", text]) }
  }
}

extension String {
  /// The number that is written, cut to as many decimals.
  fileprivate func cut(to decimals: Int) -> String {
    guard let point = firstIndex(of: ".") else { return self }
    return String(self[...point] + self[index(after: point)...].prefix(decimals))
  }
}
