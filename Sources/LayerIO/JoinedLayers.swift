import Geometry

/// One layer of the layers of several files, in their order.
///
/// Features are numbered on through the files, and a note tells which numbers each file has; what is said
/// of a dropped feature names its file and its number there.
struct JoinedLayers {
  private let parts: [(file: SourceFile, layer: Layer)]

  /// The layers of some files, at least one.
  init(_ parts: [(file: SourceFile, layer: Layer)]) {
    self.parts = parts
  }

  /// The layer; `source` is what the record names.
  func layer(_ source: String) -> Layer {
    guard parts.count > 1 else { return parts[0].layer }
    var geometry = GeometryArray()
    for part in parts { geometry.append(contentsOf: part.layer.geometry) }
    return Layer(
      geometry: geometry, attributes: attributes,
      sourceFeatures: zip(parts, firstNumbers).flatMap { part, first in
        part.layer.sourceFeatures.map { $0 + first }
      }, record: record(source))
  }

  /// Number of features in the files before each.
  private var firstNumbers: [Int] {
    var sum = 0
    return parts.map { part in
      defer { sum += part.layer.record.read }
      return sum
    }
  }

  /// The columns of all files; a feature has no value where its file lacks the column.
  private var attributes: AttributeTable {
    var columns: [AttributeColumn] = []
    var count = 0
    for part in parts {
      let table = part.layer.attributes
      for column in table.columns where !columns.contains(where: { $0.name == column.name }) {
        var new = AttributeColumn(name: column.name)
        new.notation = column.notation
        new.appendNulls(count)
        columns.append(new)
      }
      count += table.count
      for index in columns.indices {
        if let other = table.column(columns[index].name) {
          let (kinds, payloads, lengths, bytes) = other.storage
          columns[index].append(
            kinds: kinds, payloads: payloads, textLengths: lengths, textBytes: bytes)
        } else {
          columns[index].appendNulls(table.count)
        }
      }
    }
    return AttributeTable(count: count, columns: columns)
  }

  // MARK: Record

  private func record(_ source: String) -> IntakeRecord {
    let records = parts.map(\.layer.record)
    var result = IntakeRecord(source: source, layer: together(records.map(\.layer)), role: "")
    result.role = records[0].role
    result.format = together(records.map(\.format)) ?? ""
    result.bytes = records.reduce(0) { $0 + $1.bytes }
    result.coordinateSystem = together(records.map(\.coordinateSystem)) ?? ""
    result.operation = together(records.map(\.operation)) ?? ""
    result.operationAccuracy = records.compactMap(\.operationAccuracy).max()
    result.interpolationError = records.compactMap(\.interpolationError).max()
    for (part, first) in zip(parts, firstNumbers) {
      add(part.layer.record, part.file, first, to: &result)
    }
    result.notes = [numbering] + notes
    return result
  }

  /// The different values, each once.
  private func together(_ values: [String?]) -> String? {
    var seen: Set<String> = []
    let different = values.compactMap { $0 }.filter { !$0.isEmpty && seen.insert($0).inserted }
    return different.isEmpty ? nil : different.joined(separator: ", ")
  }

  private func add(
    _ record: IntakeRecord, _ file: SourceFile, _ first: Int, to sum: inout IntakeRecord
  ) {
    sum.read += record.read
    sum.used += record.used
    sum.filtered += record.filtered
    sum.repaired += record.repaired.map { repaired in
      var repaired = repaired
      repaired.feature += first
      return repaired
    }
    sum.dropped += record.dropped.map { dropped in
      var dropped = dropped
      let (en, nl) = ("feature \(dropped.feature)", "object \(dropped.feature)")
      dropped.detail = Wording(
        en: "\(file.source), \(en): \(dropped.detail.en)",
        nl: "\(file.source), \(nl): \(dropped.detail.nl)")
      dropped.feature += first
      return dropped
    }
    for (name, count) in record.defaults { sum.defaults[name, default: 0] += count }
  }

  private var numbering: IntakeNote {
    let ranges = zip(parts, firstNumbers).map { part, first in
      let count = part.layer.record.read
      return "\(part.file.source) \(count == 0 ? "-" : "\(first + 1)-\(first + count)")"
    }.joined(separator: ", ")
    return IntakeNote(
      kind: .format, count: parts.count,
      text: Wording(
        en: "Files are read as one; their features have the numbers: \(ranges).",
        nl: "Bestanden zijn als één gelezen; hun objecten hebben de nummers: \(ranges)."))
  }

  /// What is noted of all files is noted once, with the sum; the rest names the file.
  private var notes: [IntakeNote] {
    var result: [IntakeNote] = []
    let all = parts.flatMap { part in part.layer.record.notes.map { (part.file.source, $0) } }
    for (source, note) in all {
      let same = all.filter { $0.1.kind == note.kind && $0.1.text == note.text }.map(\.1.count)
      var note = note
      let isOfAll = same.count == parts.count || [.filtered, .values].contains(note.kind)
      if isOfAll {
        guard !result.contains(where: { $0.text == note.text }) else { continue }
        note.count = same.reduce(0, +)
      } else {
        note.text = note.text.about(source)
      }
      result.append(note)
    }
    return result
  }
}
