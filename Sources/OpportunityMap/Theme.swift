import LayerIO
import LayerStack

/// A challenge theme of the project, such as water: a group of planes with a weight.
public struct Theme: Sendable, Equatable, Codable {
  /// Key in the project file, such as `water`.
  public var key: String
  /// What people call it; nil where the project does not say.
  public var name: Wording?
  /// Weight relative to the other themes, at least 0.
  public var weight: Double
  /// The theme's planes, as indices into `OpportunityMap.planes`, ascending.
  public var planes: [Int]
  /// Key of the people, such as dwellings, that it is measured in besides m2; nil for none.
  package var measure: String?

  /// A theme.
  public init(key: String, name: Wording? = nil, weight: Double, planes: [Int]) {
    self.key = key
    self.name = name
    self.weight = weight
    self.planes = planes
  }
}

/// One layer at one severity class: what the stack knows as a plane.
package struct Plane: Sendable, Equatable, Codable {
  /// Index of the theme it belongs to.
  package var theme: Int
  /// Path of the source, as the project file gives it.
  package var source: String
  /// What people call the source; nil where the project does not say.
  package var sourceName: Wording?
  /// Severity of the class, over 0 up to 1; 0 where the layer is in the stack without counting.
  package var severity: Double
  /// What the class is, such as `depth_cm >= 15`; empty where a layer has a single class.
  package var label: String
  /// Whether the challenge is where the plane is *not*: within the neighbourhoods, out of reach of every
  /// facility.
  package var isOutside: Bool
  /// The ground that the challenge is confined to; nil for none.
  package var area: ConfiningArea?

  /// A plane.
  package init(
    theme: Int, source: String, sourceName: Wording? = nil, severity: Double, label: String,
    isOutside: Bool = false
  ) {
    self.theme = theme
    self.source = source
    self.sourceName = sourceName
    self.severity = severity
    self.label = label
    self.isOutside = isOutside
  }
}

/// Ground that a challenge is confined to: elsewhere it is none.
package struct ConfiningArea: Sendable, Equatable, Codable {
  /// Its bit in signatures, which lies behind those of all planes.
  package var bit: Int
  /// Key in the project file, such as `built_up`.
  package var key: String
  /// What people call it.
  package var name: Wording

  /// An area.
  package init(bit: Int, key: String, name: Wording) {
    (self.bit, self.key, self.name) = (bit, key, name)
  }
}

extension Plane {
  /// Whether the challenge of this plane, number `plane` of all, is at places of a signature. A challenge by
  /// absence is only within neighbourhoods.
  package func isMet(as plane: Int, by signature: Signature, isInside: Bool) -> Bool {
    let isThere = isOutside ? isInside && !signature.contains(plane) : signature.contains(plane)
    return isThere && severity > 0 && area.map { signature.contains($0.bit) } ?? true
  }
}
