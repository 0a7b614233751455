import LayerIO
import ProjectFile

/// How many people and dwellings neighbourhoods come to have, on several paths. Read from a file that a project
/// names under `buildings: {population: ...}`.
package struct PopulationPaths: YAMLFile, Equatable {
  /// One way in which it may go.
  package struct Path: Sendable, Equatable {
    /// Key, such as `low`.
    package var key: String
    /// What people call it.
    package var name: Wording
    /// Numbers by code of the neighbourhood and then by group, one for each year.
    package var numbers: [String: [String: [Double]]]
  }

  /// The years that numbers are of, ascending.
  package var years: [Int]
  /// The paths, in the order of the file.
  package var paths: [Path]

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    ("The paths of population", "Check 'buildings.population' in the project file.")
  }

  /// Reads the paths.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: ["kansenkaart_population", "years", "source", "paths"])
    try top.checkVersion(keys, "kansenkaart_population", "These paths are")
    let list = try keys.needed("years", in: top)
    let years = try list.elements.map { try $0.integer(in: 1800...2200) }
    guard !years.isEmpty, zip(years, years.dropFirst()).allSatisfy(<) else {
      throw list.error("The years do not rise.", "Give at least one, each later than the last.")
    }
    self.years = years
    _ = try keys.needed("source", in: top).text()
    paths = try keys.needed("paths", in: top).members().map { key, value in
      let parts = try value.members(known: ["name", "neighbourhoods"])
      let places = try parts.needed("neighbourhoods", in: value).members().map { code, groups in
        (code, try groups.members().map { ($0.key, try Self.numbers($0.value, years)) })
      }
      return Path(
        key: key, name: try parts.needed("name", in: value).inBoth(),
        numbers: Dictionary(
          uniqueKeysWithValues: places.map { ($0.0, Dictionary(uniqueKeysWithValues: $0.1)) }))
    }
  }

  private static func numbers(_ value: YAMLValue, _ years: [Int]) throws -> [Double] {
    let numbers = try value.elements.map { try $0.number(in: 0...1e9) }
    guard numbers.count == years.count else {
      throw value.error(
        "'\(value.name)' has \(numbers.count) numbers for \(years.count) years.",
        "Give one for each year.")
    }
    return numbers
  }

  /// How many of a group there are in a neighbourhood in a year: on the line between the years that are told, and as
  /// in the first or last of these outside them. nil where nothing is told of them.
  package func number(_ path: Int, _ group: String, in code: String, year: Int) -> Double? {
    guard let told = paths[path].numbers[code]?[group] else { return nil }
    guard let after = years.firstIndex(where: { $0 >= year }) else { return told.last }
    guard after > 0, years[after] > year else { return told[after] }
    let part = Double(year - years[after - 1]) / Double(years[after] - years[after - 1])
    return told[after - 1] + part * (told[after] - told[after - 1])
  }
}
