import Geometry
import LayerIO
import LayerStack
import Workers

/// The surfaces of planes in the working system, not cut by one another: in memory, or on disk where they do not fit
/// there together.
package struct PlaneSurfaces: Sendable {
  private var surfaces: [Surface] = []
  /// Where those that are added go; nil for memory.
  private let spool: GeometrySpool?

  private enum Surface: Sendable {
    case inMemory(GeometryArray)
    case onDisk(SpooledGeometry)
  }

  /// No surfaces; those that are added go into a spool where one is given.
  package init(in spool: GeometrySpool? = nil) {
    self.spool = spool
  }

  /// Surfaces in memory.
  package init(_ surfaces: [GeometryArray]) {
    self.init()
    self.surfaces = surfaces.map { .inMemory($0) }
  }

  /// Adds the next plane.
  /// - Throws: `SourceError` where it can't be put on disk.
  package mutating func append(_ geometry: GeometryArray) throws {
    surfaces.append(try spool.map { .onDisk(try $0.store(geometry)) } ?? .inMemory(geometry))
  }

  /// Number of planes.
  package var count: Int { surfaces.count }

  /// Those in memory.
  package var inMemory: [GeometryArray] {
    surfaces.compactMap { if case .inMemory(let geometry) = $0 { geometry } else { nil } }
  }

  /// The surface of a plane.
  /// - Throws: `SourceError` where it can't be read from disk.
  package func surface(of plane: Int) throws -> GeometryArray {
    switch surfaces[plane] {
    case .inMemory(let geometry): geometry
    case .onDisk(let geometry): try geometry.load()
    }
  }

  /// The polygons of each plane that come near a box, and from memory also others.
  /// - Throws: `SourceError` where they can't be read from disk.
  package func near(_ box: Bounds, threads: Int) throws -> [GeometryArray] {
    try concurrentMap(count: count, threads: threads) { plane in
      switch surfaces[plane] {
      case .inMemory(let geometry): geometry
      case .onDisk(let geometry): try geometry.load(near: box)
      }
    }
  }

  /// The box around all of them.
  package var bounds: Bounds? {
    let all = surfaces.map {
      switch $0 {
      case .inMemory(let geometry): geometry.bounds
      case .onDisk(let geometry): geometry.bounds
      }
    }
    return all.compactMap(\.self).reduce(nil) { $0?.united(with: $1) ?? $1 }
  }

  /// The planes that hold each place; none where it is nil. One plane is taken after the other, so that no more than
  /// one comes from disk.
  /// - Throws: `SourceError` where it can't be read from there.
  package func signatures(at places: [Position?], threads: Int) throws -> [Signature] {
    var signatures = [Signature](repeating: .empty, count: places.count)
    guard places.contains(where: { $0 != nil }) else { return signatures }
    for plane in 0..<count {
      let index = PlaceIndex(try surface(of: plane))
      let isIn = valuesInChunks(of: 256, count: places.count, threads: threads) {
        places[$0].map { index.first(holding: $0) != nil } ?? false
      }
      for place in isIn.indices where isIn[place] {
        signatures[place].bits |= 1 << UInt128(plane)
      }
    }
    return signatures
  }
}
