import Geometry
import LayerStack

/// A problem by groups of related works: works of different groups never share a bundle, so that each group
/// is a problem of its own, with works that are numbered from 0.
struct RelatedParts: Sendable {
  /// Works of each group, ascending; groups by their first work.
  let works: RaggedArray
  private let whole: BundlingProblem
  /// Works of each group by place.
  private let byPlace: RaggedArray
  /// Indices in `BundlingProblem.relations` by group.
  private let relations: RaggedArray
  /// Indices of the grounds that two or more works of a group share, by group.
  private let grounds: RaggedArray
  /// Number of each work within its group; -1 for works that have nothing to choose.
  private let local: [Int32]
  private let group: [Int32]
  /// Indices in `NumberedDecisions.joined` by group.
  private let joined: RaggedArray
  /// Indices in `NumberedDecisions.separated` by group.
  private let separated: RaggedArray

  /// Number of groups.
  var count: Int { works.count }

  init(_ problem: BundlingProblem) {
    whole = problem
    let (group, count) = Self.groups(problem)
    self.group = group
    works = RaggedArray(grouping: [problem.works.indices.filter { group[$0] >= 0 }], groups: count)
    {
      (group[$0], Int32($0))
    }
    byPlace = RaggedArray(
      grouping: [problem.byPlace.filter { group[Int($0)] >= 0 }], groups: count
    ) { (group[Int($0)], $0) }
    var local = [Int32](repeating: -1, count: problem.works.count)
    for index in 0..<count {
      for (number, work) in works[index].enumerated() { local[Int(work)] = Int32(number) }
    }
    self.local = local
    relations = Self.within(problem.relations, group, groups: count) { ($0.a, $0.b) }
    separated = Self.within(problem.decisions.separated, group, groups: count) { $0 }
    let joined = problem.decisions.joined.indices.filter {
      group[Int(problem.decisions.joined[$0][0])] >= 0
    }
    self.joined = RaggedArray(grouping: [joined], groups: count) {
      (group[Int(problem.decisions.joined[$0][0])], Int32($0))
    }
    grounds = RaggedArray(
      grouping: [Self.sharedGrounds(problem, group)], groups: count
    ) { ($0.group, $0.ground) }
  }

  /// Indices of the pairs of which both works are in one group, by that group.
  private static func within<Pair>(
    _ pairs: [Pair], _ group: [Int32], groups: Int, _ works: (Pair) -> (a: Int32, b: Int32)
  ) -> RaggedArray {
    let found = pairs.indices.filter { index in
      let (a, b) = works(pairs[index])
      return group[Int(a)] >= 0 && group[Int(a)] == group[Int(b)]
    }
    return RaggedArray(grouping: [found], groups: groups) {
      (group[Int(works(pairs[$0]).a)], Int32($0))
    }
  }

  /// Each ground with the groups of which two or more works share it.
  private static func sharedGrounds(
    _ problem: BundlingProblem, _ group: [Int32]
  ) -> [(group: Int32, ground: Int32)] {
    var found: [(group: Int32, ground: Int32)] = []
    var seen: [Int32] = []
    for (index, ground) in problem.grounds.enumerated() {
      seen.removeAll(keepingCapacity: true)
      for work in ground.works where group[Int(work)] >= 0 { seen.append(group[Int(work)]) }
      seen.sort()
      for place in seen.indices.dropFirst()
      where seen[place] == seen[place - 1] && (place == 1 || seen[place - 2] != seen[place]) {
        found.append((seen[place], Int32(index)))
      }
    }
    return found
  }

  /// The problem of a group.
  func part(_ index: Int) -> BundlingProblem {
    var part = whole
    let members = works[index]
    part.works = members.map { whole.works[Int($0)] }
    part.relations = relations[index].map { number in
      var relation = whole.relations[Int(number)]
      (relation.a, relation.b) = (local[Int(relation.a)], local[Int(relation.b)])
      return relation
    }
    (part.apart, part.farApartInTime, part.unknownCosts) = ([], 0, 0)
    part.grounds = grounds[index].map { number in
      var ground = whole.grounds[Int(number)]
      ground.works = ground.works.filter { group[Int($0)] == index }.map { local[Int($0)] }
      return ground
    }
    part.setsOfGrounds = RaggedArray()
    part.groundsOfWorks = RaggedArray(groundsOfWorks: part.grounds, workCount: members.count)
    part.decisions = decisions(index)
    part.byPlace = byPlace[index].map { local[Int($0)] }
    part.cuts = whole.cuts.keeping(members)
    return part
  }

  private func decisions(_ index: Int) -> NumberedDecisions {
    let all = whole.decisions
    return NumberedDecisions(
      joined: joined[index].map { all.joined[Int($0)].map { local[Int($0)] } },
      isClosed: joined[index].map { all.isClosed[Int($0)] },
      separated: separated[index].map { number in
        let pair = all.separated[Int(number)]
        return (local[Int(pair.a)], local[Int(pair.b)])
      })
  }
}

extension RelatedParts {
  /// The group of each work, by their first works, and how many there are; -1 for a work that is related to
  /// none and done alone in its due year, without anything to pay for that.
  private static func groups(_ problem: BundlingProblem) -> (group: [Int32], count: Int) {
    var roots = Roots(count: problem.works.count)
    for list in problem.decisions.joined { for work in list { roots.unite(list[0], work) } }
    for (a, b) in problem.openRelations { roots.unite(a, b) }
    var size = [Int32](repeating: 0, count: problem.works.count)
    for work in problem.works.indices { size[Int(roots.find(Int32(work)))] += 1 }
    var group = [Int32](repeating: -1, count: problem.works.count)
    var count: Int32 = 0
    for work in problem.works.indices {
      let root = Int(roots.find(Int32(work)))
      guard size[root] > 1 || problem.paysAlone(Int32(work)) else { continue }
      if root == work {
        group[work] = count
        count += 1
      } else {
        group[work] = group[root]
      }
    }
    return (group, Int(count))
  }
}

extension BundlingProblem {
  /// Pairs of works that are related, but for those in lists that nothing may join.
  var openRelations: [(Int32, Int32)] {
    var isClosed = [Bool](repeating: false, count: works.count)
    for (joined, closed) in zip(decisions.joined, decisions.isClosed) where closed {
      for work in joined { isClosed[Int(work)] = true }
    }
    return relations.compactMap { pair in
      isClosed[Int(pair.a)] || isClosed[Int(pair.b)] ? nil : (pair.a, pair.b)
    }
  }

  /// Whether a work that is done by itself has a price for its year.
  fileprivate func paysAlone(_ work: Int32) -> Bool {
    let member = works[Int(work)]
    return member.moving(to: member.yearAlone) + cutting(work, in: member.yearAlone) != 0
  }
}

/// Which works belong together; the lowest stands for all.
struct Roots {
  private var root: [Int32]

  init(count: Int) { root = [Int32](0..<Int32(count)) }

  mutating func find(_ work: Int32) -> Int32 {
    var work = work
    while root[Int(work)] != work {
      root[Int(work)] = root[Int(root[Int(work)])]
      work = root[Int(work)]
    }
    return work
  }

  mutating func unite(_ a: Int32, _ b: Int32) {
    let (a, b) = (find(a), find(b))
    root[Int(max(a, b))] = min(a, b)
  }
}
