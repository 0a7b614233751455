import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import Workers

/// A part of a project to look at: whole neighbourhoods, so that a figure under a neighbourhood's code
/// is always the figure of all of it.
public enum ProjectPart: Sendable, Equatable {
  /// The neighbourhoods with these codes.
  case neighbourhoods([String])
  /// The neighbourhoods that share surface with a box in the working system.
  case extent(Bounds)

  /// The neighbourhoods of the part, as indices, ascending.
  /// - Throws: `SourceError` for a code that is not there or a box that touches none.
  func members(of all: NeighbourhoodIntake, threads: Int) throws -> [Int] {
    switch self {
    case .neighbourhoods(let codes): return try codes.map { try all.index(of: $0) }.unique
    case .extent(let box):
      let found = try all.geometry.features(touching: GeometryArray(box), threads: threads)
      guard !found.isEmpty else { throw all.error("lies in the box \(box.text)") }
      return found
    }
  }
}

extension NeighbourhoodIntake {
  fileprivate func index(of code: String) throws(SourceError) -> Int {
    guard let index = members.firstIndex(where: { $0.id == code }) else {
      let nearest = nearestName(to: code, among: members.map(\.id))
      throw error("has the code '\(code)'", nearest.map { "Did you mean '\($0)'?" })
    }
    return index
  }

  fileprivate func error(_ what: String, _ remedy: String? = nil) -> SourceError {
    SourceError(
      source: record.source, problem: "No neighbourhood \(what).",
      remedy: remedy ?? geometry.bounds.map { "All of them lie in \($0.text)." } ?? "")
  }
}

extension [Int] {
  /// Each number once, ascending.
  fileprivate var unique: [Int] { Set(self).sorted() }
}

extension Bounds {
  /// As it is written on the command line.
  fileprivate var text: String { [minX, minY, maxX, maxY].map { "\($0)" }.joined(separator: ",") }
}

extension GeometryArray {
  /// A rectangle.
  fileprivate init(_ box: Bounds) {
    self.init()
    append(Position(box.minX, box.minY))
    append(Position(box.maxX, box.minY))
    append(Position(box.maxX, box.maxY))
    append(Position(box.minX, box.maxY))
    append(Position(box.minX, box.minY))
    endPath(.shell)
    endFeature()
  }

  /// The features that share surface, or length of a line, with the polygons of another array, as the
  /// stack finds it; ascending.
  func features(touching other: GeometryArray, threads: Int) throws -> [Int] {
    let table = try makeOverlapTable(
      StackInput(neighbourhoods: other, planes: [], assets: self), threads: threads)
    var isTouched = [Bool](repeating: false, count: count)
    for row in table.areas where row.zone > 0 {
      for asset in table.assetSets[Int(row.assetSet)] { isTouched[Int(asset)] = true }
    }
    for row in table.lengths where row.zone > 0 { isTouched[Int(row.asset)] = true }
    return isTouched.indices.filter { isTouched[$0] }
  }
}
