import Geometry

/// Judges whether sources lie where they say they do, and whether the working system keeps areas there.
struct PlacementJudge {
  let workingSystem: CoordinateSystem

  /// Part of a sample from which on a source lies somewhere.
  private static let leastShare = 0.1
  /// Error of a length above which a working system is refused.
  private static let mostScaleError = 0.001
  /// Error above which it is said.
  private static let notedScaleError = 0.000_2

  // MARK: One source

  /// Refuses a source that lies nowhere near where its own or the working system is used, but would if it
  /// were read otherwise. Without such a reading it is a warning.
  /// - Throws: `SourceError`.
  func judge(_ placement: Placement, _ source: String, _ record: inout IntakeRecord) throws {
    let isAtHome = isAmong(placement, placement.system)
    guard !isAtHome || !isAmong(placement, workingSystem) else { return }
    // Where a national system holds its data they are right, and the working system is for elsewhere.
    let isSure = isAtHome && (placement.system.areaOfUse?.width ?? 360) < 30
    if !isSure, let area = workingSystem.areaOfUse,
      let reading = placement.otherReading(in: area.wide, working: workingSystem)
    {
      let place = isAtHome ? "\(workingSystem) is used" : "that system is used"
      throw misread(placement, reading, source, isNot: "where \(place)")
    }
    let strange = isAtHome ? workingSystem : placement.system
    record.notes.append(
      IntakeNote(
        kind: .coordinateSystem, count: 1,
        text: Wording(
          en: "Read as \(placement.system) the features lie outside where \(strange) is used.",
          nl: "Gelezen als \(placement.system) liggen de objecten buiten het gebied van \(strange)."
        ),
        isWarning: true))
  }

  private func isAmong(_ placement: Placement, _ system: CoordinateSystem) -> Bool {
    system.areaOfUse.map { placement.share(in: $0.wide) >= Self.leastShare } ?? true
  }

  private func misread(
    _ placement: Placement, _ reading: Placement.Reading, _ source: String, isNot place: String
  ) -> SourceError {
    SourceError(
      source: source,
      problem: "Read as \(placement.system) (\(placement.system.name)) its features do not lie "
        + "\(place); by the numbers it is \(reading.name).",
      remedy:
        "If that is right write \(reading.keys(insteadOf: placement.system)) beside this source; "
        + "else mend the file.")
  }

  // MARK: Beside the neighbourhoods

  /// Refuses a source of which next to nothing lies near the neighbourhoods, but would if it were read
  /// otherwise.
  /// - Throws: `SourceError`.
  func judge(
    _ placement: Placement, _ source: String, near neighbourhoods: CoordinateSystem.Area
  ) throws {
    let around = neighbourhoods.padded(byPart: 1, atLeast: 0.1)
    guard placement.share(in: around) < Self.leastShare,
      let reading = placement.otherReading(in: around, working: workingSystem)
    else { return }
    throw misread(placement, reading, source, isNot: "near the neighbourhoods")
  }

  // MARK: Scale

  /// Judges the working system at the corners and the middle of a box in it.
  /// - Throws: `SourceError` where areas are off by more than a length 0.1 % too long would put them.
  func judgeScale(over box: Bounds, _ record: inout IntakeRecord) throws {
    let places = degrees(of: box)
    guard let middle = places.last, let error = workingSystem.scaleError(at: places) else { return }
    guard abs(error.areas) <= Self.mostScaleError else {
      let fitting = fittingSystems(at: middle).map { "\($0) (\($0.name))" }
      throw SourceError(
        source: "crs: \(workingSystem.definition)",
        problem: "\(workingSystem.name) does not keep areas at the neighbourhoods: its lengths are "
          + "\(percent(error.areas)) % off there, and areas twice as much.",
        remedy: fitting.isEmpty
          ? "Take a system that is made for the place."
          : "Take one that is made for the place: \(fitting.joined(separator: " or ")).")
    }
    note(error, in: &record)
  }

  private func note(_ error: ScaleError, in record: inout IntakeRecord) {
    guard max(abs(error.areas), abs(error.lengths)) > Self.notedScaleError else { return }
    let (areas, lengths) = (percent(error.areas), percent(error.lengths))
    record.notes.append(
      IntakeNote(
        kind: .coordinateSystem, count: 1,
        text: Wording(
          en:
            "In \(workingSystem) the sides of areas are up to \(areas) % off here, and lengths up "
            + "to \(lengths) %.",
          nl:
            "In \(workingSystem) zijn zijden van vlakken hier tot \(dutch(areas)) % te lang of te "
            + "kort, en lengtes tot \(dutch(lengths)) %."),
        isWarning: abs(error.lengths) > Self.mostScaleError))
  }

  private func percent(_ error: Double) -> String {
    let thousandths = (abs(error) * 100_000).rounded() / 1000
    return "\(thousandths)"
  }

  private func dutch(_ number: String) -> String { number.replacing(".", with: ",") }

  /// Corners and middle of a box of the working system.
  func degrees(of box: Bounds) -> [Position] {
    guard let wgs84 = try? CoordinateSystem(CoordinateSystem.crs84Definition),
      let way = try? CoordinateOperation(from: workingSystem, to: wgs84)
    else { return [] }
    return ((try? way.transformed(box.corners + [box.middle])) ?? []).filter { ($0 * 0) == .zero }
  }
}
