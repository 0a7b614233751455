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

/// The works that two answers plan differently, by id. Works are the same where their ids are.
package func workDifferences(
  _ first: (map: OpportunityMap, years: [PlannedYear]),
  _ second: (map: OpportunityMap, years: [PlannedYear])
) -> [WorkDifference] {
  let before = planned(first.map, first.years)
  let after = planned(second.map, second.years)
  return Set(before.keys).union(after.keys).sorted().compactMap { id in
    let (a, b) = (before[id], after[id])
    let (yearBefore, yearAfter) = (
      a.flatMap { first.years[$0].year }, b.flatMap { second.years[$0].year }
    )
    guard yearBefore != yearAfter else { return nil }
    let isSecond = yearAfter != nil
    let (map, index) = isSecond ? (second.map, b) : (first.map, a)
    guard let index else { return nil }
    let work = map.works[index]
    let asset = map.assets[work.asset]
    return WorkDifference(
      work: id, street: asset.street, assetType: asset.type, measure: work.measure,
      cost: work.cost, before: yearBefore, after: yearAfter,
      kind: yearBefore == nil ? .comes : yearAfter == nil ? .goes : .moves)
  }
}

/// The works that are done, by id.
private func planned(_ map: OpportunityMap, _ years: [PlannedYear]) -> [String: Int] {
  var works: [String: Int] = [:]
  for (index, year) in years.enumerated() where year.year != nil {
    works[map.works[index].id] = index
  }
  return works
}
