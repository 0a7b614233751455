import CZlib

/// CRC-32 as in zlib and PNG.
package func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
  let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
  return unsafe UInt32(truncatingIfNeeded: crc32_z(0, base, bytes.count))
}
