/// What is to be shared, and by whose word. Nothing of it is thought up: whoever shares gives the contact and the day on
/// which the package expires.
package struct ShareRequest: Sendable {
  package var level: SharingLevel
  /// Whom to ask.
  package var contact: String
  /// Day on which it is made, as `2026-11-29`.
  package var made: String
  /// Last day on which it may be used.
  package var expires: String

  /// A request.
  /// - Throws: `SharingError` where a day is none, the package would expire before it is made, or nobody is named.
  package init(
    level: SharingLevel, contact: String, made: String, expires: String
  ) throws(SharingError) {
    for day in [made, expires] where !isDay(day) {
      throw SharingError(nil, "'\(day)' is no day.", "Write it as 2027-06-30.")
    }
    guard made <= expires else {
      throw SharingError(
        nil, "The package would expire on \(expires), before it is made on \(made).",
        "Give a later day with --expires.")
    }
    guard !contact.allSatisfy(\.isWhitespace), contact.utf8.count <= 200,
      !contact.unicodeScalars.contains(where: { $0.value < 32 })
    else {
      throw SharingError(
        nil, "A contact is a line of text of at most 200 bytes, by which others can ask.",
        "Give one with --contact, such as a mailbox of a department.")
    }
    (self.level, self.contact, self.made, self.expires) = (level, contact, made, expires)
  }
}
