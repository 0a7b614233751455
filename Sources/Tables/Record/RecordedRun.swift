import Foundation
import LayerIO

/// What later commands want to know of a run: read back from the `run.json` of its folder.
package struct RecordedRun: Decodable {
  /// What was written.
  package let products: [WrittenProduct]
  /// What it was made from.
  package let origin: RunOrigin

  private enum CodingKeys: CodingKey {
    case products
  }

  package init(from decoder: any Decoder) throws {
    let record = try decoder.container(keyedBy: CodingKeys.self)
    products = try record.decode([WrittenProduct].self, forKey: .products)
    origin = try RunOrigin(from: decoder)
  }

  /// Reads a folder's record.
  /// - Throws: `MixedFolder` where there is none, or it can't be read.
  package init(folder: String) throws(MixedFolder) {
    let name = Product.runRecord.fileName
    guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
      throw MixedFolder(
        folder: folder, problem: "There is no \(name), which tells what belongs together here.")
    }
    guard let record = try? JSONDecoder().decode(Self.self, from: data) else {
      throw MixedFolder(folder: folder, problem: "\(name) is not the record of a run.")
    }
    self = record
  }
}
