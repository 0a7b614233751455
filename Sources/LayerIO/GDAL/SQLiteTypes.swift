import CGDAL

/// Values of a SQLite file (GeoPackage, SpatiaLite) that are not of the type which their column has. SQLite keeps
/// what it is given; GDAL reads `12,50` in a column of numbers as 12, 12.5 in one of whole numbers as 12, and
/// drops `31-12-2030` in one of dates, without a word.
extension GDALDataset {
  /// Such values by field and id of the feature, as they are written; what is blank is none.
  func unusualValues(of layer: GDALLayer, fields: [Int]) -> [Int: [Int: AttributeValue]] {
    let id = layer.idColumn
    guard ["GPKG", "SQLite"].contains(format), !id.isEmpty else { return [:] }
    let tests = Set(fields).sorted().compactMap { field in
      layer.misfit(ofField: field).map { (field, $0) }
    }
    guard !tests.isEmpty else { return [:] }
    let values = tests.map { field, test in
      let column = quoted(layer.fieldNames[field])
      return
        "CASE WHEN \(test) THEN typeof(\(column)) || ':' || CAST(\(column) AS TEXT) ELSE '' END"
    }
    var found: [Int: [Int: AttributeValue]] = [:]
    forEachRow(
      "SELECT CAST(\(quoted(id)) AS TEXT), \(values.joined(separator: ", ")) FROM \(quoted(layer.name)) "
        + "WHERE \(tests.map(\.1).joined(separator: " OR "))"
    ) { row in
      guard let feature = row.first.flatMap({ Int($0) }) else { return }
      for (test, text) in zip(tests, row.dropFirst()) where !text.isEmpty {
        found[test.0, default: [:]][feature] = value(text)
      }
    }
    return found
  }

  /// A value behind the name of its type.
  private func value(_ text: String) -> AttributeValue {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] != "blob", !String(parts[1]).compared.isEmpty else {
      return .null
    }
    return parts[0] == "text" ? .text(String(parts[1])) : AttributeValue(stored: String(parts[1]))
  }
}

extension GDALLayer {
  /// What SQLite looks for to find values of another type than the field's; nil where any will do.
  fileprivate func misfit(ofField field: Int) -> String? {
    let column = quoted(fieldNames[field])
    switch kind(ofField: field) {
    case OFTInteger, OFTInteger64: return "typeof(\(column)) NOT IN ('integer', 'null')"
    case OFTReal: return "typeof(\(column)) NOT IN ('integer', 'real', 'null')"
    case OFTDate, OFTDateTime:
      let day = "substr(\(column), 1, 10)"
      return "typeof(\(column)) <> 'null' AND coalesce(date(\(day)) <> \(day), 1)"
    default: return nil
    }
  }
}
