extension ByteBuffer {
  /// Adds a whole number in groups of seven bits, the lowest first; the highest bit of a byte says that more
  /// follow.
  @inlinable
  package mutating func append(varint value: UInt64) {
    var rest = value
    while rest > 0x7F {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

/// Small numbers of either sign as small numbers: 0, -1, 1, -2 are 0, 1, 2, 3.
@inlinable
package func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) }
