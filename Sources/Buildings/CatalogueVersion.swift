import ProjectFile

extension YAMLValue {
  /// Checks that a file is of version 1 of its kind, which it says under `key`; `what` is what an error calls it, with
  /// its verb.
  /// - Throws: `YAMLError`.
  func checkVersion(_ keys: [String: YAMLValue], _ key: String, _ what: String) throws {
    guard try keys.needed(key, in: self).integer(in: 1...99) == 1 else {
      throw error("\(what) of another version.", "This program reads version 1.")
    }
  }
}
