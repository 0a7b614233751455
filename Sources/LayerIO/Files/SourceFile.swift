/// A file of a source.
public struct SourceFile: Sendable, Equatable {
  /// Path as the project file gives it.
  public var source: String
  /// Path to open.
  public var path: String

  /// A file.
  public init(source: String, path: String) {
    self.source = source
    self.path = path
  }
}
