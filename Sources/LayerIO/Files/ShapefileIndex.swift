/// Whether the .shx of a Shapefile tells where the shapes of its .shp are (ESRI Shapefile Technical
/// Description, 1998). One that is left from before the shapes were written tells of other places: GDAL would
/// read what it finds there and leave the last shapes out.
struct ShapefileIndex {
  /// Number of shapes in the .shp, one after the other.
  let shapeCount: Int
  /// Whether the index may be used: it fits, or the .shp can't be gone through without it.
  let isUsable: Bool

  /// Looks at both; nil where one of them can't be read.
  init?(shapes: String, index: String) {
    guard let shapes = try? SourceBytes(path: shapes, source: shapes),
      let index = try? SourceBytes(path: index, source: index)
    else { return nil }
    self = unsafe shapes.withBytes { shapes in
      unsafe index.withBytes { unsafe ShapefileIndex(Records(shapes), $0) }
    }
  }

  private init(_ records: Records, _ index: UnsafeRawBufferPointer) {
    let entries = stride(from: 100, to: index.count - 7, by: 8).map { place in
      unsafe (place: 2 * Records.number(index, place), words: Records.number(index, place + 4))
    }
    var found: [(place: Int, number: Int)] = []
    let isWhole = records.forEach { found.append(($0, $1)) }
    shapeCount = found.count
    let fits = entries.allSatisfy { records.words(at: $0.place) == $0.words }
    // A shape that was written anew may stand at the end, and its old place be in no index.
    let isComplete =
      found.count <= entries.count
      || found.allSatisfy { place, number in number <= entries.count }
    isUsable = fits && isComplete || !isWhole
  }
}

/// The records of a .shp, each with a number and its length in words of 16 bits before it.
@safe private struct Records {
  private let bytes: UnsafeRawBufferPointer
  private let count: Int

  /// Sound: the bytes stay where they are while this is used, and nothing is read outside them.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = unsafe bytes
    count = bytes.count
  }

  /// A number of four bytes, the largest first.
  static func number(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    unsafe Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
  }

  /// Length of the record that begins at a place; nil where none can.
  func words(at place: Int) -> Int? {
    guard place >= 100, place + 8 <= count else { return nil }
    let words = unsafe Self.number(bytes, place + 4)
    return words >= 2 && place + 8 + 2 * words <= count ? words : nil
  }

  /// Calls `body` with place and number of each record; tells whether they fill the file.
  func forEach(_ body: (Int, Int) -> Void) -> Bool {
    var place = 100
    while let words = words(at: place) {
      unsafe body(place, Self.number(bytes, place))
      place += 8 + 2 * words
    }
    return place == count
  }
}
