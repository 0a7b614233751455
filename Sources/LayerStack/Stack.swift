import Geometry
import Workers

/// What goes into the stack. All geometry is in one planar coordinate system, polygons valid.
package struct StackInput: Sendable {
  /// Polygons; feature `i` is neighbourhood `i`. They may overlap and leave gaps.
  package var neighbourhoods: GeometryArray
  /// Polygons of each plane; where the polygons of a plane overlap, the place counts once.
  package var planes: [GeometryArray]
  /// Polygons give area, lines give length; feature `i` is asset `i` and may have both.
  package var assets: GeometryArray
  /// Metres in one unit of the coordinate system.
  package var metresPerUnit: Double

  /// An input.
  package init(
    neighbourhoods: GeometryArray, planes: [GeometryArray], assets: GeometryArray,
    metresPerUnit: Double = 1
  ) {
    self.neighbourhoods = neighbourhoods
    self.planes = planes
    self.assets = assets
    self.metresPerUnit = metresPerUnit
  }
}

/// Why a stack can't be made.
public enum StackError: UserError {
  /// More planes than a signature has bits.
  case tooManyPlanes(Int)
  /// A position of the given neighbourhood, plane or asset (counted on in this order) is not finite.
  case notFinite(owner: Int)
  /// More combinations than the table can number.
  case tooManyCombinations(zones: Int, assetSets: Int, signatures: Int)

  /// It is about the stack as a whole.
  public var place: String? { nil }

  /// What is wrong with it.
  public var problem: String {
    switch self {
    case .tooManyPlanes(let count):
      "The project has \(count) planes (layers times severity classes); a stack holds at most "
        + "\(Signature.capacity)."
    case .notFinite(let owner):
      "A position of object \(owner) of the stack is not a finite number."
    case .tooManyCombinations(let zones, let assetSets, let signatures):
      "\(zones) combinations of neighbourhoods, \(assetSets) of assets and \(signatures) of planes are "
        + "more than one table can number."
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .tooManyPlanes: "Use fewer severity steps or fewer layers."
    case .notFinite: "Mend its source."
    case .tooManyCombinations: "Run the project in parts, by neighbourhood."
    }
  }
}

/// A polygon of the stack itself: the places of a neighbourhood under one signature.
package struct StackFaces: Sendable {
  /// Index in the table's `zones` of each face. Shape: `count`.
  package var zones: [Int32]
  /// Index in the table's `signatures` of each face. Shape: `count`.
  package var signatures: [Int32]
  /// The polygons, in the coordinate system of the input, on a grid of 1 mm.
  package var geometry: GeometryArray

  /// Faces from their parts.
  package init(zones: [Int32], signatures: [Int32], geometry: GeometryArray) {
    self.zones = zones
    self.signatures = signatures
    self.geometry = geometry
  }
}
