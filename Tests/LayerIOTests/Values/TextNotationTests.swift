import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// A way to write a column of texts.
struct TextNotation: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// Writes a file with a column `naam` and returns its path.
  var write: @Sendable ([String], TemporaryFolder) throws -> String

  init(_ name: String, _ write: @escaping @Sendable ([String], TemporaryFolder) throws -> String) {
    (testDescription, self.write) = (name, write)
  }
}

private func windows1252(_ text: String) -> [UInt8] {
  Array(text.data(using: .windowsCP1252) ?? Data())
}

private func csv(_ words: [String], _ cell: (String) -> String = { $0 }) -> String {
  (["nr;naam"] + words.enumerated().map { "\($0.offset);\(cell($0.element))" })
    .joined(separator: "\n") + "\n"
}

private func geoJSON(_ words: [String], _ value: (String) -> String = { $0 }) -> String {
  let features = words.map {
    #"{"type":"Feature","geometry":null,"properties":{"naam":"\#(value($0))"}}"#
  }
  return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
}

private func gml(_ words: [String], _ value: (String) -> String = { $0 }) -> String {
  let members = words.enumerated().map { index, word in
    """
    <gml:featureMember><vlak gml:id="v.\(index)"><naam>\(value(word))</naam><plek>
    <gml:Point srsName="EPSG:28992"><gml:pos>\(index) 0</gml:pos></gml:Point>
    </plek></vlak></gml:featureMember>
    """
  }
  return #"<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml">"#
    + members.joined() + "</gml:FeatureCollection>"
}

private func shapefile(
  _ words: [String], _ folder: TemporaryFolder, _ bytes: (String) -> [UInt8]
) throws -> String {
  try SmallShapefile([("naam", "C", 60, 0)], rows: words.map { [bytes($0)] })
    .write(to: folder, "namen")
}

private func escaped(_ word: String, _ escape: (UInt16) -> String) -> String {
  word.utf16.map { $0 < 128 ? String(UnicodeScalar(UInt8($0))) : escape($0) }.joined()
}

private let notations = [
  TextNotation("CSV") { try $1.write(csv($0), to: "a.csv") },
  TextNotation("CSV with a mark of order") { try $1.write("\u{FEFF}" + csv($0), to: "a.csv") },
  TextNotation("CSV of windows-1252") { try $1.write(windows1252(csv($0)), to: "a.csv") },
  TextNotation("CSV, quoted and padded") { words, folder in
    try folder.write(csv(words) { "\" \($0)\t\"" }, to: "a.csv")
  },
  TextNotation("CSV with spaces of other kinds") { words, folder in
    let spaced = words.map { "\u{A0}" + $0.replacing(" ", with: "\u{202F}") + "\u{200B}" }
    return try folder.write(csv(spaced), to: "a.csv")
  },
  TextNotation("tabs") { words, folder in
    try folder.write(csv(words).replacing(";", with: "\t"), to: "a.tsv")
  },
  TextNotation("GeoJSON") { try $1.write(geoJSON($0), to: "a.geojson") },
  TextNotation("GeoJSON with escapes") { words, folder in
    let text = geoJSON(words) { word in
      escaped(word) { "\\u" + String(0x10000 + Int($0), radix: 16).suffix(4) }
    }
    return try folder.write(text, to: "a.geojson")
  },
  TextNotation("GeoJSON of windows-1252") { words, folder in
    try folder.write(windows1252(geoJSON(words)), to: "a.geojson")
  },
  TextNotation("GML") { try $1.write(gml($0), to: "a.gml") },
  TextNotation("GML with entities") { words, folder in
    try folder.write(gml(words) { word in escaped(word) { "&#\($0);" } }, to: "a.gml")
  },
  TextNotation("GML that says windows-1252") { words, folder in
    let text = #"<?xml version="1.0" encoding="windows-1252"?>"# + gml(words)
    return try folder.write(windows1252(text), to: "a.gml")
  },
  TextNotation("GML of windows-1252") { try $1.write(windows1252(gml($0)), to: "a.gml") },
  TextNotation("Shapefile") { try shapefile($0, $1) { Array($0.utf8) } },
  TextNotation("Shapefile of windows-1252") { try shapefile($0, $1, windows1252) },
]

/// Random words, written as programs do and read back.
@Suite struct TextNotationTests {
  @Test("Texts come back as they were written", arguments: notations)
  func texts(_ notation: TextNotation) throws {
    var random = SeededGenerator(seed: 40)
    // The first has no capital and no sign but one, so that every column shows how it is written.
    let words = ["café"] + (0..<200).map { _ in word(using: &random) }
    let folder = try TemporaryFolder()
    let options = SourceOptions(
      source: try notation.write(words, folder), role: "test", fields: .all)
    let raw = try readRawLayer(options, threads: 2)
    let column = try #require(raw.attributes.column("naam"))
    #expect((0..<raw.geometry.count).map { column[$0].codeText?.compared } == words)
  }

  /// Two words of letters that windows-1252 has; those beyond ASCII stand apart, as they do in words of any
  /// language, since a pair of them may be one letter of UTF-8.
  private func word(using random: inout SeededGenerator) -> String {
    let plain = Array("abcdeghklmnoprstuvwzABCDEGHKL")
    let others = Array("éèëïöüßñçåæøÉÖÅŒœŠž’‘–€")
    return (0..<2).map { _ in
      String(
        (0..<Int.random(in: 1...9, using: &random)).map { place in
          (place % 2 == 0 ? plain : plain + others).randomElement(using: &random) ?? "a"
        })
    }.joined(separator: " ")
  }
}
