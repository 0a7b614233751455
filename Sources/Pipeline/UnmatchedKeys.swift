import LayerIO
import ProjectFile

extension Layer {
  /// Notes keys of the maps of a theme layer that no feature has.
  mutating func noteUnmatchedKeys(of description: ThemeLayer) {
    guard case .map(let field, let severities) = description.severity else { return }
    noteUnmatched(Array(severities.keys), ofMap: "severity", field: field)
  }

  /// Notes keys of the maps of an entry of the schedule that no feature has.
  mutating func noteUnmatchedKeys(of source: ScheduleSource) {
    if case .field(let field, let map) = source.assetType {
      noteUnmatched(Array(map.keys), ofMap: "asset_type", field: field)
    }
    for field in ScheduleField.allCases {
      guard let map = source.values[field], let name = source.fields[field] else { continue }
      noteUnmatched(Array(map.keys), ofMap: field.rawValue, field: name)
    }
  }

  /// A map of which no key occurs is a warning. A map of which some do may have been written for other
  /// deliveries too.
  private mutating func noteUnmatched(_ keys: [String], ofMap map: String, field: String) {
    guard count > 0 else { return }
    let column = attributes.column(field)
    let absent = textsNotMet(keys.sorted(), in: column)
    guard !absent.isEmpty else { return }
    record.notes.append(
      absent.count == keys.count
        ? Self.noKey(ofMap: map, ValueCounts(column).sentence(about: field), count: count)
        : Self.someKeys(absent, ofMap: map))
  }

  private static func noKey(ofMap map: String, _ values: Wording, count: Int) -> IntakeNote {
    IntakeNote(
      kind: .notFound, count: count,
      text: Wording(
        en: "No key of the map of '\(map)' occurs: \(values.en).",
        nl: "Geen enkele sleutel van de lijst bij '\(map)' komt voor: \(values.nl)."),
      isWarning: true)
  }

  private static func someKeys(_ absent: [String], ofMap map: String) -> IntakeNote {
    let list = absent.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return IntakeNote(
      kind: .notFound, count: absent.count,
      text: Wording(
        en: "Keys of the map of '\(map)' do not occur: \(list).",
        nl: "Sleutels van de lijst bij '\(map)' komen niet voor: \(list)."))
  }
}
