import Foundation

/// Writes a value as JSON with sorted keys in snake_case; what is no number is text.
/// - Throws: `ProductError` when the file can't be written.
package func writeJSON(_ value: some Encodable, to path: String) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
  encoder.keyEncodingStrategy = .convertToSnakeCase
  try writeText(try encoder.encode(value) + Data("\n".utf8), to: path)
}

/// The bytes of a value as JSON for programs: on one line, with sorted keys.
/// - Throws: `EncodingError` for a number that is none.
package func compactJSON(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return try encoder.encode(value)
}

/// Writes bytes as a file.
/// - Throws: `ProductError` when the file can't be written.
package func writeText(_ text: Data, to path: String) throws {
  let file = try OutputFile(path: path)
  try file.append(text.span)
  try file.close()
}
