import Foundation
import LayerIO
import Workers

/// A package that was looked at and can be relied on, as far as is said.
package struct VerifiedPackage: Sendable {
  package let package: SharedPackage
  package let file: PackageFile
  /// Public key of who signed it, in hexadecimal.
  package let signer: String
  /// Whether that is the key that was expected; nil where none was.
  package let isExpected: Bool?
}

extension PackageFile {
  /// Makes sure that a package is what somebody signed, may still be used, and holds what its level allows alone.
  /// `today` is a day such as `2026-11-29`; `key` the public key in hexadecimal that it ought to be signed by, nil
  /// where any will do.
  /// - Throws: `SharingError` that says what is wrong.
  package static func verify(
    _ bytes: [UInt8], today: String, key: String? = nil
  ) throws(SharingError) -> VerifiedPackage {
    let file = try PackageFile(bytes)
    let signer = try file.signer()
    if let key, key != signer {
      throw SharingError(
        nil, "It is signed by \(signer), and not by \(key).",
        "It is from somebody else, or was changed and signed anew. Do not use it.")
    }
    let package = try file.package()
    guard package.geoPackageSHA256 == sha256(of: Data(file.geoPackage)) else {
      throw SharingError(
        names[1], "It is not the GeoPackage that was signed.",
        "Ask whoever shared it for the file again.")
    }
    try package.checkLevel()
    guard today <= package.expires else {
      throw SharingError(
        nil, "It could be used until \(package.expires).",
        "Ask for a newer one: \(package.contact).", kind: .stale)
    }
    try PackageGeoPackage.check(file.geoPackage, against: package)
    return VerifiedPackage(
      package: package, file: file, signer: signer, isExpected: key.map { _ in true })
  }

  /// The same of a file on disk, which errors name.
  /// - Throws: `SharingError`.
  package static func verify(
    at path: String, today: String, key: String? = nil
  ) throws(SharingError) -> VerifiedPackage {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SharingError(
        path, "The file can't be read.", "Check the path and the file's permissions.",
        kind: .missingInput)
    }
    do {
      return try verify(Array(data), today: today, key: key)
    } catch {
      throw error.about(path)
    }
  }

  /// Public key of who signed the JSON.
  private func signer() throws(SharingError) -> String {
    guard let signed = try? JSONDecoder().decode(PackageSignature.self, from: Data(signature)),
      (try? Self.canonical(signed)) == signature, signed.algorithm == PackageSignature.usual,
      let key = Sharing.bytes(ofHexadecimal: signed.publicKey),
      let made = Sharing.bytes(ofHexadecimal: signed.signature),
      Ed25519.isSignature(made, of: json, by: key)
    else {
      throw SharingError(
        nil, "Its signature does not hold: it was changed after it was signed.",
        "Do not use it; ask whoever shared it for the file again.")
    }
    return signed.publicKey
  }

  /// What the JSON says.
  private func package() throws(SharingError) -> SharedPackage {
    guard let package = try? JSONDecoder().decode(SharedPackage.self, from: Data(json)) else {
      throw Self.unknown
    }
    guard package.format == SharedPackage.version else {
      throw SharingError(
        Self.names[0],
        "It is of version \(package.format) of the format, and this program reads version "
          + "\(SharedPackage.version).", "Use the version of the program that made it.")
    }
    // Whatever the JSON has besides what a package has would not come back.
    guard (try? package.canonicalBytes()) == json else { throw Self.unknown }
    return package
  }

  private static var unknown: SharingError {
    SharingError(
      names[0], "It holds what packages do not have, or is not written as they are.",
      "Do not use it; tell whoever shared it.")
  }

  /// The bytes of a signature's file.
  static func canonical(_ signature: PackageSignature) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Array(try encoder.encode(signature))
  }
}
