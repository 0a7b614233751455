/// An error that people are told, as one paragraph: where it is, what is wrong and what to do about it.
public protocol UserError: Error, Sendable, CustomStringConvertible {
  /// What kind of error it is, which decides how the program ends.
  var kind: UserErrorKind { get }
  /// Where it is: a file, with line or feature where one is to blame; nil where it is in no place.
  var place: String? { get }
  /// What is wrong, in English.
  var problem: String { get }
  /// What to do about it, in English; empty where nothing can be.
  var remedy: String { get }
}

extension UserError {
  /// Most errors are about what was given.
  public var kind: UserErrorKind { .badInput }

  /// The whole paragraph.
  public var description: String {
    let what = place.map { "\($0): \(problem)" } ?? problem
    return remedy.isEmpty ? what : "\(what) \(remedy)"
  }
}

/// What kind of error people are told.
public enum UserErrorKind: Sendable, Equatable, CaseIterable {
  /// What was given can't be used as it stands.
  case badInput
  /// A file that was named is not there.
  case missingInput
  /// A fault of the program itself.
  case ourFault
  /// A file or folder can't be made.
  case cannotCreate
  /// Writing stopped half-way.
  case writeFailed
  /// What an earlier run left does not fit what is there now.
  case stale

  /// How a program ends that stops for it; the numbers of sysexits.h where it has them.
  public var exitCode: Int32 {
    switch self {
    case .badInput: 65
    case .missingInput: 66
    case .ourFault: 70
    case .cannotCreate: 73
    case .writeFailed: 74
    case .stale: 75
    }
  }
}
