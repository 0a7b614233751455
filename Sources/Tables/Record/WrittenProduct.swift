import Foundation
import LayerIO
import Workers

/// What became of a product.
public struct WrittenProduct: Sendable, Codable, Equatable {
  /// Name of the file.
  public var file: String
  /// Rows by table.
  public var rows: [String: Int]
  /// Size of the file.
  public var bytes: Int
  /// SHA-256 of the file, in hexadecimal; nil for files that no later command reads.
  public var sha256: String?

  /// What was written to a path.
  /// - Throws: `SourceError` where it can't be read.
  package init(_ product: Product, rows: [String: Int], writtenTo path: String) throws {
    file = product.fileName
    self.rows = rows
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    bytes = (attributes[.size] as? NSNumber)?.intValue ?? 0
    sha256 =
      product.isReadAgain ? try LayerIO.sha256(path: path, source: product.fileName) : nil
  }
}

/// What to do about what an earlier run left and can't be used.
package let staleRemedy = "Its figures can't be used; make it again with 'kansenkaart run'."

/// A folder whose files are not those that its `run.json` tells of.
public struct MixedFolder: UserError {
  /// Path of the folder.
  public let folder: String
  /// What is wrong, in English.
  public let problem: String

  /// The folder is not that of one run.
  public var kind: UserErrorKind { .stale }
  /// The folder.
  public var place: String? { folder }
  /// To run again.
  public var remedy: String { staleRemedy }
}

extension WrittenProduct {
  /// What the record of a folder says of its products.
  /// - Throws: `MixedFolder` where there is no record, or it can't be read.
  public static func recorded(in folder: String) throws(MixedFolder) -> [WrittenProduct] {
    try RecordedRun(folder: folder).products
  }

  /// Makes sure that files of a folder, where they are there, are those that a record tells of.
  /// - Throws: `MixedFolder`, `SourceError` where one can't be read.
  public static func check(
    _ products: [Product], of folder: String, against recorded: [WrittenProduct]
  ) throws {
    for product in products {
      let (name, path) = (product.fileName, folder + "/" + product.fileName)
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let known = recorded.first { $0.file == name }?.sha256
      guard try known == LayerIO.sha256(path: path, source: name) else {
        throw MixedFolder(
          folder: folder,
          problem: "\(name) is not the one that \(Product.runRecord.fileName) tells of: the folder "
            + "holds files of more than one run, or the file was changed.")
      }
    }
  }
}
