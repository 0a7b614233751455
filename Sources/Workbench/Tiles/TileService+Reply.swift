import Foundation

extension TileService {
  /// The reply to a request whose path below the interface has these parts; nil where it is not about tiles.
  /// - Throws: `QueryProblem`, `NotThere`; as answers do.
  func reply(to request: WebRequest, _ parts: [String]) throws -> WebReply? {
    switch parts.first {
    case "tileMatrixSets": return try pyramids(request, parts.dropFirst())
    case "tiles":
      let parameters = try request.parameters()
      return try reply(
        request, selection(ofAll: parameters), parts.dropFirst(), mayName: ["collections"])
    case "collections" where parts.count > 2 && parts[2] == "tiles":
      return try reply(request, selection(of: parts[1]), parts.dropFirst(3), mayName: [])
    default: return nil
    }
  }

  private func pyramids(
    _ request: WebRequest, _ parts: ArraySlice<String>
  ) throws -> WebReply? {
    guard parts.count <= 1 else { return nil }
    guard let id = parts.first else { return try document(request, make: tileMatrixSets) }
    let matrices = try matrices(id)
    return try document(request) { tileMatrixSet(matrices, $0) }
  }

  /// The reply about a selection, of which the parts after its place are given.
  private func reply(
    _ request: WebRequest, _ selection: TileSelection, _ parts: ArraySlice<String>,
    mayName names: Set<String>
  ) throws -> WebReply? {
    guard let id = parts.first else {
      return try document(request, mayName: names) { try tileSets(selection, $0) }
    }
    let matrices = try matrices(id)
    let rest = parts.dropFirst()
    switch rest.count {
    case 0:
      return try document(request, mayName: names) {
        try tileSet(selection, on: matrices, $0)
      }
    case 1 where rest.first == Self.tileJSONName:
      try features.refuseOthers(request.parameters(), but: names)
      return try WebReply(.json, tileJSON(selection, on: matrices))
    case 3:
      try features.refuseOthers(request.parameters(), but: names)
      if let form = try request.parameters().first(where: { $0.name == "f" }), form.value != "mvt" {
        throw QueryProblem(
          "f", "There is no form '\(form.value)' of a tile.", "Write f=mvt, or nothing.")
      }
      return WebReply(.vectorTile, try tile(selection, on: matrices, rest))
    default: return nil
    }
  }

  private func document(
    _ request: WebRequest, mayName names: Set<String> = [], make: (Form) throws -> JSONValue
  ) throws -> WebReply {
    let parameters = try request.parameters()
    let form = try Form(parameters.first { $0.name == "f" }?.value, accept: request.accept)
    return try features.document(make(form), parameters, form, but: names)
  }
}
