import Foundation
import Geometry
import LayerIO
import Workers

/// A product file under way. Errors of the file system become `ProductError`s.
package struct OutputFile: Sendable {
  private let path: String
  private let handle: FileHandle

  /// Makes the file, or empties it.
  package init(path: String) throws {
    self.path = path
    do { handle = try openForWriting(path) } catch { throw cannotCreate(path, error) }
  }

  /// Adds bytes at the end.
  package func append(_ bytes: Span<UInt8>) throws {
    do { try writeBytes(bytes, to: handle) } catch { throw writeFailed(path, error) }
  }

  /// Adds text at the end.
  package func append(_ text: ByteBuffer) throws { try text.withBytes { try append($0) } }

  /// Adds parts at the end, made on at most `threads` threads, each of which makes all its parts with one
  /// `state`. They are written in order, so the bytes are the same for any number of threads, and one
  /// at a time: the system lets only one thread write to a file, and those that it lets wait use up
  /// their processor.
  package func appendParts<State: ~Copyable>(
    count: Int, threads: Int, state makeState: @Sendable () -> State,
    _ make: @Sendable (inout State, Int, inout ByteBuffer) throws -> Void
  ) throws {
    let queue = PartQueue(most: 2 * threads) { try append($0) }
    _ = try concurrentMap(count: count, threads: threads, state: makeState) { state, part in
      do {
        var text = queue.buffer()
        try make(&state, part, &text)
        try queue.add(consume text, as: part)
      } catch {
        queue.fail(error)
        throw error
      }
    }
  }

  /// Closes the file; a network file system reports a full disk only now.
  package func close() throws {
    do { try handle.close() } catch { throw writeFailed(path, error) }
  }
}

/// The error for a file or folder that can't be made.
package func cannotCreate(_ path: String, _ error: any Error) -> ProductError {
  ProductError(
    cause: .cannotCreate, path: path, problem: "It can't be created: \(reason(error)).",
    remedy: "Choose another folder with --output, or make this one writable.")
}

/// The error for a file that can't be written to its end.
func writeFailed(_ path: String, _ error: any Error) -> ProductError {
  ProductError(
    cause: .writeFailed, path: path, problem: "Writing stopped: \(reason(error)).",
    remedy:
      "Make room on the disk or choose another folder with --output; nothing of this run is left.")
}

/// What the system says, where Foundation tells.
private func reason(_ error: any Error) -> String {
  if let error = error as? SystemError { return error.description }
  let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
  let isSystems = cause.domain == NSPOSIXErrorDomain
  return isSystems ? SystemError(code: Int32(cause.code)).description : cause.localizedDescription
}
