/// A whole number in groups of three digits, with a sign between them.
package func grouped(_ number: UInt64, by separator: String) -> String {
  let digits = String(number)
  let first = digits.utf8.count % 3
  return digits.enumerated().reduce(into: "") { text, digit in
    if digit.offset > 0, digit.offset % 3 == first % 3 { text += separator }
    text.append(digit.element)
  }
}
