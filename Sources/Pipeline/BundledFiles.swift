import Foundation
import OpportunityMap
import ProjectFile

/// Where the files that come with the program are: the folder `layers`.
package enum BundledFiles {
  /// The environment variable that names the folder.
  package static let variable = "KANSENKAART_LAYERS"

  /// The cycle catalogue of the folder.
  /// - Throws: `MissingInput` when no folder has one.
  package static func cycles() throws -> String { try file("cycles.yaml", key: "cycles") }

  /// The price index of the folder.
  /// - Throws: `MissingInput` when no folder has one.
  package static func prices() throws -> String { try file("price-index.yaml", key: "prices") }

  /// The catalogue of couplings of the folder.
  /// - Throws: `MissingInput` when no folder has one.
  package static func couplings() throws -> String { try file("couplings.yaml", key: "couplings") }

  /// The rules of bundling of the folder.
  /// - Throws: `MissingInput` when no folder has them.
  package static func compatibility() throws -> String {
    try file("compatibility.yaml", key: "bundling: {compatibility: ...}")
  }

  /// The rules that forbid opening the street again, of the folder.
  /// - Throws: `MissingInput` when no folder has them.
  package static func cutRules() throws -> String {
    try file("cut-rules.yaml", key: "rules")
  }

  /// The catalogue of packages of the folder.
  /// - Throws: `MissingInput` when no folder has one.
  package static func packages() throws -> String { try file("packages.yaml", key: "packages") }

  /// Path of the norms that a project's derived layers ask for: its own, or those of the folder; nil
  /// where none does.
  /// - Throws: `MissingInput`.
  static func normsPath(of project: ProjectFile) throws -> String? {
    let asks = project.derivations.contains { $0.request.needsNorms }
    return asks ? try project.normsPath ?? file("norms.yaml", key: "norms") : nil
  }

  /// Path of the catalogue of the transformation scan: the project's own, or that of the folder; nil where the
  /// project tells of no buildings.
  /// - Throws: `MissingInput`.
  static func transformationPath(of project: ProjectFile) throws -> String? {
    try project.buildings.map {
      try $0.transformationPath
        ?? file("transformation.yaml", key: "buildings: {transformation: ...}")
    }
  }

  /// Path of the catalogue of the facility programme: the project's own, or that of the folder; nil where the
  /// project names no population.
  /// - Throws: `MissingInput`.
  static func facilitiesPath(of project: ProjectFile) throws -> String? {
    guard let source = project.buildings, source.population != nil else { return nil }
    return try source.facilitiesPath
      ?? file("facility-programme.yaml", key: "buildings: {facilities: ...}")
  }

  /// Path of the catalogue of social real estate: the project's own, or that of the folder; nil where the project
  /// tells of no buildings.
  /// - Throws: `MissingInput`.
  static func socialPath(of project: ProjectFile) throws -> String? {
    try project.buildings.map {
      try $0.socialPath
        ?? file("social-real-estate.yaml", key: "buildings: {social_real_estate: ...}")
    }
  }

  private static func file(_ name: String, key: String) throws -> String {
    guard let path = find(name) else {
      throw MissingInput(
        paths: ["layers/\(name)"],
        remedy: "Name a file under '\(key)' in the project file, or the folder in \(variable).")
    }
    return path
  }

  /// The folder of MapLibre GL JS, which tools/setup fetches; nil where it has not been.
  package static func mapLibrary() -> String? {
    find("maplibre/maplibre-gl.js").map { ($0 as NSString).deletingLastPathComponent }
  }

  private static func find(_ name: String) -> String? {
    folders().map { "\($0)/\(name)" }.first(where: FileManager.default.fileExists)
  }

  /// The folder that the environment names; without it, or where it is empty, `layers` beside the program or in a folder
  /// above it (a checkout), then `share/kansenkaart/layers` beside the program's folder (an
  /// installation).
  private static func folders() -> [String] {
    let named = ProcessInfo.processInfo.environment[variable] ?? ""
    guard named.isEmpty else { return [named] }
    guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return [] }
    var folders: [String] = []
    var folder = executable.deletingLastPathComponent()
    let prefix = folder.deletingLastPathComponent()
    while folder.path != "/" {
      folders.append(folder.appendingPathComponent("layers").path)
      folder.deleteLastPathComponent()
    }
    return folders + [prefix.appendingPathComponent("share/kansenkaart/layers").path]
  }
}
