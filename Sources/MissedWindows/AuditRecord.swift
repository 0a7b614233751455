import LayerIO

/// An audit as JSON: figures with the numbers of the tables, amounts in the currency to the cent.
struct AuditRecord: Encodable {
  let kansenkaartAudit = 1
  let city: String
  let currency: String
  let priceYear: Int
  let from: Int
  let to: Int
  let rule: Rule
  let leastAreaM2: Double
  let works: Int
  let cost: Double
  let reopeningWorks: Int
  let reopenings: Int
  let reopenedAreaM2: Double
  let possible: Double
  let achieved: Double
  let missed: Double
  let impossible: Double
  let outcomes: [Outcome]
  let basis: Basis
  let leftOut: [String: Int]
  let ahead: Ahead?

  struct Rule: Encodable {
    let key: String
    let nl: String
    let en: String
    let surfaceYears: Int
    let trenchYears: Int
    let source: String
  }

  struct Outcome: Encodable {
    let outcome: String
    let pairs: Int
    let pairsSaving: Int
    let cash: Double
  }

  struct Basis: Encodable {
    let unknownCosts: Int
    let catalogueCosts: Int
    let catalogueWindows: Int
    let leftWindows: Int
    let untoldKnown: Int
    let togetherByYear: Bool
  }

  struct Ahead: Encodable {
    let from: Int
    let to: Int
    let isProgramme: Bool
    let pairs: Int
    let newPairs: Int
    let plans: [String: Int]
    let together: Double
    let notDone: Double
    let impossible: Double
  }

  init(_ audit: Audit) {
    func money(_ cents: Int) -> Double { Double(cents) / 100 }
    city = audit.name
    currency = audit.currency.code
    priceYear = audit.priceYear
    (from, to) = (audit.years.lowerBound, audit.years.upperBound)
    rule = Rule(
      key: audit.rule.key, nl: audit.rule.name.nl, en: audit.rule.name.en,
      surfaceYears: audit.rule.years[.surface] ?? 0, trenchYears: audit.rule.years[.trench] ?? 0,
      source: audit.rule.source)
    leastAreaM2 = audit.leastArea
    works = audit.works.count
    cost = audit.cost
    reopeningWorks = audit.reopeningWorks
    reopenings = audit.reopenings.count
    reopenedAreaM2 = audit.reopenedArea
    possible = money(audit.possibleCents)
    achieved = money(audit.cents(.together))
    missed = money(audit.missedCents)
    impossible = money(audit.cents(.impossible))
    outcomes = ChanceOutcome.allCases.map { outcome in
      let pairs = audit.pairs(outcome)
      return Outcome(
        outcome: outcome.key, pairs: pairs.count, pairsSaving: pairs.count(where: audit.saves),
        cash: money(audit.cents(outcome)))
    }
    basis = Basis(
      unknownCosts: audit.basis.unknownCosts, catalogueCosts: audit.basis.catalogueCosts,
      catalogueWindows: audit.basis.catalogueWindows, leftWindows: audit.basis.leftWindows,
      untoldKnown: audit.basis.untoldKnown, togetherByYear: audit.basis.togetherByYear)
    leftOut = Dictionary(grouping: audit.leftOut, by: \.reason.rawValue).mapValues(\.count)
    ahead = audit.ahead.map { ahead in
      let plans = LookAhead.Plan.allCases.map { ($0.rawValue, ahead.pairs($0).count) }
      return Ahead(
        from: ahead.years.lowerBound, to: ahead.years.upperBound, isProgramme: ahead.isProgramme,
        pairs: ahead.pairs.count, newPairs: ahead.newPairs,
        plans: Dictionary(uniqueKeysWithValues: plans),
        together: money(ahead.cents[ChanceOutcome.together.rawValue]),
        notDone: money(ahead.cents[ChanceOutcome.notDone.rawValue]),
        impossible: money(ahead.cents[ChanceOutcome.impossible.rawValue]))
    }
  }
}
