import Geometry

/// The coordinate system of a source, and where it is known from.
struct SourceSystem {
  let system: CoordinateSystem
  /// "given in the project", "declared in the file" or "by the standard".
  let origin: String
  private(set) var notes: [IntakeNote] = []

  /// Decides on the system: what the project says, else what the file declares, else what GeoJSON's
  /// standard says; and refuses degrees that can't be degrees.
  /// - Throws: `SourceError`.
  init(of raw: RawLayer, _ options: SourceOptions, working: CoordinateSystem) throws {
    let isGeoJSON = raw.record.format == "GeoJSON"
    let standard = isGeoJSON ? CoordinateSystem.crs84Definition : nil
    guard let definition = options.crs ?? raw.declaredCRS ?? standard else {
      throw SourceError(
        source: options.source, problem: "The file does not say its coordinate system.",
        remedy: Self.remedy(for: raw, "Give it in the project file", working))
    }
    origin =
      options.crs != nil
      ? "given in the project" : raw.declaredCRS != nil ? "declared in the file" : "by the standard"
    do {
      system = try CoordinateSystem(definition)
    } catch {
      throw SourceError(
        source: options.source, problem: "\(error)",
        remedy: "Write a known one as 'crs:' beside this source in the project file.")
    }
    if let given = options.crs, let declared = raw.declaredCRS,
      let other = try? CoordinateSystem(declared), other.code != system.code
    {
      notes.append(
        IntakeNote(
          kind: .coordinateSystem, count: 1,
          text: Wording(
            en: "The file declares \(other); the project's \(given) was taken.",
            nl: "Het bestand noemt \(other); \(given) van het project is genomen.")))
    }
    try refuseImpossibleDegrees(raw, options, working)
  }

  /// - Throws: `SourceError` where PROJ knows no way to the target.
  func operation(
    to target: CoordinateSystem, _ options: SourceOptions
  ) throws -> CoordinateOperation {
    do {
      return try CoordinateOperation(from: system, to: target, datum: options.datum)
    } catch {
      throw SourceError(
        source: options.source, problem: "\(error)",
        remedy: "Change 'crs' or 'datum' beside this source in the project file.")
    }
  }

  private func refuseImpossibleDegrees(
    _ raw: RawLayer, _ options: SourceOptions, _ working: CoordinateSystem
  ) throws {
    guard system.isGeographic, let bounds = raw.bounds, bounds.isFinite else { return }
    guard bounds.minX < -360 || bounds.maxX > 360 || bounds.minY < -90 || bounds.maxY > 90 else {
      return
    }
    let numbers = "x \(bounds.minX) to \(bounds.maxX), y \(bounds.minY) to \(bounds.maxY)"
    throw SourceError(
      source: options.source,
      problem: "Its system is \(system) (\(origin)), in degrees, but its coordinates can't be "
        + "degrees: \(numbers).",
      remedy: Self.remedy(for: raw, "Give its real system in the project file", working))
  }

  private static func remedy(
    for raw: RawLayer, _ advice: String, _ working: CoordinateSystem
  ) -> String {
    if let wgs84 = try? CoordinateSystem("EPSG:4326"), let area = working.areaOfUse,
      let reading = Placement(of: raw, in: wgs84)?.otherReading(in: area.wide, working: working)
    {
      return "By the numbers it is \(reading.name). \(advice): write "
        + "\(reading.keys(insteadOf: nil)) beside this source."
    }
    let likely = raw.bounds.map(likelySystems)?.prefix(2) ?? []
    guard let first = likely.first else {
      return "\(advice), as 'crs: EPSG:...' beside this source."
    }
    let names = likely.map { "\($0) (\($0.name))" }.joined(separator: " or ")
    return "By the numbers it is \(names). \(advice): write 'crs: \(first)' beside this source."
  }
}
