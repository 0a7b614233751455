import Foundation
import Geometry
import Workers

/// Reads all pages of a collection of OGC API Features and gives their features to `write` as one GeoJSON document,
/// each as the service wrote it.
/// - Throws: `SourceError` for what can't be reached or is not what the standard says; what `write` throws.
func fetchPages(
  _ service: ServiceSource, get: @escaping DocumentGetter = getDocument,
  _ write: (ByteBuffer) throws -> Void
) throws -> FetchedRows {
  var pages = FeaturePages(service, get: get)
  return try pages.fetch(write)
}

/// What gets a document at an address, of a media type.
typealias DocumentGetter = (_ address: String, _ accept: String) throws -> WebDocument

/// The pages of a collection, one after another.
private struct FeaturePages {
  let service: ServiceSource
  let get: DocumentGetter
  /// Number of features so far.
  var count = 0
  /// How many the service says there are; nil where it does not.
  var matched: Int?

  init(_ service: ServiceSource, get: @escaping DocumentGetter) {
    (self.service, self.get) = (service, get)
  }

  mutating func fetch(_ write: (ByteBuffer) throws -> Void) throws -> FetchedRows {
    let system = try chosenSystem()
    var query = [("limit", "1000")]
    if let system { query.append(("crs", system.uri)) }
    if let box = service.boxText { query.append(("bbox", box)) }
    var address = service.address.below(["collections", service.layer, "items"], query)
    var seen: Set<String> = []
    var head = ByteBuffer()
    head.append(
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":")
    head.append(json: system?.code ?? "urn:ogc:def:crs:OGC:1.3:CRS84")
    head.append("}},\"features\":[")
    try write(head)
    while true {
      guard seen.insert(address).inserted else {
        throw service.failure(
          "A page leads to one that was read before.",
          "Tell those who run the service: its links 'next' go round.")
      }
      let document = try asked(address, accept: "application/geo+json, application/json;q=0.9")
      try check(document, isIn: system)
      guard let next = try take(document, at: address, write) else { break }
      address = next
      try Interruption.check()
    }
    if let matched, matched != count {
      throw service.failure(
        "It said that there are \(matched) features, and gave \(count).",
        "Ask again with --refresh: it may have changed while it was read.")
    }
    var tail = ByteBuffer()
    tail.append(count == 0 ? "]}\n" : "\n]}\n")
    try write(tail)
    return FetchedRows(count: count, order: "the service's", system: system?.code ?? "OGC:CRS84")
  }

  // MARK: Pages

  /// Writes the features of a page; the address of the next, where there is one.
  private mutating func take(
    _ document: WebDocument, at address: String, _ write: (ByteBuffer) throws -> Void
  ) throws -> String? {
    let bytes = document.bytes
    let members: [String: Range<Int>]
    let features: [Range<Int>]
    do throws(JSONMembers.Malformed) {
      members = try JSONMembers.members(of: bytes)
      guard let array = members["features"] else { throw JSONMembers.Malformed(byte: 0) }
      features = try JSONMembers.elements(of: array, in: bytes)
    } catch {
      throw service.failure(
        "The reply is no GeoJSON with features (at byte \(error.byte + 1)): \(beginning(of: bytes)).",
        "Open \(address) in a browser; the address should be that of the service, without /collections."
      )
    }
    if let number = try decoded(Int?.self, members["numberMatched"], bytes) { matched = number }
    var text = ByteBuffer()
    for feature in features {
      text.append(count == 0 ? "\n" : ",\n")
      count += 1
      text.append(bytes.span.extracting(feature))
    }
    try write(text)
    let links = try decoded([Link]?.self, members["links"], bytes) ?? []
    guard let next = links.first(where: { $0.rel == "next" && $0.isGeoJSON }) else { return nil }
    // Some services link on for ever; a page without features is the end.
    guard !features.isEmpty else { return nil }
    guard let followed = service.address.followed(next.href, from: address) else {
      throw service.failure(
        "The next page is at another host: \(next.href).",
        "Give that host as the source, if it is the one that is meant.")
    }
    return followed
  }

  private struct Link: Decodable {
    var href: String
    var rel: String?
    var type: String?
    var isGeoJSON: Bool { type?.contains("json") ?? true }
  }

  private struct CollectionPage: Decodable {
    var crs: [String]?
    var storageCrs: String?
  }

  private struct CollectionsPage: Decodable {
    var crs: [String]?
    var collections: [Entry]
    struct Entry: Decodable { var id: String }
  }

  // MARK: Systems

  /// A system as links name it, and as files do.
  private struct System {
    var uri: String
    var code: String

    /// The system of a link such as `http://www.opengis.net/def/crs/EPSG/0/28992`; nil for one of another kind.
    init?(_ uri: String) {
      let parts = uri.split(separator: "/").suffix(3).map(String.init)
      guard uri.contains("/def/crs/"), parts.count == 3 else { return nil }
      self.uri = uri
      code = "\(parts[0]):\(parts[2])".uppercased()
    }
  }

