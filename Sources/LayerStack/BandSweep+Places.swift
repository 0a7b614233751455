import Geometry

// MARK: - Measuring

extension BandSweep {
  /// Measures the strips on both sides of a strand up to a height.
  @inline(__always)
  mutating func measureStrips(around strand: Int, to y: Double) {
    let left = Int(strands[strand].left)
    let right = Int(strands[strand].right)
    let x = strands[strand].x(at: y)
    measureStrip(left, to: y, leftX: strands[left].x(at: y), rightX: x)
    measureStrip(strand, to: y, leftX: x, rightX: strands[right].x(at: y))
  }

  @inline(__always)
  mutating func measureStrip(_ strand: Int, to y: Double) {
    let right = Int(strands[strand].right)
    measureStrip(
      strand, to: y, leftX: strands[strand].x(at: y), rightX: strands[right].x(at: y))
  }

  /// Adds the trapezoid between the height measured last and `y` to the strip's place.
  @inline(__always)
  mutating func measureStrip(_ strand: Int, to y: Double, leftX: Double, rightX: Double) {
    let width = rightX - leftX
    let height = y - strands[strand].stripY
    let place = strands[strand].place
    // A strip between strands that lie on one another has no place.
    if place >= 0 {
      places.addArea((strands[strand].stripWidth + width) * height * 0.5, to: place)
      if strands[strand].isLine, height > 0 { addLength(of: strand, height: height) }
    }
    strands[strand].stripWidth = width
    strands[strand].stripY = y
  }

  private mutating func addLength(of strand: Int, height: Double) {
    let slope = strands[strand].slope
    let length = height * (1 + slope * slope).squareRoot()
    add(PlaceLength(place: strands[strand].place, owner: strands[strand].owner, length: length))
  }

  private mutating func add(_ length: PlaceLength) {
    if lengths.count > 0 {
      let last = lengths[lengths.count - 1]
      if last.place == length.place, last.owner == length.owner {
        lengths[lengths.count - 1].length += length.length
        return
      }
    }
    lengths.append(length)
  }

  /// A level line runs through the places just above it.
  mutating func measure(_ level: LevelPiece, at y: Double) {
    var strand = leftBorder
    var x = 0.0
    while strand != rightBorder {
      let right = Int(strands[strand].right)
      let end = right == rightBorder ? cell.width : strands[right].x(at: y)
      let length = min(end, level.toX) - max(x, level.fromX)
      if length > 0 {
        add(PlaceLength(place: findPlace(strand), owner: level.owner, length: length))
      }
      x = max(x, end)
      strand = right
    }
  }

  /// Level lines at the very top of the band, above which there is nothing.
  mutating func measureTopLevels() {
    guard !cell.levels.isEmpty else { return }
    crossTopEvents(back: false)
    strands[leftBorder].right = Int32(rightBorder)
    strands[leftBorder].fingerprint = presence.fingerprint
    for number in cell.levels where band.levels[number].y >= band.height {
      measure(band.levels[number], at: band.height)
    }
    crossTopEvents(back: true)
  }

  private mutating func crossTopEvents(back: Bool) {
    for number in cell.leftEvents where band.leftEvents[number].y >= band.height {
      crossAtLeft(band.leftEvents[number], back: back)
    }
  }
}

// MARK: - Places

extension BandSweep {
  /// Lets the strands that began and ended, and changes at the left border, change the strips to their
  /// right, from left to right for as long as something changes.
  mutating func settle(leftChanges: Bool, at y: Double) {
    if leftChanges {
      measureStrip(leftBorder, to: y)
      strands[leftBorder].fingerprint = presence.fingerprint
      strands[leftBorder].place = -1
      touch(Int32(leftBorder))
      settle(from: Int(strands[leftBorder].right), at: y)
    }
    unsettled.sortAscending()
    for index in 0..<unsettled.count {
      let strand = Int(unsettled[index].strand)
      while strands[strand].isUnsettled { settle(from: firstUnsettled(leftOf: strand), at: y) }
    }
    unsettled.removeAll()
  }

  /// Where many begin at one position, their order is not that of `unsettled`.
  private mutating func firstUnsettled(leftOf last: Int) -> Int {
    var strand = last
    while strands[Int(strands[strand].left)].isUnsettled { strand = Int(strands[strand].left) }
    return strand
  }

