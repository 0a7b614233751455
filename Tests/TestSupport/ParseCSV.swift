import Foundation

/// The rows of a CSV file, by the grammar of RFC 4180.
package func parseCSV(_ path: String) throws -> [[String]] {
  let scalars = Array(try String(contentsOfFile: path, encoding: .utf8).unicodeScalars)
  var rows: [[String]] = []
  var row: [String] = []
  var field = String.UnicodeScalarView()
  var isQuoted = false
  var index = scalars.first == "\u{FEFF}" ? 1 : 0
  while index < scalars.count {
    let scalar = scalars[index]
    switch (isQuoted, scalar) {
    case (true, "\"") where index + 1 < scalars.count && scalars[index + 1] == "\"":
      field.append("\"")
      index += 1
    case (_, "\""): isQuoted.toggle()
    case (false, ","), (false, "\r"):
      row.append(String(field))
      field = String.UnicodeScalarView()
    case (false, "\n"):
      rows.append(row)
      row = []
    default: field.append(scalar)
    }
    index += 1
  }
  return rows
}
