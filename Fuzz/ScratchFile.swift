import Foundation

/// A file that is written anew for each input, without being opened anew.
final class ScratchFile {
  /// Its path.
  let path: String
  private let descriptor: Int32

  /// Makes the file.
  init(_ path: String) {
    self.path = path
    // Sound: the path is held during the call.
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "\(path) can't be made")
  }

  deinit { close(descriptor) }

  /// Replaces its content.
  func write(_ bytes: [UInt8]) {
    // Sound: the bytes are held during the call, which reads no more than there are.
    let written = unsafe bytes.withUnsafeBytes {
      unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0)
    }
    precondition(written == bytes.count && ftruncate(descriptor, bytes.count) == 0, "disk is full")
  }
}
