import Geometry
import LayerIO
import LayerStack
import OpportunityMap

/// Columns of `challenges`.
enum ChallengeColumn {
  static let neighbourhoods = ProductColumn(
    "neighbourhood_code", .text,
    title: Wording(en: "Neighbourhood code", nl: "Buurtcode"),
    en: "Code of the neighbourhood; codes joined by ; where neighbourhoods overlap.",
    nl: "Code van de buurt; codes gescheiden door ; waar buurten elkaar overlappen.")
  static let neighbourhoodNames = ProductColumn(
    "neighbourhood_name", .text, title: Wording(en: "Neighbourhood", nl: "Buurt"),
    en: "Name of the neighbourhood, or names joined by ;.",
    nl: "Naam van de buurt, of namen gescheiden door ;.")
  static let themes = ProductColumn(
    "themes", .text, title: Wording(en: "Themes", nl: "Thema's"),
    en: "Keys of the themes that are present, joined by ;.",
    nl: "Sleutels van de thema's die er spelen, gescheiden door ;.")
  static let height = ProductColumn(
    "stack_height", .integer, title: Wording(en: "Number of challenges", nl: "Aantal opgaven"),
    en: "Number of themes that are present.",
    nl: "Stapelhoogte: aantal thema's dat er speelt.")
  static let score = ProductColumn.fraction(
    "score", title: Wording(en: "Severity of all together", nl: "Ernst van alles samen"),
    en: "Sum over the themes of weight x severity / sum of weights, 0 to 1.",
    nl: "Som over de thema's van gewicht x ernst / som van de gewichten, 0 tot 1.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Area", nl: "Oppervlak"),
    en: "Area of the places, from the overlap table.",
    nl: "Oppervlak van de plekken, uit de overlaptabel.")
  static let severity = ProductColumn.fraction(
    "<theme>_severity", title: Wording(en: "%1: severity", nl: "%1: ernst"),
    en: "Highest severity of the theme here, 0 to 1; 0 where it is absent.",
    nl: "Hoogste ernst van het thema hier, 0 tot 1; 0 waar het niet speelt.")
  static let classes = ProductColumn(
    "classes", .text, title: Wording(en: "Layers and classes", nl: "Lagen en klassen"),
    en: "The layers and severity classes that are present, joined by ;.",
    nl: "De lagen en ernstklassen die er spelen, gescheiden door ;.")

  static let all = [
    neighbourhoods, neighbourhoodNames, themes, height, score, area, classes, severity,
  ]
}

extension ProductTable {
  /// The stack itself: places with the themes that are present.
  public static let challenges = ProductTable(
    "challenges",
    ChallengeColumn.all,
    formats: [.geoJSON, .geoPackage, .flatGeobuf],
    needs: .faces,
    title: Wording(en: "Challenges", nl: "Opgaven"),
    en: "The stack itself: a polygon for each neighbourhood and combination of challenges.",
    nl: "De stapel zelf: een vlak per buurt en combinatie van opgaven."
  ) { request in
    try request.input.faces.map {
      try challengeTable(request.map, faces: $0, threads: request.threads)
    }
  }
}

/// The faces of the stack, a row for each neighbourhood and signature with at least one theme.
func challengeTable(_ map: OpportunityMap, faces: StackFaces, threads: Int) throws -> VectorTable {
  let challenged = challengedFaces(map, faces)
  let areas = faceAreas(map.table)
  let meanings = SignatureMeanings(map)
  var columns = ColumnList(rows: challenged.count)
  @Sendable func zone(_ row: Int) -> Int32 { faces.zones[challenged[row]] }
  @Sendable func signature(_ row: Int) -> Int32 { faces.signatures[challenged[row]] }
  @Sendable func meaning(_ row: Int) -> SignatureMeaning {
    meanings[signature(row), zone: zone(row)]
  }
  columns.text(ChallengeColumn.neighbourhoods) { map.codes(ofZone: Int(zone($0))) }
  columns.text(ChallengeColumn.neighbourhoodNames) { map.names(ofZone: Int(zone($0))) }
  columns.text(ChallengeColumn.themes) { meaning($0).themes }
  columns.integer(ChallengeColumn.height) { meaning($0).height }
  columns.number(ChallengeColumn.score) { meaning($0).score }
  columns.number(ChallengeColumn.area) { areas[FaceKey(zone: zone($0), signature: signature($0))] }
  columns.text(ChallengeColumn.classes) { meaning($0).classes }
  for (theme, key) in map.columnKeys.enumerated() {
    columns.number(ChallengeColumn.severity, for: key) { meaning($0).severities[theme] }
  }
  return try columns.table(
    .challenges, geometryKind: .multiPolygon,
    geometry: RowGeometry(faces.geometry, runs: challenged.map(faces.geometry.paths)),
    threads: threads)
}

/// The faces within a neighbourhood with at least one theme.
package func challengedFaces(_ map: OpportunityMap, _ faces: StackFaces) -> [Int] {
  faces.zones.indices.filter {
    faces.zones[$0] > 0
      && map.severities.height(signature: faces.signatures[$0], zone: faces.zones[$0]) > 0
  }
}

/// A kind of face.
package struct FaceKey: Hashable {
  package var zone: Int32
  package var signature: Int32

  package init(zone: Int32, signature: Int32) {
    (self.zone, self.signature) = (zone, signature)
  }
}

/// Area in m2 by kind of face, with or without assets.
package func faceAreas(_ table: OverlapTable) -> [FaceKey: Double] {
  table.areas.reduce(into: [:]) { areas, row in
    areas[FaceKey(zone: row.zone, signature: row.signature), default: 0] += row.area
  }
}

extension OpportunityMap {
  /// Codes of a zone's neighbourhoods, joined by semicolons; nil outside all of them.
  package func codes(ofZone zone: Int) -> String? { join(zone, \.id) }

  /// Names of a zone's neighbourhoods, joined by semicolons; nil outside all of them.
  package func names(ofZone zone: Int) -> String? { join(zone, \.name) }

  private func join(_ zone: Int, _ text: KeyPath<Neighbourhood, String>) -> String? {
    let members = table.zones[zone]
    guard !members.isEmpty else { return nil }
    return members.map { neighbourhoods[Int($0)][keyPath: text] }.joined(separator: ";")
  }
}
