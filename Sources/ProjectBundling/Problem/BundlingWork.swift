/// A work that can be bundled: due within the horizon, with the years in which it may be done and
/// the price of doing it then. Its index is its number in `BundlingProblem.works`.
package struct BundlingWork: Sendable, Equatable {
  /// Index in `OpportunityMap.works`.
  package var work: Int
  /// Index in `OpportunityMap.assets`.
  package var asset: Int
  /// Index in `BundlingProblem.parties`.
  package var party: Int
  /// Index in `BundlingProblem.kinds`.
  package var kind: Int
  /// Years in which it may be bundled, within the horizon; its due year alone where it is fixed, and
  /// the decided year alone where there is a decision. What is overdue may in any year, unless its
  /// window binds.
  package var years: ClosedRange<Int>
  /// Last year in which a programme may do it, late: beyond `years` unless its window binds.
  package var lastYear: Int
  /// Year in which it is due; within `years` unless it was decided otherwise. The horizon's first for
  /// what is overdue.
  package var due: Int
  /// Year in which it was due, where that lies before the horizon.
  package var overdueSince: Int?
  /// Cost in EUR; 0 where it is not known, and then there is nothing to save or to lose on it.
  package var cost: Double
  /// Surface in m2.
  package var surface: Double
  /// Days that it keeps the street busy when done alone.
  package var days: Double
  /// EUR that each year before its due year costs: the value that is destroyed.
  package var earlierPerYear: Double
  /// EUR that each year after its due year costs: the risk that is run.
  package var laterPerYear: Double
  /// Rectangle around it in the working system, in metres: least x and y, most x and y. Empty
  /// (least above most) where it has no geometry.
  package var box: SIMD4<Double>

  /// Year in which it is done when it is in no bundle: its due year, or the year decided on.
  package var yearAlone: Int { years.contains(due) ? due : years.lowerBound }

  /// Years in which a programme may do it.
  package var allYears: ClosedRange<Int> { years.lowerBound...lastYear }

  /// Price in EUR of moving it from its due year to another.
  package func moving(to year: Int) -> Double {
    year < due ? earlierPerYear * Double(due - year) : laterPerYear * Double(year - due)
  }
}
