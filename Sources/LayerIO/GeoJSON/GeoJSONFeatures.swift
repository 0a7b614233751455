import CGeoJSON
import Foundation
import Geometry

/// Memory that the reader fills with the features of a text, again and again.
///
/// Sound: the handle belongs to this object, and whoever holds the object uses it alone: it goes from
/// one thread to another under a lock.
@safe final class GeoJSONFeatures: @unchecked Sendable {
  private let handle: OpaquePointer
  private let isSelective: Bool

  /// Why reading stopped.
  struct Failure: Error {
    enum Kind: Int32 { case notJSON = 1, notUTF8, notGeoJSON, noMemory }
    var kind: Kind
    /// Counted from 1 within the text read; 0 where no feature is to blame.
    var feature: Int
    /// Place in the text, in bytes from its start.
    var offset: Int
    var message: String
  }

  /// Empty features that keep the given attributes. With a box, in the text's own system, features
  /// with positions that do not come near it are checked and counted only.
  /// - Throws: `Failure` where memory ran out.
  init(_ fields: FieldSelection, near box: Bounds? = nil) throws(Failure) {
    guard let handle = unsafe Self.make(fields) else {
      throw Failure(kind: .noMemory, feature: 0, offset: 0, message: "memory ran out")
    }
    unsafe self.handle = unsafe handle
    isSelective = box != nil
    if let box { unsafe geojson_features_keep_near(handle, geojson_box(box)) }
  }

  deinit { unsafe geojson_features_free(handle) }

  private static func make(_ fields: FieldSelection) -> OpaquePointer? {
    guard case .only(let names) = fields else {
      return unsafe geojson_features_make(nil, Int(bitPattern: UInt.max))
    }
    // Sound: the names' copies live until the call has returned.
    var copies = unsafe names.map { unsafe UnsafePointer<CChar>(strdup($0)) }
    defer { unsafe copies.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) } }
    return unsafe geojson_features_make(&copies, names.count)
  }

  // MARK: Reading

  /// Reads elements of a `features` array: from the one at `start` up to the first that begins at or
  /// behind `limit`, or to the end of the array; tells where that is.
  /// - Throws: `Failure`.
  func read(
    elementsOf text: UnsafeRawBufferPointer, from start: Int, to limit: Int
  ) throws(Failure) -> geojson_end {
    var error = geojson_error()
    let base = unsafe text.baseAddress?.assumingMemoryBound(to: CChar.self)
    let end = unsafe geojson_read_part(handle, base, text.count, start, limit, &error)
    guard error.code == 0 else { throw Failure(error) }
    return end
  }

  /// Reads a whole document.
  /// - Throws: `Failure`.
  func read(document text: UnsafeRawBufferPointer) throws(Failure) {
    var error = geojson_error()
    let base = unsafe text.baseAddress?.assumingMemoryBound(to: CChar.self)
    unsafe geojson_read_document(handle, base, text.count, &error)
    guard error.code == 0 else { throw Failure(error) }
  }

  // MARK: What was read

  var counts: geojson_counts { unsafe geojson_get_counts(handle) }

  // Sound, all of these: the library's arrays have the lengths that its counts tell, hold until the
  // next reading, and are copied by the callers within their use of this object.

  var positions: UnsafeBufferPointer<Position> {
    let start = unsafe UnsafeRawPointer(geojson_positions(handle))
    return unsafe UnsafeBufferPointer(
      start: start?.assumingMemoryBound(to: Position.self), count: Int(counts.positions))
  }

  var pathStarts: UnsafeBufferPointer<Int64> {
    unsafe UnsafeBufferPointer(start: geojson_path_starts(handle), count: Int(counts.paths) + 1)
  }

  var pathRoles: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: geojson_path_roles(handle), count: Int(counts.paths))
  }

  var featureStarts: UnsafeBufferPointer<Int64> {
    unsafe UnsafeBufferPointer(
      start: geojson_feature_starts(handle), count: Int(counts.features) + 1)
  }

  /// Number of each feature among all that were read, those that were let go too, counted from 1.
  /// Shape: features.
  var numbers: [Int] {
    let count = Int(counts.features)
    guard isSelective else { return Array(1..<count + 1) }
    return unsafe UnsafeBufferPointer(start: geojson_numbers(handle), count: count).map { Int($0) }
  }

  /// The box around all positions that were read, also of features that were let go, where some may have
  /// been.
  var extent: Bounds? {
    let box = unsafe geojson_extent(handle)
    guard isSelective, box.min_x <= box.max_x else { return nil }
    return Bounds(minX: box.min_x, minY: box.min_y, maxX: box.max_x, maxY: box.max_y)
  }

  var declaredCRS: String? {
    unsafe geojson_crs(handle).map { unsafe String(cString: $0) }
  }

  var fieldNames: [String] {
    (0..<counts.names).map { unsafe String(cString: geojson_name(handle, $0)) }
  }

  var columns: [geojson_column] {
    unsafe (0..<counts.columns).map { unsafe geojson_get_column(handle, $0) }
  }

  var broken: [(feature: Int, problem: String)] {
    (0..<counts.broken).map { index in
      let broken = unsafe geojson_get_broken(handle, index)
      return unsafe (Int(broken.feature), String(cString: broken.problem))
    }
  }
}

extension geojson_box {
  fileprivate init(_ box: Bounds) {
    self.init(min_x: box.minX, min_y: box.minY, max_x: box.maxX, max_y: box.maxY)
  }
}

extension GeoJSONFeatures.Failure {
  fileprivate init(_ error: geojson_error) {
    kind = Kind(rawValue: error.code) ?? .noMemory
    feature = Int(error.feature)
    offset = error.offset
    message = unsafe withUnsafeBytes(of: error.message) {
      unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
