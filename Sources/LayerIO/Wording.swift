/// A sentence for whoever reads what happened to a source, in each language that people read it in. It
/// stands where the thing is noticed, so that what is said in one language is said in the other.
public struct Wording: Sendable, Codable, Hashable {
  /// In English.
  public var en: String
  /// In Dutch.
  public var nl: String

  /// A sentence in both languages.
  public init(en: String, nl: String) {
    self.en = en
    self.nl = nl
  }

  /// What a library or a file says, which is the same in every language.
  public init(verbatim text: String) {
    self.init(en: text, nl: text)
  }

  /// The sentence behind the name of what it is about, such as a key of the project file.
  public func about(_ name: String) -> Wording {
    Wording(en: "\(name): \(en)", nl: "\(name): \(nl)")
  }
}
