import Workers

/// A product that can't be written. The text is one paragraph: what is wrong, with which file, and
/// what to do about it.
public struct ProductError: UserError {
  /// What stands in the way.
  public enum Cause: Sendable, Equatable {
    /// The file or folder can't be made: no permission, a file where a folder must be.
    case cannotCreate
    /// Writing failed half-way: disk full, quota, device error.
    case writeFailed
  }

  /// What stands in the way.
  public let cause: Cause
  /// Path of the product.
  public let path: String
  /// What is wrong, in English.
  public let problem: String
  /// What to do about it, in English.
  public let remedy: String

  /// An error about a product.
  public init(cause: Cause, path: String, problem: String, remedy: String) {
    self.cause = cause
    self.path = path
    self.problem = problem
    self.remedy = remedy
  }

  /// What stands in the way, as a kind of error.
  public var kind: UserErrorKind {
    switch cause {
    case .cannotCreate: .cannotCreate
    case .writeFailed: .writeFailed
    }
  }

  /// The file.
  public var place: String? { path }
}
