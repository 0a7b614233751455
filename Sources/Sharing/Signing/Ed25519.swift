import COpenSSL

/// Signatures by Ed25519 (RFC 8032), which OpenSSL makes and checks. The only unsafe code of this module but for a
/// checksum: each handle is made, used and freed within one call, and all arrays live through it.
package enum Ed25519 {
  /// Bytes of a key, private or public.
  package static let keyLength = 32
  /// Bytes of a signature.
  package static let signatureLength = 64

  /// A new private key, of OpenSSL's random numbers.
  package static func newPrivateKey() -> [UInt8] {
    let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nil)
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    precondition(unsafe EVP_PKEY_keygen_init(context) == 1, "OpenSSL makes keys")
    precondition(unsafe EVP_PKEY_keygen(context, &key) == 1, "OpenSSL makes keys")
    defer { unsafe EVP_PKEY_free(key) }
    var bytes = [UInt8](repeating: 0, count: keyLength)
    var length = keyLength
    // Sound: OpenSSL writes at most `length` bytes, which is what there is room for.
    precondition(unsafe EVP_PKEY_get_raw_private_key(key, &bytes, &length) == 1)
    return bytes
  }

  /// The public key of a private key. Traps on another length than `keyLength`.
  package static func publicKey(of privateKey: [UInt8]) -> [UInt8] {
    precondition(privateKey.count == keyLength)
    let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, privateKey, keyLength)
    defer { unsafe EVP_PKEY_free(key) }
    var bytes = [UInt8](repeating: 0, count: keyLength)
    var length = keyLength
    // Sound: as above.
    precondition(unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &length) == 1)
    return bytes
  }

  /// The signature of a message: the same each time. Traps on a key of another length than `keyLength`.
  package static func signature(of message: [UInt8], by privateKey: [UInt8]) -> [UInt8] {
    precondition(privateKey.count == keyLength)
    let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, privateKey, keyLength)
    defer { unsafe EVP_PKEY_free(key) }
    let context = unsafe EVP_MD_CTX_new()
    defer { unsafe EVP_MD_CTX_free(context) }
    precondition(unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1)
    var signature = [UInt8](repeating: 0, count: signatureLength)
    var length = signatureLength
    // Sound: OpenSSL reads the message and writes at most `length` bytes.
    precondition(
      unsafe EVP_DigestSign(context, &signature, &length, message, message.count) == 1)
    return signature
  }

  /// Whether a signature is that of a message by the holder of a public key. Anything of a wrong length is not.
  package static func isSignature(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
  ) -> Bool {
    guard signature.count == signatureLength, publicKey.count == keyLength else { return false }
    let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, keyLength)
    defer { unsafe EVP_PKEY_free(key) }
    guard unsafe key != nil else { return false }
    let context = unsafe EVP_MD_CTX_new()
    defer { unsafe EVP_MD_CTX_free(context) }
    guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
    // Sound: OpenSSL reads the two arrays during the call.
    return unsafe EVP_DigestVerify(
      context, signature, signature.count, message, message.count) == 1
  }
}
