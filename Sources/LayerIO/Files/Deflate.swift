import CZlib

/// What zlib looks for in bytes that it packs.
package enum Packing: Sendable {
  /// What came before, by zlib's level 3: on the columns of reports it packs as well as level 6 in half
  /// the time, and a sixteenth better than level 1.
  case repeats
  /// Only which bytes are frequent: for those in which next to nothing comes back, such as steps from
  /// position to position, of which it leaves no more than the highest level and takes a third of its time.
  case frequencies

  fileprivate var levelAndStrategy: (Int32, Int32) {
    switch self {
    case .repeats: (3, Z_DEFAULT_STRATEGY)
    case .frequencies: (1, Z_HUFFMAN_ONLY)
    }
  }
}

/// Bytes packed as zlib (RFC 1950), which browsers and most programs can unpack. The same bytes give the
/// same result with the same version of zlib.
package func deflated(_ bytes: Span<UInt8>, _ packing: Packing) -> [UInt8] {
  let (level, strategy) = packing.levelAndStrategy
  var stream = unsafe z_stream()
  // 15 is the usual window of 32 kB, and 9 the most memory, with which zlib is fastest.
  let opened = unsafe deflateInit2_(
    &stream, level, Z_DEFLATED, 15, 9, strategy, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  precondition(opened == Z_OK, "zlib has no memory")
  defer { unsafe deflateEnd(&stream) }
  var packed = unsafe [UInt8](
    repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
  let size = packed.count
  // Sound: both are held for the call, and zlib is told their sizes; it only reads its input.
  unsafe bytes.withUnsafeBufferPointer { source in
    unsafe packed.withUnsafeMutableBufferPointer { target in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.avail_in = UInt32(source.count)
      unsafe stream.next_out = target.baseAddress
      unsafe stream.avail_out = UInt32(size)
      let status = unsafe deflate(&stream, Z_FINISH)
      precondition(status == Z_STREAM_END, "zlib was given room for all")
    }
  }
  unsafe packed.removeLast(Int(stream.avail_out))
  return packed
}
