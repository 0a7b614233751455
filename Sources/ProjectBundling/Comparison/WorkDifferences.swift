import OpportunityMap

/// A work that two answers plan differently.
public struct WorkDifference: Sendable, Equatable, Codable {
  /// What the second does with it.
  public enum Kind: String, Sendable, Codable {
    /// The first does not do it.
    case comes
    /// The second does not do it.
    case goes
    /// The second does it in another year.
    case moves
  }

  /// Id of the work.
  public var work: String
  /// Name of its street, where it is known.
  public var street: String?
  /// Type of its asset.
  public var assetType: String
  /// Its measure.
  public var measure: String
  /// Cost in EUR by itself, in the answer that does it.
  public var cost: Double?
  /// Year in the first; nil where it does not do it.
  public var before: Int?
  /// Year in the second; nil where it does not do it.
  public var after: Int?
  /// What the second does with it.
  public var kind: Kind
}

/// A work that an answer does.
package struct PlannedWork: Sendable {
  /// Its number in the answer.
  package let index: Int
  /// Year in which it is done.
  package let year: Int

  /// A work.
  package init(index: Int, year: Int) {
    (self.index, self.year) = (index, year)
  }
}

/// The works that are in another year in one of two answers than in the other, by id; `describing` tells of
/// a work by its number in the second, or in the first where only that does it.
package func workDifferences(
  _ before: [String: PlannedWork], _ after: [String: PlannedWork],
  describing: (_ index: Int, _ isSecond: Bool) -> WorkDescription
) -> [WorkDifference] {
  Set(before.keys).union(after.keys).sorted().compactMap { id in
    let (old, new) = (before[id], after[id])
    guard old?.year != new?.year, let shown = new ?? old else { return nil }
    let work = describing(shown.index, new != nil)
    return WorkDifference(
      work: id, street: work.street, assetType: work.assetType, measure: work.measure,
      cost: work.cost, before: old?.year, after: new?.year,
      kind: old == nil ? .comes : new == nil ? .goes : .moves)
  }
}

/// What is told of a work that differs.
package struct WorkDescription: Sendable {
  let street: String?
  let assetType: String
  let measure: String
  let cost: Double?

  /// A work on an asset of a type, with its cost in EUR.
  package init(street: String?, assetType: String, measure: String, cost: Double?) {
    (self.street, self.assetType, self.measure, self.cost) = (street, assetType, measure, cost)
  }
}

/// The works that two answers plan differently, by id. Works are the same where their ids are.
package func workDifferences(
  _ first: (map: OpportunityMap, years: [PlannedYear]),
  _ second: (map: OpportunityMap, years: [PlannedYear])
) -> [WorkDifference] {
  let changed = changedWorks(first, second)
  return workDifferences(
    planned(first.map, first.years, changed), planned(second.map, second.years, changed)
  ) { index, isSecond in
    let map = isSecond ? second.map : first.map
    let work = map.works[index]
    let asset = map.assets[work.asset]
    return WorkDescription(
      street: asset.street, assetType: asset.type, measure: work.measure, cost: work.cost)
  }
}

/// Ids of the works whose years differ, where both answers list the same works; nil where they do not.
private func changedWorks(
  _ first: (map: OpportunityMap, years: [PlannedYear]),
  _ second: (map: OpportunityMap, years: [PlannedYear])
) -> Set<String>? {
  let (works, others) = (first.map.works, second.map.works)
  guard works.count == others.count, works.indices.allSatisfy({ works[$0].id == others[$0].id })
  else { return nil }
  return Set(
    works.indices.filter { first.years[$0].year != second.years[$0].year }.map { works[$0].id })
}

/// The works that are done, by id; those alone that have changed, where that is known.
private func planned(
  _ map: OpportunityMap, _ years: [PlannedYear], _ changed: Set<String>?
) -> [String: PlannedWork] {
  var works: [String: PlannedWork] = [:]
  for (index, planned) in years.enumerated() {
    guard let year = planned.year else { continue }
    // Looked at in place: works would be copied, and a city has many.
    if let changed, !changed.contains(map.works[index].id) { continue }
    works[map.works[index].id] = PlannedWork(index: index, year: year)
  }
  return works
}
