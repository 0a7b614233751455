import Tables
import Workers

/// Why a saved stack can't be used. The remedy is always a new run.
public struct SavedStackError: UserError {
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

  /// What is saved does not fit.
  public var kind: UserErrorKind { .stale }
  /// The file or folder.
  public var place: String? { path }
  /// To run again.
  public var remedy: String { staleRemedy }
}
