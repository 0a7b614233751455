import LayerStack
import TestSupport
import Testing

@testable import ProjectBundling

/// What is found in a group follows from the group alone.
@Suite struct GroupMemoryTests {
  /// Works along several streets, far enough from each other to be groups of their own.
  private static func parts(_ seed: UInt64, works: Int) throws -> RelatedParts {
    var random = SeededGenerator(seed: seed)
    var rules = try bundledRules()
    rules.limits = BundleLimits(parties: 3, span: 60, days: 400, cost: 1.2e6)
    return RelatedParts(try randomCity(&random, works: works).problem(rules))
  }

  @Test(arguments: 1...6)
  func `groups searched one by one are the city searched as a whole`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let problem = try randomCity(&random, works: 60).problem(bundledRules())
    for effort in [SearchEffort.usual, BundleTests.heuristic] {
      let whole = try bundle(problem, effort: effort, threads: 2)
      let (parts, limits) = (RelatedParts(problem), ClusterLimits(problem))
      var bundles: [Bundle] = []
      for index in 0..<parts.count {
        let search = try GroupSearch(parts.part(index), limits, effort, threads: 1)
        let choice = try search.choice()
        #expect(whole.groups[index].gain == choice.gain)
        #expect(try whole.groups[index].bound == search.proof(of: choice).bound)
        bundles += choice.bundles.map { found in
          var found = found
          found.works = found.works.map { Array(parts.works[index])[Int($0)] }
          return found
        }
      }
      #expect(bundles.sorted { $0.works[0] < $1.works[0] } == whole.plan.bundles)
    }
  }

  @Test(arguments: 1...6)
  func `every work that is related, or pays by itself, is in one group`(seed: UInt64) throws {
    let parts = try Self.parts(seed, works: 80)
    var seen: Set<Int32> = []
    for index in 0..<parts.count {
      let part = parts.part(index)
      #expect(part.works.count == parts.works[index].count)
      #expect(parts.works[index].allSatisfy { seen.insert($0).inserted })
      #expect(part.groundsOfWorks.count == part.works.count)
      let isLocal = part.relations.allSatisfy { $0.a < $0.b && Int($0.b) < part.works.count }
      #expect(isLocal)
      #expect(part.byPlace.sorted() == Array(0..<Int32(part.works.count)))
    }
    #expect(seen.count > 40)
  }

  @Test func `a memory searches what is new and nothing else`() throws {
    var random = SeededGenerator(seed: 12)
    let problem = try randomCity(&random, works: 60).problem(bundledRules())
    let memory = GroupMemory()
    let first = try chooseBundles(problem, memory: memory, threads: 2)
    let count = memory.searchedGroups
    #expect(count == first.groups.count)
    #expect(try chooseBundles(problem, memory: memory, threads: 2).plan == first.plan)
    #expect(memory.searchedGroups == count)
    // How long a work takes says something about one group alone.
    var other = problem
    other.works[Int(first.groups[0].works[0])].days += 1
    let changed = try chooseBundles(other, memory: memory, threads: 2)
    #expect(memory.searchedGroups == count + 1)
    #expect(try changed.plan == bundle(other, threads: 1).plan)
    // What a project takes says something about every group.
    other.rules.project.setup = 5000
    let dearer = try chooseBundles(other, memory: memory, threads: 2)
    #expect(memory.searchedGroups == 2 * count + 1)
    #expect(try dearer.plan == bundle(other, threads: 1).plan)
  }

  @Test func `a memory forgets what the last questions did not ask for`() throws {
    var random = SeededGenerator(seed: 12)
    let problem = try randomCity(&random, works: 30).problem(bundledRules())
    let memory = GroupMemory(questions: 1)
    _ = try chooseBundles(problem, memory: memory, threads: 1)
    let count = memory.searchedGroups
    var other = problem
    for work in other.works.indices { other.works[work].days += 1 }
    _ = try chooseBundles(other, memory: memory, threads: 1)
    _ = try chooseBundles(other, memory: memory, threads: 1)
    _ = try chooseBundles(problem, memory: memory, threads: 1)
    #expect(memory.searchedGroups == 3 * count)
  }
}
