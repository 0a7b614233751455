import Foundation
import LayerIO
import Pipeline

/// Shares a run: what `kansenkaart share` does.
package struct ShareJob: Sendable {
  /// Whether the key was made for it.
  package let hasNewKey: Bool
  private let folder: String
  private let request: ShareRequest
  private let key: SigningKey
  private let threads: Int
  private let control: JobControl

  /// A job on the folder of a run.
  package init(
    _ folder: String, _ request: ShareRequest, _ key: SigningKey, threads: Int,
    control: JobControl, _ hasNewKey: Bool
  ) {
    (self.folder, self.request, self.key) = (folder, request, key)
    (self.threads, self.control, self.hasNewKey) = (threads, control, hasNewKey)
  }

  /// Writes the package to a file, whole or not at all.
  /// - Throws: as `shareRun`; `ProductError` where the file can't be written.
  package func write(to path: String) throws -> VerifiedPackage {
    try control.report(.reading, 0)
    let file = try control.interrupting {
      try shareRun(in: folder, request, key: key, threads: threads)
    }
    try control.report(.writing, 0)
    let bytes = file.bytes
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw ProductError(
        cause: .cannotCreate, path: path, problem: "The file can't be written.",
        remedy: "Check that its folder is there and can be written, and that the disk has room.")
    }
    return try PackageFile.verify(bytes, today: request.made, key: key.publicKey)
  }
}
