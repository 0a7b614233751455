import Foundation
import Geometry
import TestSupport
import Testing

@testable import Workbench

/// The abstract tests of OGC API Features, parts 1 and 2, by the names of the official test suite. Each is one check
/// here; where the list of them is there, every row of it has its check or is named with the reason why it has none.
@Suite struct `The abstract tests of OGC API Features` {
  /// Rows that are proved elsewhere.
  private static let elsewhere = [
    "GeneralHttp.http": "needs a socket: tools/workbench.d/test_safe.py sends HTTP/1.1 by hand"
  ]

  private let desk: Desk

  init() throws { desk = try TinyProject().desk() }

  @Test(arguments: checks.keys.sorted())
  func `each holds for every collection`(name: String) throws {
    let check = try #require(checks[name])
    try check(AskedService(desk: desk))
  }

  /// The list of the official suite, where it is on this machine.
  private static let list = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../../shared/suites/ogcapi_features_ats.jsonl")
    .standardizedFileURL

  @Test(.enabled(if: FileManager.default.fileExists(atPath: list.path)))
  func `none of the official list is left out`() throws {
    let lines = try String(contentsOf: Self.list, encoding: .utf8).split(separator: "\n")
    let named = try lines.map { line in
      let row = try JSONDecoder().decode([String: String?].self, from: Data(line.utf8))
      let id = try #require(row["id"] ?? nil)
      return String(id.dropFirst("ats:".count))
    }
    #expect(named.count == 81)
    let known = Set(checks.keys).union(Self.elsewhere.keys)
    #expect(Set(named).subtracting(known) == [])
    #expect(known.subtracting(named) == [])
  }
}

// MARK: - What is asked

private typealias Object = [String: Any]

/// A service that is asked, with what came back.
private struct AskedService {
  let desk: Desk
  static let crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

  func reply(_ path: String, _ query: String = "") -> WebReply {
    do {
      return try desk.reply(to: WebRequest(path: path, query: query), root: "http://here")
    } catch { return WebReply(error) }
  }

  func json(_ path: String, _ query: String = "") throws -> Object {
    let reply = reply(path, query)
    #expect(reply.status == 200, "\(path)?\(query)")
    return try #require(JSONSerialization.jsonObject(with: reply.body) as? Object)
  }

  /// What a link leads to.
  func follow(_ link: Object) throws -> Object {
    let address = try #require(link["href"] as? String)
    let url = try #require(URLComponents(string: address))
    #expect(url.host == "here")
    return try json(url.percentEncodedPath, url.percentEncodedQuery ?? "")
  }

  func links(_ document: Object, _ rel: String) -> [Object] {
    (document["links"] as? [Object] ?? []).filter { $0["rel"] as? String == rel }
  }

  /// The collections, each with its address.
  func collections() throws -> [(path: String, document: Object)] {
    let all = try #require(json("/v1/collections")["collections"] as? [Object])
    #expect(!all.isEmpty)
    return try all.map { collection in
      let id = try #require(collection["id"] as? String)
      return ("/v1/collections/\(id)", collection)
    }
  }

  /// The box of a collection, in CRS84; nil where it has none.
  func box(_ collection: Object) -> [Double]? {
    let spatial = (collection["extent"] as? Object)?["spatial"] as? Object
    return (spatial?["bbox"] as? [[Double]])?.first
  }

  func operation(_ path: String) throws -> Object {
    let paths = try #require(json("/v1/openapi.json")["paths"] as? [String: Object])
    return try #require(paths[path]?["get"] as? Object, "\(path)")
  }

  func parameter(_ name: String, of path: String) throws -> Object {
    let all = try #require(operation(path)["parameters"] as? [Object])
    return try #require(all.first { $0["name"] as? String == name }, "\(path) \(name)")
  }
}

/// Which features are asked for.
private enum Selection: CaseIterable {
  case all, box, limit, time

  /// How the official suite calls its tests of them.
  var name: String {
    switch self {
    case .all: "Features"
    case .box: "FeaturesBBox"
    case .limit: "FeaturesLimit"
    case .time: "FeaturesTime"
    }
  }

  /// The western half of a collection, two features, or a span of years.
  func query(_ service: AskedService, _ collection: Object) -> String {
    switch self {
    case .all: return ""
    case .limit: return "limit=2"
    case .time: return "datetime=2029-01-01T00:00:00Z/2031-12-31T23:59:59Z"
    case .box:
      let box = service.box(collection) ?? [-180, -90, 180, 90]
      return "bbox=\(box[0]),\(box[1]),\((box[0] + box[2]) / 2),\(box[3])"
    }
  }
}

