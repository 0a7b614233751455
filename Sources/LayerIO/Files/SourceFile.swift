/// A file of a source.
package struct SourceFile: Sendable, Equatable {
  /// Path as the project file gives it.
  package var source: String
  /// Path to open.
  package var path: String

  /// A file.
  package init(source: String, path: String) {
    self.source = source
    self.path = path
  }
}
