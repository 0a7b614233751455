import Foundation
import Geometry
import LayerIO
import ProjectFile

/// A file to hash, and what it belongs to.
private struct HashTask: Sendable {
  var source: String
  var path: String
}

extension SavedInput {
  /// The inputs of a project as they are now: its sources, the catalogue and the norms. Hashes that reading has
  /// found already are given by path.
  /// - Throws: `SourceError` where a file can't be read.
  static func all(
    of project: ProjectFile, catalogue: String, known: [String: String] = [:], threads: Int
  ) throws -> [SavedInput] {
    let norms = try BundledFiles.normsPath(of: project).map { [("norms", $0)] } ?? []
    let others = ([("cycles", catalogue)] + norms).map { ($0.0, filesOfSource(path: $0.1)) }
    let sources = project.sources.map { source in
      (source.source, source.files.flatMap { filesOfSource(path: $0.path) })
    }
    let inputs = sources + others
    let tasks = inputs.flatMap { source, files in
      files.map { HashTask(source: source, path: $0) }
    }
    // A file may serve several layers; it is read once.
    let paths = Set(tasks.map(\.path)).subtracting(known.keys).sorted(by: isLarger)
    let hashes = try concurrentMap(count: paths.count, threads: threads) { index in
      try sha256(path: paths[index], source: paths[index])
    }
    let all = known.merging(zip(paths, hashes)) { $1 }
    return inputs.map { source, files in
      SavedInput(
        source: source,
        files: files.map { file in
          File(name: URL(fileURLWithPath: file).lastPathComponent, sha256: all[file] ?? "")
        })
    }
  }

  /// The largest files first, so that the last threads to end have little left.
  private static func isLarger(_ a: String, _ b: String) -> Bool {
    let (sizeA, sizeB) = (size(a), size(b))
    return sizeA == sizeB ? a < b : sizeA > sizeB
  }

  private static func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }
}
