import Foundation
import LayerIO
import LayerStack
import ProjectFile
import Workers

/// Files that a project names and that are not there; all of them, so they can be mended at once.
public struct MissingInput: UserError {
  /// Paths as the project file or the command line gives them.
  public let paths: [String]
  /// What to do about it, in English.
  public let remedy: String

  /// Files are missing.
  public var kind: UserErrorKind { .missingInput }
  /// The paths.
  public var place: String? { paths.joined(separator: ", ") }
  /// That they are missing.
  public var problem: String { "There is no such file." }

  /// Looks whether files that a command line names are there.
  /// - Throws: `MissingInput` with all that are not.
  public static func check(_ paths: [String]) throws(MissingInput) {
    let missing = paths.filter { !FileManager.default.fileExists(atPath: $0) }
    guard missing.isEmpty else {
      throw MissingInput(paths: missing, remedy: "Check the spelling and the folder.")
    }
  }
}

extension ProjectFile {
  /// Reads a project file, and looks whether all files that it names are there. A horizon that is given is
  /// taken instead of the file's; gaps may be allowed as `load` does. What stands in a database or service is fetched where
  /// it never was, or anew where `refreshing` says so.
  /// - Throws: `MissingInput`, `YAMLError`, `SourceError` for a database or service.
  static func readComplete(
    path: String, horizon: ClosedRange<Int>? = nil, allowsGaps: Bool = false,
    refreshing: Bool = false
  ) throws -> Parsed<ProjectFile> {
    guard FileManager.default.fileExists(atPath: path) else {
      throw MissingInput(
        paths: [path], remedy: "Check the path; 'kansenkaart init FILE...' writes a first project.")
    }
    let read = try read(path: path, horizon: horizon, allowsGaps: allowsGaps)
    try read.value.checkSources(refreshing: refreshing)
    return read
  }

  /// Looks whether a stack can hold the layers, and whether all files that are named are there; fetches what stands
  /// in databases and services and is not there yet, or all of it.
  /// - Throws: `MissingInput`, `YAMLError`, `SourceError` for a database or service.
  package func checkSources(refreshing: Bool = false) throws {
    try checkLayerCount()
    try prepareSnapshots(refreshing: refreshing)
    let missing = sources.flatMap(\.files).filter {
      !FileManager.default.fileExists(atPath: $0.path)
    }
    guard missing.isEmpty else {
      throw MissingInput(
        paths: missing.map(\.source),
        remedy: "Check the paths in \(path); they count from the folder of that file.")
    }
  }

  /// Several layers may be of one table, which is fetched once.
  private func prepareSnapshots(refreshing: Bool) throws {
    var prepared: Set<String> = []
    for source in sources {
      guard let remote = source.remote, prepared.insert(source.path).inserted else { continue }
      try Snapshot(of: remote, at: source.path).prepare(refreshing: refreshing)
    }
  }

  /// Each layer makes a plane or more, so that too many can be told before any is read.
  private func checkLayerCount() throws(YAMLError) {
    let count = themes.reduce(areas.count) { $0 + $1.layers.count }
    guard count > Signature.capacity else { return }
    throw YAMLError(
      path: path, line: nil,
      problem:
        "Themes and areas have \(count) layers; a stack holds at most \(Signature.capacity).",
      remedy: "Join layers that say the same, or make several projects.")
  }

  /// All sources: neighbourhoods, then theme layers, then schedule, then what derived layers need besides, then
  /// buildings, then areas, then people.
  package var sources: [SourceOptions] {
    (missing.contains("neighbourhoods") ? [] : [neighbourhoods.options])
      + themes.flatMap { $0.layers.map(\.options) }
      + schedule.map(\.options) + furtherSources
  }

  /// What derived layers need besides their own sources, then buildings with their places and initiatives, then
  /// areas, then people.
  var furtherSources: [SourceOptions] {
    derivations.flatMap { $0.request.sources } + (buildings?.sources ?? []) + areas.map(\.options)
      + people.map(\.options)
  }

  /// The derivations of the theme layers, in the order of the file.
  var derivations: [Derivation] { themes.flatMap { $0.layers.compactMap(\.derivation) } }
}
