import Geometry

/// A pyramid of square tiles over a plane: one tile at zoom 0, and four for each at the next zoom. What
/// OGC's two-dimensional tile matrix sets (17-083r4) call a quad. Rows count from the top.
package struct TileMatrixSet: Sendable, Hashable {
  /// Name in its register, such as `WebMercatorQuad`.
  package let id: String
  /// What it is called.
  package let title: String
  /// Its identifier in the register of OGC; nil where it stands in none.
  package let uri: String?
  /// Identifier of the coordinate system.
  package let crs: String
  /// The same as an authority code.
  package let systemCode: String
  /// Identifier of its scales.
  package let wellKnownScaleSet: String
  /// Upper left corner, in metres of the coordinate system.
  package let origin: Position
  /// Side of a cell at zoom 0 in metres; a tile is 256 cells wide.
  package let cellSize: Double
  /// Last zoom of the definition.
  package let lastZoom: Int
  /// Last zoom at which tiles are made: their units are as fine as the data then, and maps enlarge them.
  package let deepestZoom: Int

  /// The grid of nearly all maps on the web, in web Mercator. Units of its deepest tiles are 9 cm in the
  /// Netherlands.
  package static let webMercatorQuad = TileMatrixSet(
    id: "WebMercatorQuad", title: "Google Maps Compatible for the World",
    uri: "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
    crs: "http://www.opengis.net/def/crs/EPSG/0/3857", systemCode: "EPSG:3857",
    wellKnownScaleSet: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
    origin: Position(-mercatorReach, mercatorReach), cellSize: 2 * mercatorReach / 256,
    lastZoom: 24, deepestZoom: 16)

  /// The grid of Dutch maps in RD. Units of its deepest tiles are 2.6 cm.
  package static let netherlandsRDNewQuad = TileMatrixSet(
    id: "NetherlandsRDNewQuad", title: "Amersfoort / RD New schema for the Netherlands",
    uri: nil, crs: "http://www.opengis.net/def/crs/EPSG/0/28992", systemCode: "EPSG:28992",
    wellKnownScaleSet: "urn:ogc:def:wkss:OGC:1.0:NLDEPSG28992Scale",
    origin: Position(-285401.92, 903401.92), cellSize: 3440.64, lastZoom: 16, deepestZoom: 13)

  /// Both.
  package static let all = [webMercatorQuad, netherlandsRDNewQuad]

  /// Cells along a side of a tile, for its scale.
  package static let cellsPerTile = 256

  /// Side of a cell on a screen, in metres, by which OGC states scales.
  private static let screenCell = 0.00028

  /// Side of a cell in metres.
  package func cellSize(zoom: Int) -> Double { cellSize / Double(1 << zoom) }

  /// Scale, for cells of 0.28 mm.
  package func scaleDenominator(zoom: Int) -> Double { cellSize(zoom: zoom) / Self.screenCell }

  /// The box of the whole pyramid, in metres of its system.
  package var bounds: Bounds {
    Bounds(minX: origin.x, minY: origin.y - side, maxX: origin.x + side, maxY: origin.y)
  }

  /// Side of the tile of zoom 0 in metres.
  package var side: Double { cellSize * Double(Self.cellsPerTile) }

  /// Whether there is such a tile.
  package func contains(_ tile: TileAddress) -> Bool {
    guard (0...lastZoom).contains(tile.zoom) else { return false }
    let tiles = 0..<1 << tile.zoom
    return tiles.contains(tile.column) && tiles.contains(tile.row)
  }
}

/// Half the side of web Mercator's square in metres: half the equator of WGS84.
private let mercatorReach = 6_378_137 * Double.pi

/// A tile of a pyramid.
package struct TileAddress: Sendable, Hashable {
  /// Zoom: tiles along a side are 2 to its power.
  package var zoom: Int
  /// Column, from the left.
  package var column: Int
  /// Row, from the top.
  package var row: Int

  /// A tile.
  package init(zoom: Int, column: Int, row: Int) {
    (self.zoom, self.column, self.row) = (zoom, column, row)
  }
}

/// A place in units of which the deepest tiles have 4,096 along a side, from the upper left corner of the
/// pyramid, x to the right and y downwards.
typealias TilePlace = SIMD2<Int32>

extension TileMatrixSet {
  /// Units along a side of the tile of zoom 0.
  var units: Double { Double(1 << (deepestZoom + Int(TileFrame.extentBits))) }

  /// The place nearest to parts of the pyramid's side. What lies outside is brought to its edge.
  func place(part: Position) -> TilePlace {
    let place = ((part * units).clamped(lowerBound: .zero, upperBound: Position(repeating: units)))
      .rounded(.toNearestOrAwayFromZero)
    return TilePlace(Int32(place.x), Int32(place.y))
  }

  /// A position of the coordinate system as parts of the pyramid's side.
  func part(_ position: Position) -> Position {
    Position(position.x - origin.x, origin.y - position.y) / side
  }

  /// The position of a place in the coordinate system.
  func position(_ place: TilePlace) -> Position {
    let metres = Position(Double(place.x), Double(place.y)) * (side / units)
    return Position(origin.x + metres.x, origin.y - metres.y)
  }
}
