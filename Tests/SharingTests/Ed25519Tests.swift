import Foundation
import LayerIO
import TestSupport
import Testing

@testable import Sharing

@Suite struct Ed25519Tests {
  /// RFC 8032, section 7.1, tests 1 to 3.
  static let published = [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    ),
  ]

  @Test(arguments: published)
  func `signatures are those that RFC 8032 publishes`(
    secret: String, publicKey: String, message: String, signature: String
  ) throws {
    let key = SigningKey(try #require(bytes(ofHexadecimal: secret)))
    let text = try #require(bytes(ofHexadecimal: message))
    #expect(key.publicKey == publicKey)
    #expect(hexadecimal(key.signature(of: text)) == signature)
  }

  @Test func `a signature holds for its message and key alone`() {
    let (key, other) = (SigningKey(Ed25519.newPrivateKey()), SigningKey(Ed25519.newPrivateKey()))
    #expect(key.publicKey != other.publicKey)
    let message = Array("vijf werken".utf8)
    let signature = key.signature(of: message)
    func holds(_ signature: [UInt8], _ message: [UInt8], _ key: String) -> Bool {
      Ed25519.isSignature(signature, of: message, by: bytes(ofHexadecimal: key) ?? [])
    }
    #expect(holds(signature, message, key.publicKey))
    #expect(!holds(signature, message + [0], key.publicKey))
    #expect(!holds(signature, message, other.publicKey))
    for bit in 0..<512 {
      var changed = signature
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(!holds(changed, message, key.publicKey))
    }
    #expect(!holds([], message, key.publicKey) && !holds(signature, message, ""))
    #expect(!holds(signature.dropLast(), message, key.publicKey))
  }

  @Test func `a key is made for its owner alone, and is the same when it is read again`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("city.key")
    let (made, isNew) = try SigningKey.at(path)
    let (read, isNewAgain) = try SigningKey.at(path)
    #expect(isNew && !isNewAgain && made.publicKey == read.publicKey)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(throws: SharingError.self) { try SigningKey.at(path) }
    for other in [
      "", "no key", text.replacing("MC4C", with: "MC4D"), text.replacing("BEGIN", with: "END"),
    ] {
      let wrong = try folder.write(other, to: "wrong.key")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: wrong)
      #expect(throws: SharingError.self) { try SigningKey.at(wrong) }
    }
    #expect(throws: SharingError.self) { try SigningKey.at(folder.file("nowhere/city.key")) }
  }

  /// The program of OpenSSL reads the key's file and finds the same public key.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/openssl")))
  func `openssl knows the key`() throws {
    let folder = try TemporaryFolder()
    let (key, _) = try SigningKey.at(folder.file("city.key"))
    let result = try runProgram(
      "/usr/bin/openssl",
      [
        "pkey", "-in", folder.file("city.key"), "-pubout", "-outform", "DER", "-out",
        folder.file("public"),
      ])
    #expect(result.status == 0, "\(result.errors)")
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("public")))
    #expect(hexadecimal(data.suffix(32)) == key.publicKey)
  }
}
