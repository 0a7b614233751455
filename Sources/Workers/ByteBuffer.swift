/// Bytes on their way to a file: a flat array that grows, and that can be emptied and used again.
///
/// What is called for each value is open to the optimiser of other modules.
public struct ByteBuffer: Sendable {
  /// Bytes written, followed by room for more.
  @usableFromInline
  var storage: [UInt8]
  @usableFromInline
  var size = 0

  /// No bytes, and room for some.
  public init(capacity: Int = 1 << 12) {
    storage = [UInt8](repeating: 0, count: max(64, capacity))
  }

  /// Number of bytes written.
  @inlinable
  public var count: Int { size }

  /// The bytes written.
  public var bytes: ArraySlice<UInt8> { storage[..<size] }

  /// Calls `body` with the bytes written.
  @inlinable
  public func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try body(storage.span.extracting(first: size))
  }

  /// Removes all bytes and keeps the room.
  public mutating func removeAll() { size = 0 }

  /// Makes room for that many bytes more.
  @inlinable @inline(__always)
  public mutating func reserve(_ more: Int) {
    if size + more > storage.count { grow(more) }
  }

  @usableFromInline
  mutating func grow(_ more: Int) {
    let needed = max(2 * storage.count, size + more)
    storage.append(contentsOf: repeatElement(0, count: needed - storage.count))
  }

  /// Adds the bytes of a value in the machine's order.
  @inlinable @inline(__always)
  public mutating func append<Value: BitwiseCopyable>(raw value: Value) {
    append(raw: value, keeping: MemoryLayout<Value>.size)
  }

  /// Adds the first bytes of a value: one store, however many are kept.
  @inlinable @inline(__always)
  public mutating func append<Value: BitwiseCopyable>(raw value: Value, keeping kept: Int) {
    reserve(MemoryLayout<Value>.size)
    store(value, at: size)
    size += kept
  }

  /// Puts the bytes of a value where others were written before.
  @inlinable @inline(__always)
  public mutating func store<Value: BitwiseCopyable>(_ value: Value, at offset: Int) {
    var span = storage.mutableSpan
    // Sound: the elements are bytes, which may take any value.
    var bytes = unsafe span.mutableBytes
    bytes.storeBytes(of: value, toByteOffset: offset, as: Value.self)
  }

  /// Adds a byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) { append(raw: byte) }

  /// Adds text as UTF-8.
  @inlinable
  public mutating func append(_ text: String) { withUTF8(of: text) { append($0) } }

  /// Adds bytes as they are.
  @inlinable
  public mutating func append(_ bytes: Span<UInt8>) {
    reserve(bytes.count)
    let start = size
    var target = storage.mutableSpan
    for index in bytes.indices { target[start + index] = bytes[index] }
    size = start + bytes.count
  }
}
