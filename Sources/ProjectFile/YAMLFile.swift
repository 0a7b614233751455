/// What people write in a YAML file of its own, such as a catalogue.
package protocol YAMLFile: Sendable {
  /// What is said of a file that can't be read: what it is, and what to do.
  static var unreadable: (what: String, remedy: String) { get }

  /// Reads the top of a file.
  /// - Throws: `YAMLError`.
  init(_ top: YAMLValue) throws
}

extension YAMLFile {
  /// Reads a file.
  /// - Throws: `YAMLError`.
  package static func load(path: String) throws -> Self {
    try read(path: path, named: path).value
  }

  /// The same with the hash of what was read, from a file that a project names `name`.
  /// - Throws: `YAMLError`.
  package static func read(path: String, named name: String) throws -> Parsed<Self> {
    try Parsed(
      reading: path, named: name, as: unreadable.what, remedy: unreadable.remedy, Self.init)
  }
}
