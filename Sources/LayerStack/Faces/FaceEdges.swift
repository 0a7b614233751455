/// How winding numbers change on the way over an edge from its right to its left: one crossing, or
/// the number of a list of them.
struct EdgeCode: BitwiseCopyable, Hashable, Sendable {
  private let code: Int32
  private static let listBit: Int32 = 1 << 30

  init(_ crossing: WindingStep) {
    code = crossing.owner << 1 | (crossing.gain < 0 ? 1 : 0)
  }

  init(list: Int, isReversed: Bool) {
    code = Self.listBit | Int32(list) << 1 | (isReversed ? 1 : 0)
  }

  private init(code: Int32) { self.code = code }

  /// No edge has it.
  static let none = EdgeCode(code: -1)

  /// A number that tells codes apart.
  var bits: Int64 { Int64(code) }

  /// The same on the way back.
  var reversed: EdgeCode { EdgeCode(code: code ^ 1) }

  var isReversed: Bool { code & 1 == 1 }

  /// The list's number, or nil for a single crossing.
  var list: Int? { code & Self.listBit == 0 ? nil : Int((code & ~Self.listBit) >> 1) }

  /// The owner of a single crossing.
  var owner: Int32 { code >> 1 }
}

/// An edge between two places that no other edge crosses; the lower number first.
struct FaceEdge: BitwiseCopyable, Sendable {
  let low: Int32
  let high: Int32
  /// On the way over the edge that runs from `low` to `high`.
  let code: EdgeCode
}

/// What an owner's winding number gains.
struct WindingGain: Hashable, Sendable {
  let owner: Int32
  var gain: Int32
}

/// The edges whose lower place is in one band, each once, with what crossing them does; edges that
/// change nothing are gone.
struct BandEdges: Sendable {
  /// By lower place.
  private(set) var edges: [FaceEdge] = []
  /// Lists of more than a single crossing, the first gain of each above 0.
  private(set) var lists: [[WindingGain]] = []
  private var listNumbers: [[WindingGain]: Int] = [:]

  /// Unites the pieces that lie on one another. Numbers of pieces count from the band's first
  /// place; edges have the stack's own.
  init(_ pieces: [BandPiece], firstPlace: Int32, placeCount: Int) {
    edges.reserveCapacity(pieces.count)
    var sorted = SortedPieces(pieces, placeCount: placeCount)
    for place in 0..<placeCount {
      let range = sorted.range(of: place)
      var index = range.lowerBound
      while index < range.upperBound {
        let high = sorted.pieces[index].high
        var end = index + 1
        while end < range.upperBound, sorted.pieces[end].high == high { end += 1 }
        if let code = code(of: sorted.pieces[index..<end]) {
          edges.append(
            FaceEdge(low: Int32(place) + firstPlace, high: high + firstPlace, code: code))
        }
        index = end
      }
    }
    sorted.pieces = []
  }

  private mutating func code(of pieces: ArraySlice<BandPiece>) -> EdgeCode? {
    if pieces.count == 1 { return EdgeCode(pieces[pieces.startIndex].crossing) }
    var gains: [WindingGain] = []
    for piece in pieces {
      let (owner, gain) = (piece.crossing.owner, piece.crossing.gain)
      if gains.last?.owner == owner {
        gains[gains.count - 1].gain += gain
      } else {
        gains.append(WindingGain(owner: owner, gain: gain))
      }
    }
    gains.removeAll { $0.gain == 0 }
    guard let first = gains.first else { return nil }
    if gains.count == 1, abs(first.gain) == 1 {
      return EdgeCode(WindingStep(owner: first.owner, gain: first.gain))
    }
    return EdgeCode(list: number(of: gains), isReversed: first.gain < 0)
  }

  private mutating func number(of gains: [WindingGain]) -> Int {
    let isReversed = gains[0].gain < 0
    let list = gains.map { WindingGain(owner: $0.owner, gain: isReversed ? -$0.gain : $0.gain) }
    if let number = listNumbers[list] { return number }
    listNumbers[list] = lists.count
    lists.append(list)
    return lists.count - 1
  }
}

/// Pieces by their lower place, then by the higher one and the owner.
private struct SortedPieces {
  var pieces: [BandPiece]
  private var starts: [Int32]

  init(_ unsorted: [BandPiece], placeCount: Int) {
    starts = [Int32](repeating: 0, count: placeCount + 1)
    for piece in unsorted { starts[Int(piece.low) + 1] += 1 }
    for place in 0..<placeCount { starts[place + 1] += starts[place] }
    var ends = starts
    pieces = unsorted
    for piece in unsorted {
      let place = Int(piece.low)
      // Few pieces have one lower place, so each goes where it belongs at once.
      var hole = Int(ends[place])
      while hole > starts[place], piece.isBefore(pieces[hole - 1]) {
        pieces[hole] = pieces[hole - 1]
        hole -= 1
      }
      pieces[hole] = piece
      ends[place] += 1
    }
  }

  func range(of place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }
}

extension BandPiece {
  @inline(__always)
  fileprivate func isBefore(_ other: BandPiece) -> Bool {
    high != other.high ? high < other.high : crossing.owner < other.crossing.owner
  }
}

/// Joins the parts that an edge has in several bands: a piece from its last place in one band to
/// its first place in the next that it has a place in. Pieces go to the band of their lower place,
/// with numbers that count from that band's first place.
func joinBands(_ bands: inout [NodedBand], firstPlaces: [Int32]) {
  var pending: [(place: Int32, band: Int)] = []
  for band in bands.indices {
    var next = 0
    var goingUp: [(place: Int32, band: Int)] = []
    for segment in bands[band].through {
      var last = (place: segment.last + firstPlaces[band], band: band)
      if segment.comesFromBelow {
        // Bands keep edges in the order of the input, so the next one that came up is this one.
        let below = pending[next]
        next += 1
        if segment.first < 0 {
          last = below
        } else {
          let base = firstPlaces[below.band]
          bands[below.band].pieces.append(
            BandPiece(
              from: below.place - base, to: segment.first + firstPlaces[band] - base,
              segment.crossing))
        }
      }
      if segment.goesUp { goingUp.append(last) }
    }
    precondition(next == pending.count, "an edge that leaves a band comes into the next")
    pending = goingUp
  }
}
