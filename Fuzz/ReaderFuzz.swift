import Foundation
import LayerIO

/// Gives the readers inputs that are nearly right and checks what must hold for any: no crash, no hang,
/// errors that say why, counts that reconcile, and a whole that equals its parts.
///
/// usage: reader-fuzz SEEDS SCRATCH [--target NAME] [--seed N] [--times N] [--case N]
///
/// `SEEDS` has a folder for each target; `SCRATCH` is written to. The seed and the number of a case decide
/// what it is, so one case can be run again alone.
@main
struct ReaderFuzz {
  private let seeds: String
  private let scratch: String
  private var target: String?
  private var seed: UInt64 = 1
  private var times = 1
  private var onlyCase: Int?

  static func main() throws {
    guard let run = ReaderFuzz(Array(CommandLine.arguments.dropFirst())) else {
      print("usage: reader-fuzz SEEDS SCRATCH [--target NAME] [--seed N] [--times N] [--case N]")
      exit(64)
    }
    exit(try run.all() ? 0 : 1)
  }

  private init?(_ arguments: [String]) {
    guard arguments.count >= 2, arguments.count.isMultiple(of: 2) else { return nil }
    (seeds, scratch) = (arguments[0], arguments[1])
    for index in stride(from: 2, to: arguments.count, by: 2) {
      let value = arguments[index + 1]
      switch (arguments[index], Int(value)) {
      case ("--target", _): target = value
      case ("--seed", let number?): seed = UInt64(number)
      case ("--times", let number?): times = number
      case ("--case", let number?): onlyCase = number
      default: return nil
      }
    }
  }

  /// Runs all targets, or the one that is asked for; tells whether all is well.
  private func all() throws -> Bool {
    let watchdog = Watchdog()
    var isWell = true
    for target in try targets(folder: scratch) where self.target ?? target.name == target.name {
      let campaign = try Campaign(target, seeds: seeds, scratch: scratch, seed: seed, watchdog)
      let numbers = onlyCase.map { $0..<$0 + 1 } ?? 0..<times * target.casesOfShortRun
      isWell = try campaign.run(numbers) && isWell
    }
    return isWell
  }
}

/// Everything that reads what people deliver.
private func targets(folder: String) throws -> [any Target] {
  let wkt = [
    "POLYGON((", "))", "MULTIPOLYGON(((", "POINT(", "SRID=28992;", "EMPTY", " Z ", "EWKT", ";", ",",
    "\"", "\n", "\t", "0103000000", "NaN", "CURVEPOLYGON(CIRCULARSTRING(", "\u{FEFF}",
  ]
  let gml = [
    "<gml:", "</", "/>", "<gml:posList>", "srsName=\"EPSG:28992\"", "<gml:Arc>", "&amp;", "&#0;",
    "<!--", "<![CDATA[", "xsi:nil=\"true\"", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;",
  ]
  return [
    ValueTarget(), ProjectTarget(), SectionTarget(folder: folder), GeoJSONTarget(folder: folder),
    try SourceTarget("layer", folder: folder, cases: 6_000, words: GeoJSONTarget.words),
    try SourceTarget("csv", folder: folder, cases: 2_500, words: wkt) { options, random in
      if Bool.random(using: &random) {
        options.wkt = "geometrie"
      } else {
        (options.x, options.y) = ("x", "y")
      }
    },
    try SourceTarget("gpkg", folder: folder, cases: 400),
    try SourceTarget("fgb", folder: folder, cases: 1_500),
    try SourceTarget("shp", folder: folder, cases: 1_500),
    try SourceTarget("gml", folder: folder, cases: 1_000, words: gml),
  ]
}
