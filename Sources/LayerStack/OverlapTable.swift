/// Lists of different length, end to end.
@usableFromInline package struct RaggedArray: Sendable, Equatable {
  /// All members, list after list.
  @usableFromInline package private(set) var members: [Int32]
  /// Index of each list's first member, and the number of members at the end. Shape: `count + 1`.
  @usableFromInline package private(set) var starts: [Int]

  /// No lists.
  package init() {
    members = []
    starts = [0]
  }

  /// Lists in the layout described above; traps when the arrays contradict each other.
  package init(members: [Int32], starts: [Int]) {
    precondition(starts.first == 0 && starts.last == members.count)
    self.members = members
    self.starts = starts
  }

  /// Lists given one by one.
  package init(_ lists: some Sequence<some Collection<Int32>>) {
    self.init()
    for list in lists { append(list) }
  }

  /// Number of lists.
  package var count: Int { starts.count - 1 }

  /// A list.
  @inlinable package subscript(index: Int) -> ArraySlice<Int32> {
    members[starts[index]..<starts[index + 1]]
  }

  /// Adds a list at the end.
  package mutating func append(_ list: some Collection<Int32>) {
    members.append(contentsOf: list)
    starts.append(members.count)
  }
}

/// The set of planes that cover a place: bit `i` stands for plane `i`. At most 128 planes.
package struct Signature: Hashable, Sendable, Comparable {
  /// Bits of the planes.
  package var bits: UInt128

  /// No plane.
  package static let empty = Signature(bits: 0)

  /// The most planes a stack can have.
  package static let capacity = 128

  /// A signature from its bits.
  package init(bits: UInt128) {
    self.bits = bits
  }

  /// A signature of the given planes.
  package init(planes: some Sequence<Int>) {
    bits = planes.reduce(0) { $0 | (1 << UInt128($1)) }
  }

  /// Whether the plane covers the place.
  package func contains(_ plane: Int) -> Bool {
    bits >> UInt128(plane) & 1 == 1
  }

  /// The planes, ascending.
  package var planes: [Int] {
    (0..<Self.capacity).filter(contains)
  }

  /// By bits; a fixed order, without meaning.
  package static func < (a: Signature, b: Signature) -> Bool { a.bits < b.bits }
}

/// The answer of the stack: the plane cut into places that each lie in the same neighbourhoods,
/// under the same assets and in the same planes, with the area of each kind of place. Every place
/// counts once, so all sums reconcile; figures for one neighbourhood, asset or theme are sums over
/// the rows that hold it.
///
/// Only places within at least one neighbourhood or asset have rows: what lies outside both is of
/// no use and unbounded. Rows are in ascending order of (zone, asset set, signature), so equal input
/// gives equal bytes.
@usableFromInline package struct OverlapTable: Sendable, Equatable {
  /// A kind of place and its area.
  package struct AreaRow: Sendable, Equatable {
    /// Index in `zones`.
    package var zone: Int32
    /// Index in `assetSets`.
    package var assetSet: Int32
    /// Index in `signatures`.
    package var signature: Int32
    /// Area in m2, over 0.
    package var area: Double

    /// A row.
    package init(zone: Int32, assetSet: Int32, signature: Int32, area: Double) {
      self.zone = zone
      self.assetSet = assetSet
      self.signature = signature
      self.area = area
    }
  }

  /// A kind of place and the length of a line asset in it.
  package struct LengthRow: Sendable, Equatable {
    /// Index in `zones`.
    package var zone: Int32
    /// Index of the asset.
    package var asset: Int32
    /// Index in `signatures`.
    package var signature: Int32
    /// Length in m, over 0.
    package var length: Double

    /// A row.
    package init(zone: Int32, asset: Int32, signature: Int32, length: Double) {
      self.zone = zone
      self.asset = asset
      self.signature = signature
      self.length = length
    }
  }

  /// Sets of neighbourhoods that share a place, each ascending. Zone 0 is the empty set, outside all
  /// neighbourhoods; zone `i + 1` is neighbourhood `i` alone; further zones are overlaps.
  package var zones: RaggedArray
  /// Sets of assets that share a place, each ascending. Set 0 is the empty set, no asset; set `i + 1`
  /// is asset `i` alone; further sets are overlaps.
  @usableFromInline package var assetSets: RaggedArray
  /// The signatures that occur. Signature 0 is the empty one: no plane.
  package var signatures: [Signature]
  /// Areas by (zone, asset set, signature), ascending.
  package var areas: [AreaRow]
  /// Lengths by (zone, asset, signature), ascending.
  package var lengths: [LengthRow]
  /// Number of neighbourhoods, assets and planes that went in.
  package var neighbourhoodCount: Int
  /// Number of assets that went in.
  @usableFromInline package var assetCount: Int
  /// Number of planes that went in.
  package var planeCount: Int

  /// Calls `body` with each asset of a set; quick for the many that hold one or none.
  @inlinable package func forEachAsset(ofSet set: Int32, _ body: (Int) -> Void) {
    if set == 0 { return }
    if set <= assetCount { return body(Int(set) - 1) }
    for index in assetSets.starts[Int(set)]..<assetSets.starts[Int(set) + 1] {
      body(Int(assetSets.members[index]))
    }
  }

  /// A table from its parts, which must be ordered as described.
  package init(
    zones: RaggedArray, assetSets: RaggedArray, signatures: [Signature], areas: [AreaRow],
    lengths: [LengthRow], neighbourhoodCount: Int, assetCount: Int, planeCount: Int
  ) {
    self.zones = zones
    self.assetSets = assetSets
    self.signatures = signatures
    self.areas = areas
    self.lengths = lengths
    self.neighbourhoodCount = neighbourhoodCount
    self.assetCount = assetCount
    self.planeCount = planeCount
  }
}
