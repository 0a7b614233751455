extension StackStrip {
  /// A strip in flat arrays, for a file: bands one after the other.
  package struct Arrays: Sendable {
    /// Number of places of each band. Shape: bands.
    package var placeCounts: [Int] = []
    /// Owners of the places, ascending: neighbourhoods, planes, assets. Place after place.
    package var members: [Int32] = []
    /// For each band the first member of each place, counted from the band's first, and the number of its members.
    /// Shape: places + bands.
    package var memberStarts: [Int32] = []
    /// Area of each place, in square units of the coordinate system. Shape: places.
    package var areas: [Double] = []
    /// Number of lengths of each band. Shape: bands.
    package var lengthCounts: [Int] = []
    /// Place of each length, counted from the band's first. Shape: lengths.
    package var lengthPlaces: [Int32] = []
    /// Line asset of each length, as an owner. Shape: lengths.
    package var lengthOwners: [Int32] = []
    /// Lengths, in units of the coordinate system.
    package var lengths: [Double] = []

    /// No bands.
    package init() {}
  }

  /// The strip in flat arrays.
  package var arrays: Arrays {
    results.reduce(into: Arrays()) { arrays, band in
      arrays.placeCounts.append(band.areas.count)
      arrays.members += band.members
      arrays.memberStarts += band.starts
      arrays.areas += band.areas
      arrays.lengthCounts.append(band.lengths.count)
      arrays.lengthPlaces += band.lengths.map(\.place)
      arrays.lengthOwners += band.lengths.map(\.owner)
      arrays.lengths += band.lengths.map(\.length)
    }
  }

  /// A strip from flat arrays; nil where they contradict each other or name owners that the stack lacks.
  package init?(bands: Range<Int>, _ arrays: Arrays, owners: StackOwners) {
    let (places, lengths) = (arrays.areas.count, arrays.lengths.count)
    guard arrays.placeCounts.count == bands.count, arrays.lengthCounts.count == bands.count,
      arrays.placeCounts.isDealingOut(places), arrays.lengthCounts.isDealingOut(lengths),
      arrays.memberStarts.count == places + bands.count,
      arrays.lengthPlaces.count == lengths, arrays.lengthOwners.count == lengths
    else { return nil }
    var (place, member, length) = (0, 0, 0)
    var results: [BandResult] = []
    for band in 0..<bands.count {
      let ownPlaces = place..<place + arrays.placeCounts[band]
      let ownLengths = length..<length + arrays.lengthCounts[band]
      let starts = arrays.memberStarts[place + band...ownPlaces.upperBound + band]
      guard let end = starts.last, starts.first == 0, member + Int(end) <= arrays.members.count
      else { return nil }
      let result = BandResult(
        members: Array(arrays.members[member..<member + Int(end)]), starts: Array(starts),
        areas: Array(arrays.areas[ownPlaces]),
        lengths: ownLengths.map {
          PlaceLength(
            place: arrays.lengthPlaces[$0], owner: arrays.lengthOwners[$0],
            length: arrays.lengths[$0])
        })
      guard result.isSound(owners) else { return nil }
      results.append(result)
      (place, member, length) = (
        ownPlaces.upperBound, member + Int(end), ownLengths.upperBound
      )
    }
    guard member == arrays.members.count else { return nil }
    self.init(bands: bands, results: results)
  }
}

extension [Int] {
  /// Whether they are parts of a total.
  fileprivate func isDealingOut(_ total: Int) -> Bool {
    allSatisfy { (0...total).contains($0) } && reduce(0, +) == total
  }
}

extension BandResult {
  fileprivate func isSound(_ owners: StackOwners) -> Bool {
    zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
      && members.allSatisfy { (0..<owners.count).contains(Int($0)) }
      && areas.indices.allSatisfy { place in
        let own = members[Int(starts[place])..<Int(starts[place + 1])]
        return zip(own, own.dropFirst()).allSatisfy { $0 < $1 }
      }
      && lengths.allSatisfy {
        areas.indices.contains(Int($0.place))
          && (owners.firstAsset..<owners.count).contains(Int($0.owner))
      }
  }
}
