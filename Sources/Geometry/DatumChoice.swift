/// How a source's datum is brought to another one, where the project chooses.
package enum DatumChoice: Sendable, Hashable {
  /// Degrees and metres are taken for those of the other datum; nothing is shifted.
  case nullTransform
  /// PROJ's operation whose name holds this text, whatever the capitals.
  case named(String)

  /// What a project file says: `null-transform`, or the name of an operation.
  package init(_ text: String) {
    self = text == "null-transform" ? .nullTransform : .named(text)
  }
}
