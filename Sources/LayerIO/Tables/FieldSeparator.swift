/// The sign between the fields of a table in text.
package enum FieldSeparator: String, Sendable, CaseIterable {
  /// `;`
  case semicolon = ";"
  /// A tab.
  case tab = "\t"
  /// `|`
  case bar = "|"
  /// `,`
  case comma = ","

  /// The sign as a byte.
  var byte: UInt8 {
    switch self {
    case .semicolon: 0x3B
    case .tab: 0x09
    case .bar: 0x7C
    case .comma: 0x2C
    }
  }

  /// What it is called in a message.
  var name: String {
    switch self {
    case .semicolon: "semicolons"
    case .tab: "tabs"
    case .bar: "bars"
    case .comma: "commas"
    }
  }
}
