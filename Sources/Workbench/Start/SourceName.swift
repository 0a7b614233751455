import Foundation

/// A name that a file may be given over the web: a name alone, which leads nowhere, of a kind that a project reads.
struct SourceName: Hashable, Sendable {
  let text: String

  /// Endings of files that hold layers.
  static let endings = [
    "gpkg", "geojson", "json", "geojson.gz", "json.gz", "shp", "zip", "csv", "tsv", "txt", "xlsx",
    "xlsm", "ods", "xls", "gml", "fgb", "kml", "dxf", "sqlite",
  ]
  /// Endings of what belongs to a Shapefile.
  static let parts = ["shx", "dbf", "prj", "cpg"]

  /// - Throws: `Refusal` that tells what to do instead.
  init(_ text: String) throws(Refusal) {
    let name = text.precomposedStringWithCanonicalMapping
    guard Self.isPlain(name) else {
      throw Refusal(
        400, "'\(name.prefix(80).filter { !$0.isNewline })' is no name that a file can have here.",
        "Take at most 100 letters, digits, spaces and the signs . _ - + ( ), a letter or digit first."
      )
    }
    let small = name.lowercased()
    guard (Self.endings + Self.parts).contains(where: { small.hasSuffix("." + $0) }) else {
      throw Refusal(415, "Files such as '\(name)' are not read.", Self.remedy(for: small))
    }
    self.text = name
  }

  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.first, first.isLetter || first.isNumber, name.count <= 100,
      name.utf8.count <= 200, !name.contains("..")
    else { return false }
    return name.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
        || " ._-+()".unicodeScalars.contains(scalar)
    }
  }

  private static func remedy(for name: String) -> String {
    let kinds = endings.joined(separator: ", ")
    switch name.split(separator: ".").last.map(String.init) ?? "" {
    case "yaml", "yml": return "The project file is written by this page; it takes no other."
    case "pdf", "doc", "docx", "ppt", "pptx", "png", "jpg", "jpeg", "tif", "tiff":
      return "It is a text or a picture. Ask for the data behind it, as a GeoPackage or a table."
    case "dwg", "dgn": return "It is a drawing. Have it exported as a GeoPackage or DXF."
    case "qgz", "qgs", "lyr", "lyrx", "mxd", "aprx":
      return "It says how layers look and holds none. Send the layers themselves."
    case "gdb", "mdb": return "Pack a geodatabase as a zip, or export its layers as a GeoPackage."
    default: return "These are: \(kinds)."
    }
  }

  /// Whether it belongs to a Shapefile and is none itself.
  var isPart: Bool {
    Self.parts.contains { text.lowercased().hasSuffix("." + $0) }
  }

  /// The Shapefile that a part belongs to, as it may be called.
  var wholes: [String] {
    let stem = text.prefix(upTo: text.lastIndex(of: ".") ?? text.endIndex)
    return [stem + ".shp", stem + ".SHP"]
  }
}
