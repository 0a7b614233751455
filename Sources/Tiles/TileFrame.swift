/// What a tile shows: its square of 4,096 units with a margin, and how places come to stand in it.
struct TileFrame {
  /// Units along a side, as a power of two.
  static let extentBits: Int32 = 12
  /// Units along a side.
  static let extent: Int32 = 1 << extentBits
  /// Units beyond each side that are drawn, so that strokes are not cut where tiles meet.
  static let buffer: Int32 = 64

  let zoom: UInt8
  /// Units of the deepest zoom in one of this, as a power of two.
  let shift: Int32
  /// The tile's upper left corner, in units of its zoom.
  private let origin: TilePlace

  /// What is drawn, in units of the tile.
  static let box = PlaceBox(
    low: TilePlace(repeating: -buffer), high: TilePlace(repeating: extent + buffer))

  /// A tile of a zoom that is not beyond the deepest.
  init(_ tile: TileAddress, of matrices: TileMatrixSet) {
    zoom = UInt8(tile.zoom)
    shift = Int32(matrices.deepestZoom - tile.zoom)
    origin = TilePlace(Int32(tile.column), Int32(tile.row)) &<< Self.extentBits
  }

  /// A place rounded to the zoom's units, in units from the tile's corner. It depends on place and zoom alone.
  @inline(__always)
  func place(_ place: TilePlace) -> TilePlace { place.rounded(shift: shift) &- origin }

  /// Whether a place of the tile is its own, not of a neighbour whose margin it is in.
  func owns(_ place: TilePlace) -> Bool {
    all(place .>= TilePlace.zero) && all(place .< TilePlace(repeating: Self.extent))
  }

  /// A box that holds all places that come to stand in what is drawn, and so many units more.
  func reach(padded by: Int32) -> PlaceBox {
    let pad = by + 1
    return PlaceBox(
      low: (origin &+ Self.box.low &- pad) &<< shift,
      high: (origin &+ Self.box.high &+ pad) &<< shift)
  }
}

extension TilePlace {
  /// The nearest place of a zoom whose units are 2 to the power of `shift` of the deepest zoom's, in that zoom's
  /// units.
  @inline(__always)
  func rounded(shift: Int32) -> TilePlace {
    (self &+ (shift > 0 ? 1 << (shift - 1) : 0)) &>> shift
  }
}
