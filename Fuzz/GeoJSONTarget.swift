import Geometry
import LayerIO

/// GeoJSON as the parser and the reader over it see it: a text cut into parts of any size, read by any
/// number of threads, gives what it gives as a whole.
final class GeoJSONTarget: Target {
  let name = "geojson"
  let casesOfShortRun = 40_000
  var words: [String] { Self.words }
  static let words = [
    #""type":"#, #""Feature""#, #""FeatureCollection""#, #""features":["#, #""geometry":"#,
    #""properties":{"#, #""coordinates":["#, #""Polygon""#, #""MultiPolygon""#, #""Point""#,
    #""GeometryCollection""#, #""geometries":["#, #""crs":{"#, #""id":"#, #""name":"#, "null",
    "true", "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "[[[0,0],[1,0],[1,1]]]",
    "\u{FEFF}", "\n", "1e400", #"{"type":"Feature","geometry":null,"properties":{}}"#,
  ]
  private let file: ScratchFile

  init(folder: String) { file = ScratchFile(folder + "/a.geojson") }

  func run(_ input: Input, random: inout some RandomNumberGenerator) throws -> Bool {
    let bytes = input.files[0].bytes
    file.write(bytes)
    let whole = try read(inPartsOf: .max / 2, threads: 1)
    let size = Int.random(in: 1...max(1, min(200, bytes.count)), using: &random)
    let threads = Int.random(in: 0..<16, using: &random) == 0 ? 2 : 1
    let parts = try read(inPartsOf: size, threads: threads)
    try compare("in parts of \(size) bytes by \(threads) threads", whole, parts) {
      a, b throws(Fault) in
      try compareLayers(a, b)
    }
    guard case .success(let layer) = whole else { return false }
    try checkCounts(layer)
    return true
  }

  private func read(inPartsOf size: Int, threads: Int) throws(Fault) -> Result<RawLayer, Refusal> {
    try outcome {
      try readGeoJSON(
        SourceOptions(source: file.path, role: "fuzz", fields: .all), inPartsOf: size,
        threads: threads)
    }
  }

  private func compareLayers(_ a: RawLayer, _ b: RawLayer) throws(Fault) {
    try require(a.geometry == b.geometry, "parts give other geometry")
    try require(a.sourceFeatures == b.sourceFeatures, "parts give other features")
    try require(a.fieldNames == b.fieldNames, "parts give other fields")
    try require(a.declaredCRS == b.declaredCRS, "parts give another system")
    try require(a.record.dropped == b.record.dropped, "parts give other drops")
    try require(a.record.notes == b.record.notes, "parts give other notes")
    try require(a.record.read == b.record.read, "parts give another count")
    for (mine, other) in zip(a.attributes.columns, b.attributes.columns) {
      let rows = 0..<a.attributes.count
      try require(mine.name == other.name, "parts give other columns")
      try require(mine.values(rows) == other.values(rows), "parts give other values")
    }
  }
}

/// Every feature that was read is there or was dropped with a reason.
/// - Throws: `Fault`.
func checkCounts(_ layer: RawLayer) throws(Fault) {
  let record = layer.record
  try require(
    record.read == layer.geometry.count + record.dropped.count + record.filtered,
    "\(record.read) read, but \(layer.geometry.count) kept and \(record.dropped.count) dropped")
  try require(
    record.dropped.allSatisfy { !$0.detail.en.isEmpty && !$0.detail.nl.isEmpty },
    "a drop without a reason")
}
