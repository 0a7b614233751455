import Geometry
import LayerIO
import MapSupport
import OpportunityMap
import ProjectFile
import TestSupport
import Testing

/// Two ids on one place are told, with what they cost.
@Suite struct SurfaceTwinsTests {
  @Test(
    arguments: [
      // The same ring, begun elsewhere, run backwards.
      ([(0, 0), (20, 0), (20, 10), (0, 10)], "sewer", true),
      ([(20, 10), (0, 10), (0, 0), (20, 0)], "sewer", true),
      ([(0, 10), (20, 10), (20, 0), (0, 0)], "sewer", true),
      // A position more, another place, the same corners in another order, another type.
      ([(0, 0), (10, 0), (20, 0), (20, 10), (0, 10)], "sewer", false),
      ([(0, 0), (20, 0), (20, 11), (0, 11)], "sewer", false),
      ([(0, 0), (20, 10), (20, 0), (0, 10)], "sewer", false),
      ([(0, 0), (20, 0), (20, 10), (0, 10)], "green", false),
    ] as [([(Double, Double)], String, Bool)])
  func `a place is the same wherever its ring begins and whichever way it runs`(
    ring: [(Double, Double)], type: String, isTwin: Bool
  ) throws {
    let schedule = planned([
      ("a", [(0, 0), (20, 0), (20, 10), (0, 10)], "sewer"), ("b", ring, type),
    ])
    let notes = schedule.records[0].notes.filter { $0.kind == .sameSurface }
    #expect(notes.count == (isTwin ? 1 : 0))
    #expect(notes.allSatisfy { $0.isWarning && $0.text.en.contains("b = a") })
  }

  @Test func `five are named, and that there are others`() throws {
    let square = [(0.0, 0.0), (20, 0), (20, 10), (0, 10)]
    for (count, end) in [(6, "f = a."), (7, "f = a and others.")] {
      let schedule = planned("abcdefg".prefix(count).map { (String($0), square, "green") })
      let note = try #require(schedule.records[0].notes.first { $0.kind == .sameSurface })
      #expect(note.text.en.contains(end) && note.count == count - 1)
    }
  }

  @Test func `each is named once with the first of its place, and their cost is added up`() throws {
    let square = [(0.0, 0.0), (20, 0), (20, 10), (0, 10)]
    let other = [(50.0, 0.0), (70, 0), (70, 10), (50, 10)]
    let shapes = [("a", square, "green"), ("b", other, "green"), ("c", square, "green")]
    for threads in [1, 4] {
      let schedule = planned(
        shapes + [("d", square, "green"), ("e", other, "green")], threads: threads)
      let note = try #require(schedule.records[0].notes.first { $0.kind == .sameSurface })
      #expect(note.count == 3)
      // 200 m2 at EUR 2.50 for each of the three.
      #expect(note.text.en.contains("c = a, d = a, e = b. Together they add EUR 1,500 each time."))
      #expect(
        note.text.nl.contains("c = a, d = a, e = b. Samen tellen ze elke keer EUR 1.500 extra."))
    }
  }

  @Test func `planned again over another horizon the note is the same`() throws {
    let square = [(0.0, 0.0), (20, 0), (20, 10), (0, 10)]
    let shapes = [("a", square, "green"), ("b", square, "green")]
    let first = planned(shapes)
    let plan = PlannedSchedule([source], measured(shapes).layers, catalogue: catalogue)
    #expect(Schedule(plan, horizon: 2027...2041).records[0].notes == first.records[0].notes)
  }

  private let source = ScheduleSource(
    options: SourceOptions(source: "test.geojson", role: "schedule[0]"),
    assetType: .field("type", map: [:]), fields: [.id: "id"], values: [:], measure: nil,
    budget: nil,
    priceYear: nil)

  private func planned(
    _ shapes: [(String, [(Double, Double)], String)], threads: Int = 2
  ) -> Schedule {
    Schedule(measured(shapes, threads: threads).plan, horizon: 2027...2041, threads: threads)
  }

  private func measured(
    _ shapes: [(String, [(Double, Double)], String)], threads: Int = 2
  ) -> MeasuredSchedule {
    var layer = layer(shapes.map { ["id": .text($0.0), "type": .text($0.2)] })
    layer.geometry = GeometryArray()
    for (_, ring, _) in shapes {
      for (x, y) in ring + [ring[0]] { layer.geometry.append(Position(x, y)) }
      layer.geometry.endPath(.shell)
      layer.geometry.endFeature()
    }
    return MeasuredSchedule(
      [source], [layer], catalogue: catalogue, metresPerUnit: 1, threads: threads)
  }
}
