import Geometry
import LayerIO

/// Codes of geometry types in well-known binary (OGC 06-103r4, 8.2.8).
private enum GeometryCode {
  static let point: UInt32 = 1
  static let lineString: UInt32 = 2
  static let polygon: UInt32 = 3
  static let multiPoint: UInt32 = 4
  static let multiLineString: UInt32 = 5
  static let multiPolygon: UInt32 = 6
}

extension EncodedRows {
  /// Adds a row's geometry as a GeoPackage blob (OGC 12-128r15, 2.1.3): its box in the header,
  /// then well-known binary, always of a Multi type. Null where the row has no paths.
  mutating func append(geometry row: Int, of geometry: RowGeometry, system: Int32) {
    guard let box = geometry.bounds(of: row) else { return appendNull() }
    appendBlob { blob in
      blob.appendHeader(box, system: system)
      blob.append(wellKnownBinary: geometry.paths(of: row), of: geometry.array)
    }
  }

  /// Adds the bytes of a feature with these paths in well-known binary, of the Multi type of the first;
  /// none where there are none.
  mutating func append(wellKnownBinary paths: Range<Int>, of array: GeometryArray) {
    guard let first = paths.first else { return }
    switch array.pathRoles[first] {
    case .shell, .hole: append(polygons: paths, of: array)
    case .line: append(lines: paths, of: array)
    case .point: append(points: paths, of: array)
    }
  }

  private mutating func appendHeader(_ box: Bounds, system: Int32) {
    append(UInt8(ascii: "G"))
    append(UInt8(ascii: "P"))
    append(UInt8(0))
    // Little-endian, with a box of two dimensions.
    append(UInt8(0b11))
    append(system)
    for side in [box.minX, box.maxX, box.minY, box.maxY] { append(side) }
  }

  private mutating func appendStart(_ code: UInt32, count: Int) {
    append(UInt8(1))
    append(code)
    append(UInt32(count))
  }

  private mutating func append(polygons paths: Range<Int>, of array: GeometryArray) {
    let shells = paths.filter { array.pathRoles[$0] == .shell }
    appendStart(GeometryCode.multiPolygon, count: shells.count)
    for shell in shells {
      let rest = paths[(shell + 1)...]
      let end = rest.firstIndex { array.pathRoles[$0] != .hole } ?? paths.endIndex
      appendStart(GeometryCode.polygon, count: end - shell)
      for ring in shell..<end { append(positionsOf: ring, of: array) }
    }
  }

  private mutating func append(lines paths: Range<Int>, of array: GeometryArray) {
    let lines = paths.filter { array.pathRoles[$0] == .line }
    appendStart(GeometryCode.multiLineString, count: lines.count)
    for line in lines {
      append(UInt8(1))
      append(GeometryCode.lineString)
      append(positionsOf: line, of: array)
    }
  }

  private mutating func append(points paths: Range<Int>, of array: GeometryArray) {
    let points = paths.filter { array.pathRoles[$0] == .point }
    appendStart(GeometryCode.multiPoint, count: points.count)
    for point in points {
      append(UInt8(1))
      append(GeometryCode.point)
      append(array.positions[array.pathStarts[point]])
    }
  }

  private mutating func append(positionsOf path: Int, of array: GeometryArray) {
    let range = array.range(ofPath: path)
    append(UInt32(range.count))
    let positions = array.positions.span
    for index in range { append(positions[index]) }
  }
}
