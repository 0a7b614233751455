/// Why a text is no address of a database or service that can be used. What it says never repeats the text, which may
/// hold a password.
package struct AddressProblem: Error, Sendable {
  /// What is wrong.
  package let problem: String
  /// What to do about it.
  package let remedy: String
}
