/// Bytes of a product under way: a flat array that grows, with what text formats need beside it.
struct TextBuffer: ~Copyable {
  /// Bytes written, followed by room for more.
  private(set) var storage: [UInt8]
  /// Number of bytes written.
  private(set) var count = 0

  init(capacity: Int = 1 << 16) {
    storage = [UInt8](repeating: 0, count: max(64, capacity))
  }

  /// The bytes written.
  var bytes: ArraySlice<UInt8> { storage[..<count] }

  /// Hands over the bytes written.
  consuming func finish() -> [UInt8] {
    storage.removeLast(storage.count - count)
    return storage
  }

  /// Makes room for that many bytes more.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > storage.count { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let size = max(2 * storage.count, count + more)
    storage.append(contentsOf: repeatElement(0, count: size - storage.count))
  }

  /// Writes into room of `room` bytes; `write` returns how many it used.
  @inline(__always)
  mutating func append(room: Int, _ write: (inout MutableSpan<UInt8>, Int) -> Int) {
    reserve(room)
    let start = count
    var span = storage.mutableSpan
    let end = write(&span, start)
    count = end
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  /// Appends bytes as they are.
  mutating func append(bytes: some Collection<UInt8>) {
    reserve(bytes.count)
    for byte in bytes {
      storage[count] = byte
      count += 1
    }
  }

  /// Appends text as UTF-8.
  mutating func append(_ text: String) {
    let bytes = text.utf8.span
    reserve(bytes.count)
    for index in bytes.indices { storage[count + index] = bytes[index] }
    count += bytes.count
  }
}
