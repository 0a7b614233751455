import Formats
import Geometry
import LayerIO
import Tables

/// Publishes tables into a schema of a PostgreSQL database, described in the language of who reads it; `about` says
/// what they are of.
/// - Throws: `ProductError`, `CancellationError`.
package func publishTables(
  _ tables: [VectorTable], about: String, in language: Language, system: CoordinateSystem,
  to target: PublishTarget, progress: (Double) throws -> Void
) throws -> PublishedTables {
  try writePostGIS(
    tables, words: tables.map { $0.words(in: language) }, about: about, system: system,
    to: target, progress: progress)
}
