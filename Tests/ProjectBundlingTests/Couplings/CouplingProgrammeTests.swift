import Foundation
import LayerStack
import OpportunityMap

import TestSupport
import Testing

@testable import ProjectBundling
@testable import ProjectFile

/// Works out what works can carry from squares of a metre, written anew from docs/couplings.md, and offers
/// every set of it in every year.
private struct SquareCouplings {
  private let city: CouplingCity
  /// Squares that each work serves with each coupling, by key: how many are left to it.
  private var squares: [[String: Double]]

  private static let carriers: [String: Set<String>] = [
    "a": ["sewer", "green", "unknown"], "b": ["pavement-brick", "pavement-tiles", "sewer"],
    "c": ["pavement-brick", "pavement-asphalt", "tree"], "d": ["sewer", "lighting"],
  ]
  /// The group of each: `c` and `d` serve the same ground once as well.
  private static let group = ["a": "w1", "b": "w1", "c": "c", "d": "d"]

  init(_ city: CouplingCity) {
    self.city = city
    squares = city.problem.works.map { _ in [:] }
    var rates: [[String: Double]] = city.problem.works.map { _ in [:] }
    for index in squares.indices {
      for key in keys(index) {
        let all = overlap(index)
        guard all > 0 else { continue }
        let rate = (1e6 * net(key, index, all) / all).rounded() / 1e6
        if rate > 0 { rates[index][key] = rate }
      }
    }
    for index in squares.indices {
      for key in keys(index) { squares[index][key] = left(key, index, rates) }
    }
  }

  private func work(_ index: Int) -> TestWork { city.city.works[city.problem.works[index].work] }

  private func keys(_ index: Int) -> [String] {
    Self.carriers.keys.sorted().filter { Self.carriers[$0]?.contains(work(index).type) ?? false }
  }

  private func isOn(_ box: Box, _ x: Double, _ y: Double) -> Bool {
    box.x <= x && x < box.x + box.width && box.y <= y && y < box.y + box.height
  }

  private func challenged(_ index: Int) -> [(Double, Double)] {
    let box = work(index).box
    return stride(from: box.x, to: box.x + box.width, by: 1).flatMap { x in
      stride(from: box.y, to: box.y + box.height, by: 1).map { (x, $0) }
    }.filter { place in city.city.challenges.contains { isOn($0, place.0, place.1) } }
  }

  private func overlap(_ index: Int) -> Double { Double(challenged(index).count) }

  /// Squares of a work on which no other work has a better coupling of the same group.
  private func left(_ key: String, _ index: Int, _ rates: [[String: Double]]) -> Double {
    guard rates[index][key] != nil else { return overlap(index) }
    let group = Self.group[key]
    func best(_ other: Int) -> Double {
      rates[other].filter { Self.group[$0.key] == group }.values.max() ?? 0
    }
    let own = best(index)
    return Double(
      challenged(index).count { place in
        !squares.indices.contains { other in
          other != index && isOn(work(other).box, place.0, place.1)
            && (best(other) > own || (best(other) == own && other < index))
        }
      })
  }

  /// EUR of extra cost on so many squares.
  func cost(_ key: String, _ index: Int, _ squares: Double) -> Double {
    let own = city.problem.works[index].cost
    return switch key {
    case "a": max(20 * 0.75 * squares, -own)
    case "b": 30 * squares
    case "d": 5 * squares
    default: max(2 * 0.1 * squares - 0.5 * own * 0.1 * squares / surface(index), -own)
    }
  }

  private func surface(_ index: Int) -> Double { work(index).box.width * work(index).box.height }

  /// What it is worth in the year in which it is built; every work here has a cycle of 30 years.
  private func net(_ key: String, _ index: Int, _ squares: Double) -> Double {
    let brings =
      switch key {
      case "a":
        4 * 0.5 * 0.75 * squares * sum(after: 1, years: 30)
          + 0.5 * 0.75 * squares * sum(after: 0, years: 30)
      case "b":
        4 * 0.5 * squares * sum(after: 1, years: 25) - 0.2 * squares * sum(after: 0, years: 25)
      case "d": 0.5 * squares * sum(after: 0, years: 30)
      default:
        3 * 0.1 * squares * sum(after: 2, years: 1) - 0.1 * squares * sum(after: 0, years: 30)
      }
    return brings - cost(key, index, squares)
  }

