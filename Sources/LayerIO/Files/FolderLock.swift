import Foundation

/// A lock on a folder, by which processes, and jobs of one process, keep out of each other's way. It
/// leaves no file behind and ends with its holder, also when that is killed.
///
/// Where the file system knows no locks, all get theirs at once.
package final class FolderLock: Sendable {
  private let handle: FileHandle

  /// Waits until the folder is free for one that changes it, or for one more that only reads it.
  /// - Throws: `SystemError` where there is no such folder.
  package init(on folder: String, forReading: Bool = false) throws(SystemError) {
    handle = try openFolder(folder)
    while flock(handle.fileDescriptor, forReading ? LOCK_SH : LOCK_EX) != 0, errno == EINTR {}
  }

  /// A lock on a folder that nobody holds; nil where somebody does, or that can't be told.
  package init?(onFree folder: String) {
    guard let handle = try? openFolder(folder),
      flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0
    else { return nil }
    self.handle = handle
  }

  /// Has the system bring the names in the folder to the disk.
  /// - Throws: `SystemError`.
  package func bringNamesToDisk() throws(SystemError) { try bringToDisk(handle) }
}

/// Opens a folder; programs that this one starts don't get it.
private func openFolder(_ path: String) throws(SystemError) -> FileHandle {
  // Sound: the system copies the path during the call.
  let descriptor = try SystemError.check(unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
  return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
}
