import Geometry
import TestSupport

/// What the features of a sample are.
enum ShapeKind: String, CaseIterable {
  case polygons, lines, points, mixed
}

/// A feature whose measures are known from how it was drawn.
struct SampleFeature {
  /// Text that looks like a number: leading zeros, more digits than a double holds.
  var id: String
  var name: String?
  var amount: Double?
  /// Beyond what a double tells apart.
  var whole: Int
  var day: String?
  var paths: [(role: PathRole, positions: [Position])] = []
  /// Of its polygons, in m2.
  var area = 0.0
  /// Of its lines, in m.
  var length = 0.0
  var points: [Position] { paths.filter { $0.role == .point }.flatMap(\.positions) }
}

/// Features that a seed decides, in EPSG:28992: polygons with holes, of one part or two, lines, points, with
/// the attributes that get lost on the way through other programs. The last one has no geometry.
struct SampleLayer {
  var features: [SampleFeature] = []
  let kind: ShapeKind
  private var random: SeededGenerator

  init(_ kind: ShapeKind, count: Int, seed: UInt64) {
    self.kind = kind
    random = SeededGenerator(seed: seed)
    for number in 0..<count { addFeature(number) }
    features.append(attributes(count))
  }

  /// All geometries, for the writers of our own products.
  var geometry: GeometryArray {
    var result = GeometryArray()
    for feature in features {
      for path in feature.paths {
        for position in path.positions { result.append(position) }
        result.endPath(path.role)
      }
      result.endFeature()
    }
    return result
  }

  /// The same with each position as `change` says.
  func mapped(_ change: (Position) -> Position) -> SampleLayer {
    var sample = self
    for feature in sample.features.indices {
      for path in sample.features[feature].paths.indices {
        let positions = sample.features[feature].paths[path].positions
        sample.features[feature].paths[path].positions = positions.map(change)
      }
    }
    return sample
  }

  /// The same in another system.
  func transformed(to code: String) throws -> SampleLayer {
    let way = try CoordinateOperation(
      from: CoordinateSystem("EPSG:28992"), to: CoordinateSystem(code))
    return mapped { position in
      var moved = [position]
      _ = try? way.transform(&moved, threads: 1, exact: true)
      return moved[0]
    }
  }

  // MARK: Attributes

  private static let names = [
    "Plein ’40", "Œuvre € 5", "Groß-Gerau", "日本橋", "👩‍👩‍👧‍👦", #"de "Kop", links; rechts"#,
    "null", "0344",
  ]

  private mutating func attributes(_ number: Int) -> SampleFeature {
    let id = ["00\(number)", "\(9_007_199_254_740_993 + 2 * number)", "BU0344\(number)"][number % 3]
    let amount = Double(Int.random(in: -999_999_999...999_999_999, using: &random)) / 1000
    return SampleFeature(
      id: id, name: number % 5 == 4 ? nil : Self.names[number % Self.names.count],
      amount: number % 7 == 6 ? nil : amount, whole: 9_007_199_254_740_993 + 2 * number,
      day: number % 4 == 3 ? nil : "20\(30 + number % 20)-01-31")
  }

  // MARK: Shapes

  private mutating func addFeature(_ number: Int) {
    var feature = attributes(number)
    // Each has a field of a square kilometre to itself, and each part a half of it.
    let corner = Position(
      120_000 + 1000 * Double(number % 60), 440_000 + 1000 * Double(number / 60))
    for part in 0...number % 3 / 2 {
      let centre =
        corner + Position(250 + 500 * Double(part), .random(in: 300...700, using: &random))
      switch kind == .mixed ? [.polygons, .lines, .points][number % 3] : kind {
      case .polygons, .mixed:
        addPolygon(around: centre, hasHole: number.isMultiple(of: 2), to: &feature)
      case .lines: addLine(from: centre, to: &feature)
      case .points: feature.paths.append((.point, [centre]))
      }
    }
    features.append(feature)
  }

  private mutating func addPolygon(
    around centre: Position, hasHole: Bool, to feature: inout SampleFeature
  ) {
    let size = Double.random(in: 20...200, using: &random)
    let shell = star(around: centre, radii: size * 0.5...size)
    feature.paths.append((.shell, shell.ring))
    feature.area += shell.area
    guard hasHole else { return }
    let hole = star(around: centre, radii: size * 0.1...size * 0.3)
    feature.paths.append((.hole, hole.ring.reversed()))
    feature.area -= hole.area
  }

  /// A ring whose corners lie in equal directions from its centre: triangles make up its area.
  private mutating func star(
    around centre: Position, radii: ClosedRange<Double>
  ) -> (ring: [Position], area: Double) {
    let count = Int.random(in: 12...30, using: &random)
    let lengths = (0..<count).map { _ in Double.random(in: radii, using: &random) }
    let step = 2 * Double.pi / Double(count)
    var ring = lengths.enumerated().map { index, length in
      centre + length * direction(Double(index) * step)
    }
    ring.append(ring[0])
    let products = zip(lengths, lengths.dropFirst() + [lengths[0]]).map(*)
    return (ring, products.reduce(0, +) * direction(step).y / 2)
  }

  /// Steps of known length in any direction.
  private mutating func addLine(from start: Position, to feature: inout SampleFeature) {
    var line = [start]
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let length = Double.random(in: 1...20, using: &random)
      let angle = Double.random(in: 0...2 * .pi, using: &random)
      line.append(line[line.count - 1] + length * direction(angle))
      feature.length += length
    }
    feature.paths.append((.line, line))
  }
}
