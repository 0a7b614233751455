import CGeoJSON
import Foundation
import Geometry

/// The features of a part of a GeoJSON text.
struct GeoJSONPart: Sendable {
  var geometry = GeometryArray()
  var columns: [AttributeColumn] = []
  /// Names of all attributes that occur, in their first order.
  var fieldNames: [String] = []
  var declaredCRS: String?
  var counts = Counts()
  /// Features without a usable geometry, counted from 1 within the part.
  var broken: [(feature: Int, problem: String)] = []

  struct Counts: Sendable {
    var heights = 0
    var collections = 0
    var unclosed = 0
    var withoutProperties = 0
    var badIDs = 0
    var bare = 0
    var unknownCRS = 0

    static func += (a: inout Counts, b: Counts) {
      a.heights += b.heights
      a.collections += b.collections
      a.unclosed += b.unclosed
      a.withoutProperties += b.withoutProperties
      a.badIDs += b.badIDs
    }
  }

  /// What is wrong with a text.
  struct Failure: Error {
    enum Kind: Int32 { case notJSON = 1, notUTF8, notGeoJSON, noMemory }
    var kind: Kind
    /// Counted from 1 within the text; 0 where no feature is to blame.
    var feature: Int
    var message: String
  }

  /// Reads a text: elements of a `features` array, or a whole document.
  init(_ text: UnsafeRawBufferPointer, isPart: Bool, fields: FieldSelection) throws {
    var error = geojson_error()
    let handle = unsafe Self.read(text, isPart: isPart, fields: fields, &error)
    defer { unsafe geojson_features_free(handle) }
    guard let handle = unsafe handle, error.code == 0 else { throw Failure(error) }
    let found = unsafe geojson_get_counts(handle)
    geometry = unsafe Self.geometry(of: handle, found)
    columns = (0..<found.columns).map {
      unsafe AttributeColumn(geojson_get_column(handle, $0), count: Int(found.features))
    }
    fieldNames = (0..<found.names).map { unsafe String(cString: geojson_name(handle, $0)) }
    if let crs = unsafe geojson_crs(handle) { declaredCRS = unsafe String(cString: crs) }
    counts = Counts(
      heights: Int(found.heights), collections: Int(found.collections),
      unclosed: Int(found.unclosed), withoutProperties: Int(found.without_properties),
      badIDs: Int(found.bad_ids), bare: Int(found.bare), unknownCRS: Int(found.unknown_crs))
    for index in 0..<found.broken {
      let broken = unsafe geojson_get_broken(handle, index)
      unsafe self.broken.append((Int(broken.feature), String(cString: broken.problem)))
    }
  }

  private static func read(
    _ text: UnsafeRawBufferPointer, isPart: Bool, fields: FieldSelection,
    _ error: inout geojson_error
  ) -> OpaquePointer? {
    let base = unsafe text.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard case .only(let names) = fields else {
      return unsafe geojson_read(base, text.count, isPart, nil, Int(bitPattern: UInt.max), &error)
    }
    // Sound: the names' copies live until the call has returned.
    var copies = unsafe names.map { unsafe UnsafePointer<CChar>(strdup($0)) }
    defer { unsafe copies.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) } }
    return unsafe geojson_read(base, text.count, isPart, &copies, names.count, &error)
  }

  private static func geometry(
    of handle: OpaquePointer, _ counts: geojson_counts
  ) -> GeometryArray {
    // Sound: the library's arrays have the lengths that its counts tell, and are copied here.
    let positions = unsafe [Position](unsafeUninitializedCapacity: Int(counts.positions)) {
      guard let source = unsafe geojson_positions(handle), counts.positions > 0 else { return }
      unsafe UnsafeMutableRawBufferPointer($0).copyMemory(
        from: UnsafeRawBufferPointer(start: source, count: 16 * Int(counts.positions)))
      $1 = Int(counts.positions)
    }
    let starts = unsafe UnsafeBufferPointer(
      start: geojson_path_starts(handle), count: Int(counts.paths) + 1)
    let roles = unsafe UnsafeBufferPointer(
      start: geojson_path_roles(handle), count: Int(counts.paths))
    let features = unsafe UnsafeBufferPointer(
      start: geojson_feature_starts(handle), count: Int(counts.features) + 1)
    return unsafe GeometryArray(
      positions: positions, pathStarts: starts.map(Int.init),
      pathRoles: roles.map { PathRole(rawValue: $0) ?? .point },
      featureStarts: features.map(Int.init))
  }
}

extension GeoJSONPart.Failure {
  fileprivate init(_ error: geojson_error) {
    kind = Kind(rawValue: error.code) ?? .noMemory
    feature = Int(error.feature)
    message = unsafe withUnsafeBytes(of: error.message) {
      unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
