import CZlib
import Geometry

/// Bytes that a thread packs at a time.
private let segmentSize = 1 << 19

/// How far back zlib looks for what it has seen before (RFC 1951).
private let windowSize = 1 << 15

/// Bytes packed as zlib (RFC 1950), which browsers and most programs can unpack. The same bytes give the
/// same result with the same version of zlib, whatever the number of threads: segments of one size are
/// packed by themselves, each with the end of the one before it to refer to, and put end to end.
public func deflated(_ bytes: [UInt8], threads: Int = 1) -> [UInt8] {
  // No bytes at all are one segment too.
  let ranges = bytes.isEmpty ? [0..<0] : bytes.indices.chunks(of: segmentSize)
  let segments = concurrentValues(count: ranges.count, threads: threads) { index in
    deflatedSegment(bytes, ranges[index])
  }
  // Deflate with a window of 32 kB and the usual level.
  var packed: [UInt8] = [0x78, 0x9C]
  packed.reserveCapacity(segments.reduce(6) { $0 + $1.count })
  for segment in segments { packed += segment }
  // Sound: zlib reads as many bytes as the array has.
  let sum = unsafe bytes.withUnsafeBufferPointer {
    unsafe adler32_z(1, $0.baseAddress, $0.count)
  }
  for shift in [24, 16, 8, 0] as [UInt] { packed.append(UInt8(truncatingIfNeeded: sum >> shift)) }
  return packed
}

/// A part of the bytes as whole blocks of Deflate, the last of which ends the stream where the part is the
/// last.
private func deflatedSegment(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
  var stream = unsafe z_stream()
  let opened = unsafe deflateInit2_(
    &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  precondition(opened == Z_OK, "zlib has no memory")
  defer { unsafe deflateEnd(&stream) }
  // More than the bound for one call by what ends a flush.
  var packed = unsafe [UInt8](
    repeating: 0, count: Int(deflateBound(&stream, UInt(range.count))) + 16)
  let size = packed.count
  // Sound: both arrays are held for the calls, and zlib is told their sizes; it only reads its input.
  unsafe bytes.withUnsafeBufferPointer { source in
    unsafe packed.withUnsafeMutableBufferPointer { target in
      let start = unsafe UnsafeMutablePointer(mutating: source.baseAddress)
      let window = min(range.lowerBound, windowSize)
      unsafe deflateSetDictionary(
        &stream, start?.advanced(by: range.lowerBound - window), UInt32(window))
      unsafe stream.next_in = start?.advanced(by: range.lowerBound)
      unsafe stream.avail_in = UInt32(range.count)
      unsafe stream.next_out = target.baseAddress
      unsafe stream.avail_out = UInt32(size)
      let isLast = range.upperBound == source.count
      let status = unsafe CZlib.deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
      precondition(status == (isLast ? Z_STREAM_END : Z_OK), "zlib was given room for all")
    }
  }
  unsafe packed.removeLast(Int(stream.avail_out))
  return packed
}
