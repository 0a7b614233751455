import CGeoJSON
import Foundation
import Geometry

/// Bytes of text that one parser takes at a time: enough to be quick, small beside the arrays kept.
private let partSize = 4 << 20

/// Reads a GeoJSON file (also `.geojson.gz`) into flat arrays, in the file's own system.
///
/// A FeatureCollection, a Feature or a bare geometry. GeometryCollections are taken apart, heights left
/// out, rings closed, each with a note; a feature without geometry stays, without paths. The `id`
/// member of features counts as an attribute `id` where they have none of that name. Features whose
/// geometry breaks its kind's rules (a ring of fewer than four positions, a line of one) are dropped
/// with their reason; other departures from the standard stop the reading.
/// - Throws: `SourceError`.
func readGeoJSON(_ options: SourceOptions, threads: Int) throws -> RawLayer {
  let bytes = try SourceBytes(path: options.path, source: options.source)
  do {
    return try GeoJSONDocument(bytes, options).layer(threads: threads)
  } catch let failure as GeoJSONPart.Failure where failure.kind == .notUTF8 {
    let document = GeoJSONDocument(SourceBytes(latin: bytes), options)
    return try document.reporting {
      var layer = try document.layer(threads: threads)
      layer.record.notes.append(
        IntakeNote(kind: .encoding, count: 1, text: "Text is not UTF-8; read as ISO-8859-1."))
      return layer
    }
  }
}

/// A GeoJSON text and how it is cut up.
private struct GeoJSONDocument: Sendable {
  let bytes: SourceBytes
  let options: SourceOptions
  /// Byte order mark at the start.
  let markLength: Int
  /// Parts of the `features` array; none where the text has to be read as a whole.
  let parts: [Range<Int>]
  /// The `features` array with its brackets.
  let array: Range<Int>

