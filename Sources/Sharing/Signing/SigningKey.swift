import Foundation
import LayerIO
import Workers

/// A private key by which a city signs what it shares, in a file that only its owner can read.
package struct SigningKey: Sendable {
  private let bytes: [UInt8]
  /// The public key in hexadecimal: what others check signatures by.
  package let publicKey: String

  /// A key of 32 bytes.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    publicKey = hexadecimal(Ed25519.publicKey(of: bytes))
  }

  /// The signature of a message.
  package func signature(of message: [UInt8]) -> [UInt8] {
    Ed25519.signature(of: message, by: bytes)
  }

  /// Reads the key in a file, or makes a key and the file where it is not there.
  /// - Throws: `SharingError` where the file holds no key, others than its owner can read it, or it can't be made.
  package static func at(_ path: String) throws(SharingError) -> (key: SigningKey, isNew: Bool) {
    guard FileManager.default.fileExists(atPath: path) else { return (try make(path), true) }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o077 == 0 else {
      throw SharingError(
        path, "Others than its owner can read the private key.",
        "If nobody did, say 'chmod 600 \(path)'; else name another file, which makes a new key.")
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let key = Self(pem: text)
    else {
      throw SharingError(
        path, "The file holds no Ed25519 private key.",
        "Name the file that 'kansenkaart share --key' made, or one that is not there yet.")
    }
    return (key, false)
  }

  private static func make(_ path: String) throws(SharingError) -> SigningKey {
    let bytes = Ed25519.newPrivateKey()
    let key = SigningKey(bytes)
    // The file is made for its owner alone, and only where there is none: never a moment at which others could read it.
    // Sound: the path lives through the call.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else {
      throw SharingError(
        path, "The file for the key can't be made.", "Check the folder and its permissions.",
        kind: .cannotCreate)
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(Self.pem(bytes).utf8))
      try file.close()
    } catch {
      throw SharingError(
        path, "The key can't be written.", "Check that the disk has room.", kind: .writeFailed)
    }
    return key
  }

  // MARK: PKCS #8 (RFC 8410), which OpenSSL and others read

  private static let begin = "-----BEGIN PRIVATE KEY-----"
  private static let end = "-----END PRIVATE KEY-----"
  private static let header: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]

  private static func pem(_ bytes: [UInt8]) -> String {
    "\(begin)\n\(Data(header + bytes).base64EncodedString())\n\(end)\n"
  }

  private init?(pem: String) {
    let lines = pem.split(whereSeparator: \.isNewline).map(String.init)
    guard lines.first == Self.begin, lines.last == Self.end,
      let data = Data(base64Encoded: lines.dropFirst().dropLast().joined()),
      data.count == Self.header.count + Ed25519.keyLength, data.starts(with: Self.header)
    else { return nil }
    self.init(Array(data.dropFirst(Self.header.count)))
  }
}

/// Who signed a package: `signature.json`.
package struct PackageSignature: Sendable, Codable, Equatable {
  /// The one way in which packages are signed.
  static let usual = "Ed25519"

  /// How it is signed.
  package var algorithm = PackageSignature.usual
  /// The public key in hexadecimal.
  package var publicKey: String
  /// The signature of the bytes of `package.json`, in hexadecimal.
  package var signature: String

  private enum CodingKeys: String, CodingKey {
    case algorithm, signature
    case publicKey = "public_key"
  }
}

/// The bytes of hexadecimal in small letters; nil for other text.
func bytes(ofHexadecimal text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count.isMultiple(of: 2) else { return nil }
  var result: [UInt8] = []
  for index in stride(from: 0, to: digits.count, by: 2) {
    guard let high = digit(digits[index]), let low = digit(digits[index + 1]) else { return nil }
    result.append(high << 4 | low)
  }
  return result
}

private func digit(_ letter: UInt8) -> UInt8? {
  switch letter {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
  default: nil
  }
}
