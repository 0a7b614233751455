/// A key of a `KeyIndex`.
protocol IndexedKey: BitwiseCopyable, Equatable {
  /// Bits that differ between keys; the lowest are used first.
  var spreadBits: UInt64 { get }
}

extension UInt64: IndexedKey {
  /// Fingerprints are spread by themselves.
  var spreadBits: UInt64 { self }
}

extension UInt128: IndexedKey {
  /// Multiplied by the golden ratio, as Knuth advises, so that high bits count in low ones.
  var spreadBits: UInt64 {
    let folded = UInt64(truncatingIfNeeded: self) ^ UInt64(truncatingIfNeeded: self >> 61)
    return (folded &* 0x9E37_79B9_7F4A_7C15).byteSwapped
  }
}

/// Numbers for keys, from 0 on in the order in which they are added: a hash table with open addresses.
struct KeyIndex<Key: IndexedKey>: ~Copyable {
  private(set) var keys = FlatBuffer<Key>()
  private var slots = FlatBuffer<Int32>(capacity: 256)
  private var mask = 0

  init() {
    slots.resize(to: 256, filling: -1)
    mask = slots.count - 1
  }

  mutating func removeAll() {
    keys.removeAll()
    slots.fill(-1)
  }

  /// The number of a key, or -1.
  @inline(__always)
  func number(of key: Key) -> Int32 {
    var slot = Int(truncatingIfNeeded: key.spreadBits) & mask
    while true {
      let number = slots[slot]
      if number < 0 || keys[Int(number)] == key { return number }
      slot = (slot + 1) & mask
    }
  }

  /// Adds a key that is not there yet.
  mutating func add(_ key: Key) -> Int32 {
    let number = Int32(keys.count)
    keys.append(key)
    if 2 * keys.count > slots.count { grow() } else { insert(number) }
    return number
  }

  private func insert(_ number: Int32) {
    var slot = Int(truncatingIfNeeded: keys[Int(number)].spreadBits) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = number
  }

  private mutating func grow() {
    let size = 2 * slots.count
    slots.fill(-1)
    slots.resize(to: size, filling: -1)
    mask = size - 1
    for number in 0..<keys.count { insert(Int32(number)) }
  }
}
