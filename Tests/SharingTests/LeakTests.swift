import Foundation
import LayerIO
import TestSupport
import Testing

@testable import Sharing

/// Values that stand in a run above a level are in no package of the level, in whatever form.
@Suite struct LeakTests {
  /// Works with five planted values each: id, street, cost, and two that no level has.
  static let works = 2001
  static let planted = ["naam", "straat", "eigenaar", "opmerking"]

  @Test func `of 10,000 values that are planted in a run none is in a package below its level`()
    throws
  {
    let run = try SharedRun(streets: Self.works / 3, Self.plant)
    let costs = Set((0..<Self.works).map(Self.cost))
    #expect(Self.planted.count * Self.works + costs.count >= 10_000)
    for level in SharingLevel.allCases {
      let file = try run.file(level)
      let isFull = level == .full
      let found = Found(file.bytes, costs: costs)
      // Names and streets of works, and what they cost, are of the level full alone; owners and remarks of none.
      #expect(found.texts.isSuperset(of: isFull ? ["naam", "straat"] : []), "\(level)")
      #expect(
        found.texts.isSubset(of: isFull ? ["naam", "straat"] : []), "\(level): \(found.texts)")
      #expect(found.costs == (isFull ? costs.count : 0), "\(level): \(found.costs) costs")
      for hidden in ["roads.geojson", "rules.yaml", run.folder, "geheim-bron"] {
        #expect(!Found.contains(file.bytes, hidden), "\(level): \(hidden)")
      }
    }
  }

  /// A cost in EUR that is that of no other work, and that no figure is by chance.
  static func cost(_ work: Int) -> Double { (50_000 + Double(work) * 3.17 + 0.13).rounded(to: 2) }

  private static func plant(_ project: ScenarioProject) throws {
    var work = 0
    for name in ["roads", "sewers", "trees"] {
      let file = project.folder.file(name + ".geojson")
      let data = try Data(contentsOf: URL(fileURLWithPath: file))
      var layer = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      let features = (layer["features"] as? [[String: Any]] ?? []).map { feature -> [String: Any] in
        var (feature, properties) = (feature, feature["properties"] as? [String: Any] ?? [:])
        properties["id"] = "geheim-naam-\(work)"
        properties["street"] = "geheim-straat-\(work)"
        properties["eigenaar"] = "geheim-eigenaar-\(work)"
        properties["opmerking"] = "geheim-opmerking-\(work)"
        properties["cost"] = cost(work)
        feature["properties"] = properties
        work += 1
        return feature
      }
      layer["features"] = features
      try JSONSerialization.data(withJSONObject: layer).write(to: URL(fileURLWithPath: file))
    }
    precondition(work == works)
    try project.edit("street: street}", with: "street: street, cost: cost}")
    try project.edit(
      "fields: {id: id, due: due}\n",
      with: "fields: {id: id, due: due, street: street, cost: cost}\n")
    let areas = try String(contentsOfFile: project.folder.file("areas.geojson"), encoding: .utf8)
    try project.folder.write(
      areas.replacing(
        #""name":"West""#, with: #""name":"West","bron":"geheim-bron","dossier":77123.25"#),
      to: "areas.geojson")
    try project.edit("per_year: 70000", with: "per_year: 9000000")
    try project.edit("per_year: 60000", with: "per_year: 9000000")
  }
}

/// What of the planted values stands in bytes.
private struct Found {
  /// Kinds of planted texts.
  var texts: Set<String> = []
  /// Number of planted costs, as text or as SQLite stores numbers.
  var costs = 0

  init(_ bytes: [UInt8], costs all: Set<Double>) {
    texts = Set(LeakTests.planted.filter { Self.contains(bytes, "geheim-\($0)-") })
    var seen: Set<Double> = []
    let text = String(decoding: bytes, as: UTF8.self)
    for token in text.split(whereSeparator: { !($0.isNumber || $0 == "." || $0 == "-") }) {
      if let number = Double(token), all.contains(number) { seen.insert(number) }
    }
    let patterns = Dictionary(uniqueKeysWithValues: all.map { ($0.bitPattern, $0) })
    var window: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      window = window << 8 | UInt64(byte)
      if index >= 7, let cost = patterns[window] { seen.insert(cost) }
    }
    costs = seen.count
  }

  static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    Data(bytes).range(of: Data(text.utf8)) != nil
  }
}

extension Double {
  fileprivate func rounded(to decimals: Int) -> Double {
    Double(String(format: "%.\(decimals)f", self)) ?? self
  }
}
