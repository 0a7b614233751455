import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing

@testable import Tiles

/// Tiles of invented tables in RD, read by a reader that knows the specification alone.
@Suite struct TileSetTests {
  // MARK: - Shared borders

  @Test(arguments: TileMatrixSet.all)
  func `neighbours keep one border in all tiles of all zooms, whatever is left of it`(
    _ matrices: TileMatrixSet
  ) throws {
    let set = try tileSet([crookedBlocks(side: 5)], on: matrices)
    for zoom in 0...matrices.deepestZoom {
      for tile in try set.addresses(zoom: zoom) {
        for layer in try features(set, tile) { checkCoverage(layer.features) }
      }
    }
  }

  @Test(arguments: TileMatrixSet.all)
  func `borders go on at the same places beyond the sides of tiles`(
    _ matrices: TileMatrixSet
  ) throws {
    let set = try tileSet([crookedBlocks(side: 5)], on: matrices)
    var count = 0
    for zoom in matrices.deepestZoom - 4...matrices.deepestZoom {
      let tiles = try set.addresses(zoom: zoom)
      for tile in tiles {
        for (axis, step) in [(0, SIMD2(1, 0)), (1, SIMD2(0, 1))] {
          let next = TileAddress(
            zoom: zoom, column: tile.column + step.x, row: tile.row + step.y)
          guard tiles.contains(next) else { continue }
          let (own, other) = (
            crossings(try features(set, tile), axis, at: 4096),
            crossings(try features(set, next), axis, at: 0)
          )
          #expect(own == other)
          count += own.count
        }
      }
    }
    #expect(count > 30)
  }

  @Test(arguments: TileMatrixSet.all, [1, 2, 3] as [UInt64])
  func `surfaces of a tile neither overlap nor leave a gap between them, says GEOS`(
    _ matrices: TileMatrixSet, seed: UInt64
  ) throws {
    let set = try tileSet([crookedBlocks(side: 4, seed: seed)], on: matrices)
    for zoom in matrices.deepestZoom - 6...matrices.deepestZoom {
      for tile in try set.addresses(zoom: zoom) {
        let all = try features(set, tile).flatMap(\.features).filter { $0.kind == 3 }
        let together = try GeosUnion(all)
        let sum = all.flatMap(\.paths).reduce(0) { $0 + Double(doubleArea($1)) / 2 }
        #expect(together.area == sum, "\(tile)")
        // The blocks fill a square: what they cover together is in one piece and has no hole.
        #expect(together.ringCount <= 1, "\(tile)")
      }
    }
  }

  @Test func `the tiles of a zoom cover what the table covers`() throws {
    let set = try tileSet([crookedBlocks(side: 5)], on: .netherlandsRDNewQuad)
    // The blocks fill a square of 500 m; a unit of zoom 11 is 880,803.84 m / 2^23.
    let unit = 880_803.84 / 0x1p23
    var area = 0.0
    for tile in try set.addresses(zoom: 11) {
      for feature in try features(set, tile).flatMap(\.features) where feature.kind == 3 {
        area += feature.paths.reduce(0) { $0 + areaWithinTile($1) } * unit * unit
      }
    }
    #expect(abs(area - 250_000) < 100)
  }

  @Test func `ground that two surfaces of a coverage claim is the first one's`() throws {
    let table = table("a", [square(0, 0, 100), square(50, 0, 100)])
    let set = try tileSet([TileSource(table, isCoverage: true)], on: .netherlandsRDNewQuad)
    let unit = 880_803.84 / 0x1p25
    var areas = [UInt64: Double]()
    for tile in try set.addresses(zoom: 13) {
      for feature in try features(set, tile).flatMap(\.features) {
        areas[feature.id ?? 0, default: 0] +=
          feature.paths.reduce(0) { $0 + areaWithinTile($1) } * unit * unit
      }
    }
    #expect(abs((areas[1] ?? 0) - 10_000) < 20)
    #expect(abs((areas[2] ?? 0) - 5000) < 20)
  }

  @Test func `a coverage's feature that is too small for a zoom is a point there`() throws {
    let table = table("a", [square(0, 0, 1000), square(1000, 0, 0.01)])
    let set = try tileSet([TileSource(table, isCoverage: true)], on: .netherlandsRDNewQuad)
    for zoom in [2, 9] {
      let found = try set.addresses(zoom: zoom).flatMap { try features(set, $0) }
        .flatMap(\.features).filter { $0.id == 2 }
      #expect(found.map(\.kind) == [1])
    }
  }

