/// What somebody may see and do.
package struct Access: Sendable, Equatable {
  /// What a key or a link gives.
  package enum Right: Sendable, Equatable {
    /// All there is.
    case everything
    /// To see all, to ask, and to decide about the works of a party alone.
    case party(String)
    /// To see all, and to ask.
    case look
    /// To see what is planned where and when, without what it costs.
    case withoutCosts
  }

  package let right: Right
  /// Name of the link that somebody came by; nil for a key of the start, and for none.
  package let link: String?

  /// Somebody who came by a link, or not.
  package init(_ right: Right, link: String? = nil) { (self.right, self.link) = (right, link) }

  /// Whether everything may be edited, and links be made.
  var mayEdit: Bool { right == .everything }
  /// The party of whose works alone somebody decides; nil for others.
  var party: String? {
    guard case .party(let party) = right else { return nil }
    return party
  }

  /// - Throws: `Refusal` for somebody who may not do what changes more than the decisions of a party.
  func checkEdit() throws(Refusal) {
    if let party {
      throw Refusal(
        403, "The link '\(link ?? party)' decides about the works of \(party) alone.",
        "Whoever started the service can do this.")
    }
    guard mayEdit else {
      throw Refusal(
        403, "Without the key one can look and ask, and not edit.",
        "Open the address that the service told when it began.")
    }
  }

  /// - Throws: `Refusal` for somebody who may decide nothing.
  func checkDecide() throws(Refusal) {
    if party == nil { try checkEdit() }
  }
}
