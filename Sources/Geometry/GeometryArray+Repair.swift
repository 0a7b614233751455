import CGEOS
import Workers

/// What became of a feature whose polygons were invalid.
package struct PolygonRepair: Sendable, Equatable {
  /// Index of the feature.
  package var feature: Int
  /// What was wrong, in GEOS's words, such as `Self-intersection[120 430]`.
  package var problem: String
  /// Area before in square units: shells less holes, each ring by itself.
  package var areaBefore: Double
  /// Area after, in square units.
  package var areaAfter: Double
  /// Whether GEOS could make it valid; if not, the feature has no polygons any more.
  package var succeeded: Bool
}

/// Features that a thread checks at a time.
private let chunkSize = 512

extension GeometryArray {
  /// The same features with every polygon valid, and what was repaired, in the order of the features.
  ///
  /// Validity is GEOS's. Of an invalid feature, each polygon that is invalid by itself is repaired by
  /// GEOS's make-valid by linework: every place that its rings enclose an odd number of times stays, so
  /// a bow-tie keeps both its lobes and nothing is filled that the source left open. Then its polygons
  /// are united: a place belongs to a feature if it is in any of its polygons, and counts once where
  /// they overlap. The areas before and after tell. Valid features, lines and points stay as they are.
  ///
  /// Most features are valid, which `ValidityFilter` sees at a tenth of the cost; GEOS gets the others.
  /// GEOS looks at all pairs of edges whose boxes meet, which would take minutes to days where very many
  /// do. Such a feature is valid if a sweep finds its rings simple and apart, each hole within its shell;
  /// if not it is one that could not be made valid.
  ///
  /// `known` are features of the same file that were looked at before: one that is the same to the bit
  /// has the same outcome, without a second look.
  package func repaired(
    threads: Int, known: KnownRepairs = KnownRepairs()
  ) throws -> (GeometryArray, [PolygonRepair]) {
    let chunks = (0..<count).chunks(of: chunkSize)
    let found = try concurrentMap(
      count: chunks.count, threads: threads, state: { (ValidityFilter(), GeosContext()) }
    ) { state, chunk in
      chunks[chunk].compactMap { feature in
        if let outcome = known.outcome(of: feature, in: self) {
          return outcome.repair.map {
            Replacement($0, as: feature, outcome.features, at: outcome.index)
          }
        }
        return state.0.isSurelyValid(feature, in: self)
          ? nil : Replacement(of: feature, in: self, state.1)
      }
    }
    let replacements = found.flatMap { $0 }
    guard !replacements.isEmpty else { return (self, []) }
    return (replacing(replacements), replacements.map(\.repair))
  }

  private func replacing(_ replacements: [Replacement]) -> GeometryArray {
    var result = GeometryArray()
    result.positions.reserveCapacity(positions.count)
    var next = replacements[...]
    for feature in 0..<count {
      guard let replacement = next.first, replacement.repair.feature == feature else {
        result.appendFeature(feature, of: self)
        continue
      }
      result.appendFeature(0, of: replacement.geometry)
      next = next.dropFirst()
    }
    return result
  }
}

/// A feature made valid.
private struct Replacement: Sendable {
  let repair: PolygonRepair
  let geometry: GeometryArray

  /// The outcome for a feature that was looked at in other features.
  init(
    _ repair: PolygonRepair, as feature: Int, _ features: RepairedFeatures, at index: Int
  ) {
    var repair = repair
    repair.feature = feature
    self.repair = repair
    var geometry = GeometryArray()
    geometry.appendFeature(index, of: features.after)
    self.geometry = geometry
  }

  /// Nil where the feature is valid.
  init?(of feature: Int, in array: GeometryArray, _ context: GeosContext) {
    guard array.paths(of: feature).contains(where: { array.pathRoles[$0] == .shell }) else {
      return nil
    }
    var mended = GeometryArray()
    var problem = ""
    var succeeded = true
    do throws(GeosError) {
      if array.isEntangled(feature) {
        guard let meeting = array.meetingOfRings(in: feature) else { return nil }
        throw GeosError(message: meeting)
      }
      let source = try GeosGeometry(polygonsOf: feature, in: array, context)
      guard let reason = source.invalidity else { return nil }
      problem = reason
      try mended.appendUnitedPolygons(of: source)
    } catch {
      problem = problem.isEmpty ? error.message : problem + "; " + error.message
      succeeded = false
    }
    for path in array.paths(of: feature) where array.pathRoles[path] > .hole {
      mended.append(path: path, of: array)
    }
    mended.endFeature()
    repair = PolygonRepair(
      feature: feature, problem: problem, areaBefore: array.area(of: feature),
      areaAfter: mended.area(of: 0), succeeded: succeeded)
    geometry = mended
  }
}

/// Pairs of edges whose boxes meet that GEOS may look at for one feature: some seconds.
private let mostPairs = 1e7