  // MARK: - Features

  @Test func `each row is in the tiles of each zoom, as itself or counted by a point`() throws {
    var generator = SeededGenerator(seed: 11)
    let squares = (0..<300).map { _ in
      square(
        Double.random(in: 0..<2000, using: &generator),
        Double.random(in: 0..<2000, using: &generator), Double.random(in: 1...60, using: &generator)
      )
    }
    let set = try tileSet(
      [TileSource(table("works", squares), isCoverage: false)], on: .webMercatorQuad)
    for zoom in [0, 5, 10, 13, 16] {
      var (ids, counted, crowds) = (Set<UInt64>(), 0, 0)
      for tile in try set.addresses(zoom: zoom) {
        for feature in try features(set, tile).flatMap(\.features) {
          if let id = feature.id {
            ids.insert(id)
          } else if isOwn(feature.paths[0][0]) {
            guard case .unsigned(let count)? = feature.properties[TileSet.countKey] else {
              Issue.record("a point that stands for several says for how many")
              continue
            }
            counted += Int(count)
            crowds += 1
          }
        }
      }
      #expect(ids.count + counted == 300)
      if zoom == 0 { #expect(ids.isEmpty && (1...4).contains(crowds)) }
      if zoom == 16 { #expect(ids.count == 300) }
    }
  }

  @Test func `a tile has no more features of a layer than it may, and all are counted`() throws {
    var generator = SeededGenerator(seed: 12)
    let squares = (0..<12_000).map { _ in
      square(
        Double.random(in: 0..<150, using: &generator),
        Double.random(in: 0..<150, using: &generator), Double.random(in: 1...9, using: &generator))
    }
    for isCoverage in [false, true] {
      let most = TileDetail.mostFeatures(isCoverage: isCoverage)
      let set = try tileSet(
        [TileSource(table("works", squares), isCoverage: isCoverage)], on: .netherlandsRDNewQuad)
      for zoom in [0, 6, 10, 12, 13] {
        var (ids, counted) = (Set<UInt64>(), 0)
        for tile in try set.addresses(zoom: zoom) {
          let all = try features(set, tile).flatMap(\.features)
          #expect(all.count <= most)
          // A coverage would have holes if only some of it were drawn.
          #expect(!isCoverage || all.allSatisfy { $0.kind == 1 })
          ids.formUnion(all.compactMap(\.id))
          for feature in all where feature.id == nil {
            guard case .unsigned(let count)? = feature.properties[TileSet.countKey] else {
              Issue.record("a point that stands for several says for how many")
              continue
            }
            counted += Int(count)
          }
        }
        #expect(ids.count + counted == 12_000)
        #expect(counted > 0)
      }
    }
  }

  @Test func `properties are the columns that were asked for, without nulls, rounded`() throws {
    var table = table("works", [square(0, 0, 50), square(100, 0, 50)])
    table.columns += [
      VectorTable.Column(name: "name", values: .text(["Dorpsstraat", nil])),
      VectorTable.Column(name: "share", values: .number([0.123456, .nan], decimals: 2)),
      VectorTable.Column(name: "year", values: .integer([2030, -1])),
      VectorTable.Column(name: "fixed", values: .boolean([true, false])),
    ]
    let asked = ["year", "name", "share", "fixed"]
    let set = try tileSet(
      [TileSource(table, properties: asked, isCoverage: false)], on: .webMercatorQuad)
    let tile = try #require(try set.addresses(zoom: 15).first)
    let found = try features(set, tile).flatMap(\.features)
    #expect(
      found.first { $0.id == 1 }?.properties == [
        "year": .unsigned(2030), "name": .text("Dorpsstraat"), "share": .number(0.12),
        "fixed": .boolean(true),
      ])
    #expect(
      found.first { $0.id == 2 }?.properties == ["year": .signed(-1), "fixed": .boolean(false)])
    let wrong = try tileSet(
      [TileSource(table, properties: ["yaer"], isCoverage: false)], on: .webMercatorQuad)
    #expect(
      throws: UnknownTileProperty(
        name: "yaer", table: "works", known: ["id", "name", "share", "year", "fixed"])
    ) { try wrong.tile(tile) }
  }

  @Test func `surfaces with holes, lines and points come back, shells clockwise and holes not`()
    throws
  {
    var geometry = GeometryArray()
    append(&geometry, corners(0, 0, 100), .shell)
    append(&geometry, corners(40, 40, 20).reversed(), .hole)
    geometry.endFeature()
    append(
      &geometry, [Position(0, 0), Position(30, 90), Position(100, 100)].map { $0 + home }, .line)
    geometry.endFeature()
    append(&geometry, [Position(50, 10) + home], .point)
    geometry.endFeature()
    let table = VectorTable(
      name: "a", columns: [.init(name: "id", values: .integer([1, 2, 3]))], geometryKind: .mixed,
      geometry: geometry)
    let set = try tileSet([TileSource(table, isCoverage: false)], on: .netherlandsRDNewQuad)
    var kinds: [UInt64: Set<Int>] = [:]
    for tile in try set.addresses(zoom: 13) {
      for feature in try features(set, tile).flatMap(\.features) {
        kinds[feature.id ?? 0, default: []].insert(feature.kind)
        guard feature.kind == 3 else { continue }
        let areas = feature.paths.map(doubleArea)
        #expect(areas[0] > 0)
        #expect(areas.allSatisfy { $0 != 0 })
      }
    }
    #expect(kinds == [1: [3], 2: [2], 3: [1]])
    let whole = try #require(
      try set.addresses(zoom: 9).first { tile in
        try features(set, tile).flatMap(\.features).contains { $0.id == 1 && $0.paths.count == 2 }
      })
    let areas = try features(set, whole).flatMap(\.features).first { $0.id == 1 }?.paths.map(
      doubleArea)
    #expect(areas?[0] ?? 0 > 0)
    #expect(areas?[1] ?? 0 < 0)
  }

  @Test func `a surface that rounding ties into a knot is valid in the tile`() throws {
    // A lane of 1 cm between two fields: at zoom 5 its sides are one.
    var geometry = GeometryArray()
    append(
      &geometry,
      [
        (0.0, 0.0), (400, 0), (400, 400), (1000, 400.01), (1000, 0), (1400, 0), (1400, 800),
        (1000, 800), (1000, 400.02), (400, 400.01), (400, 800), (0, 800), (0, 0),
      ].map { Position($0, $1) + home }, .shell)
    geometry.endFeature()
    let table = VectorTable(
      name: "a", columns: [.init(name: "id", values: .integer([1]))], geometryKind: .multiPolygon,
      geometry: geometry)
    let set = try tileSet([TileSource(table, isCoverage: false)], on: .netherlandsRDNewQuad)
    // The tower of Amersfoort is where four tiles meet; it lies in the upper right one.
    let tile = TileAddress(zoom: 5, column: 16, row: 15)
    let rings = try features(set, tile).flatMap(\.features).flatMap(\.paths)
    #expect(rings.count == 2)
    for ring in rings {
      #expect(doubleArea(ring) > 0)
      #expect(Set(ring).count == ring.count - 1)
    }
  }

  // MARK: - The set

  @Test func `bytes do not depend on threads or on what was asked before`()
    throws
  {
    let tables = [
      try crookedBlocks(side: 4),
      TileSource(table("works", [square(0, 0, 50), square(30, 10, 50)]), isCoverage: false),
    ]
    let one = try tileSet(tables, on: .webMercatorQuad, threads: 1)
    let other = try tileSet(tables, on: .webMercatorQuad, threads: 4)
    for zoom in [16, 12, 4] {
      for tile in try one.addresses(zoom: zoom) {
        let bytes = try one.tile(tile)
        #expect(try other.tile(tile) == bytes)
        #expect(try one.tile(tile) == bytes)
        let parts = try ["blocks", "works"].map { try one.tile(tile, layers: [$0]) ?? [] }
        #expect(bytes == parts[0] + parts[1])
      }
    }
  }

  @Test func `a tile without anything is empty, and one that does not exist is none`() throws {
    let set = try tileSet([crookedBlocks(side: 2)], on: .webMercatorQuad)
    #expect(try set.tile(TileAddress(zoom: 10, column: 0, row: 0)) == [])
    #expect(try set.tile(TileAddress(zoom: 10, column: 1024, row: 0)) == nil)
    #expect(try set.tile(TileAddress(zoom: 17, column: 0, row: 0)) == nil)
  }

  @Test func `a table without geometry has no tiles`() throws {
    let table = VectorTable(
      name: "a", columns: [.init(name: "id", values: .integer([]))], geometryKind: .multiPolygon)
    let set = try tileSet([TileSource(table, isCoverage: true)], on: .webMercatorQuad)
    #expect(try set.tile(TileAddress(zoom: 0, column: 0, row: 0)) == [])
    #expect(try set.limits().isEmpty && set.degrees() == nil)
  }

  @Test(arguments: TileMatrixSet.all)
  func `it tells which tiles there are and where they lie`(_ matrices: TileMatrixSet) throws {
    let set = try tileSet([crookedBlocks(side: 5)], on: matrices)
    // RD 155000, 463000 is the tower of Amersfoort; the blocks begin there.
    let box = try #require(try set.degrees())
    #expect(abs(box.minX - 5.3872) < 1e-3 && abs(box.minY - 52.1552) < 1e-3)
    let limits = try #require(try set.limits().last)
    let tiles = try set.addresses(zoom: matrices.deepestZoom)
    #expect(limits.zoom == matrices.deepestZoom)
    #expect(tiles.first?.column == limits.columns.lowerBound)
    #expect(tiles.last?.row == limits.rows.upperBound)
    #expect(tiles.count == limits.rows.count * limits.columns.count)
  }
}

