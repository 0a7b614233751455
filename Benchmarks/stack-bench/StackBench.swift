import Foundation
import Geometry
import LayerIO
import LayerStack

/// Measures the stack alone, without reading and writing, on a city of `tools/make-city`.
///
/// usage: stack-bench FOLDER [RUNS]
///        stack-bench hard [WORD]
///
/// For 1, 2 and 4 threads it prints the median wall time, CPU time per input edge, and how much faster
/// than one thread it is. Seconds depend on the machine; where the processor lets itself be counted,
/// `perf stat -e instructions:u stack-bench FOLDER` tells instructions.
///
/// With `hard` it measures inputs that make a careless sweep quadratic, all or those with the word in
/// their name, and an eighth, a quarter and half of each, with memory kept from run to run.
@main
struct StackBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: stack-bench FOLDER [RUNS] | hard [WORD]")
      return
    }
    if arguments[1] == "hard" {
      let isKept = memoryKept.keys.allSatisfy { ProcessInfo.processInfo.environment[$0] != nil }
      guard isKept else { return try measureWithMemoryKept() }
      return try measureHardInputs(arguments.dropFirst(2).first)
    }
    let input = try read(city: arguments[1])
    let edges = edgeCount(input)
    print("\(edges) edges, \(input.planes.count) planes, \(input.assets.count) assets")
    let runs = arguments.count > 2 ? Int(arguments[2]) ?? 5 : 5
    var single: Double?
    for threads in [1, 2, 4] {
      let run = try measure(input, threads: threads, runs: runs)
      let gain = (single ?? run.wall) / run.wall
      single = single ?? run.wall
      print(
        String(
          format: "%d threads: %7.3f s, %5.0f ns CPU an edge, %.2f times as fast as one, %d rows",
          threads, run.wall, run.cpu / Double(edges) * 1e9, gain, run.rows))
    }
  }

  /// The seven files of a city, in EPSG:28992.
  private static func read(city: String) throws -> StackInput {
    let system = try CoordinateSystem("EPSG:28992")
    let reader = try LayerReader(workingSystem: system, threads: 4)
    let names = ["nbh", "water", "energy", "soil", "care", "vacancy", "assets"]
    let layers = try reader.readAll(
      names.map { name in
        SourceOptions(
          source: name, path: "\(city)/\(name).geojson", role: name,
          keepsOriginals: name == "assets")
      })
    return StackInput(
      neighbourhoods: layers[0].geometry, planes: layers[1..<6].map(\.geometry),
      assets: layers[6].geometry)
  }

  /// Measures in a program of its own that keeps its memory. By itself glibc gives blocks beyond 32 MB back
  /// to the system and keeps smaller ones, so that of two sizes the larger alone would pay for fresh memory.
  private static func measureWithMemoryKept() throws {
    let program = Process()
    program.executableURL = Bundle.main.executableURL
    program.arguments = Array(CommandLine.arguments.dropFirst())
    program.environment = ProcessInfo.processInfo.environment.merging(memoryKept) { $1 }
    try program.run()
    program.waitUntilExit()
    exit(program.terminationStatus)
  }

  private static let memoryKept = [
    "MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "4294967296",
  ]

  private static func measureHardInputs(_ word: String?) throws {
    for hard in HardInput.allCases where word.map(hard.rawValue.contains) ?? true {
      let runs = try [8, 4, 2, 1].map { part in
        let input = hard.input(count: hard.count / part)
        let (_, cpu, rows) = try measure(input, threads: 1, runs: 5)
        return (cpu: cpu, rows: rows, edges: Double(edgeCount(input)))
      }
      let costs = runs.map { String(format: "%.0f", $0.cpu / $0.edges * 1e9) }
      let growth = pow(runs[3].cpu / runs[0].cpu, 1 / 3)
      print(
        String(
          format: "%7d %@: %d rows, %.3f s CPU, %.2f times per doubling;", hard.count,
          hard.rawValue, runs[3].rows, runs[3].cpu, growth),
        costs.joined(separator: ", "), "ns an edge for 1/8, 1/4, 1/2 and all")
    }
  }

  private static func edgeCount(_ input: StackInput) -> Int {
    edgeCount(input.neighbourhoods) + edgeCount(input.assets)
      + input.planes.reduce(0) { $0 + edgeCount($1) }
  }

  private static func edgeCount(_ array: GeometryArray) -> Int {
    array.positions.count - array.pathCount
  }

  /// Medians of some runs after one that warms up.
  private static func measure(
    _ input: StackInput, threads: Int, runs: Int
  ) throws -> (wall: Double, cpu: Double, rows: Int) {
    var rows = try makeOverlapTable(input, threads: threads).areas.count
    var walls: [Double] = []
    var cpus: [Double] = []
    for _ in 0..<max(1, runs) {
      let (wall, cpu) = (ContinuousClock.now, processSeconds())
      rows = try makeOverlapTable(input, threads: threads).areas.count
      walls.append((ContinuousClock.now - wall) / .seconds(1))
      cpus.append(processSeconds() - cpu)
    }
    return (walls.sorted()[walls.count / 2], cpus.sorted()[cpus.count / 2], rows)
  }

  /// CPU time of all threads of this process, in seconds.
  private static func processSeconds() -> Double {
    Double(clock()) / Double(CLOCKS_PER_SEC)
  }
}
