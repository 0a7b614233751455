import Synchronization

/// Parts of tiles that were asked for last, within a bound on their bytes.
///
/// There are two generations: what is asked for moves to the young one, and when that has half of the bytes, the old
/// one is forgotten and the young one grows old.
final class TileCache: Sendable {
  /// A layer's part of a tile.
  struct Key: Hashable {
    let layer: Int
    let tile: TileAddress
  }

  private struct Generations {
    var young: [Key: [UInt8]] = [:]
    var old: [Key: [UInt8]] = [:]
    var youngBytes = 0
  }

  /// Bytes that an entry takes beside those of the tile, roughly.
  private static let entryBytes = 128

  private let mostBytes: Int
  private let generations = Mutex(Generations())

  /// A cache of so many bytes at most.
  init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// The part that is kept; nil where it is not.
  func bytes(_ key: Key) -> [UInt8]? {
    generations.withLock { generations in
      if let bytes = generations.young[key] { return bytes }
      guard let bytes = generations.old.removeValue(forKey: key) else { return nil }
      keep(bytes, key, &generations)
      return bytes
    }
  }

  /// Keeps a part.
  func keep(_ bytes: [UInt8], _ key: Key) {
    generations.withLock { keep(bytes, key, &$0) }
  }

  private func keep(_ bytes: [UInt8], _ key: Key, _ generations: inout Generations) {
    let size = bytes.count + Self.entryBytes
    guard size <= mostBytes / 2 else { return }
    if generations.youngBytes + size > mostBytes / 2 {
      generations.old = generations.young
      generations.young = [:]
      generations.youngBytes = 0
    }
    guard generations.young.updateValue(bytes, forKey: key) == nil else { return }
    generations.youngBytes += size
  }

  /// Bytes that are kept.
  var byteCount: Int {
    generations.withLock { generations in
      [generations.young, generations.old].joined().reduce(0) {
        $0 + $1.value.count + Self.entryBytes
      }
    }
  }
}
