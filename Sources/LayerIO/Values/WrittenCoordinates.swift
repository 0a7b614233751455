import Geometry

/// Columns with coordinates, which are read as they come: a value with two readings waits for what the
/// others tell, since "136.003" may be a place in metres or in kilometres.
struct WrittenCoordinates {
  /// A coordinate in a field.
  enum Value: Equatable {
    case none
    case number(Double)
    case text(String)

    /// For messages.
    var text: String {
      switch self {
      case .none: ""
      case .number(let number): plainNumber(number)
      case .text(let text): text
      }
    }
  }

  /// One of the two columns.
  private struct Axis {
    let field: String
    let given: DecimalSign?
    var seen = NumberColumn()
    var open: [(position: Int, number: NumberText)] = []

    /// Written as all values say; where nothing tells, the sign stands before decimals.
    var notation: ColumnNotation {
      var notation = ColumnNotation()
      seen.decide(given: given, opensAreDecimal: true, &notation)
      return notation
    }

    /// A value as a number, with what else it may be.
    mutating func read(_ value: Value) -> (number: Double, open: NumberText?)? {
      switch value {
      case .none: return nil
      case .number(let number): return (number, nil)
      case .text(let text):
        guard let number = NumberText(text) else { return nil }
        seen.add(number, text)
        let reading = given.map { number[$0] } ?? number.byPoint ?? number.byComma
        return reading.map { ($0, number.isOpen ? number : nil) }
      }
    }

    mutating func wait(_ number: NumberText?, at position: Int) {
      if let number { open.append((position, number)) }
    }
  }

  private var east: Axis
  private var north: Axis

  init(_ options: SourceOptions) {
    let (x, y) = (options.x ?? "", options.y ?? "")
    east = Axis(field: x, given: options.decimals[x])
    north = Axis(field: y, given: options.decimals[y])
  }

  /// The position that two fields hold, which will be the geometry's at `place`; nil where they hold none.
  mutating func position(_ x: Value, _ y: Value, at place: Int) -> Position? {
    // Both are looked at, and wait for a place only where there is one.
    let (x, y) = (east.read(x), north.read(y))
    guard let x, let y else { return nil }
    east.wait(x.open, at: place)
    north.wait(y.open, at: place)
    return Position(x.number, y.number)
  }

  /// The geometry with the readings that all values together ask for.
  func settling(_ geometry: GeometryArray) -> GeometryArray {
    guard !east.open.isEmpty || !north.open.isEmpty else { return geometry }
    var geometry = geometry
    let (x, y) = (east.notation, north.notation)
    for (place, number) in east.open {
      if let value = x.value(of: number) { geometry.positions[place].x = value }
    }
    for (place, number) in north.open {
      if let value = y.value(of: number) { geometry.positions[place].y = value }
    }
    return geometry
  }

  /// What is said of columns that nothing tells the notation of, and of those that contradict themselves.
  var notes: [IntakeNote] {
    [east, north].filter { $0.given == nil }.flatMap { axis in
      let texts = ColumnTexts(field: axis.field)
      return [
        axis.seen.isContradictory ? texts.contradiction(axis.seen, axis.notation) : nil,
        texts.open(axis.seen.openValues, axis.notation),
      ].compactMap(\.self).map { note in
        var note = note
        note.kind = .coordinateSystem
        return note
      }
    }
  }
}
