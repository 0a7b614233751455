/// A growing run of plain values for the kernel: one allocation that is kept and used again, and
/// indices that only debug builds check.
///
/// Sound because the memory is owned by this value alone (`~Copyable`), elements are plain bits that
/// need no clean-up, and every index the kernel uses lies below `count`, which debug builds, and with
/// them all tests, trap on.
@safe struct FlatBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 64) {
    self.capacity = capacity
    unsafe base = UnsafeMutablePointer.allocate(capacity: capacity)
  }

  deinit { unsafe base.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    unsafeAddress {
      assert(index >= 0 && index < count)
      return unsafe UnsafePointer(base + index)
    }
    nonmutating unsafeMutableAddress {
      assert(index >= 0 && index < count)
      return unsafe base + index
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: 2 * capacity) }
    unsafe (base + count).initialize(to: element)
    count += 1
  }

  /// Adds an element before the one at an index, or at the end.
  mutating func insert(_ element: Element, at index: Int) {
    assert(index >= 0 && index <= count)
    append(element)
    unsafe (base + index + 1).update(from: base + index, count: count - 1 - index)
    unsafe base[index] = element
  }

  /// Adds elements from memory that holds at least so many.
  @inline(__always)
  mutating func append(from source: UnsafePointer<Element>, count added: Int) {
    if count + added > capacity { grow(to: 2 * capacity + added) }
    unsafe (base + count).initialize(from: source, count: added)
    count += added
  }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func removeLast() -> Element {
    assert(count > 0)
    count -= 1
    return unsafe base[count]
  }

  /// Gives the buffer that many elements; those beyond the old count are `value`.
  mutating func resize(to newCount: Int, filling value: Element) {
    reserve(newCount)
    if newCount > count {
      unsafe (base + count).initialize(repeating: value, count: newCount - count)
    }
    count = newCount
  }

  /// Makes room for that many elements, so that adding them copies nothing. Memory costs where it is
  /// written, not where it is reserved.
  mutating func reserve(_ needed: Int) {
    if needed > capacity { grow(to: max(needed, 2 * capacity)) }
  }

  /// Gives the buffer that many elements; what they are is undefined until they are written.
  mutating func resizeForWriting(to newCount: Int) {
    count = 0
    reserve(newCount)
    count = newCount
  }

  /// Drops the elements from the given count on.
  mutating func truncate(to newCount: Int) {
    assert(newCount <= count)
    count = newCount
  }

  /// Makes all elements `value`.
  func fill(_ value: Element) {
    unsafe base.update(repeating: value, count: count)
  }

  /// The elements as an array.
  func array() -> [Element] {
    unsafe Array(UnsafeBufferPointer(start: base, count: count))
  }

  /// Orders the elements of a range.
  func sort(_ range: Range<Int>, by areInOrder: (Element, Element) -> Bool) {
    assert(range.lowerBound >= 0 && range.upperBound <= count)
    var part = unsafe UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    unsafe part.sort(by: areInOrder)
  }

  private mutating func grow(to newCapacity: Int) {
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    unsafe grown.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = grown
    capacity = newCapacity
  }
}

extension FlatBuffer where Element: Comparable {
  /// Orders all elements from an index on, fast when there are few of them.
  @inline(__always)
  func sortAscending(from start: Int = 0) {
    guard count - start <= 64 else { return sort(start..<count, by: <) }
    for index in stride(from: start + 1, to: count, by: 1) {
      let element = self[index]
      var hole = index
      while hole > start, element < self[hole - 1] {
        self[hole] = self[hole - 1]
        hole -= 1
      }
      self[hole] = element
    }
  }
}