  private mutating func settle(from first: Int, at y: Double) {
    var strand = first
    var fingerprint = strands[Int(strands[first].left)].fingerprint
    while strand != rightBorder {
      if strands[strand].isEnded {
        strand = remove(strand, at: y)
        continue
      }
      let right = Int(strands[strand].right)
      shiftWinding(of: strand)
      fingerprint ^= strands[strand].flip
      if strands[strand].fingerprint != fingerprint {
        measureStrip(strand, to: y)
        strands[strand].fingerprint = fingerprint
        strands[strand].place = -1
        touch(Int32(strand))
      } else if presence.shiftCount == 0, !strands[right].isUnsettled {
        break
      }
      strand = right
    }
    presence.clearShifts()
  }

  @inline(__always)
  private mutating func shiftWinding(of strand: Int) {
    let owner = strands[strand].owner
    let shift = presence.shift(of: owner)
    strands[strand].winding &+= shift
    if strands[strand].isUnsettled {
      strands[strand].isUnsettled = false
      presence.addStrand(strand, of: owner)
      presence.addShift(strands[strand].delta, of: owner)
      strands[strand].updateFlip()
    } else if shift != 0 {
      strands[strand].updateFlip()
    }
  }

  /// Takes a strand that has ended from the list and returns its right neighbour.
  private mutating func remove(_ strand: Int, at y: Double) -> Int {
    let left = Int(strands[strand].left)
    let right = Int(strands[strand].right)
    strands[left].right = Int32(right)
    strands[right].left = Int32(left)
    strands[left].stripWidth = strands[right].x(at: y) - strands[left].x(at: y)
    strands[left].stripY = y
    strands[strand].isUnsettled = false
    presence.removeStrand(strand, of: strands[strand].owner)
    presence.addShift(-strands[strand].delta, of: strands[strand].owner)
    touch(Int32(left))
    if lastBegun == strand { lastBegun = left }
    return right
  }

  /// The place of a strip.
  @inline(__always)
  mutating func findPlace(_ strand: Int) -> Int32 {
    let place = places.place(strands[strand].fingerprint)
    return place >= 0 ? place : makePlace(strand)
  }

  /// Its owners are those of the nearest strip to the left whose place is known, apart from the owners
  /// that begin or end at the strands between.
  private mutating func makePlace(_ last: Int) -> Int32 {
    gathered.removeAll()
    var strand = last
    while strand != leftBorder, strands[strand].place < 0 {
      if strands[strand].flip != 0 { gathered.append(strands[strand].owner) }
      strand = Int(strands[strand].left)
    }
    if strands[strand].place >= 0 {
      places.appendMembers(of: strands[strand].place, to: &gathered)
    } else {
      presence.appendPresent(to: &gathered)
    }
    gathered.sortAscending()
    for index in 0..<gathered.count where gathered.isOddRunEnd(index) {
      places.appendMember(gathered[index])
    }
    return places.add(strands[last].fingerprint)
  }

}

extension FlatBuffer<Int32> {
  /// Whether an element of a sorted buffer is the last of its kind and of an odd number of them.
  @inline(__always)
  fileprivate func isOddRunEnd(_ index: Int) -> Bool {
    guard index + 1 == count || self[index + 1] != self[index] else { return false }
    var first = index
    while first > 0, self[first - 1] == self[index] { first -= 1 }
    return (index - first) % 2 == 0
  }
}

// MARK: - Self-check

extension BandSweep {
  /// In debug builds, and so in all tests: traps unless following all strands from the left border
  /// gives the strips' fingerprints.
  @inline(__always)
  func checkSettled() {
    #if DEBUG
      precondition(isSettled(), "strips and strands disagree")
    #endif
  }

  private func isSettled() -> Bool {
    var fingerprint = presence.fingerprint
    var strand = leftBorder
    var isRight = strands[leftBorder].fingerprint == fingerprint
    while strands[strand].right != rightBorder {
      strand = Int(strands[strand].right)
      let (owner, delta) = (strands[strand].owner, strands[strand].delta)
      let before = presence.winding(of: owner)
      presence.look(owner, delta)
      if (before == 0) != (presence.winding(of: owner) == 0) {
        fingerprint ^= ownerFingerprint(Int(owner))
      }
      isRight =
        isRight && strands[strand].fingerprint == fingerprint
        && strands[strand].winding == before
    }
    while strand != leftBorder {
      presence.look(strands[strand].owner, -strands[strand].delta)
      strand = Int(strands[strand].left)
    }
    return isRight
  }
}
