extension Range<Int> {
  /// The range in pieces of a size, to be worked on in parallel; the last may be smaller.
  package func chunks(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: size).map { $0..<Swift.min($0 + size, upperBound) }
  }

  /// The first number that `isBefore` does not hold for, which holds for all below it and for none after;
  /// the upper bound where it holds for all.
  @inlinable @inline(__always)
  package func partitionPoint(_ isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
