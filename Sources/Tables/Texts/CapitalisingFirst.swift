extension String {
  /// The text with a capital in front.
  var capitalisingFirst: String { prefix(1).uppercased() + dropFirst() }
}
