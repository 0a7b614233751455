import Foundation
import Geometry
import Synchronization

/// Geometries on disk while a job lasts, for those that do not fit in memory together. They stand in a scratch
/// folder, which is gone with the last of them.
package final class GeometrySpool: Sendable {
  private let folder: ScratchFolder
  private let count = Atomic(0)

  /// A spool; errors speak of what it holds.
  /// - Throws: `SourceError` where there is no room for it.
  package init() throws(SourceError) {
    folder = try ScratchFolder(for: spooled)
  }

  /// Puts a geometry on disk.
  /// - Throws: `SourceError` where it can't be written.
  package func store(_ geometry: GeometryArray) throws(SourceError) -> SpooledGeometry {
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    return try SpooledGeometry(geometry, in: self, path: folder.file("\(number).geometry"))
  }
}

/// What errors call the files of a spool.
private let spooled = "surfaces that are kept on disk"

/// A geometry on disk, in blocks of features that follow one another, each with the box around it.
package struct SpooledGeometry: Sendable {
  /// Keeps the file from being removed.
  private let spool: GeometrySpool
  let path: String
  private let blocks: [Block]

  /// Positions of a block, or those of one larger feature.
  private static let positionsPerBlock = 16_384

  /// Where a block is in the file, and how much it holds.
  private struct Block: Sendable {
    var offset: UInt64
    var features: Int
    var paths: Int
    var positions: Int
    var bounds: Bounds?
  }

  fileprivate init(
    _ geometry: GeometryArray, in spool: GeometrySpool, path: String
  ) throws(SourceError) {
    (self.spool, self.path) = (spool, path)
    do {
      guard FileManager.default.createFile(atPath: path, contents: nil) else {
        throw CocoaError(.fileWriteUnknown)
      }
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      defer { try? file.close() }
      var (blocks, offset, first) = ([Block](), UInt64(0), 0)
      while first < geometry.count {
        let end = geometry.endOfBlock(from: first, positions: Self.positionsPerBlock)
        let part = geometry.selecting(Array(first..<end))
        let bytes = part.spooledBytes
        try file.write(contentsOf: bytes)
        blocks.append(
          Block(
            offset: offset, features: part.count, paths: part.pathCount,
            positions: part.positions.count, bounds: part.bounds))
        offset += UInt64(bytes.count)
        first = end
      }
      self.blocks = blocks
    } catch {
      throw SourceError(
        source: spooled, problem: "They can't be written (\(error.localizedDescription)).",
        remedy: "Make room in the folder for temporary files, or name another one as TMPDIR.")
    }
  }

  /// The box around all of it.
  package var bounds: Bounds? {
    blocks.compactMap(\.bounds).reduce(nil) { $0?.united(with: $1) ?? $1 }
  }

  /// The features whose box meets another, in their order; all of them, also those without positions, where none is
  /// given.
  /// - Throws: `SourceError` where it can't be read.
  package func load(near box: Bounds? = nil) throws(SourceError) -> GeometryArray {
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      var result = GeometryArray()
      for block in blocks {
        guard let box else {
          result.append(contentsOf: try read(block, from: file))
          continue
        }
        guard let bounds = block.bounds, bounds.intersects(box) else { continue }
        let part = try read(block, from: file)
        for feature in 0..<part.count
        where part.bounds(of: feature).map(box.intersects) ?? false {
          result.appendFeature(feature, of: part)
        }
      }
      return result
    } catch {
      throw SourceError(
        source: spooled, problem: "They can't be read again (\(error.localizedDescription)).",
        remedy: "Check the disk that holds the folder for temporary files.")
    }
  }

  private func read(_ block: Block, from file: FileHandle) throws -> GeometryArray {
    try file.seek(toOffset: block.offset)
    let featureStarts: [Int] = try file.read(block.features + 1)
    let pathStarts: [Int] = try file.read(block.paths + 1)
    let positions: [Position] = try file.read(block.positions)
    let roles: [UInt8] = try file.read(block.paths)
    return GeometryArray(
      positions: positions, pathStarts: pathStarts,
      pathRoles: roles.compactMap(PathRole.init(rawValue:)), featureStarts: featureStarts)
  }
}

extension GeometryArray {
  /// The feature at which the next block begins.
  fileprivate func endOfBlock(from first: Int, positions limit: Int) -> Int {
    let start = positionRange(of: first).lowerBound
    var end = first + 1
    while end < count, positionRange(of: end).upperBound - start <= limit { end += 1 }
    return end
  }

  fileprivate var spooledBytes: Data {
    var bytes = Data()
    bytes.append(elementsOf: featureStarts)
    bytes.append(elementsOf: pathStarts)
    bytes.append(elementsOf: positions)
    bytes.append(elementsOf: pathRoles.map(\.rawValue))
    return bytes
  }
}

extension Data {
  /// Adds plain numbers as they lie in memory.
  fileprivate mutating func append<Element: BitwiseCopyable>(elementsOf values: [Element]) {
    // Sound: plain numbers without padding, seen as bytes while their array is held.
    unsafe values.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}

extension FileHandle {
  /// The next so many plain numbers.
  fileprivate func read<Element: BitwiseCopyable>(_ count: Int) throws -> [Element] {
    guard count > 0 else { return [] }
    let size = count * MemoryLayout<Element>.stride
    guard let bytes = try read(upToCount: size), bytes.count == size else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return unsafe [Element](unsafeUninitializedCapacity: count) { target, filled in
      // Sound: as many bytes as the target holds, and any bits are an element.
      unsafe bytes.copyBytes(to: UnsafeMutableRawBufferPointer(target))
      filled = count
    }
  }
}
