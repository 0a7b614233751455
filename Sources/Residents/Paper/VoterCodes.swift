import Foundation
import LayerIO

/// Codes that are given out, one to each who may vote.
package enum VoterCodes {
  /// Letters and digits that nobody takes for each other.
  private static let letters = Array("23456789abcdefghjkmnpqrstuvwxyz".utf8)

  /// New codes that nobody can guess, such as `k7mp-9xw2-ht4d`.
  package static func draw(_ count: Int) -> [String] {
    var (generator, codes) = (SystemRandomNumberGenerator(), Set<String>())
    while codes.count < count {
      let signs = (0..<12).map { _ in letters.randomElement(using: &generator) ?? letters[0] }
      let parts = stride(from: 0, to: 12, by: 4).map {
        String(decoding: signs[$0..<$0 + 4], as: UTF8.self)
      }
      codes.insert(parts.joined(separator: "-"))
    }
    return codes.sorted()
  }

  /// A code as it is compared: small letters and digits alone.
  package static func plain(_ code: String) -> String {
    code.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// What a ballot holds of codes, which tells none of them.
  package static func hashes(_ codes: [String]) -> [String] {
    codes.map { sha256(of: Data(plain($0).utf8)) }.sorted()
  }
}
