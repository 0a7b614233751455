import Foundation
import LayerIO
import ProjectFile

extension MainJob {
  /// In how many strips the project's stack is measured on this machine: 1 where its challenges fit in a quarter of
  /// the memory that is free.
  package var stripsForMemory: Int {
    let sources = project.themes.flatMap { $0.layers.map(\.options) }
    let size = sources.reduce(0) { $0 + inMemory($1) }
    return max(1, min(1000, (4 * size).dividedRoundingUp(by: max(1, freeMemory()))))
  }

  /// Bytes that a source may take up in memory while it is read and stacked, by a rule of thumb: twice the size of its
  /// files, and ten times that of packed ones.
  private func inMemory(_ source: SourceOptions) -> Int {
    source.files.reduce(0) { sum, file in
      sum
        + filesOfSource(path: file.path).reduce(0) { sum, path in
          let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
          return sum + size * (path.hasSuffix(".gz") || path.hasSuffix(".zip") ? 10 : 2)
        }
    }
  }
}

/// Bytes of memory that are free, or that the process may use where that is less.
private func freeMemory() -> Int {
  let system = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
  let line = system.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
  let free = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  let limit = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
  let allowed = limit.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  return min(
    free ?? Int(clamping: ProcessInfo.processInfo.physicalMemory), allowed ?? .max)
}

extension Int {
  fileprivate func dividedRoundingUp(by divisor: Int) -> Int { (self + divisor - 1) / divisor }
}
