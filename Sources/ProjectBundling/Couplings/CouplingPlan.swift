import OpportunityMap
import ProjectFile

/// The measures that the works of a city can carry for its challenges, and which of them are chosen.
package struct CouplingPlan: Sendable {
  /// The catalogue, with the themes of the map.
  package let finder: CouplingFinder
  /// What each work can carry: by work, then as in the catalogue. Kinds of work that can carry nothing for a
  /// challenge on their ground have no entries.
  package private(set) var entries: [WorkCoupling]
  /// Who pays: the parties of the problem, then the actors that the project gives a budget.
  package let payers: [String]
  /// Year in which what is chosen of the entries is built; nil for what is not chosen. Shape: `entries`.
  package private(set) var years: [Int?]
  /// The interest by which years compare.
  package let annuity: Annuity
  /// First year: to which amounts are brought back.
  package let firstYear: Int
  /// First entry of each work, and the number of entries. Shape: `works + 1`.
  private let first: [Int]
  /// The sets that each work can be done with, none first. Shape: works.
  private let sets: [[CouplingSet]]
  /// What was decided that each work carries, which is in every set that it is offered with. Shape: works.
  private let bases: [CouplingSet]
  /// Most sets, beside none, that a work or bundle is offered with.
  private let limit: Int

  /// Up to so many works every set of couplings is offered; beyond, a few for each work and bundle.
  static let mostWorksInFull = 40

  /// Finds out what works can carry and what that is worth.
  /// - Parameters:
  ///   - problem: The works.
  ///   - map: The map that they are from, with its weights.
  ///   - catalogue: The couplings, at the price level of the map.
  ///   - annuity: The interest, and the years over which effects count.
  ///   - funded: Names of those who have a budget besides the parties.
  ///   - decided: Keys of the couplings that works carry because somebody decided so, by index in
  ///     `OpportunityMap.works`. What a work can't carry there is left out.
  package init(
    _ problem: BundlingProblem, map: OpportunityMap, catalogue: CouplingCatalogue,
    annuity: Annuity, funded: [String] = [], decided: [Int: Set<String>] = [:]
  ) {
    let finder = CouplingFinder(map, catalogue)
    self.finder = finder
    (self.annuity, firstYear) = (annuity, map.years.lowerBound)
    payers =
      problem.parties + funded.filter { !problem.parties.contains($0) }
    let limit = problem.works.count <= Self.mostWorksInFull ? 64 : 4
    self.limit = limit
    let pricer = CouplingPricer(problem, map, finder, annuity)
    let parties = Dictionary(
      payers.enumerated().map { ($1, $0) }, uniquingKeysWith: { known, _ in known })
    var (entries, first) = ([WorkCoupling](), [0])
    for (number, work) in problem.works.enumerated() {
      for coupling in finder.couplings(ofWork: work.work)
      where finder.overlaps(coupling, asset: work.asset) {
        let payer = catalogue.couplings[coupling].payer
        var entry = WorkCoupling(
          Int32(number), Int32(coupling), finder.verdict(coupling, asset: work.asset),
          themes: finder.themes[coupling].count)
        entry.payer = payer == nil ? work.party : payer.flatMap { parties[$0] }
        entries.append(entry)
      }
      first.append(entries.count)
    }
    let rates = entries.map { entry -> Double in
      var alone = entry
      alone.measure(map, problem.works[Int(entry.work)].asset, finder)
      pricer.price(&alone)
      // To the millionth of a EUR: equal works are to tie, whatever their sums round to.
      return alone.isOpen ? max(0, (1e6 * alone.net / alone.ground).rounded() / 1e6) : 0
    }
    CouplingGround(entries, first: first, rates: rates, problem, map, finder).measure(&entries)
    for index in entries.indices where entries[index].verdict.outcome == .suits {
      pricer.price(&entries[index])
    }
    self.entries = entries
    self.first = first
    years = [Int?](repeating: nil, count: entries.count)
    let fixed = problem.works.indices.map { number in
      decidedEntries(
        entries, first[number]..<first[number + 1], finder.catalogue,
        decided[problem.works[number].work] ?? [])
    }
    bases = fixed.map { own in
      own.map { CouplingSet(of: Int($0), entries) }.reduce(.none, +)
    }
    sets = problem.works.indices.map { work in
      workSets(entries, first[work]..<first[work + 1], finder.catalogue, besides: fixed[work])
        .withoutCovered(limit: limit)
    }
  }

  /// Entries of a work.
  package func entries(of work: Int) -> Range<Int> { first[work]..<first[work + 1] }

  /// The entry's coupling in the catalogue.
  package func coupling(of entry: Int) -> CouplingCatalogue.Coupling {
    finder.catalogue.couplings[Int(entries[entry].coupling)]
  }

  /// Indices of the entries that are chosen, ascending.
  package var chosen: [Int] { years.indices.filter { years[$0] != nil } }

  // MARK: Choosing

  /// The sets that works can be done with together: first what was decided alone, which is none where nothing was.
  func sets(of works: [Int32]) -> [CouplingSet] {
    let base = works.reduce(CouplingSet.none) { $0 + bases[Int($1)] }
    return base == .none ? freeSets(of: works) : freeSets(of: works).map { base + $0 }
  }

  private func freeSets(of works: [Int32]) -> [CouplingSet] {
    guard works.count > 1 else { return works.first.map { sets[Int($0)] } ?? [.none] }
    let offers = works.map { sets[Int($0)] }.filter { $0.count > 1 }
    guard !offers.isEmpty else { return [.none] }
    let count = offers.reduce(1) { $0 > 4096 ? $0 : $0 * $1.count }
    guard limit > 4, count <= 4096 else { return chain(offers) }
    let all = offers.reduce([CouplingSet.none]) { sums, sets in
      sums.flatMap { sum in sets.map { sum + $0 } }
    }
    return all.withoutCovered(limit: limit)
  }

  /// Of each work the set that is worth most, added one by one in the order of what they are worth for their
  /// cost; of these sums a few, the last and largest among them.
  private func chain(_ offers: [[CouplingSet]]) -> [CouplingSet] {
    let best = offers.compactMap { $0.max { $0.worth < $1.worth } }.filter { !$0.entries.isEmpty }
    let order = best.indices.sorted { (best[$1].rate, $0) < (best[$0].rate, $1) }
    var sums: [CouplingSet] = []
    for index in order { sums.append((sums.last ?? .none) + best[index]) }
    guard sums.count > limit else { return [.none] + sums }
    return [.none] + (1...limit).map { sums[$0 * sums.count / limit - 1] }
  }

  /// What of a worth is left when it comes about in a year.
  func discount(in year: Int) -> Double { annuity.present(1, after: year - firstYear) }

  /// Chooses what a programme does.
  mutating func choose(_ programme: Programme) {
    years = [Int?](repeating: nil, count: entries.count)
    for row in programme.rows {
      for entry in row.couplings { years[Int(entry)] = row.year }
    }
  }

  /// Chooses the best set of every work, where no programme says otherwise: in the year of the plan, by
  /// number of the work.
  mutating func chooseBest(in planned: [Int]) {
    years = [Int?](repeating: nil, count: entries.count)
    for (work, year) in planned.enumerated() {
      let best = sets[work].max { $0.worth < $1.worth } ?? .none
      for entry in best.entries + bases[work].entries { years[Int(entry)] = year }
    }
  }

  /// Entries by their coupling, in the order of the catalogue.
  package func byCoupling(_ chosen: [Int]) -> [(coupling: Int, entries: [Int])] {
    Dictionary(grouping: chosen) { Int(entries[$0].coupling) }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What is chosen for works, as indices of entries.
  package func chosen(for works: [Int32]) -> [Int] {
    works.flatMap { entries(of: Int($0)) }.filter { years[$0] != nil }
  }
}

/// All sets of couplings that a work can be done with, besides those that are fixed: one of a group, one at a place.
private func workSets(
  _ entries: [WorkCoupling], _ own: Range<Int>, _ catalogue: CouplingCatalogue,
  besides fixed: [Int32]
) -> [CouplingSet] {
  let taken = fixed.reduce(into: Set<String>()) { taken, entry in
    taken.formUnion(catalogue.couplings[Int(entries[Int(entry)].coupling)].taken)
  }
  let open = own.filter { entry in
    entries[entry].isOpen && entries[entry].isUseful
      && catalogue.couplings[Int(entries[entry].coupling)].taken.isDisjoint(with: taken)
  }
  var found: [(set: CouplingSet, taken: Set<String>)] = [(.none, [])]
  for entry in open {
    let taken = catalogue.couplings[Int(entries[entry].coupling)].taken
    let alone = CouplingSet(of: entry, entries)
    found += found.filter { $0.taken.isDisjoint(with: taken) }.map {
      ($0.set + alone, $0.taken.union(taken))
    }
  }
  return found.map(\.set)
}

/// The entries of a work that somebody decided on, of those that it can carry; the first of a group, and at a place.
private func decidedEntries(
  _ entries: [WorkCoupling], _ own: Range<Int>, _ catalogue: CouplingCatalogue,
  _ decided: Set<String>
) -> [Int32] {
  guard !decided.isEmpty else { return [] }
  var (fixed, taken) = ([Int32](), Set<String>())
  for entry in own where entries[entry].isOpen {
    let coupling = catalogue.couplings[Int(entries[entry].coupling)]
    guard decided.contains(coupling.key), coupling.taken.isDisjoint(with: taken) else { continue }
    taken.formUnion(coupling.taken)
    fixed.append(Int32(entry))
  }
  return fixed
}

extension CouplingCatalogue.Coupling {
  /// What no other coupling of a work may have with it: its group, and its place.
  package var taken: Set<String> {
    Set(["group " + group] + (place.map { ["place " + $0] } ?? []))
  }
}

extension CouplingSet {
  /// An entry by itself.
  fileprivate init(of entry: Int, _ entries: [WorkCoupling]) {
    let cost = Cost(payer: entries[entry].payer ?? 0, euros: entries[entry].cost?.mid ?? 0)
    self.init(entries: [Int32(entry)], worth: entries[entry].net, costs: [cost])
  }
}

extension WorkCoupling {
  /// An entry of which nothing is measured yet.
  fileprivate init(
    _ work: Int32, _ coupling: Int32, _ verdict: CouplingVerdict, themes: Int
  ) {
    self.init(
      work: work, coupling: coupling, verdict: verdict, overlap: 0, ground: 0,
      served: [Double](repeating: 0, count: themes),
      challenge: [Double](repeating: 0, count: themes), effects: [], life: 0,
      present: [], presentUpkeep: 0, net: 0)
  }

  /// Takes the ground that it has by itself, where no other work serves any: other themes lie on the first
  /// as far as they can.
  fileprivate mutating func measure(_ map: OpportunityMap, _ asset: Int, _ finder: CouplingFinder) {
    let themes = finder.themes[Int(coupling)]
    ground = map.scores.areas[asset * map.themes.count + themes[0].theme]
    for (place, part) in themes.enumerated() {
      let index = asset * map.themes.count + part.theme
      let area = map.scores.areas[index]
      let fits = area > 0 ? min(area, ground) / area : 0
      served[place] = part.share * area * fits
      challenge[place] =
        part.share * map.scores.severities[index] * map.scores.surface[asset] * fits
    }
  }
}
