extension CoordinateOperation {
  /// A box of the source system that surely holds everything that ends up in a box of the target system,
  /// and somewhat more; nil without a box, or where the way back is not known everywhere in it.
  /// - Throws: `CoordinateSystemError.noOperation` where PROJ knows no way back.
  package func sourceBox(of box: Bounds?) throws(CoordinateSystemError) -> Bounds? {
    guard let box, !isIdentity else { return box }
    let corners = (0...samplesPerSide).flatMap { row in
      (0...samplesPerSide).map { column in
        Position(
          box.minX + (box.maxX - box.minX) * Double(column) / Double(samplesPerSide),
          box.minY + (box.maxY - box.minY) * Double(row) / Double(samplesPerSide))
      }
    }
    guard let found = Bounds(try makeBackTransformer().transformed(corners)), found.isFinite else {
      return nil
    }
    // Between two samples a projection bends by far less than the distance between them.
    let size = max(found.maxX - found.minX, found.maxY - found.minY)
    return found.padded(by: 2 * size / Double(samplesPerSide))
  }
}

/// Positions along each side of a box that are sent back.
private let samplesPerSide = 16
