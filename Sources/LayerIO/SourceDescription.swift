import Geometry

/// What a file looks like from outside, for whoever has to describe it in a project file.
public struct SourceDescription: Sendable {
  /// A field and a taste of its values.
  public struct Field: Sendable, Equatable {
    /// Name in the source.
    public var name: String
    /// Values that occur, the first ones, each once; at most 50.
    public var samples: [String]
    /// Smallest and largest value where all values are numbers.
    public var range: ClosedRange<Double>?
    /// Whether no two features share a value and none lacks it.
    public var isUnique: Bool
  }

  /// Path as given.
  public var path: String
  /// Number of features.
  public var count: Int
  /// Fields in the order of the source.
  public var fields: [Field]
  /// What most features are.
  public var kind: PathRole?
  /// Coordinate system that the file declares; nil where it declares none.
  public var declaredCRS: String?
  /// The box around all positions, in the file's own system.
  public var bounds: Bounds?
  /// Columns with the coordinates, where the file is a table that seems to have them.
  public var coordinateColumns: (x: String, y: String)?

  /// Looks at a file.
  /// - Throws: `SourceError`.
  public init(path: String, threads: Int) throws {
    var options = SourceOptions(source: path, role: "init", fields: .all)
    var raw = try readRawLayer(options, threads: threads)
    if raw.geometry.pathCount == 0, let columns = Self.coordinateColumns(among: raw.fieldNames) {
      (options.x, options.y) = columns
      coordinateColumns = columns
      raw = try readRawLayer(options, threads: threads)
    }
    self.path = path
    count = raw.geometry.count
    declaredCRS = raw.declaredCRS
    bounds = raw.geometry.bounds
    fields = raw.fieldNames.compactMap { raw.attributes.column($0).map(Field.init) }
    let roles = Dictionary(grouping: raw.geometry.pathRoles.filter { $0 != .hole }) { $0 }
    kind = roles.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
  }

  private static func coordinateColumns(among names: [String]) -> (x: String, y: String)? {
    let pairs = [("rd_x", "rd_y"), ("x", "y"), ("lon", "lat"), ("longitude", "latitude")]
    for (x, y) in pairs {
      guard let column = names.first(where: { $0.lowercased() == x }),
        let row = names.first(where: { $0.lowercased() == y })
      else { continue }
      return (column, row)
    }
    return nil
  }
}

extension SourceDescription.Field {
  fileprivate init(_ column: AttributeColumn) {
    name = column.name
    var seen: Set<String> = []
    samples = []
    isUnique = true
    var low = Double.infinity
    var high = -Double.infinity
    var isNumeric = true
    for feature in 0..<column.count {
      guard let text = column[feature].codeText else {
        isUnique = false
        continue
      }
      if !seen.insert(text).inserted {
        isUnique = false
      } else if samples.count < 50 {
        samples.append(text)
      }
      guard isNumeric else { continue }
      if let number = try? column[feature].number() {
        low = min(low, number)
        high = max(high, number)
      } else {
        isNumeric = false
      }
    }
    range = isNumeric && low <= high ? low...high : nil
  }
}
