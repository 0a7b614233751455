import Foundation
import LayerIO
import Synchronization

/// A file that is on its way in. It stands beside the others under a name that nobody takes for a source, and is gone
/// with this value unless it is taken in.
package final class Upload: Sendable {
  let name: SourceName
  /// The version that it replaces, as whoever sends it saw it; nil where none is to be there.
  let seen: String?
  let path: String
  private let file: FileHandle
  private let count = Mutex(0)
  /// Called when the value goes.
  private let onEnd: @Sendable () -> Void

  /// Bytes of a file at most.
  package static let most = 512 << 20
  /// How names of files that are on their way begin.
  static let prefix = ".upload-"

  init(
    _ name: SourceName, seen: String?, in folder: String, onEnd: @escaping @Sendable () -> Void
  ) throws {
    (self.name, self.seen, self.onEnd) = (name, seen, onEnd)
    path = "\(folder)/\(Self.prefix)\(UInt64.random(in: 0...UInt64.max))"
    do {
      file = try openForWriting(path)
    } catch {
      onEnd()
      throw Refusal(
        507, "The folder can't be written (\(error)).", "Check its rights and its disk.")
    }
    // Whoever starts on this folder meanwhile sees that it is not left over.
    _ = flock(file.fileDescriptor, LOCK_EX | LOCK_NB)
  }

  deinit {
    try? file.close()
    try? removeFile(path)
    onEnd()
  }

  /// Takes the next piece.
  /// - Throws: `Refusal` where it is too much, or the disk is full.
  package func append(_ piece: Data) throws {
    try count.withLock { count in
      count += piece.count
      guard count <= Self.most else { throw Self.tooLong }
      do {
        try writeBytes(piece.span, to: file)
      } catch {
        throw Refusal(507, "The file could not be written (\(error)).", "Make room on the disk.")
      }
    }
  }

  static var tooLong: Refusal {
    Refusal(
      413, "A file may have \(most >> 20) MB.",
      "Put it in the folder of the project by hand, or leave out what the map does not need.")
  }

  /// Has all of it on the disk.
  func bringToDisk() throws {
    try LayerIO.bringToDisk(file)
  }

  /// Removes what senders left behind that are no longer there.
  static func removeLeft(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard let file = FileHandle(forWritingAtPath: "\(folder)/\(name)"),
        flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      try? removeFile("\(folder)/\(name)")
    }
  }
}
