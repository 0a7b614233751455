import Geometry

/// Why a feature did not make it into the layer.
public enum DropReason: String, Sendable, Codable, CaseIterable {
  /// The feature has no geometry.
  case nullGeometry = "null-geometry"
  /// The geometry has no positions, or collapses to nothing.
  case emptyGeometry = "empty-geometry"
  /// The geometry is of a kind that the layer can't use, such as a line without `width`.
  case unsuitableGeometry = "unsuitable-geometry"
  /// A coordinate lies farther away than any place on Earth, or outside what the coordinate system can
  /// hold.
  case badCoordinate = "bad-coordinate"
  /// The geometry could not be decoded or repaired.
  case brokenGeometry = "broken-geometry"
  /// A mapped field holds a value that can't be read, such as the year "n.v.t.".
  case badValue = "bad-value"
  /// A year outside 1800 to 2200, a reversed window or a negative cost.
  case impossibleValue = "impossible-value"
  /// The feature has no value where one is needed.
  case missingValue = "missing-value"
  /// Another feature before it has the same id.
  case duplicateID = "duplicate-id"
}

/// A feature that was left out, so that someone can look it up and mend it.
public struct DroppedFeature: Sendable, Codable, Equatable {
  /// Position of the feature in its source, counted from 1.
  public var feature: Int
  /// Its id in the source, where the project maps one.
  public var id: String?
  /// Why it was left out.
  public var reason: DropReason
  /// The offending value or the message of the library.
  public var detail: Wording
  /// A position of the feature: [x, y] in the source's coordinate system, or in the working system where it
  /// was its attributes that were refused.
  public var place: [Double]?

  /// A dropped feature.
  public init(
    feature: Int, id: String? = nil, reason: DropReason, detail: Wording, place: Position? = nil
  ) {
    self.feature = feature
    self.id = id
    self.reason = reason
    self.detail = detail
    self.place = place.map { [$0.x, $0.y] }
  }
}

/// A polygon that was invalid and made valid.
public struct RepairedFeature: Sendable, Codable, Equatable {
  /// Position of the feature in its source, counted from 1.
  public var feature: Int
  /// Its id in the source, where the project maps one.
  public var id: String?
  /// What was wrong, in the words of GEOS, such as "Self-intersection[120 430]".
  public var problem: String
  /// Sum of its rings' areas before, shells plus and holes minus, in m2.
  public var areaBefore: Double
  /// Area after, in m2.
  public var areaAfter: Double

  /// A repaired feature.
  public init(feature: Int, id: String?, problem: String, areaBefore: Double, areaAfter: Double) {
    self.feature = feature
    self.id = id
    self.problem = problem
    self.areaBefore = areaBefore
    self.areaAfter = areaAfter
  }
}

/// Something a reader of the results should know about a source, counted.
public struct IntakeNote: Sendable, Codable, Equatable {
  /// What kind of thing it is.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Heights were left out.
    case heightsDropped = "heights-dropped"
    /// Members of GeometryCollections were taken apart.
    case collectionsSplit = "collections-split"
    /// The coordinate system was not declared, or another one was likely.
    case coordinateSystem = "coordinate-system"
    /// Text was not UTF-8 and read as ISO-8859-1.
    case encoding = "encoding"
    /// The file departs from its format's rules and was read all the same.
    case format = "format"
    /// A value was missing and the documented default was used.
    case defaultUsed = "default-used"
    /// Features did not satisfy the `where` filter. They do not count as dropped.
    case filtered = "filtered"
    /// Neighbourhoods overlap or leave gaps, or works lie outside all of them.
    case coverage = "coverage"
    /// Nothing of the source counts, or little of it.
    case nothingCounts = "nothing-counts"
    /// What the project names, such as a value of `where` or a key of a `map`, does not occur.
    case notFound = "not-found"
    /// More features were dropped than a delivery in order loses.
    case manyDropped = "many-dropped"
    /// Features have the same surface.
    case sameSurface = "same-surface"
  }
  /// What kind of thing it is.
  public var kind: Kind
  /// How many features it concerns; 1 for the file as a whole.
  public var count: Int
  /// One sentence.
  public var text: Wording
  /// Whether figures may well not be what people meant until someone has looked at it. Warnings are said
  /// wherever a job ends, the quiet ones on standard error; other notes where sources are described.
  public var isWarning: Bool

  /// A note; no warning unless it says so.
  public init(kind: Kind, count: Int, text: Wording, isWarning: Bool = false) {
    self.kind = kind
    self.count = count
    self.text = text
    self.isWarning = isWarning
  }
}

/// What happened to a source on its way in. The counts reconcile:
/// `read == used + dropped.count + filtered`, and `repaired` are among the used.
public struct IntakeRecord: Sendable, Codable {
  /// Path as the project file gives it.
  public var source: String
  /// Layer inside the source, where it has several.
  public var layer: String?
  /// What the layer is for, such as `themes.water.layers[0]`.
  public var role: String
  /// Format as read, such as `GeoJSON` or GDAL's driver name.
  public var format: String
  /// Size of the file in bytes; all files of a Shapefile together.
  public var bytes: Int
  /// SHA-256 of the file, in hexadecimal.
  public var sha256: String
  /// Coordinate system of the source, and where it is known from.
  public var coordinateSystem: String
  /// Operation that brought it to the working system, in PROJ's words; empty when it was there already.
  public var operation: String
  /// Accuracy of that operation in metres as PROJ states it, or nil where it states none.
  public var operationAccuracy: Double?
  /// Largest measured difference of the interpolated operation from PROJ's own, in metres; nil when
  /// every position went through PROJ.
  public var interpolationError: Double?
  /// Features in the source.
  public var read: Int
  /// Features in the layer.
  public var used: Int
  /// Features that the `where` filter left out.
  public var filtered: Int
  /// Features made valid.
  public var repaired: [RepairedFeature]
  /// Features left out, each with its reason.
  public var dropped: [DroppedFeature]
  /// Everything else worth knowing.
  public var notes: [IntakeNote]
  /// How many features took the documented default, by project-file key.
  public var defaults: [String: Int]

  /// An empty record of a source.
  public init(source: String, layer: String? = nil, role: String) {
    self.source = source
    self.layer = layer
    self.role = role
    format = ""
    bytes = 0
    sha256 = ""
    coordinateSystem = ""
    operation = ""
    operationAccuracy = nil
    interpolationError = nil
    read = 0
    used = 0
    filtered = 0
    repaired = []
    dropped = []
    notes = []
    defaults = [:]
  }
}

extension IntakeRecord {
  /// The notes that someone should look at before trusting the figures.
  public var warnings: [IntakeNote] { notes.filter(\.isWarning) }

  /// What is noted about features that lie elsewhere.
  private static let outsidePart = Wording(
    en: "Features lie outside the part that was asked for.",
    nl: "Objecten liggen buiten het gevraagde deel.")

  /// Counts features that lie outside the part of the project that a job looks at.
  public mutating func leaveOut(_ count: Int) {
    filtered += count
    if let index = notes.firstIndex(where: { $0.text == Self.outsidePart }) {
      notes[index].count += count
    } else {
      notes.append(IntakeNote(kind: .filtered, count: count, text: Self.outsidePart))
    }
  }
}
