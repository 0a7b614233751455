import TestSupport

/// A Shapefile of squares of 10 m, 20 m apart, with a table of one's own making, byte by byte (ESRI
/// Shapefile Technical Description, 1998; dBASE III).
struct SmallShapefile {
  var fields: [(name: String, type: Character, width: Int, decimals: Int)]
  /// Cells as they stand in the file, to be padded; a row that is nil is marked as deleted.
  var rows: [[[UInt8]]?]
  var shapeCount: Int
  var languageDriver: UInt8 = 0
  /// Number of shapes that the index tells of; nil for all.
  var indexedCount: Int?

  init(
    _ fields: [(name: String, type: Character, width: Int, decimals: Int)], rows: [[[UInt8]]?],
    shapeCount: Int? = nil
  ) {
    self.fields = fields
    self.rows = rows
    self.shapeCount = shapeCount ?? rows.count
  }

  /// Writes the files with these endings and returns the path of the shapes.
  @discardableResult
  func write(
    to folder: TemporaryFolder, _ name: String, endings: [String] = ["shp", "shx", "dbf"]
  ) throws -> String {
    for ending in endings {
      let bytes: [UInt8] =
        switch ending.lowercased() {
        case "shp": shapes
        case "shx": index
        default: table
        }
      try folder.write(bytes, to: "\(name).\(ending)")
    }
    return folder.file("\(name).\(endings[0])")
  }

  // MARK: Bytes

  private func header(words: Int) -> [UInt8] {
    let box = [0, 0, Double(20 * shapeCount), 10, 0, 0, 0, 0].flatMap(littleEndian)
    return bigEndian(9994) + [UInt8](repeating: 0, count: 20) + bigEndian(words)
      + littleEndian(1000) + littleEndian(5) + box
  }

  private var shapes: [UInt8] {
    let records = (0..<shapeCount).flatMap { bigEndian($0 + 1) + bigEndian(64) + square($0) }
    return header(words: (100 + records.count) / 2) + records
  }

  private var index: [UInt8] {
    let count = indexedCount ?? shapeCount
    return header(words: 50 + 4 * count)
      + (0..<count).flatMap { bigEndian(50 + 68 * $0) + bigEndian(64) }
  }

  private func square(_ number: Int) -> [UInt8] {
    let x = Double(20 * number)
    let ring = [(x, 0.0), (x, 10), (x + 10, 10), (x + 10, 0), (x, 0)]
    return littleEndian(5) + [x, 0, x + 10, 10].flatMap(littleEndian) + littleEndian(1)
      + littleEndian(5) + littleEndian(0)
      + ring.flatMap { littleEndian($0.0) + littleEndian($0.1) }
  }

  private var table: [UInt8] {
    let width = 1 + fields.map(\.width).reduce(0, +)
    let length = 33 + 32 * fields.count
    var bytes: [UInt8] = [3, 124, 1, 1] + littleEndian(rows.count)
    bytes += [UInt8(length & 255), UInt8(length >> 8), UInt8(width & 255), UInt8(width >> 8)]
    bytes += [UInt8](repeating: 0, count: 17) + [languageDriver, 0, 0]
    for field in fields {
      let name = Array(field.name.utf8)
      bytes += name + [UInt8](repeating: 0, count: 11 - name.count)
      bytes += [field.type.asciiValue ?? 0, 0, 0, 0, 0, UInt8(field.width), UInt8(field.decimals)]
      bytes += [UInt8](repeating: 0, count: 14)
    }
    bytes.append(0x0D)
    for row in rows {
      bytes.append(row == nil ? 0x2A : 0x20)
      for (index, field) in fields.enumerated() {
        let cell = row?[index] ?? []
        bytes += cell + [UInt8](repeating: 0x20, count: field.width - cell.count)
      }
    }
    return bytes + [0x1A]
  }

  private func bigEndian(_ value: Int) -> [UInt8] { littleEndian(value).reversed() }

  private func littleEndian(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(value >> (8 * $0) & 255) }
  }

  private func littleEndian(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(value.bitPattern >> (8 * UInt64($0)) & 255) }
  }
}
