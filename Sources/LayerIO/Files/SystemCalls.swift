import Foundation

/// What the system says when it refuses, in its own words: Foundation wraps and loses them.
package struct SystemError: Error, CustomStringConvertible, Sendable {
  /// The error number.
  package let code: Int32

  /// The error of a number.
  package init(code: Int32) {
    self.code = code
  }

  /// The system's text, without a full stop.
  package var description: String {
    // Sound: the text is copied before another call can change it.
    unsafe String(cString: strerror(code))
  }

  /// Throws the last error of the system where the result of a call is negative.
  @discardableResult
  static func check(_ result: Int32) throws(SystemError) -> Int32 {
    guard result >= 0 else { throw SystemError(code: errno) }
    return result
  }
}

// Sound, all three: the system copies the paths during the call.

/// Makes a folder.
/// - Throws: `SystemError`.
package func makeFolder(_ path: String) throws(SystemError) {
  try SystemError.check(unsafe mkdir(path, 0o777))
}

/// Moves a file over another in one step, which Foundation's `moveItem` does not.
/// - Throws: `SystemError`.
package func replaceFile(_ path: String, with new: String) throws(SystemError) {
  try SystemError.check(unsafe rename(new, path))
}

/// Removes a file, where it is there.
/// - Throws: `SystemError`.
package func removeFile(_ path: String) throws(SystemError) {
  if unsafe unlink(path) != 0, errno != ENOENT { throw SystemError(code: errno) }
}

/// Removes a folder that holds nothing.
/// - Throws: `SystemError`.
package func removeEmptyFolder(_ path: String) throws(SystemError) {
  try SystemError.check(unsafe rmdir(path))
}

/// Has the system bring what was written to the disk, where its file system can.
/// - Throws: `SystemError`.
package func bringToDisk(_ file: FileHandle) throws(SystemError) {
  if fsync(file.fileDescriptor) != 0, errno != EINVAL { throw SystemError(code: errno) }
}

/// Has the system bring the names in a folder to the disk.
/// - Throws: `SystemError`.
package func bringToDisk(folder path: String) throws(SystemError) {
  let descriptor = try SystemError.check(unsafe open(path, O_RDONLY | O_DIRECTORY))
  try bringToDisk(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
}

/// Opens a file to write behind what it holds; it is made where it is not there.
/// - Throws: `SystemError`.
package func openForAppending(_ path: String) throws(SystemError) -> FileHandle {
  let descriptor = try SystemError.check(unsafe open(path, O_WRONLY | O_CREAT | O_APPEND, 0o666))
  return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
}

/// Writes bytes behind those that were written before.
/// - Throws: `SystemError`.
package func writeBytes(_ bytes: Span<UInt8>, to file: FileHandle) throws(SystemError) {
  var done = 0
  while done < bytes.count {
    // Sound: the system reads the bytes during the call, and no more than there are.
    let written = unsafe bytes.extracting(droppingFirst: done).withUnsafeBytes { rest in
      unsafe write(file.fileDescriptor, rest.baseAddress, rest.count)
    }
    if written >= 0 { done += written } else if errno != EINTR { throw SystemError(code: errno) }
  }
}

/// Makes a file, or empties it, for writing.
/// - Throws: `SystemError`.
package func openForWriting(_ path: String) throws(SystemError) -> FileHandle {
  let descriptor = try SystemError.check(unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666))
  return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
}
