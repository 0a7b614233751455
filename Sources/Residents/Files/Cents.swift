/// An amount of money as files have it, in whole cents: `8000`, `8000.5` and `8000,50`. Nil for
/// what is no such amount, has more than two decimals, or passes 10 billion.
func cents(of text: String) -> Int? {
  let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
  guard (1...2).contains(parts.count), (1...10).contains(parts[0].utf8.count),
    parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
    let whole = Int(parts[0])
  else { return nil }
  guard parts.count == 2 else { return whole * 100 }
  let digits = parts[1].utf8.count
  // Further decimals may be noughts.
  guard digits > 0, parts[1].dropFirst(2).allSatisfy({ $0 == "0" }),
    let fraction = Int(parts[1].prefix(2))
  else { return nil }
  return whole * 100 + (digits == 1 ? fraction * 10 : fraction)
}

/// An amount in cents as files have it: `8000`, or `8000.50` where there are cents.
func amountText(ofCents cents: Int) -> String {
  let (whole, rest) = cents.quotientAndRemainder(dividingBy: 100)
  return rest == 0 ? "\(whole)" : "\(whole)." + (rest < 10 ? "0\(rest)" : "\(rest)")
}
