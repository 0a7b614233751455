import Geometry
import LayerIO
import LayerStack
import OpportunityMap

extension NeighbourhoodIntake {
  /// Part of the ground that several neighbourhoods may claim by how borders were drawn.
  private static let bearableOverlap = 0.001

  /// What to say where neighbourhoods overlap: the area, and the pairs that share most. A run finds the
  /// same in its figures; this is for who only looks at the sources.
  func overlapNote(metresPerUnit: Double, threads: Int) throws -> IntakeNote? {
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: reportedGeometry, planes: [], assets: GeometryArray(),
        metresPerUnit: metresPerUnit), threads: threads)
    let names = part.map { $0.map { members[$0].id } } ?? members.map(\.id)
    let pairs = table.sharedNeighbourhoodAreas().filter { $0.area >= 1 }
    let shared = table.areas[table.sharedAreaRows].reduce(0) { $0 + $1.area }
    guard !pairs.isEmpty else { return nil }
    let list = pairs.sorted { $0.area > $1.area }.prefix(5)
      .map { "\(names[Int($0.a)]) + \(names[Int($0.b)]) (\(Int($0.area.rounded())) m2)" }
      .joined(separator: ", ")
    let area = Int(shared.rounded())
    let whole = table.areas.reduce(0) { $0 + $1.area }
    return IntakeNote(
      kind: .coverage, count: pairs.count,
      text: Wording(
        en: "Neighbourhoods overlap each other over \(area) m2: \(list).",
        nl: "Buurten overlappen elkaar over \(area) m2: \(list)."),
      isWarning: shared > Self.bearableOverlap * whole)
  }
}
