import CPROJ
import Workers

/// A coordinate system, as PROJ knows it. Positions in it always have x east or longitude and y north
/// or latitude, whatever order its authority prefers; geographic ones are in degrees.
package struct CoordinateSystem: Sendable, Hashable, CustomStringConvertible {
  /// The definition it was made from, such as `EPSG:28992`.
  package let definition: String
  /// Its authority's name for it, such as `Amersfoort / RD New`.
  package let name: String
  /// Code, such as `EPSG:28992`, where an authority gave it one.
  package let code: String?
  /// Whether coordinates are degrees on an ellipsoid.
  package let isGeographic: Bool
  /// Metres in one unit of a projected system; nil for a geographic one.
  package let metresPerUnit: Double?
  /// Whether its authority puts latitude, or northing, before longitude or easting. Positions of ours never do.
  package let hasNorthFirst: Bool
  /// Where it is meant to be used, where its authority says so.
  package let areaOfUse: Area?
  /// Whether coordinates given as WGS84 within it are ETRS89 in practice: systems of the European
  /// reference frame, and the Dutch one that is defined by it.
  package let isEuropean: Bool

  /// The system of RFC 7946: longitude and latitude on WGS84, in degrees.
  package static let crs84Definition = "OGC:CRS84"

  /// Makes a system from an authority code, a URN or URL of one, well-known text or a PROJ string.
  /// - Throws: `CoordinateSystemError.unknown` when PROJ does not know it.
  package init(_ definition: String) throws(CoordinateSystemError) {
    self = try known.answer(to: definition) { () throws(CoordinateSystemError) in
      try CoordinateSystem(lookingUp: definition)
    }
  }

  private init(lookingUp definition: String) throws(CoordinateSystemError) {
    let context = ProjContext()
    let object = try Self.horizontal(definition, context)
    self.definition = definition
    name = unsafe text(proj_get_name(object.handle)) ?? definition
    code = Self.code(of: object)
    let type = unsafe proj_get_type(object.handle)
    guard !Self.kindsOffTheMap.contains(type) else {
      throw .notFlat(definition: definition, name: name)
    }
    isGeographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS
    let axis = Self.firstAxis(of: object)
    metresPerUnit = isGeographic ? nil : axis.factor
    hasNorthFirst = axis.isNorth
    areaOfUse = Self.areaOfUse(of: object)
    isEuropean = Self.isEuropean(object)
  }

  /// Kinds of systems without an x and y on a map.
  private static let kindsOffTheMap = [
    PJ_TYPE_GEOCENTRIC_CRS, PJ_TYPE_VERTICAL_CRS, PJ_TYPE_TEMPORAL_CRS, PJ_TYPE_ENGINEERING_CRS,
  ]

  /// The code, or the name where there is none.
  package var description: String { code ?? name }

  /// Whether it is WGS84 longitude and latitude in either order of axes.
  var isWGS84: Bool { code == "EPSG:4326" || code == "OGC:CRS84" || code == "EPSG:4979" }
}

/// Systems that were looked up, by their definitions.
private let known = RememberedAnswers<String, CoordinateSystem>()

/// Why a coordinate system can't be used.
public enum CoordinateSystemError: UserError {
  /// PROJ does not know the definition.
  case unknown(definition: String, message: String)
  /// It is a name of which PROJ finds another system's name to be the nearest.
  case otherName(definition: String, name: String, code: String?)
  /// It has no x and y on a map: a height system, a geocentric one.
  case notFlat(definition: String, name: String)
  /// PROJ knows no operation of that name between the two.
  case noSuchOperation(name: String, from: String, to: String, known: [String])
  /// PROJ knows no way from one to the other.
  case noOperation(from: String, to: String, message: String)

  /// Whoever catches it knows which source or key names the system.
  public var place: String? { nil }

  /// What is wrong with it.
  public var problem: String {
    switch self {
    case .unknown(let definition, let message):
      "The coordinate system '\(definition)' is not known (\(message))."
    case .otherName(let definition, let name, let code):
      "There is no coordinate system called '\(definition)'; the nearest name is '\(name)'"
        + "\(code.map { " (\($0))" } ?? ""), which may be quite another one."
    case .notFlat(let definition, let name):
      "The coordinate system '\(definition)' (\(name)) has no x and y on a map: it is one of heights, of "
        + "axes through the centre of the Earth, or of a site."
    case .noSuchOperation(let name, let from, let to, _):
      "There is no operation '\(name)' from \(from) to \(to)."
    case .noOperation(let from, let to, let message):
      "There is no transformation from \(from) to \(to) (\(message))."
    }
  }

  /// What to give instead.
  public var remedy: String {
    switch self {
    case .unknown:
      "Give an authority code such as EPSG:28992 (RD New), EPSG:4326 (WGS84) or EPSG:25831 "
        + "(ETRS89 / UTM 31N)."
    case .otherName(_, let name, let code):
      "Write \(code ?? "'\(name)'") if that is meant, or the code of another one: EPSG:28992 (RD New), "
        + "EPSG:4326 (WGS84) or EPSG:25831 (ETRS89 / UTM 31N)."
    case .notFlat:
      "Give a projected or geographic one, such as EPSG:28992 (RD New) or EPSG:4326 (WGS84)."
    case .noSuchOperation(_, _, _, let known):
      "Write 'datum: null-transform', or one of: " + known.joined(separator: "; ") + "."
    case .noOperation: "Check both coordinate systems."
    }
  }
}

