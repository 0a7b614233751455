import Workers

/// Why something can't be shared, or a package can't be relied on.
package struct SharingError: UserError {
  /// The kind, which decides how the program ends.
  package let kind: UserErrorKind
  /// The file, or what was given.
  package let place: String?
  /// What is wrong, in English.
  package let problem: String
  /// What to do about it, in English.
  package let remedy: String

  /// An error about what was given, unless another kind is.
  package init(
    _ place: String?, _ problem: String, _ remedy: String, kind: UserErrorKind = .badInput
  ) {
    (self.place, self.problem, self.remedy, self.kind) = (place, problem, remedy, kind)
  }

  /// The same of a file.
  func about(_ file: String) -> SharingError {
    SharingError(place.map { "\(file), \($0)" } ?? file, problem, remedy, kind: kind)
  }
}
