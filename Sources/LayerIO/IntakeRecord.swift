import Geometry

/// Why a feature did not make it into the layer.
package enum DropReason: String, Sendable, Codable, CaseIterable {
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
package struct DroppedFeature: Sendable, Codable, Equatable {
  /// Position of the feature in its source, counted from 1.
  package var feature: Int
  /// Its id in the source, where the project maps one.
  package var id: String?
  /// Why it was left out.
  package var reason: DropReason
  /// The offending value or the message of the library.
  package var detail: Wording
  /// A position of the feature: [x, y] in the source's coordinate system, or in the working system where it
  /// was its attributes that were refused.
  package var place: [Double]?

  /// A dropped feature.
  package init(
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
package struct RepairedFeature: Sendable, Codable, Equatable {
  /// Position of the feature in its source, counted from 1.
  package var feature: Int
  /// Its id in the source, where the project maps one.
  package var id: String?
  /// What was wrong, in the words of GEOS, such as "Self-intersection[120 430]".
  package var problem: String
  /// Sum of its rings' areas before, shells plus and holes minus, in m2.
  package var areaBefore: Double
  /// Area after, in m2.
  package var areaAfter: Double

  /// A repaired feature.
  package init(feature: Int, id: String?, problem: String, areaBefore: Double, areaAfter: Double) {
    self.feature = feature
    self.id = id
    self.problem = problem
    self.areaBefore = areaBefore
    self.areaAfter = areaAfter
  }
}

/// Something a reader of the results should know about a source, counted.
package struct IntakeNote: Sendable, Codable, Equatable {
  /// What kind of thing it is.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// Heights were left out.
    case heightsDropped = "heights-dropped"
    /// Members of GeometryCollections were taken apart.
    case collectionsSplit = "collections-split"
    /// Parts of features were broken, or of a kind that the layer can't use; the rest of them counts.
    case partsLeftOut = "parts-left-out"
    /// The coordinate system was not declared, or another one was likely.
    case coordinateSystem = "coordinate-system"
    /// Text was not UTF-8 and read as windows-1252, or not in the encoding that the file tells.
    case encoding = "encoding"
    /// The file departs from its format's rules and was read all the same.
    case format = "format"
    /// How the values of a field were read, or why some could not be.
    case values = "values"
    /// A value was missing and the documented default was used.
    case defaultUsed = "default-used"
    /// Features did not satisfy the `where` filter. They do not count as dropped.
    case filtered = "filtered"
    /// Neighbourhoods overlap or leave gaps, or works lie outside all of them.
    case coverage = "coverage"
    /// Nothing of the source counts.
    case nothingCounts = "nothing-counts"
    /// What the project names, such as a value of `where` or a key of a `map`, does not occur.
    case notFound = "not-found"
    /// More features were dropped than a delivery in order loses.
    case manyDropped = "many-dropped"
    /// Features have the same surface.
    case sameSurface = "same-surface"
    /// No work of the source has a year within the horizon.
    case noYear = "no-year"
    /// The source looks like a known delivery, of which there is something to mind.
    case delivery = "delivery"
  }
  /// What kind of thing it is.
  package var kind: Kind
  /// How many features it concerns; 1 for the file as a whole.
  package var count: Int
  /// One sentence.
  package var text: Wording
  /// Whether figures may well not be what people meant until someone has looked at it. Warnings are said
  /// wherever a job ends, the quiet ones on standard error; other notes where sources are described.
  package var isWarning: Bool

  /// A note; no warning unless it says so.
  package init(kind: Kind, count: Int, text: Wording, isWarning: Bool = false) {
    self.kind = kind
    self.count = count
    self.text = text
    self.isWarning = isWarning
  }
}

/// What happened to a source on its way in. The counts reconcile:
/// `read == used + dropped.count + filtered`, and `repaired` are among the used.
package struct IntakeRecord: Sendable, Codable {
  /// Path as the project file gives it.
  package var source: String
  /// What people call the source, where the project says so.
  package var name: Wording?
  /// Layer inside the source, where it has several.
  package var layer: String?
  /// Whether the project says that nothing of it may count.
  package var mayBeEmpty: Bool
  /// What the layer is for, such as `themes.water.layers[0]`.
  package var role: String
  /// Format as read, such as `GeoJSON` or GDAL's driver name.
  package var format: String
  /// Size of the file in bytes; all files of a Shapefile together.
  package var bytes: Int
  /// SHA-256 of the file, in hexadecimal.
  package var sha256: String
  /// Coordinate system of the source, and where it is known from.
  package var coordinateSystem: String
  /// Operation that brought it to the working system, in PROJ's words; empty when it was there already.
  package var operation: String
  /// Accuracy of that operation in metres as PROJ states it, or nil where it states none.
  package var operationAccuracy: Double?
  /// Largest measured difference of the interpolated operation from PROJ's own, in metres; nil when
  /// every position went through PROJ.
  package var interpolationError: Double?
  /// Features in the source.
  package var read: Int
  /// Features in the layer.
  package var used: Int
  /// Features that the `where` filter left out.
  package var filtered: Int
  /// Features made valid.
  package var repaired: [RepairedFeature]
  /// Features left out, each with its reason.
  package var dropped: [DroppedFeature]
  /// Everything else worth knowing.
  package var notes: [IntakeNote]
  /// How many features took the documented default, by project-file key.
  package var defaults: [String: Int]

  /// An empty record of a source.
  package init(source: String, layer: String? = nil, role: String) {
    self.source = source
    self.layer = layer
    self.role = role
    name = nil
    mayBeEmpty = false
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
  package var warnings: [IntakeNote] { notes.filter(\.isWarning) }

  /// What is noted about features that lie elsewhere.
  private static let outsidePart = Wording(
    en: "Features lie outside the part that was asked for.",
    nl: "Objecten liggen buiten het gevraagde deel.")

  /// Counts features that lie outside the part of the project that a job looks at.
  package mutating func leaveOut(_ count: Int) {
    filtered += count
    if let index = notes.firstIndex(where: { $0.text == Self.outsidePart }) {
      notes[index].count += count
    } else {
      notes.append(IntakeNote(kind: .filtered, count: count, text: Self.outsidePart))
    }
  }
}
