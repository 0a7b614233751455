import LayerIO
import LayerStack
import OpportunityMap

/// Columns of `overlaps`.
enum OverlapColumn {
  static let neighbourhoods = ProductColumn(
    "neighbourhood_code", .text,
    title: Wording(en: "Neighbourhood codes", nl: "Buurtcodes"),
    en: "Codes of the neighbourhoods that share the places, joined by ;; empty outside all.",
    nl: "Codes van de buurten die de plekken delen, gescheiden door ;; leeg buiten alle buurten.")
  static let assets = ProductColumn(
    "asset_id", .text, title: Wording(en: "Assets", nl: "Objecten"),
    en: "Ids of the assets that share the places, joined by ;; empty for none.",
    nl: "Id's van de objecten die de plekken delen, gescheiden door ;; leeg zonder object.")
  static let themes = ProductColumn(
    "themes", .text, title: Wording(en: "Themes", nl: "Thema's"),
    en: "Keys of the themes that are present, joined by ;.",
    nl: "Sleutels van de thema's die er spelen, gescheiden door ;.")
  static let classes = ProductColumn(
    "classes", .text, title: Wording(en: "Layers and classes", nl: "Lagen en klassen"),
    en: "The layers and severity classes that are present, joined by ;.",
    nl: "De lagen en ernstklassen die er spelen, gescheiden door ;.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Area", nl: "Oppervlak"),
    en: "Area of the places; empty in a row of lengths.",
    nl: "Oppervlak van de plekken; leeg in een regel met lengte.")
  static let length = ProductColumn(
    "length_m", .number, unit: "m", decimals: 6,
    title: Wording(en: "Length", nl: "Lengte"),
    en: "Length of the line asset in the places; empty in a row of areas.",
    nl: "Lengte van het lijnobject in de plekken; leeg in een regel met oppervlak.")

  static let all = [neighbourhoods, assets, themes, classes, area, length]
}

extension ProductTable {
  /// The overlap table that all figures come from.
  public static let overlaps = ProductTable(
    "overlaps",
    OverlapColumn.all,
    title: Wording(en: "Overlap table", nl: "Overlaptabel"),
    en: "The overlap table that all figures come from; each place counts once.",
    nl: "De overlaptabel waar alle cijfers uit komen; elke plek telt één keer."
  ) {
    overlapsTable($0.map)
  }
}

/// The overlap table itself: its areas, each place once, and then the lengths of line assets.
func overlapsTable(_ map: OpportunityMap) -> VectorTable {
  let table = map.table
  let areas = table.areas.count
  let meanings = SignatureMeanings(map)
  @Sendable func ids(_ assets: ArraySlice<Int32>) -> String? {
    guard let first = assets.first else { return nil }
    // Most places have one asset, whose id need not be put together.
    if assets.count == 1 { return map.assets[Int(first)].id }
    return assets.map { map.assets[Int($0)].id }.joined(separator: ";")
  }
  @Sendable func meaning(_ row: Int) -> SignatureMeaning {
    guard row >= areas else {
      return meanings[table.areas[row].signature, zone: table.areas[row].zone]
    }
    let length = table.lengths[row - areas]
    return meanings[length.signature, zone: length.zone]
  }
  let zones = (0..<table.zones.count).map(map.codes)
  var columns = ColumnList(rows: areas + table.lengths.count)
  columns.text(OverlapColumn.neighbourhoods) {
    zones[Int($0 < areas ? table.areas[$0].zone : table.lengths[$0 - areas].zone)]
  }
  columns.text(OverlapColumn.assets) {
    $0 < areas
      ? ids(table.assetSets[Int(table.areas[$0].assetSet)])
      : ids([table.lengths[$0 - areas].asset])
  }
  columns.text(OverlapColumn.themes) { meaning($0).themes }
  columns.text(OverlapColumn.classes) { meaning($0).classes }
  columns.number(OverlapColumn.area) { $0 < areas ? table.areas[$0].area : nil }
  columns.number(OverlapColumn.length) { $0 < areas ? nil : table.lengths[$0 - areas].length }
  return columns.unmadeTable(.overlaps)
}
