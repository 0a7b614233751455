/// A work that can be bundled: due within the horizon, with the years in which it may be done and
/// the price of doing it then. Its index is its number in `BundlingProblem.works`.
public struct BundlingWork: Sendable, Equatable {
  /// Index in `OpportunityMap.works`.
  public var work: Int
  /// Index in `OpportunityMap.assets`.
  public var asset: Int
  /// Index in `BundlingProblem.parties`.
  public var party: Int
  /// Index in `BundlingProblem.kinds`.
  public var kind: Int
  /// Years in which it may be bundled, within the horizon; its due year alone where it is fixed, and
  /// the decided year alone where there is a decision. What is overdue may in any year, unless its
  /// window binds.
  public var years: ClosedRange<Int>
  /// Last year in which a programme may do it, late: beyond `years` unless its window binds.
  public var lastYear: Int
  /// Year in which it is due; within `years` unless it was decided otherwise. The horizon's first for
  /// what is overdue.
  public var due: Int
  /// Year in which it was due, where that lies before the horizon.
  public var overdueSince: Int?
  /// Cost in EUR; 0 where it is not known, and then there is nothing to save or to lose on it.
  public var cost: Double
  /// Surface in m2.
  public var surface: Double
  /// Days that it keeps the street busy when done alone.
  public var days: Double
  /// EUR that each year before its due year costs: the value that is destroyed.
  public var earlierPerYear: Double
  /// EUR that each year after its due year costs: the risk that is run.
  public var laterPerYear: Double
  /// Rectangle around it in the working system, in metres: least x and y, most x and y. Empty
  /// (least above most) where it has no geometry.
  public var box: SIMD4<Double>

  /// Year in which it is done when it is in no bundle: its due year, or the year decided on.
  public var yearAlone: Int { years.contains(due) ? due : years.lowerBound }

  /// Years in which a programme may do it.
  public var allYears: ClosedRange<Int> { years.lowerBound...lastYear }

  /// Price in EUR of moving it from its due year to another.
  public func moving(to year: Int) -> Double {
    year < due ? earlierPerYear * Double(due - year) : laterPerYear * Double(year - due)
  }
}
