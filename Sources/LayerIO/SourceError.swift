import Workers

/// A source that can't be read. The text is one paragraph: what is wrong, in which file and
/// feature, and what to do about it.
public struct SourceError: UserError {
  /// Path as the project file gives it.
  public let source: String
  /// Position of the feature in the source, counted from 1, where one is to blame.
  public let feature: Int?
  /// What is wrong, in English.
  public let problem: String
  /// What to do about it, in English.
  public let remedy: String

  /// An error about a source.
  public init(source: String, feature: Int? = nil, problem: String, remedy: String) {
    self.source = source
    self.feature = feature
    self.problem = problem
    self.remedy = remedy
  }

  /// The source, with the feature where one is to blame.
  public var place: String? { source + (feature.map { ", feature \($0)" } ?? "") }
}
