import COpenSSL
import Foundation

/// SHA-256 of a file's bytes on disk, in hexadecimal.
/// - Throws: `SourceError` where the file can't be read.
public func sha256(path: String, source: String) throws(SourceError) -> String {
  guard let handle = FileHandle(forReadingAtPath: path) else {
    throw SourceError(
      source: source, problem: "The file can't be opened.", remedy: "Check its permissions.")
  }
  defer { try? handle.close() }
  // Sound: the digest's state is made, used and freed here.
  let state = unsafe EVP_MD_CTX_new()
  defer { unsafe EVP_MD_CTX_free(state) }
  unsafe EVP_DigestInit_ex(state, EVP_sha256(), nil)
  while let part = try? handle.read(upToCount: 1 << 20), !part.isEmpty {
    unsafe part.withUnsafeBytes { bytes in
      _ = unsafe EVP_DigestUpdate(state, bytes.baseAddress, bytes.count)
    }
  }
  var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var length: UInt32 = 0
  unsafe EVP_DigestFinal_ex(state, &digest, &length)
  return digest.prefix(Int(length)).map { byte in
    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
  }.joined()
}
