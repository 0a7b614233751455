import LayerIO

/// A neighbourhood as its source names it.
public struct Neighbourhood: Sendable, Equatable, Codable {
  /// Code as text, such as `BU03630001`.
  public var id: String
  /// Name.
  public var name: String
  /// Numbers that the source brings along, such as inhabitants, by attribute name.
  public var numbers: [String: Double]
  /// Texts that the source brings along, such as the type, by attribute name.
  public var texts: [String: String]

  /// A neighbourhood.
  public init(id: String, name: String, numbers: [String: Double], texts: [String: String]) {
    self.id = id
    self.name = name
    self.numbers = numbers
    self.texts = texts
  }
}

/// The figures of a neighbourhood, or of the city as a whole. Arrays by theme are in the map's order
/// of themes, arrays by year run over the horizon.
package struct Profile: Sendable, Equatable {
  /// Area in m2. For the city every place counts once.
  package var area: Double
  /// Area in m2 under at least one plane of the theme. Shape: `themes`.
  package var themeAreas: [Double]
  /// `themeAreas / area`. Shape: `themes`.
  package var themeShares: [Double]
  /// Area-weighted highest severity over the whole neighbourhood, 0 to 1. Shape: `themes`.
  package var themeSeverities: [Double]
  /// Share here divided by the share in the city; nil where the city has none. Shape: `themes`.
  package var locationQuotients: [Double?]
  /// Area in m2 by stack height: index `h` is the area with `h` themes. Shape: `themes + 1`.
  package var areaByHeight: [Double]
  /// Surface of works in m2, each place once, whatever their year.
  package var workArea: Double
  /// Number of works whose largest part lies here, whatever their year.
  package var workCount: Int
  /// Number of works due in each year whose largest part lies here. Shape: `years`.
  package var worksByYear: [Int]
  /// Cost in EUR of works due in each year, by share of their surface here. Shape: `years`.
  package var costByYear: [Double]

  /// A profile from its figures.
  package init(
    area: Double, themeAreas: [Double], themeShares: [Double], themeSeverities: [Double],
    locationQuotients: [Double?], areaByHeight: [Double], workArea: Double, workCount: Int,
    worksByYear: [Int], costByYear: [Double]
  ) {
    self.area = area
    self.themeAreas = themeAreas
    self.themeShares = themeShares
    self.themeSeverities = themeSeverities
    self.locationQuotients = locationQuotients
    self.areaByHeight = areaByHeight
    self.workArea = workArea
    self.workCount = workCount
    self.worksByYear = worksByYear
    self.costByYear = costByYear
  }
}

/// How much of each challenge can ride along with the maintenance of the horizon. Every place counts
/// once, however many works touch it. Shapes: `years` x `themes`, year after year.
package struct Coverage: Sendable, Equatable {
  /// All ground, in m2.
  package var ground: Double
  /// Ground under works, whatever their year, in m2.
  package var groundUnderWorks: Double
  /// Ground in m2 under a work due in the year or before it, each place once: what chance would give of every
  /// theme. Shape: `years`.
  package var cumulatedGround: [Double]
  /// Area in m2 of the theme within the neighbourhoods. Shape: `themes`.
  package var challenged: [Double]
  /// Area in m2 of the theme under works, whatever their year. Shape: `themes`.
  package var underWorks: [Double]
  /// Area in m2 of the theme under a work due in the year.
  package var perYear: [[Double]]
  /// Area in m2 of the theme under a work due in the year or before it, each place once.
  package var cumulated: [[Double]]
  /// Cost in EUR of the works due in the year that touch the theme, by the share that does.
  package var costPerYear: [[Double]]
  /// The same cost by budget; works without a budget are under the empty name.
  package var costPerBudget: [String: [[Double]]]

  /// Coverage from its figures.
  package init(
    ground: Double, groundUnderWorks: Double, cumulatedGround: [Double],
    challenged: [Double], underWorks: [Double], perYear: [[Double]], cumulated: [[Double]],
    costPerYear: [[Double]],
    costPerBudget: [String: [[Double]]]
  ) {
    (self.ground, self.groundUnderWorks) = (ground, groundUnderWorks)
    self.cumulatedGround = cumulatedGround
    self.challenged = challenged
    self.underWorks = underWorks
    self.perYear = perYear
    self.cumulated = cumulated
    self.costPerYear = costPerYear
    self.costPerBudget = costPerBudget
  }
  /// Area in m2 of the theme under a work due within the horizon.
  package func covered(_ theme: Int) -> Double { cumulated.last?[theme] ?? 0 }

  /// That area as part of the theme's, or nil where it has none.
  package func coveredShare(_ theme: Int) -> Double? {
    challenged[theme] > 0 ? covered(theme) / challenged[theme] : nil
  }
}