  /// All sets of couplings of a work: one of a group, one at the surface.
  private func sets(_ index: Int, funded: Bool) -> [[String]] {
    let open = keys(index).filter { (squares[index][$0] ?? 0) > 0 && (funded || $0 != "d") }
    return open.reduce([[]]) { sets, key in
      sets + sets.filter { $0.allSatisfy { !clashes($0, key) } }.map { $0 + [key] }
    }
  }

  private func clashes(_ one: String, _ other: String) -> Bool {
    Set([one, other]).isSubset(of: ["a", "b"]) || Set([one, other]).isSubset(of: ["b", "c"])
  }

  /// A problem in which every option is offered with every set.
  func offered(on plain: ProgrammeProblem, funded: Bool) -> ProgrammeProblem {
    var problem = plain
    if funded { problem.parties.append("water-board") }
    for index in problem.works.indices {
      problem.works[index].options = options(plain.works[index])
    }
    for index in problem.bundles.indices {
      problem.bundles[index].options = options(plain.bundles[index])
    }
    return problem

    func options(_ item: ProgrammeItem) -> [ProgrammeItem.Option] {
      let choices = item.works.reduce([[(Int, String)]]([[]])) { all, work in
        all.flatMap { chosen in
          sets(Int(work), funded: funded).map { set in chosen + set.map { (Int(work), $0) } }
        }
      }
      return item.options.flatMap { option in choices.map { with(option, $0) } }
    }

    func with(
      _ option: ProgrammeItem.Option, _ chosen: [(Int, String)]
    ) -> ProgrammeItem.Option {
      var option = option
      var extra: [Int: Double] = [:]
      for (work, key) in chosen {
        let squares = squares[work][key] ?? 0
        option.worth += net(key, work, squares) * pow(1.0225, -Double(option.year - 2027))
        let payer = key == "d" ? plain.parties.count : city.problem.works[work].party
        extra[payer, default: 0] += cost(key, work, squares)
      }
      var sums = extra.mapValues { $0 }
      for payment in option.payments { sums[payment.party, default: 0] += payment.amount.euros }
      option.payments = sums.sorted { $0.key < $1.key }.compactMap {
        $0.value > 0 ? Payment(party: $0.key, amount: Money(euros: $0.value)) : nil
      }
      return option
    }
  }
}

@Suite struct CouplingProgrammeTests {
  private static func city(_ random: inout SeededGenerator, works: Int) -> TestCity {
    var city = randomCity(&random, works: works)
    city.sharesAsset = []
    // Costs of the size of what couplings cost, and more water.
    for index in city.works.indices {
      city.works[index].cost = city.works[index].cost.map { ($0 / 40).rounded() }
    }
    city.challenges += [Box(x: 0, y: 0, width: 40, height: 12)]
    return city
  }

