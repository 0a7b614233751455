import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Steps of the grid in m.
private let step = 0.001

@Suite struct MakeFacesTests {
  @Test func `faces have the areas of the table and fill their neighbourhood`() throws {
    let input = starStack(12, seed: 7)
    let table = try makeOverlapTable(input, threads: 2)
    try expectAreas(of: try makeFaces(input, table, threads: 2), table, input, "stars")
  }

  @Test(arguments: 0..<8)
  func `faces of random stacks are valid, a coverage, and have the areas of the table`(
    run: UInt64
  ) throws {
    for seed in run * 50..<(run + 1) * 50 {
      let input = randomStack(seed: seed)
      let table = try makeOverlapTable(input, threads: 1)
      let faces = try makeFaces(input, table, threads: 1)
      try expectAreas(of: faces, table, input, "seed \(seed)")
      expectCoverage(faces, of: input.neighbourhoods, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<8)
  func `the face at a point is what each layer says`(run: UInt64) throws {
    for seed in 1000 + run * 25..<1000 + (run + 1) * 25 {
      let input = randomStack(seed: seed)
      let table = try makeOverlapTable(input, threads: 1)
      let faces = try makeFaces(input, table, threads: 1)
      var generator = SeededGenerator(seed: seed ^ 0xFACE)
      for _ in 0..<12 {
        let point = Position(
          .random(in: 0...100, using: &generator), .random(in: 0...100, using: &generator))
        let layers = [input.neighbourhoods] + input.planes
        guard layers.allSatisfy({ $0.distance(to: point) > 2 * step }) else { continue }
        let zone = (0..<2).filter { input.neighbourhoods.contains(point, in: $0) }
        let planes = input.planes.indices.filter { plane in
          (0..<input.planes[plane].count).contains { input.planes[plane].contains(point, in: $0) }
        }
        let found = faces.zones.indices.filter { faces.geometry.contains(point, in: $0) }
        #expect(
          found.map { table.zones[Int(faces.zones[$0])].map(Int.init) }
            == (zone.isEmpty ? [] : [zone]), "seed \(seed), point \(point)")
        #expect(
          found.map { table.signatures[Int(faces.signatures[$0])].planes }
            == (zone.isEmpty ? [] : [planes]), "seed \(seed), point \(point)")
      }
    }
  }

  @Test(arguments: 0..<40)
  func `faces are what OverlayNG finds on the same grid`(seed: UInt64) throws {
    var input = randomStack(seed: 5000 + seed)
    input.neighbourhoods = frame(around: rectangles((0, 0, 100, 100)))
    let table = try makeOverlapTable(input, threads: 1)
    let faces = try makeFaces(input, table, threads: 1)
    var expected = try GeosCells(
      cutting: input.neighbourhoods, along: input.planes, grid: step
    ).measures
    for face in faces.zones.indices {
      let planes = table.signatures[Int(faces.signatures[face])].planes
      let name = cellName(planes, of: input.planes.count)
      let area = expected.removeValue(forKey: name) ?? 0
      // Overlay rounds once for each plane.
      let tolerance = 2 * step * faces.perimeter(of: face) + 1e-6 * area
      #expect(abs(faces.geometry.area(of: face) - area) <= tolerance, "\(name)")
    }
    #expect(expected.values.allSatisfy { $0 < 2 * step * input.borderLength })
  }

  @Test func `bytes do not depend on the number of threads`() throws {
    let input = starStack(300, seed: 11)
    let table = try makeOverlapTable(input, threads: 2)
    let all = try [1, 2, 3, 4].map { try makeFaces(input, table, threads: $0) }
    for faces in all.dropFirst() {
      #expect(faces.geometry == all[0].geometry)
      #expect(faces.zones == all[0].zones && faces.signatures == all[0].signatures)
    }
  }

  @Test func `many bands and cells give valid faces with the areas of the table as well`() throws {
    let input = starStack(300, seed: 11)
    let table = try makeOverlapTable(input, threads: 2)
    let faces = try makeFaces(input, table, threads: 2)
    try expectAreas(of: faces, table, input, "stars")
    expectCoverage(faces, of: input.neighbourhoods, "stars")
  }

  @Test func `polygons of a plane that share a border are one face, without the places between`()
    throws
  {
    let input = StackInput(
      neighbourhoods: rectangles((0, 0, 30, 10)),
      planes: [rectangles((0, 0, 10, 10), (10, 0, 15, 10), (12, 0, 20, 10))],
      assets: GeometryArray())
    let table = try makeOverlapTable(input, threads: 1)
    let faces = try makeFaces(input, table, threads: 1)
    #expect(faces.zones == [1, 1])
    // Four corners and the first once more; the place where the other face begins is a corner of
    // both.
    #expect(faces.geometry.paths(of: 0).count == 1 && faces.geometry.paths(of: 1).count == 1)
    #expect(faces.geometry.positions.count == 10)
    #expect(faces.geometry.area(of: 0) == 100 && faces.geometry.area(of: 1) == 200)
  }