// MARK: - Invented tables

/// The tower of Amersfoort in RD.
private let home = Position(155_000, 463_000)

private func append(
  _ geometry: inout GeometryArray, _ path: some Sequence<Position>, _ role: PathRole
) {
  for position in path { geometry.append(position) }
  geometry.endPath(role)
}

/// The corners of a square, closed, counter-clockwise.
private func corners(_ x: Double, _ y: Double, _ side: Double) -> [Position] {
  [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
    home + Position(x, y) + Position($0, $1) * side
  }
}

private func square(_ x: Double, _ y: Double, _ side: Double) -> [Position] { corners(x, y, side) }

private func table(_ name: String, _ rings: [[Position]]) -> VectorTable {
  table(name, polygons: rings.map { [$0] })
}

/// A table of polygons: a shell, then its holes.
private func table(_ name: String, polygons: [[[Position]]]) -> VectorTable {
  var geometry = GeometryArray()
  for rings in polygons {
    for (index, ring) in rings.enumerated() { append(&geometry, ring, index == 0 ? .shell : .hole) }
    geometry.endFeature()
  }
  return VectorTable(
    name: name, columns: [.init(name: "id", values: .integer(Array(1...polygons.count)))],
    geometryKind: .multiPolygon, geometry: geometry)
}

/// Blocks of 100 m that fill a square, with borders of 41 places each that swing up to 8 m to both sides, and in each
/// a lake of up to 30 m, which is a surface too; every ring runs its own way round from a place of its own.
private func crookedBlocks(side: Int, seed: UInt64 = 5) throws -> TileSource {
  var generator = SeededGenerator(seed: seed)
  var borders: [SIMD4<Int>: [Position]] = [:]
  func border(_ a: SIMD2<Int>, _ b: SIMD2<Int>) -> [Position] {
    let key = SIMD4(a.x, a.y, b.x, b.y)
    if let known = borders[key] { return known }
    let (from, to) = (
      home + 100 * Position(SIMD2<Double>(a)), home + 100 * Position(SIMD2<Double>(b))
    )
    let isOuter = a.x == b.x ? [0, side].contains(a.x) : [0, side].contains(a.y)
    let across = a.x == b.x ? Position(1, 0) : Position(0, 1)
    var places = [from]
    for step in 1..<40 {
      let swing = isOuter ? 0 : Double.random(in: -8...8, using: &generator)
      places.append(from + (to - from) * (Double(step) / 40) + across * swing)
    }
    borders[key] = places + [to]
    borders[SIMD4(b.x, b.y, a.x, a.y)] = [to] + places.reversed()
    return places + [to]
  }
  func turned(_ ring: [Position]) -> [Position] {
    let start = Int.random(in: ring.indices, using: &generator)
    let all = Array(ring[start...] + ring[..<start])
    let isReversed = Bool.random(using: &generator)
    let ring = isReversed ? Array(all.reversed()) : all
    return ring + [ring[0]]
  }
  var polygons: [[[Position]]] = []
  for row in 0..<side {
    for column in 0..<side {
      let corners = [SIMD2(0, 0), SIMD2(1, 0), SIMD2(1, 1), SIMD2(0, 1), SIMD2(0, 0)]
        .map { $0 &+ SIMD2(column, row) }
      let ring = zip(corners, corners.dropFirst()).flatMap { border($0, $1).dropLast() }
      let middle = home + 100 * Position(Double(column) + 0.5, Double(row) + 0.5)
      let lake = (0..<24).map { step in
        let angle = Double(step) * .pi / 12
        return middle
          + Position(cos(angle), sin(angle)) * Double.random(in: 1...30, using: &generator)
      }
      polygons += [[turned(ring), turned(lake)], [turned(lake)]]
    }
  }
  return TileSource(table("blocks", polygons: polygons), isCoverage: true)
}

