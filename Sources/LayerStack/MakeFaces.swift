import Geometry

/// Grid on which faces have their positions, in m.
private let gridMetres = 0.001

/// The geometry of the stack: a MultiPolygon for each combination of neighbourhoods and planes in the
/// table, on a grid of 1 mm. The faces of a neighbourhood are a coverage: they leave no gaps, do not
/// overlap, and have the same positions along common borders.
///
/// Borders are noded on the grid, neighbourhood by neighbourhood, and each polygon they enclose gets the
/// planes that hold a position within it; polygons of the same kind are united. A kind of place
/// that is nowhere a millimetre wide has a row in the table and no face.
/// - Throws: `GeosError`.
public func makeFaces(
  _ input: StackInput, _ table: OverlapTable, threads: Int
) throws -> StackFaces {
  let planes = input.planes.map { FeatureIndex($0) }
  let neighbourhoods = FeatureIndex(input.neighbourhoods)
  let kinds = KindNumbers(table)
  let parts = try concurrentMap(count: input.neighbourhoods.count, threads: threads) { home in
    try facesOfNeighbourhood(
      home, neighbourhoods, planes, kinds, grid: gridMetres / input.metresPerUnit)
  }
  var faces = StackFaces(zones: [], signatures: [], geometry: GeometryArray())
  for part in parts {
    faces.zones += part.zones
    faces.signatures += part.signatures
    faces.geometry.append(contentsOf: part.geometry)
  }
  return faces
}

/// The faces whose first neighbourhood is `home`.
private func facesOfNeighbourhood(
  _ home: Int, _ neighbourhoods: FeatureIndex, _ planes: [FeatureIndex], _ kinds: KindNumbers,
  grid: Double
) throws -> StackFaces {
  var faces = StackFaces(zones: [], signatures: [], geometry: GeometryArray())
  guard let bounds = neighbourhoods.geometry.bounds(of: home) else { return faces }
  var borders = GeometryArray()
  for index in [neighbourhoods] + planes { borders.appendBorders(of: index, within: bounds) }
  let cells = try PolygonCells(borders: borders, grid: grid)
  var members: [Kind: [Int]] = [:]
  for (cell, position) in cells.interiorPositions.enumerated() {
    let zone = neighbourhoods.features(at: position)
    guard zone.first == home else { continue }
    let signature = Signature(planes: planes.indices.filter { planes[$0].contains(position) })
    guard let kind = kinds.kind(zone, signature) else { continue }
    members[kind, default: []].append(cell)
  }
  for (kind, numbers) in members.sorted(by: { $0.key < $1.key }) {
    faces.zones.append(kind.zone)
    faces.signatures.append(kind.signature)
    faces.geometry.appendUnion(ofCells: numbers, in: cells.geometry)
  }
  return faces
}

/// A kind of face.
private struct Kind: Hashable, Comparable {
  let zone: Int32
  let signature: Int32

  static func < (a: Kind, b: Kind) -> Bool { (a.zone, a.signature) < (b.zone, b.signature) }
}

/// The table's numbers for zones and signatures.
private struct KindNumbers: Sendable {
  private let zones: [[Int32]: Int32]
  private let signatures: [Signature: Int32]

  init(_ table: OverlapTable) {
    let lists = (0..<table.zones.count).map { Array(table.zones[$0]) }
    zones = Dictionary(uniqueKeysWithValues: zip(lists, Int32(0)...))
    signatures = Dictionary(uniqueKeysWithValues: zip(table.signatures, Int32(0)...))
  }

  /// Nil for a combination that the table lacks: rounding to the grid made it.
  func kind(_ zone: [Int], _ signature: Signature) -> Kind? {
    guard let zone = zones[zone.map(Int32.init)], let signature = signatures[signature] else {
      return nil
    }
    return Kind(zone: zone, signature: signature)
  }
}

/// Finds the features of a layer near a position or box: a grid of buckets over their boxes.
private struct FeatureIndex: Sendable {
  let geometry: GeometryArray
  private let bounds: [Bounds?]
  private let extent: Bounds
  private let columns: Int
  private let buckets: Grouping

  init(_ geometry: GeometryArray) {
    self.geometry = geometry
    let bounds = (0..<geometry.count).map { geometry.bounds(of: $0) }
    let extent = geometry.bounds ?? Bounds(minX: 0, minY: 0, maxX: 0, maxY: 0)
    let columns = max(1, Int(Double(geometry.count).squareRoot()))
    buckets = Grouping(itemCount: bounds.count, groupCount: columns * columns) { feature, visit in
      guard let box = bounds[feature] else { return }
      for bucket in Self.buckets(of: box, extent, columns) { visit(bucket) }
    }
    (self.bounds, self.extent, self.columns) = (bounds, extent, columns)
  }

  /// The features that hold a position, ascending.
  func features(at position: Position) -> [Int] {
    candidates(at: position).filter { geometry.contains(position, in: $0) }
  }

  /// Whether any feature holds a position.
  func contains(_ position: Position) -> Bool {
    candidates(at: position).contains { geometry.contains(position, in: $0) }
  }

  /// The features whose box meets another, ascending.
  func features(meeting box: Bounds) -> [Int] {
    let found = Self.buckets(of: box, extent, columns).flatMap { buckets[$0] }
    return Set(found).sorted().map(Int.init).filter { bounds[$0]?.intersects(box) ?? false }
  }

  private func candidates(at position: Position) -> some Sequence<Int> {
    let box = Bounds(minX: position.x, minY: position.y, maxX: position.x, maxY: position.y)
    let near = extent.intersects(box) ? Self.buckets(of: box, extent, columns) : []
    return near.lazy.flatMap { buckets[$0] }.map(Int.init)
      .filter { bounds[$0]?.intersects(box) ?? false }
  }

  private static func buckets(of box: Bounds, _ extent: Bounds, _ columns: Int) -> [Int] {
    func cell(_ value: Double, _ low: Double, _ high: Double) -> Int {
      let part = high > low ? (value - low) / (high - low) : 0
      return min(max(Int(part * Double(columns)), 0), columns - 1)
    }
    let x = cell(box.minX, extent.minX, extent.maxX)...cell(box.maxX, extent.minX, extent.maxX)
    let y = cell(box.minY, extent.minY, extent.maxY)...cell(box.maxY, extent.minY, extent.maxY)
    return y.flatMap { row in x.map { row * columns + $0 } }
  }
}

extension GeometryArray {
  /// Adds the borders of features as lines, as far as they come near a box.
  fileprivate mutating func appendBorders(of index: FeatureIndex, within box: Bounds) {
    let source = index.geometry
    for feature in index.features(meeting: box) {
      for path in source.paths(of: feature) where source.pathRoles[path] <= .hole {
        appendLines(ofPath: path, of: source, within: box)
      }
    }
  }

  private mutating func appendLines(
    ofPath path: Int, of source: GeometryArray, within box: Bounds
  ) {
    let range = source.range(ofPath: path)
    var isOpen = false
    for index in range.dropFirst() {
      let (a, b) = (source.positions[index - 1], source.positions[index])
      let edge = Bounds(
        minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
      if edge.intersects(box) {
        if !isOpen { append(a) }
        append(b)
        isOpen = true
      } else if isOpen {
        endPath(.line)
        isOpen = false
      }
    }
    if isOpen { endPath(.line) }
  }
}
