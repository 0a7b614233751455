import Foundation
import Tables
import Workers

extension FeatureService {
  /// The reply to a request whose path below the interface has these parts.
  /// - Throws: `QueryProblem`, `NotThere`; as answers do.
  package func reply(to request: WebRequest, _ parts: [String]) throws -> WebReply {
    if let reply = try TileService(self).reply(to: request, parts) { return reply }
    let parameters = try request.parameters()
    let given = parameters.first { $0.name == "f" }?.value
    let form = try Form(given, accept: request.accept)
    switch parts {
    case []: return try document(landing(form), parameters, form)
    case ["conformance"]: return try document(conformance(), parameters, form)
    case ["openapi.json"]:
      try refuseOthers(parameters)
      return try WebReply(.openAPI, openAPI())
    case ["collections"]: return try document(collections(form), parameters, form)
    case let parts where parts.first == "collections" && (2...4).contains(parts.count):
      guard let name = CollectionName(parts[1]) else { throw missing(parts) }
      if parts.count == 2 { return try document(collection(name, form), parameters, form) }
      guard parts[2] == "items" else { throw missing(parts) }
      return parts.count == 3
        ? try items(name, parameters, form) : try item(name, parts[3], parameters, form)
    default: throw missing(parts)
    }
  }

  /// A document in a form; parameters that have other names than those of the form and these are refused.
  func document(
    _ document: JSONValue, _ parameters: [QueryParameter], _ form: Form, but names: Set<String> = []
  ) throws -> WebReply {
    try refuseOthers(parameters, but: names)
    return form == .json
      ? try WebReply(.json, document) : WebReply(page: FeatureMarkup(self).page(document))
  }

  private func items(
    _ name: CollectionName, _ parameters: [QueryParameter], _ form: Form
  ) throws -> WebReply {
    let page = try page(name, parameters, form)
    var reply =
      form == .json
      ? WebReply(.geoJSON, Data(try geoJSON(page, now: .now).bytes))
      : WebReply(page: FeatureMarkup(self).page(page))
    reply.headers["Content-Crs"] = "<\(page.query.system.address)>"
    return reply
  }

  private func item(
    _ name: CollectionName, _ id: String, _ parameters: [QueryParameter], _ form: Form
  ) throws -> WebReply {
    let (collection, row, system, links) = try feature(name, id: id, parameters, form)
    var reply =
      form == .json
      ? WebReply(
        .geoJSON, Data(try geoJSON(collection, row: row, in: system, links: links).bytes))
      : WebReply(page: FeatureMarkup(self).page(collection, row: row, links: links))
    reply.headers["Content-Crs"] = "<\(system.address)>"
    return reply
  }

  /// Refuses parameters that have other names than those of the form and these.
  func refuseOthers(
    _ parameters: [QueryParameter], but names: Set<String> = []
  ) throws(QueryProblem) {
    let known = FeatureQuery.formParameters.union(names)
    for parameter in parameters where !known.contains(parameter.name) {
      throw QueryProblem(
        parameter.name, "There is no parameter '\(parameter.name)' here.", "Leave it out.")
    }
  }

  private func missing(_ parts: [String]) -> NotThere {
    NotThere(
      "There is nothing at '/\(parts.joined(separator: "/"))'.",
      "The landing page leads to all there is.")
  }
}