private func tileSet(
  _ sources: [TileSource], on matrices: TileMatrixSet, threads: Int = 2
) throws -> TileSet {
  TileSet(sources, in: try CoordinateSystem("EPSG:28992"), on: matrices, threads: threads)
}

// MARK: - What is read

private func features(_ set: TileSet, _ tile: TileAddress) throws -> [DecodedTile.Layer] {
  DecodedTile(try set.tile(tile) ?? []).layers
}

/// Whether a place of a tile is not in its margin.
private func isOwn(_ place: SIMD2<Int>) -> Bool {
  (0..<4096).contains(place.x) && (0..<4096).contains(place.y)
}

/// The area of a ring without what lies in a tile's margin, by cutting it at each side (Sutherland and Hodgman).
private func areaWithinTile(_ ring: [SIMD2<Int>]) -> Double {
  var places = ring.dropLast().map { SIMD2<Double>($0) }
  for axis in 0...1 {
    for (limit, sign) in [(0.0, 1.0), (4096.0, -1.0)] {
      var kept: [SIMD2<Double>] = []
      for (index, here) in places.enumerated() {
        let before = places[(index + places.count - 1) % places.count]
        let (a, b) = ((before[axis] - limit) * sign, (here[axis] - limit) * sign)
        if (a < 0) != (b < 0) { kept.append(before + (here - before) * (a / (a - b))) }
        if b >= 0 { kept.append(here) }
      }
      places = kept
    }
  }
  return places.indices.reduce(0) { sum, index in
    let (a, b) = (places[index], places[(index + 1) % places.count])
    return sum + (a.x * b.y - b.x * a.y) / 2
  }
}

