import Geometry

/// What a project says about a source: where it is and how to read it.
package struct SourceOptions: Sendable, Equatable {
  /// Path as the project file gives it; messages and records name it so.
  package var source: String
  /// Path to open: `source` resolved against the folder of the project file.
  package var path: String
  /// What the source is for, such as `themes.water.layers[0]`.
  package var role: String
  /// Layer inside the source; nil takes the only one and fails when there are several.
  package var layer: String?
  /// Coordinate system given by hand; it wins over what the file declares, and the record says so.
  package var crs: String?
  /// Column with the easting or longitude, for tables without geometry.
  package var x: String?
  /// Column with the northing or latitude, for tables without geometry.
  package var y: String?
  /// Column with well-known text, for tables without geometry.
  package var wkt: String?
  /// Conditions that a feature must satisfy, all of them.
  package var filter: [FieldCondition]
  /// Width in m that makes a surface of lines.
  package var width: Double?
  /// Radius in m that makes a surface of points.
  package var radius: Double?
  /// Reach in m of a facility: the surface is everything within it, polygons included.
  package var reach: Double?
  /// Attribute that identifies a feature in messages and records, where the project maps one.
  package var idField: String?
  /// Attributes to keep.
  package var fields: FieldSelection
  /// What attributes are read as, besides what `filter` compares.
  package var uses: [FieldUse] = []
  /// Decimal signs that the project file gives.
  package var decimals = GivenDecimals()
  /// Whether lines and points stay in the layer beside the surface that `width` or `radius` makes of
  /// them, and lines without `width` are welcome: true for the schedule, false for planes and
  /// neighbourhoods.
  package var keepsOriginals: Bool
  /// Whether these are the neighbourhoods, near which all else should lie.
  package var holdsNeighbourhoods = false
  /// What people call the source; nil calls it by its path.
  package var name: Wording?
  /// Whether nothing of the source may count: the project says so. Otherwise a source that is lost as a
  /// whole is an error.
  package var mayBeEmpty = false
  /// The files of a source that has several, read as one layer in that order; empty where it has one.
  package var parts: [SourceFile] = []
  /// Where the source is fetched from; nil for files. `path` is that of its snapshot then.
  package var remote: RemoteSource?
  /// File inside a zip; nil takes the only one that can be read.
  package var file: String?
  /// Row of a table that holds the names of its fields, counted from 1; nil finds it.
  package var header: Int?
  /// Sign between the fields of a table in text; nil finds it.
  package var separator: FieldSeparator?
  /// The project's currency, in which amounts are.
  package var currency = CurrencyCode.euro
  /// Fields that the project makes.
  package var made: [MadeField] = []
  /// Whether the file has y, or latitude, where x belongs, and the project says so.
  package var exchangesAxes = false
  /// How the source's datum is brought to the working system's; nil leaves it to PROJ.
  package var datum: DatumChoice?
  /// Box in the working system: features whose surface does not come near it are left out. Set by a job
  /// that looks at a part of the project, never by the project itself.
  package var within: Bounds?

  /// Options of a source; the path is the source itself unless given.
  package init(
    source: String, path: String? = nil, role: String, layer: String? = nil, crs: String? = nil,
    x: String? = nil, y: String? = nil, wkt: String? = nil, filter: [FieldCondition] = [],
    width: Double? = nil, radius: Double? = nil, reach: Double? = nil, idField: String? = nil,
    fields: FieldSelection = .only([]), keepsOriginals: Bool = false
  ) {
    self.source = source
    self.path = path ?? source
    self.role = role
    self.layer = layer
    self.crs = crs
    self.x = x
    self.y = y
    self.wkt = wkt
    self.filter = filter
    self.width = width
    self.radius = radius
    self.reach = reach
    self.idField = idField
    self.fields = fields
    self.keepsOriginals = keepsOriginals
  }
}

extension SourceOptions {
  /// The file of the source, or its files.
  package var files: [SourceFile] {
    parts.isEmpty ? [SourceFile(source: source, path: path)] : parts
  }

  /// The same for one of the files alone.
  func reading(_ file: SourceFile) -> SourceOptions {
    var copy = self
    (copy.source, copy.path, copy.parts) = (file.source, file.path, [])
    return copy
  }
}

/// Which attributes of a source to keep.
package enum FieldSelection: Sendable, Equatable {
  /// These; a name that the source lacks is an error that names the nearest one.
  case only([String])
  /// All of them.
  case all
}

/// A condition on one attribute, as written under `where` in a project file.
package struct FieldCondition: Sendable, Equatable {
  /// Name of the attribute.
  package var field: String
  /// What its value must satisfy.
  package var test: FieldTest

  /// A condition.
  package init(field: String, test: FieldTest) {
    self.field = field
    self.test = test
  }
}

/// What an attribute's value must satisfy. What is null, an empty cell and blank text are all no value,
/// which is null in lists, is none of other values, and is on no side of a limit.
package enum FieldTest: Sendable, Equatable {
  /// `field: value` or `field: [a, b]`: equal to one of the values; numbers by value, text as it
  /// is compared.
  case oneOf([AttributeValue])
  /// `field: {not: [a, b]}`: equal to none of them.
  case noneOf([AttributeValue])
  /// `field: {before: n}`: a number less than `n`; a date counts as its year where `n` is a year.
  case before(Double)
  /// `field: {after: n}`: a number greater than `n`.
  case after(Double)
  /// `field: {from: a, to: b}`: a number from `a` up to and including `b`; either may be absent.
  case within(ClosedRange<Double>)
  /// `field: null`.
  case isNull
}
