// MARK: - Where a strand begins

extension BandSweep {
  /// Most strands begin at a border of the cell or near the last one that began.
  @inline(__always)
  private mutating func hint(for new: Strand, at y: Double) -> Int {
    let x = strands[lastBegun].x(at: y)
    if new.bottom.x <= 0, x > 0 { return leftBorder }
    return new.bottom.x >= cell.width && x < cell.width ? Int(strands[rightBorder].left) : lastBegun
  }

  /// The strand after which a new one is to be put.
  mutating func strandLeft(of new: Strand, at y: Double) -> Int {
    var left = hint(for: new, at: y)
    var stepsLeft = Signposts.interval
    while left != leftBorder, strands[left].isRight(of: new, at: y) {
      left = Int(strands[left].left)
      stepsLeft -= 1
      if stepsLeft == 0 { return strandLeftBySignposts(of: new, at: y) }
    }
    while stepsLeft > 0 {
      let right = Int(strands[left].right)
      guard right != rightBorder, !strands[right].isRight(of: new, at: y) else { return left }
      left = right
      stepsLeft -= 1
    }
    return strandLeftBySignposts(of: new, at: y)
  }

  /// The same where that is far from the last strand that began. A long way from a signpost leaves new
  /// ones, so that ways stay short. Where signposts are out of order, which rounding can bring about,
  /// ways are longer but end at the same strand, as they begin left of it.
  private mutating func strandLeftBySignposts(of new: Strand, at y: Double) -> Int {
    if signposts.hasManyFallen { removeFallenSignposts() }
    var post = lastSignpost(leftOf: new, at: y)
    var left = post < 0 ? leftBorder : Int(signposts[post])
    var steps = 0
    while true {
      let right = Int(strands[left].right)
      guard right != rightBorder, !strands[right].isRight(of: new, at: y) else { return left }
      left = right
      steps += 1
      guard steps >= Signposts.interval, strands[left].signpost == .none else { continue }
      guard !strands[left].isEnded else { continue }
      strands[left].signpost = .stands
      post += 1
      signposts.insert(Int32(left), at: post)
      steps = 0
    }
  }

  /// Place in `signposts` of the last one with a new strand to its right; -1 for none.
  private mutating func lastSignpost(leftOf new: Strand, at y: Double) -> Int {
    var found = -1
    var end = signposts.count
    while found + 1 < end {
      let middle = (found + 1 + end) / 2
      var post = middle
      while post < end, !isSignpost(post) { post += 1 }
      signposts.passedFallen += post - middle
      if post == end || strands[Int(signposts[post])].isRight(of: new, at: y) {
        end = middle
      } else {
        found = post
      }
    }
    return found
  }

  private func isSignpost(_ post: Int) -> Bool {
    let strand = Int(signposts[post])
    return strands[strand].signpost == .stands && !strands[strand].isEnded
  }

  private mutating func removeFallenSignposts() {
    var kept = 0
    for post in 0..<signposts.count where isSignpost(post) {
      signposts.move(post, to: kept)
      kept += 1
    }
    signposts.truncate(to: kept)
  }

  /// The owner's winding number left of a new strand, unsettled strands left out.
  mutating func winding(leftOf new: Strand, rightOf left: Int) -> Int32 {
    let only = presence.onlyStrand(of: new.owner)
    if only >= 0 {
      // Rounding never puts strands so far from where they belong, so their order is certain.
      let distance = new.bottom.x - strands[only].x(at: new.bottom.y)
      if abs(distance) > 0x1p-20 * cell.width {
        return distance < 0
          ? presence.winding(of: new.owner) : strands[only].winding &+ strands[only].delta
      }
    }
    return windingByLooking(for: new.owner, rightOf: left)
  }

  private mutating func windingByLooking(for owner: Int32, rightOf left: Int) -> Int32 {
    var strand = presence.hasStrands(owner) ? left : leftBorder
    while strand != leftBorder {
      if strands[strand].owner == owner {
        let isNew = strands[strand].isUnsettled && !strands[strand].isEnded
        return strands[strand].winding &+ (isNew ? 0 : strands[strand].delta)
      }
      strand = Int(strands[strand].left)
    }
    return presence.winding(of: owner)
  }
}
