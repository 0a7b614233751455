import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Workers

/// The ground of all neighbourhoods, to tell which features of a source can count at all.
struct NeighbourhoodGround {
  private let polygons: GeometryArray
  private let boxes: [Bounds?]
  private let grid: BoxGrid
  private let threads: Int

  /// Part of the features that lie elsewhere from which on it is a warning.
  private static let mostElsewhere = 0.9

  /// The ground of polygons in the working system.
  init(_ polygons: GeometryArray, threads: Int) {
    self.polygons = polygons
    self.threads = threads
    boxes = (0..<polygons.count).map { polygons.bounds(of: $0) }
    grid = BoxGrid(boxes)
  }

  /// Notes how many features of a layer lie elsewhere, and that it is lost where none shares anything
  /// with a neighbourhood. Of a challenge by absence nobody is near then: it would be everywhere.
  func judge(_ layer: inout Layer, isAbsence: Bool = false) throws {
    guard layer.count > 0 else { return }
    let near = featuresNear(layer.geometry)
    let elsewhere = layer.count - near.count
    if try near.isEmpty || !sharesGround(layer.geometry, near) {
      layer.record.noteNothing(isAbsence ? Self.nobodyNear : Self.allElsewhere, count: layer.count)
    } else if elsewhere > 0 {
      layer.record.notes.append(
        IntakeNote(
          kind: .coverage, count: elsewhere, text: Self.someElsewhere,
          isWarning: Double(elsewhere) >= Self.mostElsewhere * Double(layer.count)))
    }
  }

  private static let allElsewhere = Wording(
    en: "All features lie outside the neighbourhoods.",
    nl: "Alle objecten liggen buiten de buurten.")

  private static let nobodyNear = Wording(
    en: "No feature is near a neighbourhood, so the challenge would be everywhere.",
    nl: "Geen enkel object ligt bij een buurt; de opgave zou dus overal zijn.")

  private static let someElsewhere = Wording(
    en: "So many features at least lie outside the neighbourhoods.",
    nl: "Ten minste zoveel objecten liggen buiten de buurten.")

  /// The features whose box meets that of a neighbourhood, ascending.
  private func featuresNear(_ geometry: GeometryArray) -> [Int] {
    let isNear = valuesInChunks(of: 8192, count: geometry.count, threads: threads) { feature in
      geometry.bounds(of: feature).map(meetsBox) ?? false
    }
    return isNear.indices.filter { isNear[$0] }
  }

  private func meetsBox(_ box: Bounds) -> Bool {
    let middle = box.middle
    let reach = max(box.maxX - box.minX, box.maxY - box.minY) / 2
    return grid.candidates(around: middle, within: reach).contains {
      boxes[$0]?.intersects(box) ?? false
    }
  }

  /// Whether one of some features shares a place with a neighbourhood. Mostly one of the first lies with
  /// its middle in both; where none does the overlay tells, as it does in a run.
  private func sharesGround(_ geometry: GeometryArray, _ near: [Int]) throws -> Bool {
    if near.contains(where: { middleIsShared($0, geometry) }) { return true }
    let rest = geometry.selecting(near)
    return try !rest.features(touching: polygons, threads: threads).isEmpty
  }

  private func middleIsShared(_ feature: Int, _ geometry: GeometryArray) -> Bool {
    guard let place = geometry.placeWithin(feature) else { return false }
    return grid.candidates(around: place, within: 0).contains { polygons.holds(place, in: $0) }
  }
}

extension GeometryArray {
  /// A position that surely is part of a feature: the middle of its surface, if that lies in it, else of
  /// its points, else of an edge of its first line; nil where none is known.
  fileprivate func placeWithin(_ feature: Int) -> Position? {
    let roles = pathRoles[paths(of: feature)]
    if roles.allSatisfy({ $0 == .line }) {
      let line = paths(of: feature).first.map { range(ofPath: $0) } ?? 0..<0
      guard line.count > 1 else { return nil }
      let end = line.lowerBound + line.count / 2
      return (positions[end - 1] + positions[end]) / 2
    }
    guard let middle = middle(of: feature) else { return nil }
    return roles.allSatisfy { $0 == .point } || holds(middle, in: feature) ? middle : nil
  }
}
