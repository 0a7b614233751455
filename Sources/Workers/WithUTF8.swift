/// Calls `body` with the UTF-8 of a text.
///
/// `text.utf8.span` says the same, but Swift 6.3 loses what follows the eighth byte of a short text where
/// it optimises file by file.
@inlinable
public func withUTF8<Result>(
  of text: String, _ body: (Span<UInt8>) throws -> Result
) rethrows -> Result {
  var text = text
  // Sound: the bytes are used during the call, in which the text does not change.
  return try text.withUTF8 { try body(unsafe $0.span) }
}
