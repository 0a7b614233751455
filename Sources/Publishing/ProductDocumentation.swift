import Tables

/// The page `docs/products.md`: every file, table and property, generated from the code that makes
/// them. A test compares the page with this.
package func productDocumentation() -> String {
  var lines = [
    "# Products", "",
    "What `kansenkaart run` writes. This page is generated from the code; a test keeps it so.", "",
    "All figures come from the overlap table, in which every place counts once. The same input gives",
    "the same bytes, but for `timings` in `run.json`.", "",
    "## Files", "", "| file | tables |", "| --- | --- |",
  ]
  for product in Product.allCases {
    let tables = product.tables.map(\.name).joined(separator: ", ")
    lines.append("| `\(product.fileName)` | \(tables.isEmpty ? product.content : tables) |")
  }
  lines += [""] + formats
  for table in ProductTable.allCases { lines += section(table) }
  return lines.joined(separator: "\n") + "\n"
}

extension Product {
  /// What a file without tables holds.
  fileprivate var content: String {
    switch self {
    case .stackFigures: "the saved stack: see [stack-format.md](stack-format.md)"
    case .report: "the report: map, figures, sources and method; see [report.md](report.md)"
    case .stackGeometry: "geometry of the saved stack"
    default: "the run's record"
    }
  }
}

private let formats = [
  "- **GeoJSON** follows RFC 7946: longitude and latitude (CRS84), seven decimals, outer rings",
  "  counter-clockwise, no `crs` member. `<`, `>` and `&` in text stand as `\\u003c` and so on.",
  "  Surfaces are valid as written: where rounding (a decimal is about 1 cm) would make a border cross",
  "  or touch itself, it is led through the corner that it comes too near, and so is every neighbour",
  "  that shares it. Parts narrower than that have no place there; a feature that would lose all its",
  "  surface, or a line its length, has up to thirteen decimals instead. A feature's `id` is its first",
  "  property, or its place in the file where no property tells features apart; the file's `bbox` comes",
  "  last. [recipes.md](recipes.md) shows PostGIS, Leaflet and MapLibre.",
  "- **GeoPackage** is in the project's working system, with `layer_styles` for QGIS in colours that",
  "  readers with any kind of colour blindness tell apart. Works that are lines or points stand in",
  "  layers of their own, `opportunities_lines` and `opportunities_points`.",
  "- **FlatGeobuf** is in the working system as well. It comes only where `--products` names it, and so do",
  "  `opportunities_areas.geojson`, `_lines` and `_points`: works of one kind of geometry, for programs that",
  "  take no others.",
  "- **Workbook**: `kansenkaart.xlsx` is for people, in the language of the report: a sheet for each table",
  "  that has a CSV, headings with units, filters, years as years and codes as text, first a sheet that says",
  "  what the file is about and last one that says what columns mean. Texts in other languages are left",
  "  out, and so are tables of more than \(mostSheetRows) rows, which the first sheet names. No text is a",
  "  formula.",
  "- **CSV** is for programs and follows RFC 4180: comma, decimal point, CRLF; UTF-8 with a byte order",
  "  mark. Text that starts with `=`, `+`, `-`, `@`, tab or carriage",
  "  return has an apostrophe before it, so that no spreadsheet takes it for a formula.",
  "- **run.json** holds the parameters, every source with its hash, counts, coordinate operation and",
  "  accuracy, everything repaired or dropped with its reason, the defaults used, how the figures",
  "  add up, how many works there are with what the sums leave out, what was written with its size,",
  "  warnings, and the timings in seconds, of stages that overlap. For files that later commands read it "
    + "holds their SHA-256.", "",
  "All products of a run appear together, when the last is complete. Products that an earlier run left",
  "in the folder and this one did not make are removed.", "",
  "In the names below `<theme>` stands for each theme's key (in lower case, `_` for anything but",
  "letters and digits of ASCII), `<year>` for each year of the horizon, `<height>` for each stack",
  "height from 0, `<attribute>` for each attribute of the neighbourhoods' source, `<feature>` for each",
  "feature of [neighbourhoods.md](neighbourhoods.md). A name that is taken gets a number behind it.",
  "Where the project's currency is not the euro its code stands in the place of `eur`, as in `cost_usd`.",
  "",
]

private func section(_ table: ProductTable) -> [String] {
  let rows = table.columns.map { column in
    "| `\(column.name)` | \(column.kind.rawValue) | \(column.unit) | "
      + "\(column.shownTitle(in: .en)) | \(column.shownTitle(in: .nl)) | "
      + "\(column.meaning(in: .en)) | \(column.meaning(in: .nl)) |"
  }
  return ["## \(table.name)", ""]
    + [
      "*\(table.title(in: .en))*, *\(table.title(in: .nl))*.", "",
      "\(table.meaning(in: .en)) \(table.meaning(in: .nl))", "",
    ]
    + ["| property | type | unit | title | titel | meaning | betekenis |"]
    + ["| --- | --- | --- | --- | --- | --- | --- |"]
    + rows + [""]
}

extension ProductColumn {
  /// The title, an ellipsis in the place of what `<theme>` and its like stand for.
  fileprivate func shownTitle(in language: Language) -> String {
    filled(title(in: language), with: ["…"])
  }
}
