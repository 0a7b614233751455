import Formats
import Geometry
import LayerIO
import Synchronization
import Workers

/// The features of a collection, ready to be asked for by number, id, box, time and value, in any of the systems.
package final class FeatureCollection: Sendable {
  /// Which it is.
  package let name: CollectionName
  /// Its kind.
  package let kind: CollectionKind
  /// Its rows, in the working system.
  package let table: VectorTable
  private let working: CoordinateSystem
  private let threads: Int
  /// What rows are in each system that was asked for.
  private let prepared = Mutex<[(address: String, features: PreparedFeatures)]>([])
  /// Rows by their id; made when one is first asked for.
  private let rowsByID = Mutex<[String: Int]?>(nil)
  /// Year of each row; nil where rows are at no time.
  private let years: [Int?]?

  /// Systems of which the positions are kept.
  private static let keptSystems = 3

  /// The features of a table whose positions are in a working system.
  package init(
    _ name: CollectionName, _ kind: CollectionKind, _ table: VectorTable,
    working: CoordinateSystem, threads: Int
  ) {
    (self.name, self.kind, self.table) = (name, kind, table)
    (self.working, self.threads) = (working, threads)
    let column = kind.yearColumn.flatMap { name in table.columns.first { $0.name == name } }
    if case .integer(let years)? = column?.values(threads: threads) {
      self.years = years
    } else {
      years = nil
    }
  }

  /// Number of features.
  package var count: Int { table.rowCount }

  /// The rows that are in a system.
  /// - Throws: `CoordinateSystemError`, `ProductError` where a position has no place in it.
  package func features(in system: PublishedSystem) throws -> PreparedFeatures {
    try prepared.withLock { prepared in
      if let place = prepared.firstIndex(where: { $0.address == system.address }) {
        prepared.append(prepared.remove(at: place))
      } else {
        let made = try PreparedFeatures(table, from: working, in: system, threads: threads)
        if prepared.count == Self.keptSystems { prepared.removeFirst() }
        prepared.append((system.address, made))
      }
      return prepared[prepared.count - 1].features
    }
  }

  /// The rows that a query asks for, of all pages.
  /// - Throws: as `features`.
  package func rows(_ query: FeatureQuery) throws -> [Int] {
    var rows = Array(0..<count)
    if let box = query.box {
      let features = try features(in: query.boxSystem)
      rows = rows.filter {
        box.meets($0, of: features.geometry, around: features.boxes[$0])
      }
    }
    if let time = query.time, let years {
      // What is in no year is at no time, and an interval finds it wherever it reaches.
      let meeting = Set(Set(years.compactMap(\.self)).filter(time.meets))
      rows = rows.filter { row in years[row].map(meeting.contains) ?? true }
    }
    for value in query.values { rows = value.keeping(rows) }
    return rows
  }

  /// The row with an id; nil where there is none.
  package func row(withID id: String) -> Int? {
    rowsByID.withLock { rows in
      let known =
        rows
        ?? Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      rows = known
      return known[id]
    }
  }

  /// The id of each row: the value of the column that tells rows apart, else the row's number from 1.
  private var ids: [String] {
    guard let column = idColumn else { return (1...max(1, count)).map(String.init) }
    return switch column.values(threads: threads) {
    case .text(let values): values.map { $0 ?? "" }
    case .integer(let values): values.map { $0.map(String.init) ?? "" }
    case .number, .boolean: []
    }
  }

  private var idColumn: VectorTable.Column? {
    table.columns.first { $0.name == table.idColumn }
  }

  /// The id of one row.
  package func id(of row: Int) -> String {
    switch idColumn?.values(of: [row]) {
    case .text(let values)?: values[0] ?? ""
    case .integer(let values)?: values[0].map(String.init) ?? ""
    default: String(row + 1)
    }
  }
}

/// The rows of a table in one system, ready to be written.
package struct PreparedFeatures: Sendable {
  /// The rows, x and y as they are written: latitude or northing stands first where the system has it so.
  private let writer: FeatureWriter
  /// The rows with x east and y north.
  package let geometry: RowGeometry
  /// The box around each row with x east and y north; nil where it has no place. Shape: rows.
  package let boxes: [Bounds?]
  /// The box around all rows; nil where none has a place.
  package let bounds: Bounds?

  fileprivate init(
    _ table: VectorTable, from working: CoordinateSystem, in system: PublishedSystem, threads: Int
  ) throws {
    var table = table
    table.geometry = try table.geometry.brought(from: working, to: system, threads: threads)
    let geometry = table.geometry
    self.geometry = geometry
    boxes =
      table.geometryKind == .none
      ? Array(repeating: nil, count: table.rowCount)
      : concurrentValues(0..<geometry.count, inChunksOf: 4096, threads: threads) { rows in
        rows.map { geometry.bounds(of: $0) }
      }.flatMap(\.self)
    bounds = boxes.lazy.compactMap(\.self).reduce(nil) { $0?.united(with: $1) ?? $1 }
    if system.hasNorthFirst {
      table.geometry = table.geometry.replacingPositions { positions in
        for index in positions.indices {
          positions[index] = Position(positions[index].y, positions[index].x)
        }
      }
    }
    writer = try FeatureWriter(table, threads: threads)
  }

  /// Appends rows as GeoJSON features, with a comma between.
  package func append(_ rows: [Int], to buffer: inout ByteBuffer) {
    var text = writer.text()
    text.append(rows, isFirst: true, to: &buffer)
  }
}

/// Metres to which positions in a projected system are given: what is smaller has no meaning.
private let projectedStep = 1e-3

extension RowGeometry {
  fileprivate func brought(
    from working: CoordinateSystem, to system: PublishedSystem, threads: Int
  ) throws -> RowGeometry {
    guard !array.positions.isEmpty else { return self }
    let operation = try CoordinateOperation(from: working, to: system.system)
    return try replacingPositions { positions in
      let report = try operation.transform(&positions, threads: threads)
      guard report.refused.isEmpty else {
        throw NotThere(
          "\(report.refused.count) positions have no place in \(system.address).",
          "Ask for the features in another system.")
      }
      guard !system.system.isGeographic else { return }
      for index in positions.indices {
        let steps = positions[index] / projectedStep
        positions[index] = Position(steps.x.rounded(), steps.y.rounded()) * projectedStep
      }
    }
  }
}
