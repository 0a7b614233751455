import CGeoJSON
import Geometry
import Workers

/// Bytes of text that one thread takes at a time: enough to be quick, little beside what is kept.
private let usualPartSize = 1 << 20

/// Reads a GeoJSON file (also `.geojson.gz`) into flat arrays, in the file's own system.
///
/// A FeatureCollection, a Feature or a bare geometry. GeometryCollections are taken apart, heights left
/// out, rings closed, each with a note; a feature without geometry stays, without paths. The `id`
/// member of features counts as an attribute `id` where they have none of that name. Parts that break
/// the rules of their kind (a ring of fewer than four positions, a line of one) are left out, with what
/// is wrong with them in `problems`; other departures from the standard stop the reading.
///
/// The features of a FeatureCollection are read on many threads; what comes out does not depend on
/// how many, nor on `partSize`, the bytes of text that each takes at a time. Features that do not come
/// near `area` are checked like all others and counted as outside; those of a text that is no
/// FeatureCollection may be kept all the same. The hash of the record is left to the caller.
/// - Throws: `SourceError`.
func readGeoJSON(
  _ options: SourceOptions, threads: Int, near area: SearchArea? = nil,
  partSize: Int = usualPartSize
) throws -> RawLayer {
  let bytes = try SourceBytes(path: options.path, source: options.source)
  do {
    let text = GeoJSONText(bytes, options.fields, near: area, partSize)
    return try text.layer(options, threads: threads)
  } catch let failure as GeoJSONFeatures.Failure where failure.kind == .notUTF8 {
    let text = GeoJSONText(SourceBytes(windows1252: bytes), options.fields, near: area, partSize)
    var layer = try text.layer(options, threads: threads)
    layer.record.notes.append(.windows1252(count: 1))
    return layer
  }
}

/// A GeoJSON text.
struct GeoJSONText: Sendable {
  private let bytes: SourceBytes
  private let fields: FieldSelection
  private let area: SearchArea?
  private let partSize: Int
  /// Length of a byte order mark at the start.
  private let markLength: Int

  init(
    _ bytes: SourceBytes, _ fields: FieldSelection, near area: SearchArea?, _ partSize: Int
  ) {
    self.bytes = bytes
    self.fields = fields
    self.area = area
    self.partSize = partSize
    markLength = unsafe bytes.withBytes { unsafe $0.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
  }

  /// Number of bytes without the mark; places in the text count from behind it.
  var count: Int { bytes.count - markLength }

  /// Reads everything.
  /// - Throws: `SourceError`, or `GeoJSONFeatures.Failure` where the text is not UTF-8.
  func layer(_ options: SourceOptions, threads: Int) throws -> RawLayer {
    do {
      let content = try content(threads: threads)
      return content.layer(options, bytes: bytes.sizeOnDisk, hasMark: markLength > 0)
    } catch let failure as GeoJSONFeatures.Failure where failure.kind != .notUTF8 {
      throw unsafe withText { unsafe SourceError(failure, in: $0, source: options.source) }
    }
  }

  private func content(threads: Int) throws -> GeoJSONContent {
    guard let starts = partStarts() else {
      var content = GeoJSONContent()
      content.append(try unsafe withText { try unsafe document($0) })
      return content
    }
    let head = area.map { _ in declaredCRS(before: starts[0]) } ?? nil
    let box = area?.box(inSystem: head ?? CoordinateSystem.crs84Definition)
    let content = try content(partsAt: starts, near: box, threads: threads)
    if area == nil || content.declaredCRS == head { return content }
    // The system is told behind the features, so all of them have to be looked at.
    return try self.content(partsAt: starts, near: nil, threads: threads)
  }

  private func content(
    partsAt starts: [Int], near box: Bounds?, threads: Int
  ) throws -> GeoJSONContent {
    let collector = GeoJSONCollector(self, starts, near: box)
    _ = try concurrentMap(count: starts.count, threads: threads) { try collector.read(part: $0) }
    var (content, end) = try collector.result()
    content.append(try envelope(around: starts[0]..<end))
    return content
  }

  /// The coordinate system that the text declares before its features, if it does.
  private func declaredCRS(before start: Int) -> String? {
    let head = unsafe withText { unsafe Array($0[..<start]) + Array("]}".utf8) }
    return try? unsafe head.withUnsafeBytes { try unsafe document($0) }.declaredCRS
  }

  // MARK: Parts

  /// Where parts seem to begin: each at an element of the `features` array, the first one for sure.
  /// Nil where the text is laid out otherwise and has to be read as a whole.
  private func partStarts() -> [Int]? {
    unsafe withText { text in
      let base = unsafe text.baseAddress?.assumingMemoryBound(to: CChar.self)
      var prefix = 0
      let first = unsafe geojson_find_features(base, text.count, &prefix)
      guard first > 0 else { return nil }
      var starts = [first]
      for from in stride(from: first + partSize, to: text.count, by: partSize) {
        let to = min(text.count, from + partSize)
        let from = max(from, (starts.last ?? 0) + 1)
        let start = unsafe geojson_guess_feature(base, first, prefix, from, to)
        if start < to { starts.append(start) }
      }
      return starts
    }
  }

  /// Features to read into, those near a box of the text's own system.
  func makeFeatures(near box: Bounds?) throws(GeoJSONFeatures.Failure) -> GeoJSONFeatures {
    try GeoJSONFeatures(fields, near: box)
  }

  /// Reads the elements from the one at `start` up to the first at or behind `limit`.
  func read(
    _ features: GeoJSONFeatures, from start: Int, to limit: Int
  ) throws(GeoJSONFeatures.Failure) -> geojson_end {
    let end = try unsafe withText { text throws(GeoJSONFeatures.Failure) in
      try unsafe features.read(elementsOf: text, from: start, to: limit)
    }
    bytes.forget(start + markLength..<end.offset + markLength)
    return end
  }

  // MARK: Whole texts

  private func document(
    _ text: UnsafeRawBufferPointer
  ) throws(GeoJSONFeatures.Failure) -> GeoJSONFeatures {
    let features = try makeFeatures(near: nil)
    try unsafe features.read(document: text)
    return features
  }

  /// Everything but the elements of the `features` array.
  private func envelope(around elements: Range<Int>) throws -> GeoJSONFeatures {
    let text = unsafe withText { text in
      unsafe Array(text[..<elements.lowerBound]) + Array(text[elements.upperBound...])
    }
    do {
      return try unsafe text.withUnsafeBytes { try unsafe document($0) }
    } catch var failure as GeoJSONFeatures.Failure {
      if failure.offset >= elements.lowerBound { failure.offset += elements.count }
      throw failure
    }
  }

  private func withText<Result, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe bytes.withBytes { all throws(Failure) in
      try unsafe body(UnsafeRawBufferPointer(rebasing: all[markLength...]))
    }
  }
}
