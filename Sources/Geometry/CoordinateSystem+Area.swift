extension CoordinateSystem {
  /// A box in degrees of longitude and latitude.
  package struct Area: Sendable, Hashable {
    /// Western bound; east of it up to `east`, past the date line where `east` is less.
    package var west: Double
    /// Southern bound.
    package var south: Double
    /// Eastern bound.
    package var east: Double
    /// Northern bound.
    package var north: Double

    /// A box.
    package init(west: Double, south: Double, east: Double, north: Double) {
      self.west = west
      self.south = south
      self.east = east
      self.north = north
    }

    /// The box around positions in degrees, those that are no numbers left out; nil without any.
    package init?(around positions: [Position]) {
      guard let box = Bounds(positions.filter { ($0 * 0) == .zero }) else { return nil }
      self.init(west: box.minX, south: box.minY, east: box.maxX, north: box.maxY)
    }
  }
}

extension CoordinateSystem.Area {
  /// Degrees of longitude from west to east.
  package var width: Double { east >= west ? east - west : east - west + 360 }

  /// Its middle, longitude first.
  package var middle: Position { Position(west + width / 2, (south + north) / 2) }

  /// Whether a longitude and latitude in degrees lie in it; false for what is no number.
  package func contains(_ place: Position) -> Bool {
    guard place.y >= south && place.y <= north else { return false }
    let fromWest = (place.x - west).remainder(dividingBy: 360)
    return (fromWest < 0 ? fromWest + 360 : fromWest) <= width || width >= 360
  }

  /// The box with a margin on all sides: a part of its size, and at least so many degrees.
  package func padded(byPart part: Double, atLeast least: Double) -> CoordinateSystem.Area {
    let x = max(width * part, least)
    let y = max((north - south) * part, least)
    let isRound = width + 2 * x >= 360
    return CoordinateSystem.Area(
      west: isRound ? -180 : west - x, south: south - y, east: isRound ? 180 : east + x,
      north: north + y)
  }
}
