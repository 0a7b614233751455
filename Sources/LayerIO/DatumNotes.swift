import Geometry
import Workers

extension CoordinateOperation {
  /// Accuracy in metres from which on the way between two datums is worth a note.
  private static let notedAccuracy = 0.5

  /// What readers should know of how a source's datum was brought to the working system's, at a position
  /// of the source.
  func datumNotes(at position: Position) -> [IntakeNote] {
    guard !isIdentity else { return [] }
    if takesWGS84AsETRS89 { return [note(Self.assumedETRS89)] }
    guard datum != .nullTransform else { return [note(Self.nothingShifted(self))] }
    guard let used = try? operation(at: position) else { return [] }
    if used.isBallpark { return [note(Self.unknownRelation(self), isWarning: true)] }
    guard let accuracy = used.accuracy, accuracy >= Self.notedAccuracy else { return [] }
    return [note(stated(used.description, accuracy))]
  }

  private func note(_ text: Wording, isWarning: Bool = false) -> IntakeNote {
    IntakeNote(kind: .coordinateSystem, count: 1, text: text, isWarning: isWarning)
  }

  /// EPSG:1149 states 1 m; plates have moved apart 2.5 cm a year since 1989.
  private static let assumedETRS89 = Wording(
    en: "Coordinates given as WGS84 were taken for ETRS89, which is at most 1 m elsewhere; 'datum' "
      + "chooses otherwise.",
    nl: "Coördinaten die WGS84 heten zijn als ETRS89 gelezen; dat scheelt hooguit 1 m. Met 'datum' "
      + "kiest u anders.")

  private static func nothingShifted(_ way: CoordinateOperation) -> Wording {
    Wording(
      en:
        "Coordinates of \(way.source) were taken for those of the datum of \(way.target), as asked.",
      nl: "Coördinaten van \(way.source) zijn zonder verschuiving gelezen op het datum van "
        + "\(way.target), zoals gevraagd.")
  }

  private static func unknownRelation(_ way: CoordinateOperation) -> Wording {
    Wording(
      en:
        "How the datums of \(way.source) and \(way.target) lie to each other is not known: places may "
        + "be off by hundreds of metres. 'datum: null-transform' says that this is right.",
      nl:
        "Hoe de datums van \(way.source) en \(way.target) ten opzichte van elkaar liggen is onbekend: "
        + "plekken kunnen honderden meters verkeerd liggen. 'datum: null-transform' zegt dat het klopt."
    )
  }

  private func stated(_ name: String, _ accuracy: Double) -> Wording {
    let better = betterOperation(than: accuracy)
    let metres = plainNumber(accuracy)
    let (en, nl) =
      better.map { found in
        let metres = plainNumber(found.accuracy)
        return (
          " '\(found.name)' would be good to \(metres) m, but its grid is not on this machine.",
          " '\(found.name)' zou tot \(metres) m goed zijn, maar het raster daarvoor ontbreekt hier."
        )
      } ?? ("", "")
    return Wording(
      en: "The datum was changed by '\(name)', which is good to \(metres) m.\(en)",
      nl: "Het datum is omgezet met '\(name)', goed tot \(metres) m.\(nl)")
  }
}
