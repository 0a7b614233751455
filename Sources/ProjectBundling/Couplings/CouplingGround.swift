import LayerStack
import OpportunityMap

/// Shares the ground under works among the couplings that can serve it, so that of a group each m2 counts
/// once: it goes to the work whose coupling is worth most for each m2 (of equals, the first). Who serves
/// what follows from the works alone, never from how they are bundled.
struct CouplingGround {
  private let map: OpportunityMap
  private let finder: CouplingFinder
  /// Entries under each set of assets, and the work that serves the ground instead; -1 where the entry
  /// does. Flat, by set.
  private var places: [(entry: Int32, winner: Int32)] = []
  /// First place of each set, and the number of places. Shape: `assetSets + 1`.
  private var starts: [Int] = [0]

  /// `rates` is what each entry is worth for each m2; those that are worth nothing take part in no
  /// sharing. `first` has the first entry of each work, and the number of entries.
  init(
    _ entries: [WorkCoupling], first: [Int], rates: [Double], _ problem: BundlingProblem,
    _ map: OpportunityMap, _ finder: CouplingFinder
  ) {
    (self.map, self.finder) = (map, finder)
    var ofAssets = [Range<Int>](repeating: 0..<0, count: map.assets.count)
    for (number, work) in problem.works.enumerated() {
      let own = first[number]..<first[number + 1]
      let known = ofAssets[work.asset]
      ofAssets[work.asset] = known.isEmpty ? own : known.lowerBound..<own.upperBound
    }
    let sets = map.table.assetSets
    for set in 0..<sets.count {
      let here = sets[set].flatMap { ofAssets[Int($0)] }
      let best = Self.best(of: here, entries, rates, finder)
      for entry in here {
        let group = finder.catalogue.couplings[Int(entries[entry].coupling)].group
        let winner = rates[entry] > 0 ? best[group].map { entries[$0].work } : nil
        let isOwn = winner == nil || winner == entries[entry].work
        places.append((Int32(entry), isOwn ? -1 : winner ?? -1))
      }
      starts.append(places.count)
    }
  }

  /// The entry that is worth most for each m2, by group.
  private static func best(
    of here: [Int], _ entries: [WorkCoupling], _ rates: [Double], _ finder: CouplingFinder
  ) -> [String: Int] {
    var best: [String: Int] = [:]
    for entry in here where rates[entry] > 0 {
      let group = finder.catalogue.couplings[Int(entries[entry].coupling)].group
      if let known = best[group], rates[known] >= rates[entry] { continue }
      best[group] = entry
    }
    return best
  }

  /// Adds up the ground of each entry.
  func measure(_ entries: inout [WorkCoupling]) {
    var lost = [Double](repeating: 0, count: entries.count)
    for row in map.table.areas {
      for place in places[starts[Int(row.assetSet)]..<starts[Int(row.assetSet) + 1]] {
        add(row, to: &entries[Int(place.entry)], place.winner, &lost[Int(place.entry)])
      }
    }
  }

  /// `lost` is the largest piece of ground that another work serves.
  private func add(
    _ row: OverlapTable.AreaRow, to entry: inout WorkCoupling, _ winner: Int32,
    _ lost: inout Double
  ) {
    let themes = finder.themes[Int(entry.coupling)]
    func severity(_ theme: Int) -> Double {
      map.severities.severity(signature: row.signature, zone: row.zone, theme: theme)
    }
    guard severity(themes[0].theme) > 0 else { return }
    entry.overlap += row.area
    guard winner < 0 else {
      if row.area > lost { (lost, entry.takenBy) = (row.area, winner) }
      return
    }
    entry.ground += row.area
    for (place, part) in themes.enumerated() {
      let severity = severity(part.theme)
      guard severity > 0 else { continue }
      entry.served[place] += part.share * row.area
      entry.challenge[place] += part.share * severity * row.area
    }
  }
}
