import CZlib

/// Bytes packed as zlib (RFC 1950), which browsers and most programs can unpack. The same bytes give the
/// same result with the same version of zlib.
public func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var packed = [UInt8](repeating: 0, count: Int(compressBound(UInt(bytes.count))))
  var count = UInt(packed.count)
  // Sound: both arrays are held for the call, and `packed` has the room that zlib itself asks for.
  let status = unsafe bytes.withUnsafeBufferPointer { source in
    unsafe packed.withUnsafeMutableBufferPointer { target in
      unsafe compress2(
        target.baseAddress, &count, source.baseAddress, UInt(source.count), Z_DEFAULT_COMPRESSION)
    }
  }
  precondition(status == Z_OK, "zlib has no memory")
  packed.removeLast(packed.count - Int(count))
  return packed
}
