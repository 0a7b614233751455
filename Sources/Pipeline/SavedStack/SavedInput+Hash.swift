import Foundation
import Geometry
import LayerIO
import ProjectFile
import Workers

/// A file to hash, and what it belongs to.
private struct HashTask: Sendable {
  var source: String
  var path: String
}

extension SavedInput {
  /// The inputs of a project as they are now: its sources, the catalogue, the price index, the norms and
  /// the catalogue of social real estate. Hashes that reading has
  /// found already are given by path.
  /// - Throws: `SourceError` where a file can't be read.
  static func all(
    of inputs: Inputs, known: [String: String] = [:], threads: Int
  ) throws -> [SavedInput] {
    let project = inputs.project
    let cycles = SavedInput(
      "cycles", path: try project.cyclesPath ?? BundledFiles.cycles(), inputs.cycles.sha256)
    let prices = SavedInput(
      "prices", path: try project.pricesPath ?? BundledFiles.prices(), inputs.index.sha256)
    let norms = try BundledFiles.normsPath(of: project).flatMap { path in
      inputs.norms.map { SavedInput("norms", path: path, $0.sha256) }
    }
    // How far people go is in the ways that are kept.
    let social =
      project.buildings?.homes == nil
      ? nil
      : try BundledFiles.socialPath(of: project).flatMap { path in
        inputs.social.map { SavedInput("social real estate", path: path, $0.sha256) }
      }
    let sources = project.sources.map { source in
      (source.source, source.files.flatMap { filesOfSource(path: $0.path) })
    }
    let tasks = sources.flatMap { source, files in
      files.map { HashTask(source: source, path: $0) }
    }
    // A file may serve several layers; it is read once.
    let paths = Set(tasks.map(\.path)).subtracting(known.keys).sorted(by: isLarger)
    let hashes = try concurrentMap(count: paths.count, threads: threads) { index in
      try sha256(path: paths[index], source: paths[index])
    }
    let all = known.merging(zip(paths, hashes)) { $1 }
    let read = sources.map { source, files in
      SavedInput(
        source: source,
        files: files.map { file in
          File(name: URL(fileURLWithPath: file).lastPathComponent, sha256: all[file] ?? "")
        })
    }
    return read + [cycles, prices, norms, social].compactMap(\.self)
  }

  /// A catalogue that was parsed.
  private init(_ source: String, path: String, _ sha256: String) {
    self.init(
      source: source,
      files: [File(name: URL(fileURLWithPath: path).lastPathComponent, sha256: sha256)])
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

extension Inputs {
  /// Paths of the files that they were read from, as far as the project names them: itself, its catalogues, its
  /// sources.
  package var files: [String] {
    let catalogues = [
      project.cyclesPath, project.pricesPath, project.packagesPath, project.normsPath,
      project.couplingsPath, project.bundling.compatibilityPath,
      project.buildings?.transformationPath, project.buildings?.populationPath,
      project.buildings?.facilitiesPath, project.buildings?.socialPath,
    ]
    return [project.path] + catalogues.compactMap(\.self)
      + project.sources.flatMap { $0.files.flatMap { filesOfSource(path: $0.path) } }
  }
}
