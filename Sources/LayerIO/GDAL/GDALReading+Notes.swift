import Geometry

/// What is worth a note of a layer as a whole.
extension GDALReading {
  /// The system that the file tells; what geometries say themselves goes before.
  func declaredCRS(_ record: inout IntakeRecord) -> String? {
    let declared = layer.declaredCRS
    let known = declared.flatMap { $0.contains("Undefined") ? nil : $0 }
    if declared != nil, known == nil {
      record.notes.append(
        IntakeNote(
          kind: .coordinateSystem, count: 1,
          text: Wording(
            en: "The file says that its coordinate system is undefined.",
            nl: "Het bestand zegt dat zijn coördinatenstelsel onbepaald is.")))
    }
    guard let textSystem else { return known }
    if let known, let system = try? CoordinateSystem(known),
      system.code != (try? CoordinateSystem(textSystem))?.code
    {
      record.notes.append(
        IntakeNote(
          kind: .coordinateSystem, count: 1,
          text: Wording(
            en: "The geometries say \(textSystem), the file \(system); the first was taken.",
            nl: "De geometrieën noemen \(textSystem), het bestand \(system); het eerste geldt.")))
    }
    return textSystem
  }

  /// Notes on what was left out, made straight or read otherwise.
  var intakeNotes: [IntakeNote] {
    let byAlias = columns.count { !layer.fieldNames.contains($0.column.name) }
    let found: [(IntakeNote.Kind, Int, en: String, nl: String)] = [
      (
        .heightsDropped, notes.heights, "Geometries have heights, which are left out.",
        "Geometrieën hebben hoogten; die zijn weggelaten."
      ),
      (
        .collectionsSplit, notes.collections, "GeometryCollections were taken apart.",
        "Verzamelingen van geometrieën (GeometryCollection) zijn gesplitst."
      ),
      (
        .format, notes.curves, "Curves were made straight by GDAL's default of 4 degrees a step.",
        "Bogen zijn recht gemaakt met stappen van 4 graden, zoals GDAL dat doet."
      ),
      (
        .format, byAlias, "Columns were found by their alias.",
        "Kolommen zijn gevonden bij hun alias."
      ),
      (
        .format, notes.unclosed, "Rings were not closed; they were closed here.",
        "Ringen waren niet gesloten; ze zijn hier gesloten."
      ),
      (
        .format, isIndexStale ? 1 : 0, "The spatial index misses features; it was not used.",
        "De ruimtelijke index mist objecten; hij is niet gebruikt."
      ),
    ]
    let others = found.filter { $0.1 > 0 }.map {
      IntakeNote(kind: $0.0, count: $0.1, text: Wording(en: $0.en, nl: $0.nl))
    }
    return others + (mended > 0 ? [.windows1252(count: mended)] : []) + unusualNotes
  }

  private var unusualNotes: [IntakeNote] {
    unusual.sorted { $0.key < $1.key }.compactMap { field, found in
      let values = found.filter { $0.value != .null }
      guard let row = values.keys.min(), let example = values[row]?.codeText else { return nil }
      let name = layer.fieldNames[field]
      return IntakeNote(
        kind: .format, count: values.count,
        text: Wording(
          en: "Values of \(name) do not fit its type, such as '\(example)'; read as written.",
          nl:
            "Waarden van \(name) passen niet bij het type, zoals '\(example)'; letterlijk gelezen."
        ))
    }
  }
}
