import LayerIO

/// What a norm for facilities asks of a source of facilities.
package struct FacilityRequest: Sendable, Equatable {
  /// Kind of facility, a key of the catalogue of norms.
  package var kind: String
  /// Norm in m2 per 1,000 dwellings; nil takes the catalogue's.
  package var perThousand: Double?
  /// Key of the neighbourhoods' number that counts dwellings.
  package var dwellings: String
  /// Attribute of a facility with its floor area in m2; nil takes the catalogue's usual size.
  package var floorArea: String?
  /// Attribute of a neighbourhood with its milieu, where the catalogue's norm differs by milieu.
  package var milieu: String?
  /// How far in m a facility with slack may be from a neighbourhood that lacks; nil takes the
  /// catalogue's.
  package var reach: Double?

  /// A request; the catalogue's norm, size and reach unless given.
  package init(
    kind: String, perThousand: Double? = nil, dwellings: String = "dwellings",
    floorArea: String? = nil, milieu: String? = nil, reach: Double? = nil
  ) {
    self.kind = kind
    self.perThousand = perThousand
    self.dwellings = dwellings
    self.floorArea = floorArea
    self.milieu = milieu
    self.reach = reach
  }
}

extension FacilityRequest: DerivationRequest {
  package static let key = "facilities"

  package init(_ value: YAMLValue) throws {
    let keys = try value.members(
      known: ["kind", "m2_per_1000_dwellings", "dwellings", "floor_area", "milieu", "reach"])
    kind = try keys.needed("kind", in: value).text()
    perThousand = try keys["m2_per_1000_dwellings"]?.number(in: 0.001...1e6)
    dwellings = try keys.text("dwellings") ?? "dwellings"
    floorArea = try keys.text("floor_area")
    milieu = try keys.text("milieu")
    reach = try keys["reach"]?.number(in: 0...100_000)
  }

  package var fields: [String] { [floorArea].compactMap(\.self) }

  package var uses: [FieldUse] { fields.map { FieldUse($0, as: .number) } }

  package var derivedFields: [String] {
    ["need_m2", "supply_m2", "deficit_m2", "deficit_share", "deficit_per_1000_m2"]
  }

  /// What is derived are neighbourhoods.
  package var keepsFeatures: Bool { false }

  /// Where a facility is is all that counts.
  package var takesPoints: Bool { true }

  package var needsNorms: Bool { true }
}