  /// The system to ask for: the project's, else the data's own; nil for the standard's, longitude and latitude (CRS84).
  private func chosenSystem() throws -> System? {
    let document: WebDocument
    let address = service.address.below(["collections", service.layer])
    do {
      document = try get(address, "application/json")
    } catch let failure as WebFailure where failure.status == 404 {
      throw try missingCollection()
    } catch let failure as WebFailure {
      throw error(failure)
    }
    let collection: CollectionPage = try decoded(document, at: address)
    var offered = collection.crs ?? []
    if offered.contains("#/crs") {
      let address = service.address.below(["collections"])
      let all: CollectionsPage = try decoded(
        asked(address, accept: "application/json"), at: address)
      offered += all.crs ?? []
    }
    let systems = offered.compactMap { System($0) }
    if let crs = service.crs {
      let wanted = crs.uppercased()
      if ["OGC:CRS84", "EPSG:4326", "CRS84"].contains(wanted) { return nil }
      guard let found = systems.first(where: { $0.code == wanted }) else {
        let names = Set(systems.map(\.code) + ["OGC:CRS84"]).sorted()
        throw service.failure(
          "The service does not offer it in '\(crs)'.",
          "Give one of these as 'crs', or leave it out: \(names.joined(separator: ", ")).")
      }
      guard try !hasNorthFirst(found) else {
        throw service.failure(
          "In '\(crs)' the service gives north before east, and snapshots have east first.",
          "Ask for another system, or for OGC:CRS84.")
      }
      return found
    }
    // The data's own system spares a conversion at the other end.
    let own = collection.storageCrs.flatMap { System($0) }
    guard let own, systems.contains(where: { $0.code == own.code }), try !hasNorthFirst(own) else {
      return nil
    }
    return own.code == "OGC:CRS84" ? nil : own
  }

  private func hasNorthFirst(_ system: System) throws -> Bool {
    do { return try CoordinateSystem(system.code).hasNorthFirst } catch {
      throw service.failure("\(error.problem)", error.remedy)
    }
  }

  /// Looks whether a page is in the system that was asked for, where it says in which it is.
  private func check(_ document: WebDocument, isIn system: System?) throws {
    guard let header = document.headers["content-crs"] else { return }
    let uri = header.trimmingCharacters(in: CharacterSet(charactersIn: "<> "))
    guard let given = System(uri), given.code != (system?.code ?? "OGC:CRS84") else { return }
    throw service.failure(
      "It was asked for \(system?.code ?? "OGC:CRS84") and answers in \(given.code).",
      "Give 'crs: OGC:CRS84' beside the source, or another that the service keeps to.")
  }

  // MARK: Replies

  private func asked(_ address: String, accept: String) throws -> WebDocument {
    do { return try get(address, accept) } catch let failure as WebFailure { throw error(failure) }
  }

  private func decoded<Value: Decodable>(
    _ document: WebDocument, at address: String
  ) throws -> Value {
    do { return try JSONDecoder().decode(Value.self, from: Data(document.bytes)) } catch {
      throw service.failure(
        "The reply is not what OGC API Features says: \(beginning(of: document.bytes)).",
        "Open \(address) in a browser; the address should be that of the service, without /collections."
      )
    }
  }

  private func decoded<Value: Decodable>(
    _ type: Value?.Type, _ range: Range<Int>?, _ bytes: [UInt8]
  ) throws -> Value? {
    guard let range else { return nil }
    do { return try JSONDecoder().decode(Value?.self, from: Data(bytes[range])) } catch {
      throw service.failure(
        "A page holds '\(beginning(of: Array(bytes[range])))' where the standard has something else.",
        "Tell those who run the service.")
    }
  }

  private func beginning(of bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(120), as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func missingCollection() throws -> SourceError {
    let address = service.address.below(["collections"])
    let document = try asked(address, accept: "application/json")
    let all: CollectionsPage = try decoded(document, at: address)
    let names = all.collections.map(\.id)
    let near = nearestName(to: service.layer, among: names).map { "Is '\($0)' meant? " } ?? ""
    return service.failure(
      "The service has no collection '\(service.layer)'.",
      near + "It has: \(names.prefix(40).joined(separator: ", ")).")
  }

  private func error(_ failure: WebFailure) -> SourceError {
    let remedy =
      switch failure.status {
      case 401, 403:
        "Give what it wants in the environment: GDAL_HTTP_USERPWD=user:password, or "
          + "GDAL_HTTP_HEADERS='X-Api-Key: ...'."
      case 400, 404: "Check the address: it is that of the service, without /collections."
      case .some: "Try again later, or ask those who run the service."
      case nil: "Check the address, and whether the service can be reached from here."
      }
    return service.failure("The service says: \(failure.message).", remedy)
  }
}
