/// Gives each feature of some layers an id that no other has: the first keeps the id that the source gives
/// it, or its number where it gives none; each that follows has `#2`, `#3` and so on behind it, the first
/// that nothing in the source is called.
struct NumberedIDs {
  private let field: MadeField
  private let origin: String
  /// What anything is called so far.
  private var taken: Set<String> = []
  /// What has been given to a feature.
  private var given: Set<String> = []
  /// The last number behind each id.
  private var last: [String: Int] = [:]

  /// For a source that asks for such ids; nil for others.
  init?(_ options: SourceOptions) {
    for field in options.made {
      guard case .numbered(let origin) = field.making else { continue }
      self.field = field
      self.origin = origin
      return
    }
    return nil
  }

  /// Adds the ids to the layers, which are read one after the other. Features without an id are numbered
  /// on through all of them.
  mutating func add(to layers: inout [RawLayer]) {
    var before = 0
    var ids: [[String]] = []
    for layer in layers {
      ids.append(Self.ids(of: layer, origin, from: before))
      before += layer.record.read
    }
    taken = Set(ids.joined())
    for index in layers.indices { add(ids[index], to: &layers[index]) }
  }

  private static func ids(of layer: RawLayer, _ origin: String, from before: Int) -> [String] {
    let column = layer.attributes.column(origin)
    return layer.sourceFeatures.enumerated().map { feature, number in
      column?[feature].codeText ?? String(before + number)
    }
  }

  private mutating func add(_ ids: [String], to layer: inout RawLayer) {
    let origin = layer.attributes.column(origin)
    var column = AttributeColumn(name: field.name)
    var count = 0
    for (feature, id) in ids.enumerated() {
      if given.insert(id).inserted {
        column.append(origin?[feature] ?? .null)
      } else {
        column.append(.text(next(after: id)))
        count += 1
      }
    }
    layer.add(column)
    guard count > 0 else { return }
    layer.record.notes.append(
      IntakeNote(
        kind: .format, count: count,
        text: Wording(
          en: "Ids occur before; these have a number behind them, such as #2.",
          nl: "Id's komen eerder voor; deze hebben een nummer erachter, zoals #2.")))
  }

  private mutating func next(after id: String) -> String {
    var number = last[id] ?? 1
    var name: String
    repeat {
      number += 1
      name = "\(id)#\(number)"
    } while taken.contains(name)
    last[id] = number
    taken.insert(name)
    return name
  }
}
