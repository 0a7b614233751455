import Geometry
import LayerIO
import ProjectFile
import Workers

/// An entry of the schedule, read in chunks of features on many threads.
struct PlannedEntry: Sendable {
  private let source: ScheduleSource
  private let layer: ScheduleLayer
  private let index: Int
  private let catalogue: CycleCatalogue
  private let ranges: [Range<Int>]

  init(
    _ source: ScheduleSource, _ layer: ScheduleLayer, index: Int, catalogue: CycleCatalogue
  ) {
    self.source = source
    self.layer = layer
    self.index = index
    self.catalogue = catalogue
    ranges = (0..<layer.count).chunks(of: 4096)
  }

  /// All features, in their order. Of those that share an id the first that is an asset keeps it.
  func chunks(threads: Int) -> [PlannedChunk] {
    var chunks = planned(Array(ranges.indices), leavingOut: [], threads: threads)
    guard Self.mayRepeatIDs(chunks, threads: threads) else { return chunks }
    let repeated = Self.repeatedIDs(chunks)
    let touched = ranges.indices.filter { ranges[$0].contains(where: repeated.contains) }
    let again = planned(touched, leavingOut: repeated, threads: threads)
    for (number, chunk) in zip(touched, again) { chunks[number] = chunk }
    return chunks
  }

  private func planned(
    _ numbers: [Int], leavingOut repeated: Set<Int>, threads: Int
  ) -> [PlannedChunk] {
    concurrentValues(count: numbers.count, threads: threads) { number in
      let features = ranges[numbers[number]]
      var planner = EntryPlanner(
        source, layer, index: index, catalogue: catalogue, features: features)
      return PlannedChunk(features, repeated, &planner)
    }
  }

  /// Whether two features may have the same id: their ids' hashes say so. Each thread looks at some of
  /// the hashes, which takes far less time than putting all ids into one set.
  private static func mayRepeatIDs(_ chunks: [PlannedChunk], threads: Int) -> Bool {
    let shares = max(1, threads)
    let found = concurrentValues(count: shares, threads: threads) { share in
      var seen: Set<Int> = []
      for chunk in chunks {
        for hash in chunk.hashes where Int(hash.magnitude % UInt(shares)) == share {
          guard seen.insert(hash).inserted else { return true }
        }
      }
      return false
    }
    return found.contains(true)
  }

  /// The features whose id one before them has taken.
  private static func repeatedIDs(_ chunks: [PlannedChunk]) -> Set<Int> {
    var repeated: Set<Int> = []
    var taken: Set<String> = []
    for chunk in chunks {
      let dropped = Set(chunk.dropped.map(\.feature))
      for (feature, id) in zip(chunk.range, chunk.ids) {
        if taken.contains(id) {
          repeated.insert(feature)
        } else if !dropped.contains(feature) {
          taken.insert(id)
        }
      }
    }
    return repeated
  }
}

/// Some features of an entry as they were read: each is an asset with its plan, or dropped.
struct PlannedChunk: Sendable {
  /// A feature that is no asset.
  struct Dropped: Sendable {
    let feature: Int
    /// Id in the source; nil where it gives none.
    let givenID: String?
    let problem: FieldProblem
  }

  /// The features.
  let range: Range<Int>
  /// Id of each feature. Shape: `range`.
  private(set) var ids: [String] = []
  /// Their hashes. Shape: `range`.
  private(set) var hashes: [Int] = []
  private(set) var assets: [Asset] = []
  /// What is planned; assets count from the chunk's first. Shape: `assets`.
  private(set) var plans: [WorkPlan] = []
  /// Feature of each asset. Shape: `assets`.
  private(set) var features: [Int] = []
  private(set) var dropped: [Dropped] = []
  /// How many assets took each default.
  private(set) var defaults: [(name: String, count: Int)] = []

  fileprivate init(
    _ range: Range<Int>, _ repeated: Set<Int>, _ planner: inout EntryPlanner
  ) {
    self.range = range
    assets.reserveCapacity(range.count)
    plans.reserveCapacity(range.count)
    var counts: [Int] = []
    for feature in range {
      let planned = planner.plan(feature)
      ids.append(planned.id)
      hashes.append(planned.id.hashValue)
      add(planned, feature, isRepeated: repeated.contains(feature))
      guard features.last == feature else { continue }
      counts += repeatElement(0, count: planner.defaultNames.count - counts.count)
      for number in planner.defaults { counts[number] += 1 }
    }
    // Of dropped features alone there may be names that nobody counts.
    defaults = zip(planner.defaultNames, counts).filter { $0.1 > 0 }.map { ($0, $1) }
  }

  private mutating func add(_ planned: PlannedFeature, _ feature: Int, isRepeated: Bool) {
    switch planned.outcome {
    case _ where isRepeated:
      let detail = Wording(
        en: "the id '\(planned.id)' is taken by a feature before",
        nl: "het id '\(planned.id)' is al van een eerder object")
      let problem = FieldProblem(reason: .duplicateID, detail: detail)
      dropped.append(Dropped(feature: feature, givenID: planned.givenID, problem: problem))
    case .failure(let problem):
      dropped.append(Dropped(feature: feature, givenID: planned.givenID, problem: problem))
    case .success((let asset, let plan)):
      assets.append(asset)
      plans.append(plan)
      features.append(feature)
    }
  }
}