private typealias Check = @Sendable (AskedService) throws -> Void

/// A check of the features that are asked for, of every collection.
private func ofPages(
  _ selection: Selection,
  _ check:
    @escaping @Sendable (AskedService, _ page: Object, _ query: String, _ path: String) throws
    -> Void
) -> Check {
  { service in
    for (path, collection) in try service.collections() {
      let query = selection.query(service, collection)
      try check(service, service.json(path + "/items", query), query, path)
    }
  }
}

private func features(_ page: Object) throws -> [Object] {
  try #require(page["features"] as? [Object])
}

/// The positions of a geometry, as they stand in it.
private func positions(_ part: Any?) -> [[Double]] {
  if let position = part as? [Double] { return [position] }
  return (part as? [Any])?.flatMap(positions) ?? []
}

private func positions(of feature: Object) -> [[Double]] {
  positions((feature["geometry"] as? Object)?["coordinates"])
}

/// Whether two pieces of JSON say the same.
private func isSame(_ one: Any?, _ other: Any?) throws -> Bool {
  func bytes(_ value: Any?) throws -> Data {
    try JSONSerialization.data(withJSONObject: [value ?? NSNull()], options: .sortedKeys)
  }
  return try bytes(one) == bytes(other)
}

private func text(_ box: [Double]) -> String {
  box.map { "\($0)" }.joined(separator: ",")
}

private func encoded(_ text: String) -> String {
  text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
}

// MARK: - The checks

private let checks: [String: Check] = pages.merging(others) { _, other in other }

