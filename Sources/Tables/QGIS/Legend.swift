import LayerIO

/// A class of a legend: the values it holds, its colour, and what it says.
struct LegendClass {
  var lower: Double
  var upper: Double
  var colour: String
  var text: String
}

/// The classes of a column's values on their own range.
struct Legend {
  private(set) var classes: [LegendClass] = []

  /// No more than five classes that hold about as many of the values above 0 each, their limits rounded to
  /// two figures, and one for those that are not above 0.
  init(
    _ column: VectorTable.Column?, _ ramp: ColourRamp, unit: String, nothing: Wording,
    _ language: Language
  ) {
    guard let column, case .number(let all, _) = column.values else { return }
    let values = all.compactMap(\.self).filter(\.isFinite).sorted()
    let positive = values.filter { $0 > 0 }
    if let least = values.first, least <= 0 {
      classes.append(
        LegendClass(
          lower: least, upper: 0, colour: "225,225,225", text: language.text(nothing)))
    }
    guard let least = positive.first, let most = positive.last else { return }
    let inner = (1..<5).map { rounded(positive[$0 * positive.count / 5]) }
    var limits = [0.0]
    for limit in inner where limit > limits[limits.count - 1] && limit < most {
      limits.append(limit)
    }
    let colours = ramp.spread(limits.count)
    let (isShare, digits) = (most <= 1 && unit.isEmpty, decimals(of: most))
    func shown(_ value: Double) -> String {
      isShare
        ? language.number(value, decimals: most < 0.1 ? 3 : 2)
        : language.number(value, decimals: digits)
    }
    for (index, lower) in limits.enumerated() {
      let isLast = index == limits.count - 1
      let upper = isLast ? most : limits[index + 1]
      let text = shown(index == 0 ? rounded(least) : lower) + " – " + shown(upper)
      classes.append(
        LegendClass(
          lower: lower, upper: upper, colour: colours[index],
          text: unit.isEmpty ? text : "\(text) \(unit)"))
    }
  }

  /// A class for each whole number that occurs, from few to many.
  init(numbers column: VectorTable.Column?, _ ramp: ColourRamp) {
    guard case .integer(let values)? = column?.values else { return }
    let numbers = Set(values.compactMap(\.self)).sorted()
    for (number, colour) in zip(numbers, ramp.spread(max(numbers.count, 1))) {
      classes.append(
        LegendClass(
          lower: Double(number) - 0.5, upper: Double(number) + 0.5, colour: colour,
          text: "\(number)"))
    }
  }
}

/// The value with two figures, which people read at a glance.
private func rounded(_ value: Double) -> Double {
  guard value > 0 else { return 0 }
  var step = 1.0
  while value / step >= 100 { step *= 10 }
  while value / step < 10 { step /= 10 }
  let whole = (value / step).rounded()
  return step >= 1 ? whole * step : whole / (1 / step).rounded()
}

private func decimals(of most: Double) -> Int { most < 10 ? 1 : 0 }
