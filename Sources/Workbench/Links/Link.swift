import Foundation
import LayerIO

/// A link that lets people in without an account: what its holders may do, until when, and when it was last used. The
/// token that stands in it is known to whoever holds it, and to nobody else: here is its hash alone.
package struct Link: Sendable, Equatable, Codable {
  /// What a link is for.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case look
    case withoutCosts = "without-costs"
    case party
  }

  /// Number in the file, by which it is withdrawn.
  package let id: Int
  /// What people call it, such as `Waternet, Q1`; it stands with the decisions that are taken by it.
  package let name: String
  package let kind: Kind
  /// Whose works its holders decide about; nil for those who look.
  package let party: String?
  /// Day on which it was made, as `2026-11-29`, of UTC as the next two.
  package let made: String
  /// Its last day; nil where it has none.
  package let until: String?
  /// The last day on which somebody came by it; nil before that.
  package var used: String?
  /// SHA-256 of its token, in hexadecimal.
  let hash: String

  /// What it gives.
  var access: Access {
    switch kind {
    case .look: Access(.look, link: name)
    case .withoutCosts: Access(.withoutCosts, link: name)
    case .party: Access(.party(party ?? ""), link: name)
    }
  }

  /// Whether it is past its last day.
  func hasEnded(on day: String) -> Bool { until.map { $0 < day } ?? false }
}

/// Secrets that let people in.
enum Token {
  /// A new one, of 192 random bits.
  static func random() -> String {
    var source = SystemRandomNumberGenerator()
    return (0..<3).map { _ in
      let digits = String(source.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// What may be kept of one.
  static func hash(_ token: String) -> String { sha256(of: Data(token.utf8)) }

  /// Compares all of both: how long it takes tells nothing.
  static func isSame(_ given: String, _ own: String) -> Bool {
    let (own, other) = (Array(own.utf8), Array(given.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// The day of a moment, as `2026-11-29`, of UTC.
func day(of time: Date) -> String { time.formatted(.iso8601.year().month().day()) }
