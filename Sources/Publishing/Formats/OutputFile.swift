import Foundation
import Geometry
import LayerIO

/// A product file under way. Errors of the file system become `ProductError`s.
struct OutputFile: ~Copyable {
  private let path: String
  private let handle: FileHandle

  /// Makes the file, or empties it.
  init(path: String) throws {
    self.path = path
    do {
      try Data().write(to: URL(fileURLWithPath: path))
      handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    } catch {
      throw cannotCreate(path, error)
    }
  }

  /// Adds bytes at the end.
  func write(_ bytes: some DataProtocol) throws {
    do { try handle.write(contentsOf: bytes) } catch { throw writeFailed(path, error) }
  }

  /// Closes the file; the system may report a full disk only now.
  consuming func close() throws {
    do {
      try handle.synchronize()
      try handle.close()
    } catch { throw writeFailed(path, error) }
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

/// What the system says, without Foundation's wrapping.
private func reason(_ error: any Error) -> String {
  let error = error as NSError
  let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
  guard cause.domain == NSPOSIXErrorDomain, let code = POSIXErrorCode(rawValue: Int32(cause.code))
  else { return cause.localizedDescription }
  return POSIXError(code).localizedDescription
}

/// Makes chunks of a file in parallel, a bounded number at a time, and writes them in order, so the
/// bytes are the same for any number of threads.
func writeChunks(
  count: Int, to file: borrowing OutputFile, threads: Int,
  _ make: @Sendable (Int) throws -> [UInt8]
) throws {
  let wave = 4 * max(1, threads)
  for first in stride(from: 0, to: count, by: wave) {
    let chunks = try concurrentMap(count: min(wave, count - first), threads: threads) {
      try make(first + $0)
    }
    for chunk in chunks { try file.write(chunk) }
  }
}
