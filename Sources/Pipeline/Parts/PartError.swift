import Tables
import Workers

/// Why parts of a stack can't be merged.
package struct PartError: UserError {
  /// Path of the part that is to blame; nil where none is there to blame.
  package let place: String?
  /// What is wrong, in English.
  package let problem: String
  /// What to do about it, in English.
  package let remedy: String
  /// What is saved does not fit, or what was named is no whole.
  package let kind: UserErrorKind

  /// A part that can't be used any more, or never could.
  static func unfit(_ path: String, _ problem: String) -> PartError {
    PartError(
      place: path, problem: problem, remedy: "Make the parts again with 'kansenkaart part'.",
      kind: .stale)
  }

  /// Parts that are not those of one stack, each once.
  static func notWhole(_ path: String?, _ problem: String, _ remedy: String) -> PartError {
    PartError(place: path, problem: problem, remedy: remedy, kind: .badInput)
  }
}