extension GeometryArray {
  /// Whether more pairs of a feature's edges have boxes that meet than GEOS can look at in some seconds,
  /// going by the mean size of the boxes.
  fileprivate func isEntangled(_ feature: Int) -> Bool {
    let edgeCount = Double(positionRange(of: feature).count)
    guard edgeCount * edgeCount / 2 > mostPairs, let box = bounds(of: feature) else {
      return false
    }
    var total = Position.zero
    for path in paths(of: feature) where pathRoles[path] <= .hole {
      for index in range(ofPath: path).dropFirst() {
        let step = positions[index] - positions[index - 1]
        total += pointwiseMax(step, -step)
      }
    }
    let extent = Position(box.maxX - box.minX, box.maxY - box.minY)
    let share = pointwiseMin(2 * total / (edgeCount * extent), Position(1, 1))
    return edgeCount * edgeCount / 2 * share.x * share.y > mostPairs
  }

  /// What is wrong with an entangled feature, or nil where it is valid.
  fileprivate func meetingOfRings(in feature: Int) -> String? {
    if let place = RingSweep.firstMeeting(of: feature, in: self) {
      return "Self-intersection[\(place.x) \(place.y)] of a border too entangled to be mended"
    }
    return holesLieWithinShells(of: feature)
      ? nil : "Hole or part that is not where it belongs in a border too entangled to be mended"
  }

  /// Whether rings that are apart from one another make polygons: shells outside one another, each hole
  /// within its shell and outside its other holes.
  func holesLieWithinShells(of feature: Int) -> Bool {
    let rings = paths(of: feature).filter { pathRoles[$0] <= .hole }
    var shell: Int?
    for ring in rings {
      if pathRoles[ring] == .shell { shell = ring }
      let around = rings.filter { $0 != ring && isWithin(positions[pathStarts[ring]], ring: $0) }
      guard around == (shell == ring ? [] : shell.map { [$0] } ?? []) else { return false }
    }
    return true
  }

  /// Whether a position that is not on a ring lies within it.
  private func isWithin(_ position: Position, ring: Int) -> Bool {
    var isInside = false
    for index in range(ofPath: ring).dropFirst() {
      let (a, b) = (positions[index - 1], positions[index])
      guard (a.y > position.y) != (b.y > position.y) else { continue }
      if (orientation(a, b, position) > 0) == (b.y > a.y) { isInside.toggle() }
    }
    return isInside
  }
}

extension GeosGeometry {
  /// Why the geometry is invalid, or nil where it is valid.
  fileprivate var invalidity: String? {
    guard unsafe GEOSisValid_r(context.handle, handle) != 1 else { return nil }
    guard let reason = unsafe GEOSisValidReason_r(context.handle, handle) else {
      return context.lastMessage
    }
    defer { unsafe GEOSFree_r(context.handle, reason) }
    return unsafe String(cString: reason)
  }

  fileprivate func madeValid() throws(GeosError) -> GeosGeometry {
    try unsafe GeosGeometry(GEOSMakeValid_r(context.handle, handle), context)
  }

  /// The union of the members of a MultiPolygon, which may overlap.
  fileprivate func united() throws(GeosError) -> GeosGeometry {
    try unsafe GeosGeometry(GEOSUnaryUnion_r(context.handle, handle), context)
  }
}

extension GeometryArray {
  /// Adds the union of a geometry's polygons, each made valid by itself, to the feature under way,
  /// which has no paths yet.
  fileprivate mutating func appendUnitedPolygons(
    of source: GeosGeometry
  ) throws(GeosError) {
    let context = source.context
    var members: [GeometryArray] = []
    try source.forEachPolygon { polygon throws(GeosError) in
      var member = GeometryArray()
      member.appendPolygons(of: polygon.invalidity == nil ? polygon : try polygon.madeValid())
      member.endFeature()
      members.append(member)
    }
    guard members.count > 1 else {
      if let only = members.first { for path in only.paths(of: 0) { append(path: path, of: only) } }
      return
    }
    var all = GeometryArray()
    for member in members { for path in member.paths(of: 0) { all.append(path: path, of: member) } }
    all.endFeature()
    appendPolygons(of: try GeosGeometry(polygonsOf: 0, in: all, context).united())
    try checkUnion(of: members.map { $0.area(of: 0) })
  }

  /// Overlay in floating point is now and then wrong without saying so; a union is at least as large
  /// as each member and at most as large as all.
  private func checkUnion(of areas: [Double]) throws(GeosError) {
    var copy = self
    copy.endFeature()
    let (area, sum) = (copy.area(of: 0), areas.reduce(0, +))
    guard area >= (areas.max() ?? 0) - 1e-9 * sum, area <= (1 + 1e-9) * sum else {
      throw GeosError(message: "its polygons could not be united")
    }
  }
}

/// Tells of features whether their polygons are valid by GEOS's rules, on one thread.
package struct ValidityCheck {
  private var filter = ValidityFilter()
  private let context = GeosContext()

  /// A check.
  package init() {}

  /// Whether the polygons of a feature are valid; nil where GEOS would take too long to tell and no
  /// sweep shows it.
  package mutating func isValid(_ feature: Int, in array: GeometryArray) -> Bool? {
    if filter.isSurelyValid(feature, in: array) { return true }
    if array.isEntangled(feature) { return array.meetingOfRings(in: feature) == nil ? true : nil }
    let polygons = try? GeosGeometry(polygonsOf: feature, in: array, context)
    return polygons.map { $0.invalidity == nil } ?? false
  }
}
