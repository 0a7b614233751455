import Foundation
import Geometry
import LayerIO

/// A product file under way. Errors of the file system become `ProductError`s.
struct OutputFile: Sendable {
  private let path: String
  private let handle: FileHandle

  /// Makes the file, or empties it.
  init(path: String) throws {
    self.path = path
    do { handle = try openForWriting(path) } catch { throw cannotCreate(path, error) }
  }

  /// Adds bytes at the end.
  func write(_ bytes: some DataProtocol) throws {
    do { try handle.write(contentsOf: bytes) } catch { throw writeFailed(path, error) }
  }

  /// Closes the file; a network file system reports a full disk only now.
  func close() throws {
    do { try handle.close() } catch { throw writeFailed(path, error) }
  }
}

/// The error for a file or folder that can't be made.
func cannotCreate(_ path: String, _ error: any Error) -> ProductError {
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

/// Makes chunks of a file in parallel, a bounded number at a time, while the chunks before them are
/// written in order, so the bytes are the same for any number of threads.
func writeChunks(
  count: Int, to file: OutputFile, threads: Int, _ make: @Sendable (Int) throws -> [UInt8]
) throws {
  try concurrentForEach(count: count, threads: threads, make: make) { try file.write($0) }
}