/// Checks that are the same whichever features are asked for.
private let pages: [String: Check] = Selection.allCases.reduce(into: [:]) { all, selection in
  let name = selection.name
  // The names of the suite differ a little from one class to the next.
  let (verb, returned) =
    switch selection {
    case .all: ("validateFeatures", "validateFeaturesResponse_NumberReturned")
    case .box: ("validateFeaturesWithBoundingBox", "validateFeaturesResponse_NumberReturned")
    case .limit: ("validateFeaturesWithLimit", "validateFeaturesResponse_NumberReturned")
    case .time: ("validateFeaturesWithDateTime", "validateFeaturesResponse_NumberReturned")
    }
  let inCRS84 =
    selection == .box
    ? "validateFeaturesResponse_GeometryInCRS84" : verb + "Response_GeometryInCRS84"
  all["\(name).\(verb)Operation"] = ofPages(selection) { service, _, query, path in
    let reply = service.reply(path + "/items", query)
    #expect(reply.status == 200 && reply.type == .geoJSON)
  }
  all["\(name).\(inCRS84)"] = ofPages(selection) { service, page, query, path in
    let header = service.reply(path + "/items", query).headers["Content-Crs"]
    #expect(header == "<\(AskedService.crs84)>")
    // The project lies at Amersfoort: longitude first.
    for position in try features(page).flatMap(positions(of:)) {
      #expect(abs(position[0] - 5.387) < 0.02 && abs(position[1] - 52.155) < 0.01)
    }
  }
  all["\(name).\(verb)Response_TypeProperty"] = ofPages(selection) { _, page, _, _ in
    #expect(page["type"] as? String == "FeatureCollection")
  }
  all["\(name).\(verb)Response_FeaturesProperty"] = ofPages(selection) { _, page, _, _ in
    for feature in try features(page) {
      #expect(feature["type"] as? String == "Feature" && feature["properties"] is Object)
      #expect(feature.keys.contains("geometry") && feature["id"] != nil)
    }
  }
  all["\(name).\(verb)Response_Links"] = ofPages(selection) { service, page, _, _ in
    let (own, alternate) = (service.links(page, "self"), service.links(page, "alternate"))
    #expect(own.count == 1 && own[0]["type"] as? String == "application/geo+json")
    #expect(alternate.count == 1 && alternate[0]["type"] as? String == "text/html")
    let same = try service.follow(own[0])
    let isTheSame = try isSame(same["features"], page["features"])
    #expect(isTheSame)
    for next in service.links(page, "next") {
      let following = try features(service.follow(next))
      #expect(!following.isEmpty)
    }
  }
  all["\(name).\(verb)Response_TimeStamp"] = ofPages(selection) { _, page, _, _ in
    let stamp = try Date(#require(page["timeStamp"] as? String), strategy: .iso8601)
    #expect(abs(stamp.timeIntervalSinceNow) < 60)
  }
  all["\(name).\(verb)Response_NumberMatched"] = ofPages(selection) { service, page, _, _ in
    let matched = try #require(page["numberMatched"] as? Int)
    var (seen, next) = (try features(page).count, service.links(page, "next").first)
    while let link = next {
      let following = try service.follow(link)
      seen += try features(following).count
      next = service.links(following, "next").first
    }
    #expect(seen == matched)
  }
  all["\(name).\(returned)"] = ofPages(selection) { _, page, _, _ in
    let shown = try features(page).count
    #expect(page["numberReturned"] as? Int == shown)
  }
}

/// A check of the parameter of a name of every collection of the project in the description.
private func ofParameter(
  _ name: String,
  _ check: @escaping @Sendable (_ schema: Object, _ parameter: Object) throws -> Void
) -> Check {
  { service in
    for kind in try service.desk.kinds() {
      let found = try service.parameter(name, of: "/collections/\(kind.key)/items")
      #expect(found["in"] as? String == "query" && found["required"] as? Bool == false)
      #expect(found["style"] as? String == "form")
      let schema = try #require(found["schema"] as? Object)
      try check(schema, found)
    }
  }
}

/// A check of a collection's page against what stands of it among all.
private func ofCollections(
  _ check: @escaping @Sendable (AskedService, _ collection: Object, _ path: String) throws -> Void
) -> Check {
  { service in
    for (path, listed) in try service.collections() {
      try check(service, listed, path)
      try check(service, service.json(path), path)
    }
  }
}

/// Systems as the collections name them, which all are addresses of OGC.
private func crs(_ collection: Object) throws -> [String] {
  let all = try #require(collection["crs"] as? [String])
  #expect(all.allSatisfy { $0.hasPrefix("http://www.opengis.net/def/crs/") })
  #expect(Set(all).count == all.count)
  return all
}

/// A check in each system of each collection with a place: the page, or its first feature, in that system and in CRS84.
private func ofSystems(
  ofOne: Bool,
  _ check:
    @escaping @Sendable (
      _ system: String, _ reply: WebReply, _ there: [[Double]], _ here: [[Double]]
    ) throws -> Void
) -> Check {
  { service in
    for (path, collection) in try service.collections() {
      let first = try features(service.json(path + "/items", "limit=1")).first
      guard let first, let id = first["id"] else { continue }
      let place = path + "/items" + (ofOne ? "/" + encoded("\(id)") : "")
      let here = try found(service.json(place), ofOne: ofOne)
      for system in try crs(collection) {
        let query = "crs=\(encoded(system))"
        let there = try found(service.json(place, query), ofOne: ofOne)
        try check(system, service.reply(place, query), there, here)
      }
    }
  }
}

/// The positions of a feature, or of all on a page.
private func found(_ document: Object, ofOne: Bool) throws -> [[Double]] {
  try ofOne ? positions(of: document) : features(document).flatMap(positions(of:))
}

private func refusesUnknownSystem(ofOne: Bool, _ name: String, with more: String = "") -> Check {
  { service in
    for (path, _) in try service.collections() {
      let first = try features(service.json(path + "/items", "limit=1")).first
      guard let id = first?["id"] else { continue }
      let place = path + "/items" + (ofOne ? "/" + encoded("\(id)") : "")
      for system in ["http://www.opengis.net/def/crs/EPSG/0/99999999", "EPSG:28992", ""] {
        #expect(service.reply(place, "\(more)\(name)=\(encoded(system))").status == 400)
      }
    }
  }
}

private let movesPositions = ofSystems(ofOne: false, checkMoved)
private let movesPositionsOfOne = ofSystems(ofOne: true, checkMoved)

/// Positions in a system against what PROJ makes of those in CRS84, as the system orders its axes: within two metres, as
/// ways from one datum to another differ by about one.
private func checkMoved(
  _ system: String, _ reply: WebReply, _ there: [[Double]], _ here: [[Double]]
) throws {
  #expect(there.count == here.count && reply.status == 200)
  guard system != AskedService.crs84 else { return #expect(there == here) }
  let target = try CoordinateSystem("EPSG:" + (system.split(separator: "/").last ?? ""))
  var moved = here.map { Position($0[0], $0[1]) }
  let operation = try CoordinateOperation(
    from: CoordinateSystem(CoordinateSystem.crs84Definition), to: target)
  _ = try operation.transform(&moved, threads: 1)
  let tolerance = target.isGeographic ? 2e-5 : 2
  let ordered = moved.map { target.hasNorthFirst ? [$0.y, $0.x] : [$0.x, $0.y] }
  // Where northing stands first, rings go the other way round as they are written.
  func isNear(_ one: [Double], to other: [Double]) -> Bool {
    abs(one[0] - other[0]) < tolerance && abs(one[1] - other[1]) < tolerance
  }
  for mine in there {
    let isThere = ordered.contains { isNear($0, to: mine) }
    #expect(isThere, "\(system): \(mine)")
  }
  for theirs in ordered {
    let isThere = there.contains { isNear($0, to: theirs) }
    #expect(isThere, "\(system): \(theirs)")
  }
}

private let namesSystem = ofSystems(ofOne: false) { system, reply, _, _ in
  #expect(reply.status == 200 && reply.headers["Content-Crs"] == "<\(system)>")
}

private let namesSystemOfOne = ofSystems(ofOne: true) { system, reply, _, _ in
  #expect(reply.status == 200 && reply.headers["Content-Crs"] == "<\(system)>")
}

/// A check that the box of a collection's western half finds the same in a system as without one.
private let findsTheSameBox: Check = { service in
  for (path, collection) in try service.collections() {
    guard let box = service.box(collection) else { continue }
    let half = [box[0], box[1], (box[0] + box[2]) / 2, box[3]]
    let plain = try ids(service.json(path + "/items", "bbox=\(text(half))"))
    let named = try ids(
      service.json(
        path + "/items", "bbox=\(text(half))&bbox-crs=\(encoded(AskedService.crs84))"))
    #expect(named == plain)
    let wgs84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
    guard try crs(collection).contains(wgs84) else { continue }
    // Latitude stands first there.
    let turned = [half[1], half[0], half[3], half[2]]
    let found = try ids(
      service.json(path + "/items", "bbox=\(text(turned))&bbox-crs=\(encoded(wgs84))"))
    #expect(found == plain)
  }
}

private func ids(_ page: Object) throws -> [String] {
  try features(page).map { "\($0["id"] ?? "")" }
}

private func plannedYear(_ feature: Object) -> Int? {
  (feature["properties"] as? Object)?["planned_year"] as? Int
}

/// What is planned in some years, and what has no year, against the years of all.
@Sendable private func checkTimes(_ service: AskedService) throws {
  let path = "/v1/collections/works/items"
  let all = try features(service.json(path))
  let years = all.map(plannedYear)
  #expect(years.contains { $0 != nil })
  for span in [2027...2029, 2030...2030, 2031...2041] {
    let query =
      "datetime=\(span.lowerBound)-01-01T00:00:00Z/\(span.upperBound)-12-31T23:59:59Z"
    let found = try ids(service.json(path, query))
    var expected: [String] = []
    for (feature, year) in zip(all, years) where year.map({ span.contains($0) }) ?? true {
      expected.append("\(feature["id"] ?? "")")
    }
    #expect(found == expected)
  }
}

/// The two neighbourhoods are squares beside each other: a box in one meets that alone, one over both meets both.
@Sendable private func checkBoxes(_ service: AskedService) throws {
  let path = "/v1/collections/neighbourhoods/items"
  let corners = try features(service.json(path)).flatMap(positions(of:))
  let (easts, norths) = (corners.map { $0[0] }, corners.map { $0[1] })
  let (west, east) = (try #require(easts.min()), try #require(easts.max()))
  let (south, north) = (try #require(norths.min()), try #require(norths.max()))
  let (middle, step) = ((west + east) / 2, 0.1 * (east - west))
  for (from, to, expected) in [
    (west, middle - step, ["00A"]), (middle + step, east, ["00B"]), (west, east, ["00A", "00B"]),
    (east + 1, east + 2, []),
  ] {
    let found = try ids(service.json(path, "bbox=\(from),\(south),\(to),\(north)"))
    #expect(found == expected)
  }
  for (path, collection) in try service.collections() where service.box(collection) == nil {
    #expect(service.reply(path + "/items", "bbox=0,0,1,1").status == 200)
  }
}

private let others: [String: Check] = [
  "ApiDefinition.openapiDocumentRetrieval": { service in
    let links = service.links(try service.json("/v1"), "service-desc")
    #expect(links.count == 1)
    _ = try service.follow(links[0])
    #expect(service.reply("/v1/openapi.json").type == .openAPI)
  },
  "ApiDefinition.apiDefinitionValidation": { service in
    let api = try service.json("/v1/openapi.json")
    #expect((api["openapi"] as? String)?.hasPrefix("3.0") == true)
    #expect((api["info"] as? Object)?["title"] is String && api["servers"] is [Object])
    // Each operation is called by a name of its own, and says what it answers; references lead somewhere.
    let paths = try #require(api["paths"] as? [String: Object])
    let operations = paths.values.compactMap { $0["get"] as? Object }
    #expect(operations.count == paths.count)
    #expect(Set(operations.compactMap { $0["operationId"] as? String }).count == paths.count)
    #expect(operations.allSatisfy { ($0["responses"] as? Object)?["200"] is Object })
    let text = String(decoding: service.reply("/v1/openapi.json").body, as: UTF8.self)
    let references = Set(text.matches(of: /"\$ref":"([^"]*)"/).map { String($0.1) })
    #expect(references == ["#/components/schemas/problem"])
    #expect(((api["components"] as? Object)?["schemas"] as? Object)?["problem"] is Object)
    for (path, place) in paths {
      let named = Set(path.matches(of: /\{(\w+)\}/).map { String($0.1) })
      let parameters = (place["get"] as? Object)?["parameters"] as? [Object] ?? []
      let told = parameters.filter { $0["in"] as? String == "path" }
      #expect(Set(told.compactMap { $0["name"] as? String }) == named, "\(path)")
    }
  },
  "LandingPage.landingPageRetrieval": { service in
    #expect(service.reply("/v1").status == 200)
  },
  "LandingPage.landingPageValidation": { service in
    let page = try service.json("/v1")
    for rel in ["self", "service-desc", "conformance", "data"] {
      #expect(service.links(page, rel).count == 1, "\(rel)")
      _ = try service.follow(service.links(page, rel)[0])
    }
  },
  "Conformance.validateConformanceOperationAndResponse": { service in
    let classes = try #require(service.json("/v1/conformance")["conformsTo"] as? [String])
    for name in ["core", "oas30", "html", "geojson"] {
      #expect(classes.contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/\(name)"))
    }
  },
  "CrsRequirementClassPrecondition.verifyConformanceClass": { service in
    let classes = try #require(service.json("/v1/conformance")["conformsTo"] as? [String])
    #expect(classes.contains("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs"))
  },
  "FeatureCollections.validateFeatureCollectionsMetadataOperation": {
    service in
    #expect(service.reply("/v1/collections").status == 200)
  },
  "FeatureCollections.validateFeatureCollectionsMetadataOperationResponse_Links": { service in
    let page = try service.json("/v1/collections")
    #expect(service.links(page, "self").count == 1)
    #expect(service.links(page, "alternate").allSatisfy { $0["type"] is String })
  },
  "FeatureCollections.validateFeatureCollectionsMetadataOperationResponse_Items": { service in
    for (_, collection) in try service.collections() {
      let items = service.links(collection, "items")
      #expect(items.contains { $0["type"] as? String == "application/geo+json" })
    }
  },
  "FeatureCollections.validateFeatureCollectionsMetadataOperationResponse_CrsProperty": { service in
    for (_, collection) in try service.collections() {
      let all = try crs(collection)
      #expect(all.contains(AskedService.crs84))
    }
  },
  "FeatureCollections.validateFeatureCollectionsMetadataOperationResponse_Content": { service in
    for (_, collection) in try service.collections() {
      #expect(collection["id"] is String && collection["links"] is [Object])
      guard let box = service.box(collection) else { continue }
      #expect(box.count == 4 && box[0] <= box[2] && box[1] <= box[3])
    }
  },
  "FeatureCollection.validateFeatureCollectionMetadataOperation": { service in
    for (path, _) in try service.collections() { #expect(service.reply(path).status == 200) }
    #expect(service.reply("/v1/collections/houses").status == 404)
  },
  "FeatureCollection.validateFeatureCollectionMetadataResponse": { service in
    for (path, listed) in try service.collections() {
      let own = try service.json(path)
      for member in ["id", "title", "description", "extent", "crs", "storageCrs"] {
        let isTold = try isSame(own[member], listed[member])
        #expect(isTold, "\(path) \(member)")
      }
    }
  },
  "Feature.featureOperation": { service in
    for (path, _) in try service.collections() {
      for feature in try features(service.json(path + "/items")) {
        let id = encoded("\(feature["id"] ?? "")")
        #expect(service.reply("\(path)/items/\(id)").status == 200)
      }
      #expect(service.reply(path + "/items/no-such-feature").status == 404)
    }
  },
  "Feature.validateFeatureResponse": { service in
    for (path, _) in try service.collections() {
      for feature in try features(service.json(path + "/items")) {
        let own = try service.json("\(path)/items/\(encoded("\(feature["id"] ?? "")"))")
        for member in ["id", "type", "properties", "geometry"] {
          let isTold = try isSame(own[member], feature[member])
          #expect(isTold)
        }
        for rel in ["self", "alternate", "collection"] {
          #expect(service.links(own, rel).count == 1)
        }
        let itself = try service.follow(service.links(own, "self")[0])
        let isItself = try isSame(itself["id"], own["id"])
        #expect(isItself)
      }
    }
  },
  "FeaturesBBox.boundingBoxParameterDefinition": ofParameter("bbox") { schema, parameter in
    #expect(schema["type"] as? String == "array" && parameter["explode"] as? Bool == false)
    #expect((schema["items"] as? Object)?["type"] as? String == "number")
    #expect(schema["minItems"] as? Int == 4 && schema["maxItems"] as? Int == 6)
  },
  "FeaturesBBox.validateFeaturesWithBoundingBoxResponse": checkBoxes,
  "FeaturesLimit.limitParameterDefinition": ofParameter("limit") { schema, parameter in
    #expect(schema["type"] as? String == "integer" && parameter["explode"] as? Bool == true)
    #expect(schema["minimum"] as? Int == 1 && schema["maximum"] as? Int == 10_000)
    #expect(schema["default"] as? Int == 100)
  },
  "FeaturesLimit.validateFeaturesWithLimitResponse": { service in
    for (path, _) in try service.collections() {
      let all = try features(service.json(path + "/items")).count
      for limit in [1, 2, 10_000] {
        let page = try service.json(path + "/items", "limit=\(limit)")
        #expect(try features(page).count == min(limit, all))
      }
    }
  },
  "FeaturesTime.timeParameterDefinition": ofParameter("datetime") { schema, parameter in
    #expect(schema["type"] as? String == "string" && parameter["explode"] as? Bool == true)
  },
  "FeaturesTime.validateFeaturesWithDateTimeResponse": checkTimes,
  "FeaturesErrorConditions.validateFeaturesOperation_QueryParamInvalid": { service in
    for (path, _) in try service.collections() {
      for query in [
        "limit=0", "limit=-1", "limit=a", "limit=", "bbox=1,2,3", "bbox=a,b,c,d", "bbox=1,2,3,4,5",
        "bbox=nan,0,1,1", "bbox=0,10,1,-10", "datetime=yesterday", "datetime=2024-13-01",
        "offset=-1", "limit=1&limit=2",
      ] {
        let reply = service.reply(path + "/items", query)
        #expect(reply.status == 400 && reply.type == .problem, "\(path)?\(query)")
      }
    }
  },
  "FeaturesErrorConditions.validateFeaturesOperation_QueryParamUnknown": { service in
    for (path, _) in try service.collections() {
      #expect(service.reply(path + "/items", "unknownQueryParameter=x").status == 400)
    }
  },
  "DiscoveryCollectionCrsUri.verifyCollectionCrsIdentifierOfCrsProperty": ofCollections {
    _, collection, _ in _ = try crs(collection)
  },
  "DiscoveryCollectionCrsUri.verifyCollectionCrsIdentifierOfStorageCrsProperty": ofCollections {
    _, collection, _ in
    #expect(
      (collection["storageCrs"] as? String)?.hasPrefix("http://www.opengis.net/def/crs/") == true)
  },
  "DiscoveryCollectionDefaultCrs.verifyCollectionCrsIdentifierOfCrsProperty": ofCollections {
    _, collection, _ in
    let first = try crs(collection).first
    #expect(first == AskedService.crs84)
  },
  "DiscoveryCollectionStorageCrs.verifyCollectionCrsIdentifierOfCrsProperty": ofCollections {
    _, collection, _ in
    let storage = try #require(collection["storageCrs"] as? String)
    #expect(try crs(collection).contains(storage))
  },
  "DiscoveryCollectionsCrsUri.verifyCollectionsCrsIdentifierOfCrsProperty": { service in
    _ = try crs(service.json("/v1/collections"))
  },
  "DiscoveryCollectionsCrsUri.verifyCollectionsCrsIdentifierOfStorageCrs": { service in
    // The list of all has none of its own; each collection has.
    let page = try service.json("/v1/collections")
    #expect(page["storageCrs"] == nil)
    let all = try service.collections()
    #expect(all.allSatisfy { $0.document["storageCrs"] is String })
  },
  "DiscoveryCollectionsCrsUri.verifyCollectionsCollectionCrsIdentifierOfCrsProperty": { service in
    for (_, collection) in try service.collections() { _ = try crs(collection) }
  },
  "DiscoveryCollectionsCrsUri.verifyCollectionsCollectionCrsIdentifierOfStorageCrs": { service in
    for (_, collection) in try service.collections() {
      let storage = try #require(collection["storageCrs"] as? String)
      #expect(storage == "http://www.opengis.net/def/crs/EPSG/0/28992")
    }
  },
  "DiscoveryCollectionsDefaultCrs.verifyCollectionsPathCollectionCrsPropertyContainsDefaultCrs": {
    service in
    for (_, collection) in try service.collections() {
      let all = try crs(collection)
      #expect(all.contains(AskedService.crs84))
    }
  },
  "DiscoveryCollectionsStorageCrs.verifyCollectionsPathCollectionCrsPropertyContainsStorageCrs": {
    service in
    for (_, collection) in try service.collections() {
      let storage = try #require(collection["storageCrs"] as? String)
      let all = try crs(collection)
      #expect(all.contains(storage))
    }
  },
  "BBoxCrsParameter.verifyBboxCrsParameterWithDefaultCrs": findsTheSameBox,
  "BBoxCrsParameter.verifyBboxCrsParameter": findsTheSameBox,
  "BBoxCrsParameterDefault.verifyBboxCrsParameterDefault": ofParameter("bbox-crs") { schema, _ in
    #expect(schema["default"] as? String == AskedService.crs84)
  },
  "BBoxCrsParameterInvalid.verifyBboxCrsParameterInvalid": refusesUnknownSystem(
    ofOne: false, "bbox-crs", with: "bbox=0,0,1,1&"),
  "FeatureCrsParameter.verifyFeatureCrsParameter": namesSystemOfOne,
  "FeatureCrsParameterDefault.verifyFeatureCrsParameterDefault": { service in
    for (path, _) in try service.collections() {
      guard let id = try features(service.json(path + "/items", "limit=1")).first?["id"] else {
        continue
      }
      let reply = service.reply("\(path)/items/\(encoded("\(id)"))")
      #expect(reply.headers["Content-Crs"] == "<\(AskedService.crs84)>")
    }
  },
  "FeatureCrsParameterInvalid.verifyFeatureCrsParameterInvalid": refusesUnknownSystem(
    ofOne: true, "crs"),
  "FeatureCrsParameterTransform.verifyFeatureCrsParameterTransformWithCrsParameter":
    movesPositionsOfOne,
  "FeatureCrsParameterTransform.verifyFeatureCrsParameterTransformWithoutCrsParameter":
    movesPositionsOfOne,
  "FeaturesCrsParameter.verifyFeaturesCrsParameter": namesSystem,
  "FeaturesCrsParameterDefault.verifyFeaturesCrsParameterDefault": { service in
    for (path, _) in try service.collections() {
      let reply = service.reply(path + "/items")
      #expect(reply.headers["Content-Crs"] == "<\(AskedService.crs84)>")
    }
  },
  "FeaturesCrsParameterInvalid.verifyFeaturesCrsParameterInvalid": refusesUnknownSystem(
    ofOne: false, "crs"),
  "FeaturesCrsParameterTransform.verifyFeaturesCrsParameterTransformWithoutCrsParameter":
    movesPositions,
  "FeaturesCrsParameterTransform.verifyFeaturesCrsParameterTransformWithCrsParameter":
    movesPositions,
]
