import LayerStack

/// The meaning of an overlap table: which works meet which challenges, how neighbourhoods differ,
/// and how much of each challenge maintenance can take along. Plain figures; no geometry.
public struct OpportunityMap: Sendable {
  /// Name of the project.
  public var name: String
  /// Years of the horizon.
  public var years: ClosedRange<Int>
  /// Themes in the order of the project file.
  public var themes: [Theme]
  /// Planes, in the order of the signature's bits.
  public var planes: [Plane]
  /// Neighbourhoods, in the order of the overlap table.
  public var neighbourhoods: [Neighbourhood]
  /// Assets, in the order of the overlap table.
  public var assets: [Asset]
  /// Works, by asset and then by year.
  public var works: [Work]
  /// The score of each work. Shape: `works`.
  public var scores: [WorkScore]
  /// The profile of each neighbourhood. Shape: `neighbourhoods`.
  public var profiles: [Profile]
  /// The profile of all neighbourhoods together, every place once.
  public var city: Profile
  /// Coverage over the city.
  public var coverage: Coverage
  /// Coverage within each neighbourhood. Shape: `neighbourhoods`.
  public var coverages: [Coverage]
  /// The table that all figures come from.
  public var table: OverlapTable
}
