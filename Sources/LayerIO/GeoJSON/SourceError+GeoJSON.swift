import CGeoJSON
import Geometry

extension SourceError {
  /// What to tell the user about a text that can't be read.
  init(
    _ failure: GeoJSONFeatures.Failure, in text: UnsafeRawBufferPointer, source: String
  ) {
    let feature = failure.feature > 0 ? failure.feature : nil
    let line = unsafe text[..<failure.offset].count { $0 == 0x0A } + 1
    let message = "\(failure.message) (line \(line))"
    switch failure.kind {
    case .notJSON:
      self = unsafe notJSON(text, message, source, feature)
    case .notGeoJSON, .notUTF8:
      self.init(
        source: source, feature: feature, problem: "This is not GeoJSON: \(message).",
        remedy: "Compare it with RFC 7946, or export the layer again as GeoJSON.")
    case .noMemory:
      self.init(
        source: source, problem: "Reading the file needs more memory than there is.",
        remedy: "Split it, or run the project by neighbourhood.")
    }
  }
}

private func notJSON(
  _ text: UnsafeRawBufferPointer, _ message: String, _ source: String, _ feature: Int?
) -> SourceError {
  if unsafe isSequence(text) {
    return SourceError(
      source: source,
      problem: "This is a list of features, one a line (GeoJSONSeq), and not a FeatureCollection.",
      remedy: "Rename it to end in .geojsonl, or convert it: ogr2ogr new.geojson old.geojsonl.")
  }
  let end = unsafe text.last { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
  // What follows behind a whole document was not cut off.
  let isWhole = message.hasPrefix("something follows")
  let isCut = unsafe !isWhole && text.first { $0 > 0x20 } == 0x7B && end != 0x7D
  let what = isCut ? "ends in the middle: it is truncated (\(message))" : "is not JSON: \(message)"
  return SourceError(
    source: source, feature: feature, problem: "The file \(what).",
    remedy: "Export the file again, or mend it with a JSON editor.")
}

/// Whether the first line is a feature by itself and more follows, or the text starts with the record
/// separator of RFC 8142.
private func isSequence(_ text: UnsafeRawBufferPointer) -> Bool {
  if unsafe text.first == 0x1E { return true }
  guard let end = unsafe text.firstIndex(of: 0x0A), end + 1 < text.count else { return false }
  let line = unsafe UnsafeRawBufferPointer(rebasing: text[..<end])
  guard let features = try? GeoJSONFeatures(.only([])) else { return false }
  return unsafe (try? features.read(document: line)) != nil && features.counts.bare == 1
}
