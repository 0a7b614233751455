import LayerStack

/// The severity of each theme under each signature of a table, worked out once.
package struct SeverityTable: Sendable {
  private let themeCount: Int
  private let inside: [Double]
  private let outside: [Double]
  /// A theme that is present under a signature.
  struct Presence: Sendable {
    var theme: Int32
    /// Highest severity among its planes, over 0.
    var severity: Double
  }

  /// Themes that are present under each signature, inside neighbourhoods and then outside.
  let present: [Presence]
  /// Index in `present` of the first theme of each signature, inside and then outside.
  private let starts: [Int]

  /// Looks up the planes of every signature.
  package init(_ signatures: [Signature], themes: [Theme], planes: [Plane]) {
    themeCount = themes.count
    inside = signatures.flatMap { Self.severities(of: $0, themes, planes, isInside: true) }
    outside = signatures.flatMap { Self.severities(of: $0, themes, planes, isInside: false) }
    let levels = inside + outside
    var present: [Presence] = []
    var starts = [0]
    for row in 0..<2 * signatures.count {
      for theme in themes.indices where levels[row * themes.count + theme] > 0 {
        present.append(
          Presence(theme: Int32(theme), severity: levels[row * themes.count + theme]))
      }
      starts.append(present.count)
    }
    (self.present, self.starts) = (present, starts)
  }

  /// Where the themes that are present at a place stand in `present`. Most places have few.
  @inline(__always)
  func range(signature: Int32, zone: Int32) -> Range<Int> {
    let row = zone == 0 ? Int(signature) + (starts.count - 1) / 2 : Int(signature)
    return starts[row]..<starts[row + 1]
  }

  /// The highest severity among a theme's planes at a place: 0 where there is none. Challenges by
  /// absence (`Plane.isOutside`) exist only within neighbourhoods, zone 0 being outside them all.
  @inline(__always)
  package func severity(signature: Int32, zone: Int32, theme: Int) -> Double {
    let index = Int(signature) * themeCount + theme
    return zone == 0 ? outside[index] : inside[index]
  }

  /// Number of themes present at a place: its stack height.
  package func height(signature: Int32, zone: Int32) -> Int {
    (0..<themeCount).count { severity(signature: signature, zone: zone, theme: $0) > 0 }
  }

  private static func severities(
    of signature: Signature, _ themes: [Theme], _ planes: [Plane], isInside: Bool
  ) -> [Double] {
    themes.map { theme in
      theme.planes.reduce(0) { highest, plane in
        planes[plane].isMet(as: plane, by: signature, isInside: isInside)
          ? max(highest, planes[plane].severity) : highest
      }
    }
  }
}
