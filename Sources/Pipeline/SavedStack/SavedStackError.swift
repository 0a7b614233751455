/// Why a saved stack can't be used. The remedy is always a new run.
public struct SavedStackError: Error, Sendable, CustomStringConvertible {
  /// What stands in the way.
  public enum Cause: Sendable, Equatable {
    /// A source, the catalogue or the project says something else than it did, or is gone.
    case inputsChanged
    /// The file is cut or changed.
    case damaged
    /// Another version of the program wrote it.
    case otherVersion
  }

  /// What stands in the way.
  public let cause: Cause
  /// Path of the file or folder.
  public let path: String
  /// What is wrong, in English.
  public let problem: String

  /// The whole paragraph.
  public var description: String {
    "\(path): \(problem) Its figures can't be used; make it again with 'kansenkaart run'."
  }
}
