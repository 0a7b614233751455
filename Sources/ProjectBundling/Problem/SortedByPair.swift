/// Sorts elements by a pair of numbers, of which the first lies below `firsts`: counted into the
/// places of their first number, then each place by the second. Elements with equal pairs keep
/// their order.
func sortedByPair<Element>(
  _ elements: some Sequence<Element>, firsts: Int, pair: (Element) -> (Int32, Int32)
) -> [Element] {
  let elements = Array(elements)
  var starts = [Int](repeating: 0, count: firsts + 1)
  for element in elements { starts[Int(pair(element).0) + 1] += 1 }
  for first in 0..<firsts { starts[first + 1] += starts[first] }
  var order = [Int32](repeating: 0, count: elements.count)
  var next = starts
  for (index, element) in elements.enumerated() {
    let first = Int(pair(element).0)
    order[next[first]] = Int32(index)
    next[first] += 1
  }
  for first in 0..<firsts where starts[first + 1] - starts[first] > 1 {
    order[starts[first]..<starts[first + 1]].sort {
      (pair(elements[Int($0)]).1, $0) < (pair(elements[Int($1)]).1, $1)
    }
  }
  return order.map { elements[Int($0)] }
}
