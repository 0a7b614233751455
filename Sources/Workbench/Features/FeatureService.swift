import Foundation
import Geometry
import LayerIO
import ProjectFile
import Tables
import Workers

/// OGC API Features, parts 1 and 2, over the answers of a desk: every document as a value.
package struct FeatureService: Sendable {
  let desk: Desk
  let links: APILinks
  let language: Language

  /// A service that speaks a language and links to addresses.
  package init(_ desk: Desk, links: APILinks, language: Language) {
    (self.desk, self.links, self.language) = (desk, links, language)
  }

  var title: String { desk.projectName }

  // MARK: Documents

  /// The landing page.
  package func landing(_ form: Form) -> JSONValue {
    [
      "title": .text(title),
      "description": .text(
        say(
          "The opportunity map of \(title): challenges, works and projects, of the project and its scenarios.",
          "De kansenkaart van \(title): opgaven, werken en projecten, van het project en zijn scenario's."
        )),
      "links": .list(
        links.selfAndAlternate([], form: form) + [
          links.link(["openapi.json"], rel: "service-desc", type: .openAPI, title: "OpenAPI"),
          links.link(["openapi.json"], rel: "service-doc", type: .openAPI, title: "OpenAPI"),
          links.link(
            ["conformance"], rel: "conformance", type: .json,
            title: say("What the service conforms to", "Waaraan de dienst voldoet")),
          links.link(
            ["collections"], rel: "data", type: .json, title: say("Collections", "Collecties")),
        ] + TileService(self).landingLinks),
    ]
  }

  /// What the service conforms to.
  package func conformance() -> JSONValue {
    ["conformsTo": .list((Self.classes + TileService.classes).map(JSONValue.text))]
  }

  private static let classes = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
  ]

  /// All collections.
  /// - Throws: as the base's answer does.
  package func collections(_ form: Form) throws -> JSONValue {
    [
      "links": .list(links.selfAndAlternate(["collections"], form: form)),
      "collections": .list(try names().map { try collection($0, form) }),
      "crs": .list(desk.systems.map { .text($0.address) }),
    ]
  }

  /// The collections there are: those of the project, then those of each scenario.
  /// - Throws: as the base's answer does.
  package func names() throws -> [CollectionName] {
    let kinds = try desk.kinds()
    return desk.scenarios.flatMap { scenario in
      kinds.map { CollectionName(scenario: scenario.key, kind: $0.key) }
    }
  }

  /// One collection. Its extent holds that of every scenario.
  /// - Throws: as the base's answer does.
  package func collection(_ name: CollectionName, _ form: Form) throws -> JSONValue {
    let kind = try desk.kind(of: name)
    let scenario = try desk.scenario(name.scenario)
    let place = ["collections", name.text]
    let suffix = name.scenario == "base" ? "" : " (\(language.text(scenario.name)))"
    var members: [String: JSONValue] = [
      "id": .text(name.text),
      "title": .text(kind.table.title(in: language) + suffix),
      "description": .text(kind.table.meaning(in: language)),
      "itemType": "feature",
      "crs": .list(desk.systems.map { .text($0.address) }),
      "storageCrs": .text(desk.storageSystem.address),
      "links": .list(
        try links.selfAndAlternate(place, form: form) + [
          links.link(place + ["items"], rel: "items", type: .geoJSON, title: "GeoJSON"),
          links.link(
            place + ["items"], [QueryParameter("f", "html")], rel: "items", type: .html,
            title: "HTML"),
        ] + TileService(self).links(of: name)),
    ]
    members["extent"] = try extent(kind, of: name.scenario)
    return .object(members)
  }

  private func extent(_ kind: CollectionKind, of scenario: String) throws -> JSONValue? {
    var extent: [String: JSONValue] = [:]
    if let box = try desk.extent(of: kind) {
      extent["spatial"] = [
        "bbox": [[.number(box.minX), .number(box.minY), .number(box.maxX), .number(box.maxY)]],
        "crs": .text(desk.systems[0].address),
      ]
    }
    if kind.yearColumn != nil {
      let years = try desk.years(of: scenario)
      extent["temporal"] = [
        "interval": [
          ["\(years.lowerBound)-01-01T00:00:00Z", "\(years.upperBound)-12-31T23:59:59Z"]
        ],
        "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
      ]
    }
    return extent.isEmpty ? nil : .object(extent)
  }

  // MARK: Features

  /// The features on a page, as GeoJSON.
  package struct Page: Sendable {
    /// Those on it.
    package let rows: [Int]
    /// Number of all that were asked for.
    package let matched: Int
    /// Which page it is.
    package let query: FeatureQuery
    /// Links to itself and to other pages.
    package let links: [JSONValue]
    /// What it is of.
    package let collection: FeatureCollection
  }

  /// The page that a request asks for.
  /// - Throws: `QueryProblem`, `NotThere`; as answers do.
  package func page(
    _ name: CollectionName, _ parameters: [QueryParameter], _ form: Form
  ) throws -> Page {
    let collection = try desk.collection(name)
    let query = try FeatureQuery(
      parameters, columns: collection.table.columns, systems: desk.systems)
    let (rows, matched) = try rows(of: collection, query)
    return Page(
      rows: rows, matched: matched, query: query,
      links: pageLinks(name, query, form, shown: rows.count, of: matched), collection: collection)
  }

  private func rows(
    of collection: FeatureCollection, _ query: FeatureQuery
  ) throws -> (page: [Int], matched: Int) {
    if query.takesAll {
      let start = min(query.offset, collection.count)
      return (Array(start..<min(collection.count, start + query.limit)), collection.count)
    }
    let rows = try collection.rows(query)
    return (Array(rows.dropFirst(query.offset).prefix(query.limit)), rows.count)
  }

  private func pageLinks(
    _ name: CollectionName, _ query: FeatureQuery, _ form: Form, shown: Int, of matched: Int
  ) -> [JSONValue] {
    let place = ["collections", name.text, "items"]
    func parameters(from offset: Int) -> [QueryParameter] {
      query.given + [QueryParameter("limit", String(query.limit))]
        + (offset == 0 ? [] : [QueryParameter("offset", String(offset))])
    }
    let type: MediaType = form == .json ? .geoJSON : .html
    var found = links.selfAndAlternate(
      place, parameters(from: query.offset), form: form, json: .geoJSON)
    if shown > 0, query.offset + shown < matched {
      found.append(
        links.link(
          place, parameters(from: query.offset + shown), rel: "next", type: type,
          title: say("Next page", "Volgende pagina")))
    }
    if query.offset > 0 {
      let before = max(0, min(query.offset, matched) - query.limit)
      found.append(
        links.link(
          place, parameters(from: before), rel: "prev", type: type,
          title: say("Page before", "Vorige pagina")))
    }
    found.append(collectionLink(name))
    return found
  }

  private func collectionLink(_ name: CollectionName) -> JSONValue {
    links.link(
      ["collections", name.text], rel: "collection", type: .json,
      title: say("The collection", "De collectie"))
  }

  /// A page as GeoJSON.
  /// - Throws: as `FeatureCollection.features`.
  package func geoJSON(_ page: Page, now: Date) throws -> ByteBuffer {
    var buffer = ByteBuffer()
    buffer.append("{\"type\":\"FeatureCollection\",\"features\":[")
    try page.collection.features(in: page.query.system).append(page.rows, to: &buffer)
    buffer.append("],\"numberMatched\":\(page.matched),\"numberReturned\":\(page.rows.count)")
    buffer.append(",\"timeStamp\":\"\(now.formatted(.iso8601))\",\"links\":")
    try buffer.append(.list(page.links))
    buffer.append("}")
    return buffer
  }

  /// One feature as GeoJSON, with links to itself and its collection.
  /// - Throws: `NotThere`, `QueryProblem`; as answers do.
  package func feature(
    _ name: CollectionName, id: String, _ parameters: [QueryParameter], _ form: Form
  ) throws -> (collection: FeatureCollection, row: Int, system: PublishedSystem, links: [JSONValue])
  {
    let collection = try desk.collection(name)
    for parameter in parameters
    where parameter.name != "crs" && !FeatureQuery.formParameters.contains(parameter.name) {
      throw QueryProblem(
        parameter.name, "There is no parameter '\(parameter.name)' of one feature.", "Leave it out."
      )
    }
    let query = try FeatureQuery(parameters, columns: [], systems: desk.systems)
    guard let row = collection.row(withID: id) else {
      throw NotThere(
        "There is no feature '\(id)' in '\(name.text)'.",
        "The ids are those of the features of the collection.")
    }
    let place = ["collections", name.text, "items", id]
    return (
      collection, row, query.system,
      links.selfAndAlternate(place, query.given, form: form, json: .geoJSON) + [
        collectionLink(name)
      ]
    )
  }

  /// A feature as GeoJSON.
  /// - Throws: as `FeatureCollection.features`.
  package func geoJSON(
    _ collection: FeatureCollection, row: Int, in system: PublishedSystem, links: [JSONValue]
  ) throws -> ByteBuffer {
    var feature = ByteBuffer()
    try collection.features(in: system).append([row], to: &feature)
    var buffer = ByteBuffer()
    // The links go before the brace that closes the feature.
    feature.withBytes { buffer.append($0.extracting(0..<$0.count - 1)) }
    buffer.append(",\"links\":")
    try buffer.append(.list(links))
    buffer.append("}")
    return buffer
  }

  func say(_ english: String, _ dutch: String) -> String {
    Wording(en: english, nl: dutch).text(in: language)
  }
}

extension ByteBuffer {
  /// Appends JSON.
  fileprivate mutating func append(_ value: JSONValue) throws { append(try value.bytes.span) }
}