  @Test func `couplings and years are chosen as trying everything would`() throws {
    var tried = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: 900 + seed)
      let funded = seed % 3 == 0
      let city = try CouplingCity(
        Self.city(&random, works: Int.random(in: 2...3, using: &random)),
        funded: funded ? ["water-board"] : [])
      var request = ProgrammeRequest()
      request.budgets = city.problem.parties.map {
        .init(
          party: $0, usual: Double(Int.random(in: 1...6, using: &random) * 1000),
          carryOver: [0, 0.5, 1].randomElement(using: &random) ?? 0)
      }
      var plain = try city.programme(request, carries: false)
      if funded { plain.budgets.append(nil) }
      let offered = SquareCouplings(city).offered(on: plain, funded: funded)
      let items = offered.works + offered.bundles
      guard items.reduce(1.0, { $0 * Double($1.options.count + 1) }) < 100_000 else { continue }
      tried += 1
      let programme = makeProgramme(try city.programme(request))
      let best = try #require(AllProgrammes(offered).best)
      // Amounts are rounded to the cent, so that what costs a cent less may just fit.
      #expect(
        abs(programme.worth - best) < 0.05, "seed \(seed): \(programme.worth) and \(best)")
      #expect(programme.status == .optimal)
    }
    #expect(tried > 15)
  }

  @Test func `something is chosen in these cities, alone and in bundles, and money binds`() throws {
    var (alone, bundled, bound) = (0, 0, 0)
    for seed in 1...24 {
      var random = SeededGenerator(seed: 900 + UInt64(seed))
      let city = try CouplingCity(
        Self.city(&random, works: Int.random(in: 2...3, using: &random)))
      var request = ProgrammeRequest()
      request.budgets = city.problem.parties.map { .init(party: $0, usual: 1200, carryOver: 1) }
      let (free, tight) = (
        makeProgramme(try city.programme(ProgrammeRequest())),
        makeProgramme(try city.programme(request))
      )
      for row in free.rows where !row.couplings.isEmpty {
        if case .work = row.project { alone += 1 } else { bundled += 1 }
      }
      let count = { (programme: Programme) in programme.rows.reduce(0) { $0 + $1.couplings.count } }
      bound += count(tight) < count(free) ? 1 : 0
    }
    #expect(alone > 5 && bundled > 2 && bound > 2)
  }

  @Test func `with their cost no budget is overspent, and a m2 of a group is served once`() throws {
    for seed in 1...12 {
      var random = SeededGenerator(seed: 700 + UInt64(seed))
      let city = try CouplingCity(Self.city(&random, works: 14), funded: ["water-board"])
      let money = Double(Int.random(in: 2...20, using: &random)) * 1000
      var request = ProgrammeRequest()
      request.budgets = city.couplings.payers.map {
        .init(party: $0, usual: $0 == "water-board" ? 50 : money, carryOver: 1)
      }
      let programme = makeProgramme(try city.programme(request))
      for account in programme.accounts.joined() {
        let available = try #require(account.available)
        #expect(account.spent.euros <= available.euros + account.carriedIn.euros)
      }
      var couplings = city.couplings
      couplings.choose(programme)
      let chosen = couplings.chosen
      #expect(chosen.count == programme.rows.reduce(0) { $0 + $1.couplings.count })
      // Works that serve water for the same surface never serve more than there is under works.
      let ground = chosen.filter { couplings.coupling(of: $0).group == "w1" }.reduce(0) {
        $0 + couplings.entries[$1].ground
      }
      let under = city.map.table.areas.filter {
        $0.assetSet > 0
          && city.map.severities.severity(signature: $0.signature, zone: $0.zone, theme: 0) > 0
      }.reduce(0) { $0 + $1.area }
      #expect(ground <= under + 1e-6)
      for entry in chosen { #expect(couplings.entries[entry].verdict.outcome == .suits) }
    }
  }

  @Test func `no work is done without what would add worth and fits in its year`() throws {
    var tried = 0
    for seed in 1...16 {
      var random = SeededGenerator(seed: 400 + UInt64(seed))
      let city = try CouplingCity(Self.city(&random, works: 12))
      var request = ProgrammeRequest()
      // From an eighth of what all works cost to twice that, each year the same.
      let cost = city.problem.works.reduce(0) { $0 + $1.cost } / Double(city.map.years.count)
      request.budgets = city.problem.parties.map {
        .init(party: $0, usual: cost * Double(seed) / 8, carryOver: 1)
      }
      let problem = try city.programme(request)
      let rows = makeProgramme(problem).rows
      for row in rows {
        var ledger = Ledger(problem)
        for other in rows where other.project != row.project {
          ledger.spend(.init(year: other.year, worth: 0, payments: other.payments))
        }
        for option in problem[row.project].options
        where option.year == row.year && option.worth > row.worth + 1e-6 {
          tried += 1
          #expect(!ledger.hasRoom(for: option))
        }
      }
    }
    #expect(tried > 0)
  }

  @Test func `more money, and more that can be carried, are never worth less`() throws {
    var random = SeededGenerator(seed: 33)
    for _ in 0..<8 {
      let city = try CouplingCity(Self.city(&random, works: 10))
      var request = ProgrammeRequest()
      request.budgets = city.problem.parties.map { .init(party: $0, usual: 5000, carryOver: 1) }
      let with = makeProgramme(try city.programme(request))
      let without = makeProgramme(try city.programme(request, carries: false))
      #expect(with.worth >= without.worth - 1e-6)
    }
  }

  @Test func `a programme that covers targets at the least cost carries nothing`() throws {
    var random = SeededGenerator(seed: 5)
    let city = try CouplingCity(Self.city(&random, works: 8))
    var request = ProgrammeRequest()
    request.mode = .coverage
    request.targets = [.init(theme: "water", share: 0.01)]
    let programme = makeProgramme(try city.programme(request))
    #expect(!programme.rows.isEmpty && programme.rows.allSatisfy(\.couplings.isEmpty))
  }
}
