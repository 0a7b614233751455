import Formats
import LayerIO
import Tables

extension RunRecord {
  /// Writes the record as JSON with sorted keys.
  /// - Throws: `ProductError` when the file can't be written.
  package func write(to path: String) throws {
    try writeJSON(self, to: path)
  }
}
