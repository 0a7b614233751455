import COpenSSL
import Foundation
import Workers

/// SHA-256 of a file's bytes on disk, in hexadecimal; of a folder, such as a `.gdb`, that of the bytes of
/// its files in the order of their names.
/// - Throws: `SourceError` where the file can't be read or is a device or the like.
package func sha256(path: String, source: String) throws(SourceError) -> String {
  try sha256(of: [SourceFile(source: source, path: path)])
}

/// SHA-256 of the bytes of several files, one after the other, in hexadecimal. Of work that nobody waits
/// for any more it is that of the bytes so far.
/// - Throws: `SourceError` where one can't be read or is a device or the like.
func sha256(of files: [SourceFile]) throws(SourceError) -> String {
  // Sound: the digest's state is made, used and freed here.
  let state = unsafe EVP_MD_CTX_new()
  defer { unsafe EVP_MD_CTX_free(state) }
  unsafe EVP_DigestInit_ex(state, EVP_sha256(), nil)
  var buffer = [UInt8](repeating: 0, count: 1 << 18)
  for file in files {
    for path in filesToHash(file.path) {
      try checkIsPlain(path, source: file.source)
      let descriptor = unsafe open(path, O_RDONLY)
      defer { close(descriptor) }
      var count = unsafe read(descriptor, &buffer, buffer.count)
      while count > 0, !Interruption.hasHappened {
        unsafe EVP_DigestUpdate(state, buffer, count)
        count = unsafe read(descriptor, &buffer, buffer.count)
      }
      guard count == 0 || Interruption.hasHappened else { throw unreadable(file.source) }
    }
  }
  return unsafe digest(of: state)
}

/// SHA-256 of bytes, in hexadecimal.
package func sha256(of bytes: Data) -> String {
  // Sound: the digest's state is made, used and freed here; the bytes live through the call.
  let state = unsafe EVP_MD_CTX_new()
  defer { unsafe EVP_MD_CTX_free(state) }
  unsafe EVP_DigestInit_ex(state, EVP_sha256(), nil)
  unsafe bytes.withUnsafeBytes { buffer in
    _ = unsafe EVP_DigestUpdate(state, buffer.baseAddress, buffer.count)
  }
  return unsafe digest(of: state)
}

/// SHA-256 of numbers as they lie in memory, in hexadecimal.
package func sha256(of words: [UInt64]) -> String {
  // Sound: the digest's state is made, used and freed here; the array lives through the call.
  let state = unsafe EVP_MD_CTX_new()
  defer { unsafe EVP_MD_CTX_free(state) }
  unsafe EVP_DigestInit_ex(state, EVP_sha256(), nil)
  unsafe EVP_DigestUpdate(state, words, words.count * MemoryLayout<UInt64>.stride)
  return unsafe digest(of: state)
}

/// What a digest has come to, in hexadecimal.
private func digest(of state: OpaquePointer?) -> String {
  var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var length: UInt32 = 0
  // Sound: the array has room for the longest digest.
  unsafe EVP_DigestFinal_ex(state, &digest, &length)
  return hexadecimal(digest.prefix(Int(length)))
}

/// Bytes in hexadecimal, small letters.
package func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(2 * bytes.count)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

private func unreadable(_ source: String) -> SourceError {
  SourceError(
    source: source, problem: "The file can't be read (\(SourceBytes.systemMessage())).",
    remedy: "Check the disk and the file's permissions.")
}

private func filesToHash(_ path: String) -> [String] {
  let names = try? FileManager.default.contentsOfDirectory(atPath: path)
  return names.map { names in names.sorted().map { path + "/" + $0 } } ?? [path]
}
