import LayerIO

/// What a layer that is derived asks of its source: the value of its key in the project file. How it is
/// derived, `OpportunityMap` says.
package protocol DerivationRequest: Sendable, Equatable {
  /// The key under which a layer asks for it.
  static var key: String { get }

  /// Reads what stands under the key.
  /// - Throws: `YAMLError`.
  init(_ value: YAMLValue) throws

  /// Attributes of the source that it needs.
  var fields: [String] { get }
  /// What they are read as.
  var uses: [FieldUse] { get }
  /// Attributes that a derived feature has besides those of its source.
  var derivedFields: [String] { get }
  /// Whether what is derived are features of the layer's source.
  var keepsFeatures: Bool { get }
  /// Whether features may be points.
  var takesPoints: Bool { get }
  /// Sources that it needs besides that of the layer.
  var sources: [SourceOptions] { get }
  /// Whether it looks into the catalogue of norms.
  var needsNorms: Bool { get }
}

extension DerivationRequest {
  package var fields: [String] { [] }
  package var uses: [FieldUse] { [] }
  package var keepsFeatures: Bool { true }
  package var takesPoints: Bool { false }
  package var sources: [SourceOptions] { [] }
  package var needsNorms: Bool { false }
}

/// How a theme layer is derived from its source instead of being the source's own surface.
package struct Derivation: Sendable, Equatable {
  /// What is asked.
  package let request: any DerivationRequest

  /// All there is to ask.
  package static let kinds: [any DerivationRequest.Type] = [
    VacancyRequest.self, FacilityRequest.self, GreenRequest.self,
  ]

  /// The keys of a layer that ask for one.
  static let keys = kinds.map { $0.key }

  /// What a layer's keys ask for; nil where they ask for none.
  init?(_ keys: [String: YAMLValue], in value: YAMLValue) throws {
    let given = Self.kinds.filter { keys[$0.key] != nil }
    guard given.count <= 1 else {
      throw value.error(
        "'\(value.name)' is derived in two ways: \(given.map { $0.key }.joined(separator: ", ")).",
        "Make a layer of each.")
    }
    guard let kind = given.first, let asked = keys[kind.key] else { return nil }
    request = try kind.init(asked)
  }

  /// Two derivations are the same where they ask for the same.
  package static func == (one: Derivation, other: Derivation) -> Bool {
    func isSame<Request: DerivationRequest>(_ request: Request) -> Bool {
      request == other.request as? Request
    }
    return isSame(one.request)
  }
}
