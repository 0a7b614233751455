import Buildings
import LayerIO
import OpportunityMap

/// The part of a saved stack that is no table: a section of JSON.
struct StackDescription: Sendable, Codable {
  /// Version of the program that wrote it.
  var program: String
  /// Path of the project file from the folder of the stack.
  var project: String
  /// Path of the project file as it was given to the run.
  var projectAsGiven: String
  /// Whether every position went through PROJ itself.
  var exactProjection: Bool
  /// Themes with the weights of the run.
  var themes: [Theme]
  /// Planes, in the order of the signature's bits.
  var planes: [Plane]
  /// Neighbourhoods, in the table's order.
  var neighbourhoods: [Neighbourhood]
  /// See `MapBasis.part`.
  var part: [Int]?
  /// Record of the neighbourhoods' source.
  var neighbourhoodRecord: IntakeRecord
  /// Records of the theme layers.
  var challengeRecords: [IntakeRecord]
  /// Records of the schedule's layers, before works were derived.
  var scheduleRecords: [IntakeRecord]
  /// Records of the sources that derived layers need besides their own.
  var furtherRecords: [IntakeRecord]
  /// The figures behind derived layers.
  var derived: DerivedFigures
  /// What was read of the buildings; nil where there is nothing.
  var buildings: BuildingsInput?
  /// Names of the fields that are kept of each schedule layer.
  var scheduleFields: [[String]]
  /// How each of those fields is written, which the values that are kept would not tell.
  var scheduleNotations: [[ColumnNotation]]
  /// Every file that the stack came from, with its hash.
  var inputs: [SavedInput]
  /// See `Reconciliation`.
  var largestDifference: Double
  /// See `Reconciliation`.
  var largestAssetDifference: Double
  /// Files that the run wrote.
  var products: [String]
  /// Number of neighbourhoods, assets and planes in the table.
  var counts: Counts

  /// Numbers that the table's arrays do not tell.
  struct Counts: Sendable, Codable, Equatable {
    var neighbourhoods: Int
    var assets: Int
    var planes: Int
  }
}

/// A source or catalogue that a stack came from.
struct SavedInput: Sendable, Codable, Equatable {
  /// Path as the project file gives it.
  var source: String
  /// Files, each by its name.
  var files: [File]

  /// A file and what it held.
  struct File: Sendable, Codable, Equatable {
    var name: String
    var sha256: String
  }
}
