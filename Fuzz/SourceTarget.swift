import Geometry
import LayerIO

/// A source of some format, read into a layer of the working system as a run does: by GDAL or our own
/// reader, mended, counted.
final class SourceTarget: Target {
  let name: String
  let casesOfShortRun: Int
  let words: [String]
  private let folder: String
  private let change: (inout SourceOptions, inout any RandomNumberGenerator) -> Void
  private var files: [String: ScratchFile] = [:]
  private let readers: [LayerReader]

  /// Sources of a format; `change` sets options that a project might have.
  init(
    _ name: String, folder: String, cases: Int, words: [String] = [],
    _ change: @escaping (inout SourceOptions, inout any RandomNumberGenerator) -> Void = { _, _ in }
  ) throws {
    self.name = name
    self.folder = folder
    self.words = words
    self.change = change
    casesOfShortRun = cases
    let system = try CoordinateSystem("EPSG:28992")
    readers = try [1, 2].map { try LayerReader(workingSystem: system, threads: $0) }
  }

  func run(_ input: Input, random: inout some RandomNumberGenerator) throws -> Bool {
    for file in input.files { scratch(file.suffix).write(file.bytes) }
    var options = SourceOptions(
      source: scratch(input.files[0].suffix).path, role: "fuzz", crs: "EPSG:28992", width: 1,
      radius: 1, fields: .all, keepsOriginals: true)
    var generator: any RandomNumberGenerator = random
    change(&options, &generator)
    let one = try outcome { try readers[0].read(options) }
    guard Int.random(in: 0..<4, using: &random) == 0 else { return try isAccepted(one) }
    let two = try outcome { try readers[1].read(options) }
    try compare("by two threads", one, two) { a, b throws(Fault) in
      try require(a.geometry == b.geometry, "two threads give other geometry")
      try require(a.record.dropped == b.record.dropped, "two threads give other drops")
      try require(a.record.notes == b.record.notes, "two threads give other notes")
    }
    return try isAccepted(one)
  }

  private func scratch(_ suffix: String) -> ScratchFile {
    if let file = files[suffix] { return file }
    let file = ScratchFile(folder + "/source" + suffix)
    files[suffix] = file
    return file
  }

  private func isAccepted(_ result: Result<Layer, Refusal>) throws(Fault) -> Bool {
    guard case .success(let layer) = result else { return false }
    let record = layer.record
    try require(
      record.read == record.used + record.dropped.count + record.filtered,
      "\(record.read) read, \(record.used) used, \(record.dropped.count) dropped")
    try require(
      layer.geometry.positions.allSatisfy { $0.x.isFinite && $0.y.isFinite },
      "a position that is no place")
    return true
  }
}
