import Foundation

/// Writes the types that a `.csvt` gives to the columns of a table anew, as text all of them: only where
/// the geometry is stays as it is told.
func writeColumnTypes(of file: String, to copy: String) throws {
  let written = try String(contentsOfFile: file, encoding: .isoLatin1)
  let kept = written.split(separator: ",", omittingEmptySubsequences: false).map { type in
    ["coord", "point", "wkt"].contains(where: type.lowercased().contains) ? type : "String"
  }
  try kept.joined(separator: ",").write(toFile: copy, atomically: false, encoding: .isoLatin1)
}
