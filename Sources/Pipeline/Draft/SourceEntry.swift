import Formats
import LayerIO
import Workers

extension DraftLayer {
  /// The lines that name the source: file, layer, columns, system, and which features count.
  func sourceLines(_ systems: DraftSystems, conditions: [DraftCondition] = []) -> [DraftLine] {
    let description = self.description
    var lines = [DraftLine("source: \(quoted(description.path))", check: sourceCheck)]
    if let layer = description.layer { lines.append(DraftLine("layer: \(quoted(layer))")) }
    if let columns = description.coordinateColumns {
      lines.append(DraftLine("x: \(quoted(columns.x))"))
      lines.append(DraftLine("y: \(quoted(columns.y))"))
    }
    if let column = description.textColumn { lines.append(DraftLine("wkt: \(quoted(column))")) }
    if let system = systems.line(for: self) { lines.append(system) }
    let all = (delivered + conditions).unique
    if !all.isEmpty {
      let text = all.map { "\(quoted($0.field)): \($0.test)" }.joined(separator: ", ")
      let checks = all.compactMap(\.check)
      lines.append(
        DraftLine(
          "where: {\(text)}", check: checks.isEmpty ? nil : checks.joined(separator: "; ")))
    }
    return lines
  }

  private var sourceCheck: String? { delivery.map { "it looks like \($0.name.en)" } }

  /// Conditions that a known delivery asks for: history and what is something else stay out.
  private var delivered: [DraftCondition] {
    let names = description.fields.map(\.spelling)
    var found: [DraftCondition] = []
    for name in delivery?.history ?? [] {
      guard let field = self.field(named: [name]), field.filled > 0 else { continue }
      found.append(
        DraftCondition(
          field: field.spelling, test: "null",
          check: "\(share(field.filled, of: description.count)) are history"))
      break
    }
    if let aside { found.append(aside) }
    if let chosen = delivery?.chosen, let name = KnownDelivery.field([chosen.field], among: names),
      let field = self.field(named: [name]),
      field.values.contains(where: { $0.text == chosen.value })
    {
      let test = field.isNumeric ? chosen.value : quoted(chosen.value)
      found.append(DraftCondition(field: name, test: test, check: delivery?.advice?.en))
    }
    return found
  }

  /// Parts that are water beside the land with the same code.
  var aside: DraftCondition? {
    guard let aside = (delivery ?? Self.neighbourhoodDelivery)?.aside,
      let field = field(named: aside.field), field.filled == description.count,
      field.values.contains(where: { aside.values.contains($0.text) }),
      field.values.allSatisfy({ (aside.values + ["NEE"]).contains($0.text) })
    else { return nil }
    return DraftCondition(
      field: field.spelling, test: "NEE",
      check: "without this, \(aside.what.en) are \(isPolygons ? "neighbourhoods" : "features") too")
  }

  private static let neighbourhoodDelivery = KnownDelivery.recognised(by: ["bucode", "gmcode"])

  /// The field with one of these names, plain.
  func field(named names: [String]) -> FieldDescription? {
    KnownDelivery.field(names.map(plainName), among: description.fields.map(\.spelling))
      .flatMap { name in description.fields.first { $0.spelling == name } }
  }

  /// The condition that leaves out what is no longer there, as a field of two values or more tells.
  var presence: DraftCondition? {
    for field in description.fields where 2...12 ~= field.distinct {
      guard field.filled == description.count else { continue }
      let gone = field.values.filter { Self.isGone($0.text) }
      guard !gone.isEmpty, gone.count < field.values.count else { continue }
      let count = gone.reduce(0) { $0 + $1.count }
      let list = gone.map { quoted($0.text) }.joined(separator: ", ")
      return DraftCondition(
        field: field.spelling, test: "{not: [\(list)]}",
        check: "\(share(count, of: description.count)) seem to be no longer there")
    }
    return nil
  }

  private static func isGone(_ text: String) -> Bool {
    [
      "nietaanwezig", "verwijderd", "gekapt", "gerooid", "gesloopt", "pandgesloopt", "notpresent",
      "absent", "removed", "felled", "demolished", "abandoned", "nichtvorhanden", "entfernt",
      "gefallt", "abgebrochen", "supprime", "abattu", "demoli", "historisch", "vervallen",
    ].contains(plainName(text))
  }
}

/// A condition under `where`.
struct DraftCondition: Equatable {
  var field: String
  /// As it is written.
  var test: String
  var check: String?
}

extension [DraftCondition] {
  /// One condition for each field, the first.
  fileprivate var unique: [DraftCondition] {
    reduce(into: []) { all, next in
      if !all.contains(where: { $0.field == next.field }) { all.append(next) }
    }
  }
}
