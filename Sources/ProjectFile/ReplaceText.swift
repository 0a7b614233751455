import Foundation
import LayerIO

/// Puts a text in place of a file in one step, when all of it is on the disk: the file that a link leads to, with the
/// rights that it has, or with those that are given (as `chmod` takes them).
/// - Throws: `YAMLError` where it may not be written.
package func replaceText(
  of path: String, by text: String, rights given: Int? = nil
) throws(YAMLError) {
  let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
  let new = file.path + ".new-\(UInt64.random(in: 0...UInt64.max))"
  do {
    let rights =
      try? FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    guard rights == nil || FileManager.default.isWritableFile(atPath: file.path) else {
      throw CocoaError(.fileWriteNoPermission)
    }
    let handle = try openForWriting(new)
    // Before there is anything in it to read.
    if let rights = given ?? rights {
      try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: new)
    }
    try writeBytes(Data(text.utf8).span, to: handle)
    try bringToDisk(handle)
    try handle.close()
    try replaceFile(file.path, with: new)
    // A name is on the disk when its folder is.
    try bringToDisk(folder: file.deletingLastPathComponent().path)
  } catch {
    try? removeFile(new)
    throw YAMLError(
      path: path, line: nil, problem: "This file can't be written.",
      remedy: "Check the rights of the file and of its folder, and the room on its disk.")
  }
}
