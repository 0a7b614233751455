/// What the catalogue says of a type of asset, as far as works need it. Who plans has a copy of its own:
/// threads that count the users of one object wait for one another.
struct TypeRules {
  /// Hours that keeping it up takes each year.
  let upkeep: CycleCatalogue.UnitHours?
  /// Measures, the usual one first.
  let measures: [Measure]

  /// A kind of action on the type.
  struct Measure {
    let key: String
    let cycle: Int
    let unitCost: CycleCatalogue.UnitCost?
    let hours: CycleCatalogue.UnitHours?
    let window: WindowRule
  }

  /// Rules by type, copied from the catalogue once.
  struct Cache {
    private var known: [String: TypeRules?] = [:]

    /// The rules of a type; nil where the catalogue does not know it.
    subscript(type: String, catalogue: CycleCatalogue) -> TypeRules? {
      mutating get {
        if let found = known[type] { return found }
        let rules = catalogue.types[type].map { TypeRules($0) }
        known[type] = .some(rules)
        return rules
      }
    }
  }

  private init(_ type: CycleCatalogue.AssetType) {
    upkeep = type.upkeep?.hours
    measures = type.measures.map {
      Measure(
        key: $0.key, cycle: $0.cycle, unitCost: $0.unitCost, hours: $0.hours,
        window: WindowRule(yearsBefore: $0.yearsBefore, yearsAfter: $0.yearsAfter))
    }
  }
}
