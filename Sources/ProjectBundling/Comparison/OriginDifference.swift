import LayerIO

/// Something that an answer was made from, and another was not, such as a source or the rules.
package struct OriginDifference: Sendable, Equatable, Codable {
  /// What it is.
  package var what: Wording
  /// What the first was made from; nil for nothing.
  package var before: String?
  /// What the second was made from; nil for nothing.
  package var after: String?

  /// A difference.
  package init(what: Wording, before: String?, after: String?) {
    (self.what, self.before, self.after) = (what, before, after)
  }
}
