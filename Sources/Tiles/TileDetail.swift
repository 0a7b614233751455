import Synchronization

/// How much of a layer is drawn at a zoom, so that no tile has more features of it than it may.
///
/// What is smaller than a limit does not stand for itself there: all whose anchors lie in one square are a point
/// together, which says how many they are.
struct TileDetail: Sendable, Equatable {
  /// Features that a layer has in a tile at most. A coverage, which can't be drawn in part, may have more.
  static func mostFeatures(isCoverage: Bool) -> Int { isCoverage ? 5000 : 2000 }

  /// Units of the zoom; what is smaller along both sides is counted. `.max` counts all, 0 none.
  let limit: Int32
  /// Side of the squares in units of the zoom, as a power of two: no more than a tile's.
  let squareBits: Int32

  /// Squares of a pixel where maps draw a tile on 512 of them.
  private static let finestBits: Int32 = 3

  /// Each feature stands for itself.
  static let whole = TileDetail(limit: 0, squareBits: finestBits)

  /// From the finest to the coarsest. A coverage is drawn as a whole or counted as a whole, since it would have
  /// holes otherwise; at the deepest zoom each feature stands for itself where it can.
  static func candidates(isCoverage: Bool, isDeepest: Bool) -> [TileDetail] {
    let bits = finestBits...TileFrame.extentBits
    let parts = bits.map { TileDetail(limit: 1 << $0, squareBits: $0) }
    let counts = bits.map { TileDetail(limit: .max, squareBits: $0) }
    if isCoverage { return [whole] + counts }
    return (isDeepest ? [whole] : []) + parts + [counts[counts.count - 1]]
  }

  /// Whether a feature in a box is counted at the zoom of a frame.
  func counts(_ box: PlaceBox, shift: Int32) -> Bool {
    guard limit < .max else { return true }
    let size = box.high &- box.low
    let most = Int64(limit) << Int64(shift)
    return Int64(size.x) < most && Int64(size.y) < most
  }
}

/// The detail of a layer at each zoom, found when it is first asked for.
final class TileDetails: Sendable {
  private let matrices: TileMatrixSet
  private let shapes: TileShapes
  private let isCoverage: Bool
  private let known: Mutex<[TileDetail?]>

  init(_ shapes: TileShapes, isCoverage: Bool, on matrices: TileMatrixSet) {
    (self.shapes, self.isCoverage, self.matrices) = (shapes, isCoverage, matrices)
    known = Mutex(Array(repeating: nil, count: matrices.deepestZoom + 1))
  }

  /// That of a zoom that is not beyond the deepest.
  func detail(zoom: Int) -> TileDetail {
    known.withLock { known in
      if let detail = known[zoom] { return detail }
      let all = TileDetail.candidates(
        isCoverage: isCoverage, isDeepest: zoom == matrices.deepestZoom)
      let detail = all.first { fits($0, zoom: zoom) } ?? all[all.count - 1]
      known[zoom] = detail
      return detail
    }
  }

  /// Whether no tile of a zoom has too many features.
  private func fits(_ detail: TileDetail, zoom: Int) -> Bool {
    let shift = Int32(matrices.deepestZoom - zoom)
    let most = TileDetail.mostFeatures(isCoverage: isCoverage)
    var squares: Set<TilePlace> = []
    var counts: [TilePlace: Int] = [:]
    for (shape, box) in shapes.boxes.enumerated() {
      if detail.counts(box, shift: shift) {
        let place = shapes.anchor(of: shape).rounded(shift: shift)
        guard squares.insert(place &>> detail.squareBits).inserted else { continue }
        let tile = place &>> Int32(TileFrame.extentBits)
        counts[tile, default: 0] += 1
        if counts[tile, default: 0] > most { return false }
        continue
      }
      let number = shapes.rows(of: shape).count
      let (columns, rows) = box.ranges(zoom: zoom, of: matrices)
      for row in rows {
        for column in columns {
          let tile = TilePlace(Int32(column), Int32(row))
          counts[tile, default: 0] += number
          if counts[tile, default: 0] > most { return false }
        }
      }
    }
    return true
  }
}