extension CoordinateSystem {
  /// The horizontal part of the defined system.
  static func horizontal(
    _ definition: String, _ context: ProjContext
  ) throws(CoordinateSystemError) -> ProjObject {
    guard
      let object = unsafe ProjObject(proj_create(context.handle, definition), context),
      unsafe proj_is_crs(object.handle) != 0
    else {
      let message = context.lastMessage.isEmpty ? "not a coordinate system" : context.lastMessage
      throw .unknown(definition: definition, message: message)
    }
    try checkName(definition, object)
    return unwrapped(object)
  }

  /// Refuses a name that is only a part of the one that PROJ found, or is only like it: 'foo' is like
  /// 'Amersfoort', since that holds "foo".
  private static func checkName(
    _ definition: String, _ object: ProjObject
  ) throws(CoordinateSystemError) {
    guard !definition.contains(where: { ":[{+=".contains($0) }) else { return }
    let name = unsafe text(proj_get_name(object.handle)) ?? ""
    let code = unsafe text(proj_get_id_code(object.handle, 0))
    guard ![name, code ?? ""].map(lettersAndDigits).contains(lettersAndDigits(definition)) else {
      return
    }
    throw .otherName(definition: definition, name: name, code: Self.code(of: object))
  }

  /// What PROJ compares of names.
  private static func lettersAndDigits(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// Takes the horizontal part of a compound system and the source of a bound one.
  private static func unwrapped(_ object: ProjObject) -> ProjObject {
    let context = object.context
    switch unsafe proj_get_type(object.handle) {
    case PJ_TYPE_COMPOUND_CRS:
      let part = unsafe ProjObject(
        proj_crs_get_sub_crs(context.handle, object.handle, 0), context)
      return part.map(unwrapped) ?? object
    case PJ_TYPE_BOUND_CRS:
      let source = unsafe ProjObject(proj_get_source_crs(context.handle, object.handle), context)
      return source.map(unwrapped) ?? object
    default:
      return object
    }
  }

  private static func code(of object: ProjObject) -> String? {
    guard
      let authority = unsafe text(proj_get_id_auth_name(object.handle, 0)),
      let code = unsafe text(proj_get_id_code(object.handle, 0))
    else { return nil }
    return "\(authority):\(code)"
  }

  /// Metres, or radians, in a unit of the axis that its authority puts first, and whether that goes north.
  private static func firstAxis(of object: ProjObject) -> (factor: Double, isNorth: Bool) {
    let context = object.context
    guard
      let axes = unsafe ProjObject(
        proj_crs_get_coordinate_system(context.handle, object.handle), context)
    else { return (1, false) }
    var factor = 1.0
    var direction: UnsafePointer<CChar>?
    // Sound: PROJ writes the address of a text that lives as long as the axes do.
    return withExtendedLifetime(axes) {
      unsafe proj_cs_get_axis_info(
        context.handle, axes.handle, 0, nil, nil, &direction, &factor, nil, nil, nil)
      return unsafe (factor, text(direction)?.lowercased() == "north")
    }
  }

  private static func areaOfUse(of object: ProjObject) -> Area? {
    var area = Area(west: 0, south: 0, east: 0, north: 0)
    let known = unsafe proj_get_area_of_use(
      object.context.handle, object.handle, &area.west, &area.south, &area.east, &area.north, nil)
    return known != 0 && area.west > -1000 ? area : nil
  }

  private static func isEuropean(_ object: ProjObject) -> Bool {
    let context = object.context
    guard
      let base = unsafe ProjObject(
        proj_crs_get_geodetic_crs(context.handle, object.handle), context)
    else { return false }
    let name = unsafe text(proj_get_name(base.handle)) ?? ""
    return name == "ETRS89" || name == "Amersfoort"
  }

  /// A definition of this system with the datum of another one: the same projection, no shift.
  /// - Throws: `CoordinateSystemError` where PROJ can't.
  func definition(
    onDatumOf other: CoordinateSystem
  ) throws(CoordinateSystemError) -> String {
    let context = ProjContext()
    let mine = try Self.horizontal(definition, context)
    let theirs = try Self.horizontal(other.definition, context)
    guard
      let base = unsafe ProjObject(
        proj_crs_get_geodetic_crs(context.handle, theirs.handle), context),
      let altered = unsafe ProjObject(
        proj_crs_alter_geodetic_crs(context.handle, mine.handle, base.handle), context),
      let text = unsafe text(proj_as_wkt(context.handle, altered.handle, PJ_WKT2_2019, nil))
    else {
      throw .noOperation(from: "\(self)", to: "\(other)", message: context.lastMessage)
    }
    return text
  }
}