  @Test func `holes within holes belong to the faces that they are cut out of`() throws {
    var generator = SeededGenerator(seed: 3)
    let input = StackInput(
      neighbourhoods: rectangles((-1, -1, 101, 101)),
      planes: [RandomShapes.nested.polygons(using: &generator)], assets: GeometryArray())
    let table = try makeOverlapTable(input, threads: 1)
    let faces = try makeFaces(input, table, threads: 1)
    #expect(faces.zones.count == 2)
    for face in 0..<2 {
      let roles = faces.geometry.paths(of: face).map { faces.geometry.pathRoles[$0] }
      // Four frames, and between and around them four frames and the middle.
      #expect(roles.filter { $0 == .shell }.count == (face == 0 ? 5 : 4))
      #expect(roles.filter { $0 == .hole }.count == 4)
    }
    try expectAreas(of: faces, table, input, "nested")
  }

  @Test func `what is nowhere a millimetre wide has no face`() throws {
    let input = StackInput(
      neighbourhoods: rectangles((0, 0, 10, 10)),
      planes: [rectangles((5, 1, 5.0004, 9))], assets: GeometryArray())
    let table = try makeOverlapTable(input, threads: 1)
    #expect(table.areas.count == 2)
    let faces = try makeFaces(input, table, threads: 1)
    #expect(faces.zones == [1])
    #expect(faces.geometry.area(of: 0) == 100)
  }

  @Test func `no neighbourhood, no face`() throws {
    let input = StackInput(
      neighbourhoods: GeometryArray(), planes: [rectangles((0, 0, 1, 1))],
      assets: GeometryArray())
    let table = try makeOverlapTable(input, threads: 1)
    #expect(try makeFaces(input, table, threads: 1).geometry.count == 0)
  }
}

/// Three neighbourhoods, of which one overlaps the others, and three planes of stars.
private func starStack(_ count: Int, seed: UInt64) -> StackInput {
  var generator = SeededGenerator(seed: seed)
  return StackInput(
    neighbourhoods: rectangles((0, 0, 60, 100), (60, 0, 100, 100), (50, 40, 70, 60)),
    planes: (0..<3).map { _ in stars(count, within: 100, using: &generator) },
    assets: GeometryArray())
}

private func expectAreas(
  of faces: StackFaces, _ table: OverlapTable, _ input: StackInput, _ comment: Comment
) throws {
  var expected: [[Int32]: Double] = [:]
  for row in table.areas where row.zone > 0 {
    expected[[row.zone, row.signature], default: 0] += row.area
  }
  for face in faces.zones.indices {
    let row = expected.removeValue(forKey: [faces.zones[face], faces.signatures[face]])
    let area = try #require(row, comment)
    // Positions move by at most 0.71 mm on the way to the grid.
    let tolerance = 1e-6 * area + 0.71 * step * faces.perimeter(of: face)
    #expect(abs(faces.geometry.area(of: face) - area) <= tolerance, comment)
  }
  #expect(expected.values.allSatisfy { $0 < 0.71 * step * input.borderLength }, comment)
  let (_, repairs) = try faces.geometry.repaired(threads: 1)
  #expect(repairs.isEmpty, comment)
}

/// Edges run once in each direction, but for those along the outside of all neighbourhoods.
private func expectCoverage(
  _ faces: StackFaces, of neighbourhoods: GeometryArray, _ comment: Comment
) {
  let geometry = faces.geometry
  var edges: Set<SIMD4<Double>> = []
  for path in 0..<geometry.pathCount {
    let isForward = (geometry.signedArea(ofPath: path) > 0) == (geometry.pathRoles[path] == .shell)
    for index in geometry.range(ofPath: path).dropFirst() {
      let (a, b) = (geometry.positions[index - 1], geometry.positions[index])
      let edge = isForward ? SIMD4(lowHalf: a, highHalf: b) : SIMD4(lowHalf: b, highHalf: a)
      #expect(edges.insert(edge).inserted, comment)
    }
  }
  let alone = edges.filter { !edges.contains(SIMD4(lowHalf: $0.highHalf, highHalf: $0.lowHalf)) }
  for edge in alone {
    let middle = (edge.lowHalf + edge.highHalf) / 2
    #expect(neighbourhoods.distance(to: middle) < 1.5 * step, comment)
  }
}

extension StackFaces {
  fileprivate func perimeter(of face: Int) -> Double {
    geometry.paths(of: face).reduce(0) { $0 + geometry.length(ofPath: $1) }
  }
}

extension StackInput {
  /// Length of all borders in m.
  fileprivate var borderLength: Double {
    ([neighbourhoods] + planes).reduce(0) { sum, layer in
      (0..<layer.pathCount).reduce(sum) { $0 + layer.length(ofPath: $1) }
    }
  }
}