/// Each edge is passed in both directions, or lies on the square that the blocks fill or on the tile's margin; no
/// ring touches itself.
private func checkCoverage(_ features: [DecodedTile.Feature]) {
  var edges = Set<SIMD4<Int>>()
  for feature in features where feature.kind == 3 {
    for ring in feature.paths {
      #expect(Set(ring).count == ring.count - 1)
      for (a, b) in zip(ring, ring.dropFirst()) {
        #expect(edges.insert(SIMD4(a.x, a.y, b.x, b.y)).inserted)
      }
    }
  }
  let alone = edges.filter { !edges.contains(SIMD4($0.z, $0.w, $0.x, $0.y)) }
  let sides = alone.filter { edge in
    [0, 1].contains { axis in edge[axis] == edge[axis + 2] && [-64, 4160].contains(edge[axis]) }
  }
  // What is left are the four straight sides: level or upright in RD, nearly so in web Mercator.
  for edge in alone.subtracting(sides) {
    let step = SIMD2(abs(edge.z - edge.x), abs(edge.w - edge.y))
    // Thinning may move them by two units, rounding by one.
    #expect(min(step.x, step.y) <= max(step.x, step.y) / 16 + 3)
  }
}

/// Places at which edges of surfaces meet a line of one coordinate within a tile: the feature, and the other
/// coordinate as a fraction.
private func crossings(_ layers: [DecodedTile.Layer], _ axis: Int, at limit: Int) -> Set<[Int]> {
  var found: Set<[Int]> = []
  for feature in layers.flatMap(\.features) where feature.kind == 3 {
    for ring in feature.paths {
      for (a, b) in zip(ring, ring.dropFirst())
      where min(a[axis], b[axis]) <= limit && limit <= max(a[axis], b[axis]) {
        let run = abs(b[axis] - a[axis])
        let (low, high) = a[axis] < b[axis] ? (a, b) : (b, a)
        let rise = (limit - low[axis]) * (high[1 - axis] - low[1 - axis])
        let id = Int(feature.id ?? 0)
        let places =
          run == 0
          ? [a, b].map { [id, $0[1 - axis], 0] }
          : [
            [id, low[1 - axis] + rise / run, rise % run]
          ]
        found.formUnion(places.filter { (0...4096).contains($0[1]) })
      }
    }
  }
  return found
}
