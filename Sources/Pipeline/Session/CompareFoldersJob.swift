import Foundation
import Geometry
import OpportunityMap
import ProjectBundling
import Publishing
import Tables

/// Compares the products of runs, as their folders hold them: what `kansenkaart compare` does with folders.
package struct CompareFoldersJob: Sendable {
  private let folders: [String]
  private let control: JobControl
  private let threads: Int

  /// A comparison of folders with the first of them.
  /// - Throws: `MissingInput` with all folders that are not there.
  package init(_ folders: [String], threads: Int, control: JobControl) throws {
    try MissingInput.check(folders)
    (self.folders, self.threads, self.control) = (folders, threads, control)
  }

  /// Whether all paths are folders of runs, so that they are compared as such.
  package static func isMeant(by paths: [String]) -> Bool {
    paths.count > 1
      && paths.allSatisfy {
        FileManager.default.fileExists(atPath: $0 + "/" + Product.runRecord.fileName)
      }
  }

  /// Reads what the folders tell and holds it beside the first.
  /// - Throws: `MixedFolder`, `SourceError` for a folder whose products can't be used.
  package func compare() throws -> Comparison {
    try control.report(.reading, 0)
    return try control.interrupting { try compareFolders(folders) }
  }

  /// Writes a comparison into a folder: tables, `comparison.json` and the page `comparison.html`, all of
  /// them or none. The page has a map where the first folder has its saved stack, and else says so.
  /// - Throws: `ProductError`.
  package func write(
    _ comparison: Comparison, to output: String, language: Language
  ) throws -> [String] {
    try fillFolder(output, control) { folder in
      try writeComparison(
        comparison, neighbourhoods: geometry(of: comparison), to: folder, language: language)
    }
  }

  /// Geometry of the neighbourhoods of a comparison, empty for those that the first folder does not have; nil
  /// where it has no saved stack that this program reads.
  private func geometry(of comparison: Comparison) throws -> GeometryArray? {
    let files = [Product.stackFigures, .stackGeometry].map { folders[0] + "/" + $0.fileName }
    guard files.allSatisfy(FileManager.default.fileExists) else { return nil }
    guard let stack = try? SavedStack.load(folder: folders[0], threads: threads),
      let shapes = try? stack.geometry(threads: threads).neighbourhoods
    else { return nil }
    let places = Dictionary(
      stack.description.neighbourhoods.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first })
    return comparison.neighbourhoods.reduce(into: GeometryArray()) { picked, place in
      if let feature = places[place.id] {
        picked.appendFeature(feature, of: shapes)
      } else {
        picked.endFeature()
      }
    }
  }
}
