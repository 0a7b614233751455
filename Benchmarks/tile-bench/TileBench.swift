import Foundation
import Geometry
import LayerIO
import Pipeline
import ProjectFile
import Tables
import Tiles
import Workers

/// Makes vector tiles of a project's answer.
///
/// usage: tile-bench write PROJECT FOLDER [FIRST LAST]
///        tile-bench measure PROJECT
///
/// With `write` it writes all tiles of web Mercator's zooms 8 to 16, or FIRST to LAST, and of the same scales of
/// the Dutch grid, as FOLDER/PYRAMID/ZOOM/COLUMN/ROW.mvt, beside the tables as GeoJSON.
///
/// With `measure` it prints how long it takes to make layers ready and tiles from them, zoom by zoom, and
/// the memory.
@main
struct TileBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    switch (arguments.dropFirst().first, arguments.count) {
    case ("write", 4): try write(project: arguments[2], to: arguments[3], zooms: 8...16)
    case ("write", 6):
      guard let first = Int(arguments[4]), let last = Int(arguments[5]), first <= last else {
        fallthrough
      }
      try write(project: arguments[2], to: arguments[3], zooms: first...last)
    case ("measure", 3): try measure(project: arguments[2])
    default:
      print("usage: tile-bench write PROJECT FOLDER [FIRST LAST] | measure PROJECT")
    }
  }

  /// The tables of an answer that the workbench shows.
  private static func sources(
    project: String
  ) throws -> (sources: [TileSource], system: CoordinateSystem) {
    let job = try MainJob(projectPath: project, options: MainJob.Options(), control: JobControl())
    let answer = try job.session().answer()
    let tables: [(ProductTable, isCoverage: Bool)] = [
      (.challenges, true), (.neighbourhoods, true), (.opportunities, false), (.candidates, false),
    ]
    let sources = try tables.compactMap { table, isCoverage in
      try answer.table(table).map { TileSource($0, isCoverage: isCoverage) }
    }
    return (sources, try CoordinateSystem(job.project.crs))
  }

  private static func write(project: String, to folder: String, zooms: ClosedRange<Int>) throws {
    let (sources, system) = try sources(project: project)
    for matrices in TileMatrixSet.all {
      let set = TileSet(sources, in: system, on: matrices, threads: 2)
      // The Dutch grid reaches the same scale four zooms earlier.
      let shift = matrices == .webMercatorQuad ? 0 : 4
      for zoom in zooms where zoom - shift <= matrices.deepestZoom {
        let tiles = try set.addresses(zoom: zoom - shift)
        _ = try concurrentMap(count: tiles.count, threads: 2) {
          try write(tiles[$0], of: set, to: folder)
        }
      }
    }
  }

  private static func write(_ tile: TileAddress, of set: TileSet, to folder: String) throws {
    guard let bytes = try set.tile(tile), !bytes.isEmpty else { return }
    let column = "\(folder)/\(set.matrices.id)/\(tile.zoom)/\(tile.column)"
    try FileManager.default.createDirectory(atPath: column, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: "\(column)/\(tile.row).mvt"))
  }

  private static func measure(project: String) throws {
    let (sources, system) = try sources(project: project)
    print("answer and tables: peak memory \(peakMegabytes()) MB")
    let set = TileSet(sources, in: system, on: .webMercatorQuad, threads: 2)
    let start = ContinuousClock.now
    for name in set.layerNames {
      let before = ContinuousClock.now
      _ = try set.addresses(zoom: 0, layers: [name])
      print(name, "ready:", seconds(since: before), "s")
    }
    print("all layers ready: \(seconds(since: start)) s, peak memory \(peakMegabytes()) MB")
    print("zoom  tiles  with something  median ms  p95 ms  longest ms  median kB  largest kB")
    for name in set.layerNames {
      print(name)
      for zoom in 8...16 { try measure(set, zoom: zoom, layers: [name]) }
    }
    print("all layers, made anew")
    let again = TileSet(sources, in: system, on: .webMercatorQuad, threads: 2)
    for zoom in 8...16 { try measure(again, zoom: zoom, layers: nil) }
    print("peak memory \(peakMegabytes()) MB")
  }

  /// Tiles at random, one after the other, each made anew; as many as there are, 500 at most.
  private static func measure(_ set: TileSet, zoom: Int, layers: Set<String>?) throws {
    var generator = SplitMix(seed: UInt64(zoom))
    let all = try set.addresses(zoom: zoom, layers: layers)
    var (times, sizes): ([Double], [Int]) = ([], [])
    for tile in all.shuffled(using: &generator).prefix(500) {
      let start = ContinuousClock.now
      let bytes = try set.tile(tile, layers: layers) ?? []
      guard !bytes.isEmpty else { continue }
      times.append((ContinuousClock.now - start) / .milliseconds(1))
      sizes.append(bytes.count)
    }
    guard !times.isEmpty else { return }
    times.sort()
    sizes.sort()
    print(
      String(
        format: "%4d %6d %15d %10.2f %7.2f %11.2f %10.1f %11.1f", zoom, all.count, times.count,
        times[times.count / 2], times[min(times.count - 1, times.count * 95 / 100)],
        times[times.count - 1], Double(sizes[sizes.count / 2]) / 1000,
        Double(sizes[sizes.count - 1]) / 1000))
  }

  private static func seconds(since start: ContinuousClock.Instant) -> String {
    String(format: "%.2f", (ContinuousClock.now - start) / .seconds(1))
  }

  /// Most memory that the program has held, as Linux counts it.
  private static func peakMegabytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1000
  }
}
