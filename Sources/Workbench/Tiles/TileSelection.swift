/// What tiles are asked for at one address: of one collection, or of several together.
struct TileSelection: Sendable {
  /// Parts of the address before the pyramid's.
  let place: [String]
  /// The collections, whose tiles follow each other in this order.
  let collections: [CollectionName]
  /// The parameter that names them, for links; empty where the address says it.
  let parameters: [QueryParameter]

  /// Names of the layers that one answer's tiles have of it.
  func layers(of scenario: String) -> Set<String> {
    Set(collections.filter { $0.scenario == scenario }.map(\.text))
  }

  /// Keys of the scenarios, each once, in their order.
  var scenarios: [String] {
    collections.reduce(into: []) { found, name in
      if !found.contains(name.scenario) { found.append(name.scenario) }
    }
  }
}
