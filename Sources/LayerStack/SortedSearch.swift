extension Array where Element: Comparable {
  /// How many elements of an ascending array are at most the given one.
  func countNotAbove(_ element: Element) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= element { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
