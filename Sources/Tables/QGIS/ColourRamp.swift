/// Five colours from light to dark as QGIS writes them: one hue each, told apart by their lightness, so also
/// by readers with any kind of colour blindness and in grey print (after Cynthia Brewer's ColorBrewer,
/// 2002, Apache licence).
struct ColourRamp {
  let colours: [String]

  /// The darkest but one, for what has no classes.
  var strong: String { colours[3] }

  /// So many colours, from the lightest that stands out to the darkest.
  func spread(_ count: Int) -> [String] {
    guard count > 1 else { return [strong] }
    return (0..<count).map { colours[($0 * 4 + (count - 1) / 2) / (count - 1)] }
  }

  static let red = ColourRamp(colours: [
    "254,217,118", "254,178,76", "253,141,60", "227,26,28", "128,0,38",
  ])
  static let purple = ColourRamp(colours: [
    "218,218,235", "188,189,220", "158,154,200", "117,107,177", "84,39,143",
  ])
  static let green = ColourRamp(colours: [
    "199,233,192", "161,217,155", "116,196,118", "35,139,69", "0,68,27",
  ])
  static let blue = ColourRamp(colours: [
    "198,219,239", "158,202,225", "107,174,214", "33,113,181", "8,48,107",
  ])
  static let orange = ColourRamp(colours: [
    "254,230,206", "253,208,162", "253,174,107", "217,72,1", "127,39,4",
  ])
  static let brown = ColourRamp(colours: [
    "246,232,195", "223,194,125", "191,129,45", "140,81,10", "84,48,5",
  ])
  static let pink = ColourRamp(colours: [
    "253,224,221", "252,197,192", "250,159,181", "197,27,138", "73,0,106",
  ])
  static let grey = ColourRamp(colours: [
    "217,217,217", "189,189,189", "150,150,150", "82,82,82", "37,37,37",
  ])
  static let teal = ColourRamp(colours: [
    "208,240,237", "166,216,212", "103,185,180", "1,120,115", "0,60,48",
  ])

  /// The colours of a theme: the usual ones have their own, others take theirs in turn.
  static func theme(_ key: String, place: Int) -> ColourRamp {
    let own: [String: ColourRamp] = [
      "water": .blue, "energy": .orange, "soil": .brown, "care": .pink, "vacancy": .grey,
      "green": .green,
    ]
    let others: [ColourRamp] = [.teal, .pink, .brown, .blue, .orange, .grey]
    return own[key] ?? others[place % others.count]
  }
}
