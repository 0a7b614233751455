/// A box around places, its sides included.
struct PlaceBox: Sendable, Equatable {
  var low: TilePlace
  var high: TilePlace

  init(low: TilePlace, high: TilePlace) {
    (self.low, self.high) = (low, high)
  }

  /// The box around places; nil without any.
  init?(_ places: some Collection<TilePlace>) {
    guard let first = places.first else { return nil }
    self.init(low: first, high: first)
    for place in places.dropFirst() {
      low = pointwiseMin(low, place)
      high = pointwiseMax(high, place)
    }
  }

  var middle: TilePlace { TilePlace(low.x + (high.x - low.x) / 2, low.y + (high.y - low.y) / 2) }

  @inline(__always)
  func intersects(_ other: PlaceBox) -> Bool {
    all(low .<= other.high) && all(other.low .<= high)
  }

  func contains(_ place: TilePlace) -> Bool { all(low .<= place) && all(place .<= high) }

  func contains(_ other: PlaceBox) -> Bool { all(low .<= other.low) && all(other.high .<= high) }

  mutating func formUnion(_ other: PlaceBox) {
    low = pointwiseMin(low, other.low)
    high = pointwiseMax(high, other.high)
  }
}