  init(_ bytes: SourceBytes, _ options: SourceOptions) {
    self.bytes = bytes
    self.options = options
    let markLength = unsafe bytes.withBytes { unsafe $0.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
    self.markLength = markLength
    (parts, array) = unsafe bytes.withBytes {
      unsafe Self.split($0, from: markLength, size: partSize)
    }
  }

  /// Reads the text.
  /// - Throws: `SourceError`, or `GeoJSONPart.Failure` where the text is not UTF-8.
  func layer(threads: Int) throws -> RawLayer {
    try reporting {
      var whole = try readEnvelope()
      let read = try concurrentMap(count: parts.count, threads: threads) { index in
        Result { try self.part(index) }
      }
      for (index, part) in read.enumerated() {
        do {
          whole.append(try part.get())
        } catch let failure as GeoJSONPart.Failure {
          throw located(failure, in: index, after: whole.geometry.count)
        }
      }
      return try whole.layer(options, bytes, hasMark: markLength > 0)
    }
  }

  /// Turns failures into errors for the user.
  func reporting(_ body: () throws -> RawLayer) throws -> RawLayer {
    do {
      return try body()
    } catch let failure as GeoJSONPart.Failure where failure.kind != .notUTF8 {
      throw SourceError(failure, in: bytes, source: options.source)
    }
  }

  /// Everything but the features, or everything where they are not apart.
  private func readEnvelope() throws -> GeoJSONPart {
    try unsafe bytes.withBytes { all in
      guard !parts.isEmpty else {
        return try unsafe GeoJSONPart(
          UnsafeRawBufferPointer(rebasing: all[markLength...]), isPart: false,
          fields: options.fields)
      }
      let text =
        unsafe Array(all[markLength..<array.lowerBound]) + [0x5B, 0x5D]
        + Array(all[array.upperBound...])
      return try unsafe text.withUnsafeBytes {
        try unsafe GeoJSONPart($0, isPart: false, fields: options.fields)
      }
    }
  }

  private func part(_ index: Int) throws -> GeoJSONPart {
    try unsafe bytes.withBytes { all in
      try unsafe GeoJSONPart(
        UnsafeRawBufferPointer(rebasing: all[parts[index]]), isPart: true, fields: options.fields)
    }
  }

  private static func split(
    _ all: UnsafeRawBufferPointer, from start: Int, size: Int
  ) -> ([Range<Int>], Range<Int>) {
    let text = unsafe UnsafeRawBufferPointer(rebasing: all[start...])
    var ranges = [geojson_range](repeating: geojson_range(), count: text.count / size + 2)
    var array = geojson_range()
    let count = unsafe geojson_split(
      text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count, size, &ranges,
      ranges.count, &array)
    guard count > 0 else { return ([], 0..<0) }
    let parts = ranges.prefix(count).map { $0.start + start..<$0.end + start }
    return (parts, array.start + start..<array.end + start)
  }

  /// Names the feature and line of a failure in a part.
  private func located(
    _ failure: GeoJSONPart.Failure, in index: Int, after count: Int
  ) -> GeoJSONPart.Failure {
    var failure = failure
    let element = unsafe bytes.withBytes { all in
      unsafe firstBrokenElement(of: UnsafeRawBufferPointer(rebasing: all[parts[index]]))
    }
    failure.feature = count + (failure.feature > 0 ? failure.feature : element.number)
    let line = unsafe bytes.withBytes { all in
      unsafe all[..<(parts[index].lowerBound + element.start)].count { $0 == 0x0A } + 1
    }
    failure.message += " (line \(line))"
    return failure
  }

  /// The first element of a part that can't be read by itself.
  private func firstBrokenElement(
    of part: UnsafeRawBufferPointer
  ) -> (number: Int, start: Int) {
    let head = Array(#"{"features":["#.utf8)
    let document = unsafe head + Array(part) + Array("]}".utf8)
    return unsafe document.withUnsafeBytes { text in
      let (elements, _) = unsafe Self.split(text, from: 0, size: 1)
      for (number, range) in elements.enumerated() {
        let element = unsafe UnsafeRawBufferPointer(rebasing: text[range])
        guard unsafe (try? GeoJSONPart(element, isPart: true, fields: .only([]))) != nil else {
          return (number + 1, range.lowerBound - head.count)
        }
      }
      return (0, 0)
    }
  }
}

extension GeoJSONPart {
  /// Adds the features of the next part.
  mutating func append(_ part: GeoJSONPart) {
    let count = geometry.count
    broken += part.broken.map { ($0.feature + count, $0.problem) }
    append(part.columns, newCount: part.geometry.count)
    geometry.append(contentsOf: part.geometry)
    let known = Set(fieldNames)
    fieldNames += part.fieldNames.filter { !known.contains($0) }
    counts += part.counts
  }

  private mutating func append(_ others: [AttributeColumn], newCount: Int) {
    for other in others where !columns.contains(where: { $0.name == other.name }) {
      var column = AttributeColumn(name: other.name)
      column.appendNulls(geometry.count)
      columns.append(column)
    }
    for index in columns.indices {
      if let other = others.first(where: { $0.name == columns[index].name }) {
        columns[index].append(contentsOf: other)
      } else {
        columns[index].appendNulls(newCount)
      }
    }
  }

  /// The layer with its record; broken features become dropped ones.
  fileprivate func layer(
    _ options: SourceOptions, _ bytes: SourceBytes, hasMark: Bool
  ) throws -> RawLayer {
    var record = IntakeRecord(source: options.source, role: options.role)
    record.format = "GeoJSON"
    record.bytes = bytes.sizeOnDisk
    record.sha256 = try sha256(path: options.path, source: options.source)
    record.read = geometry.count
    record.dropped = broken.map {
      DroppedFeature(feature: $0.feature, reason: .brokenGeometry, detail: $0.problem)
    }
    record.notes = notes(hasMark: hasMark)
    let table = AttributeTable(count: geometry.count, columns: columns)
    let layer = RawLayer(
      geometry: geometry, attributes: table, sourceFeatures: Array(1..<geometry.count + 1),
      fieldNames: fieldNames, declaredCRS: declaredCRS, record: record)
    return broken.isEmpty ? layer : layer.leavingOut(Set(broken.map { $0.feature - 1 }))
  }

  private func notes(hasMark: Bool) -> [IntakeNote] {
    let found: [(IntakeNote.Kind, Int, String)] = [
      (.heightsDropped, counts.heights, "Positions have heights, which are left out."),
      (.collectionsSplit, counts.collections, "GeometryCollections were taken apart."),
      (.format, counts.unclosed, "Rings were not closed; they were closed here."),
      (
        .format, counts.withoutProperties, "Features have no 'properties', which RFC 7946 asks for."
      ),
      (.format, counts.bare, "The file is a bare feature or geometry, not a FeatureCollection."),
      (.format, counts.badIDs, "Ids that are neither text nor number were left out."),
      (.coordinateSystem, counts.unknownCRS, "The file says 'crs: null': its system is unknown."),
      (
        .encoding, hasMark ? 1 : 0, "The file starts with a byte order mark, which was passed over."
      ),
    ]
    return found.filter { $0.1 > 0 }.map { IntakeNote(kind: $0.0, count: $0.1, text: $0.2) }
  }
}

extension RawLayer {
  /// The layer without the features at the given indices.
  func leavingOut(_ indices: Set<Int>) -> RawLayer {
    let kept = (0..<geometry.count).filter { !indices.contains($0) }
    return RawLayer(
      geometry: geometry.selecting(kept), attributes: attributes.selecting(kept),
      sourceFeatures: kept.map { sourceFeatures[$0] }, fieldNames: fieldNames,
      declaredCRS: declaredCRS, record: record)
  }
}
