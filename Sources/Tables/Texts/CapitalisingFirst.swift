extension String {
  /// The text with a capital in front.
  package var capitalisingFirst: String { prefix(1).uppercased() + dropFirst() }
}
