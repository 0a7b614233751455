/// Reads a GeoJSON file in parts of a size of one's own, so that a fuzzer can cut a text anywhere: what
/// comes out must not depend on it.
/// - Throws: `SourceError`.
package func readGeoJSON(
  _ options: SourceOptions, inPartsOf partSize: Int, threads: Int
) throws -> RawLayer {
  try readGeoJSON(options, threads: threads, partSize: partSize)
}
