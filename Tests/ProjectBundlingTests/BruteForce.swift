@testable import ProjectBundling

/// Tries every way to divide a city's works into projects and every year for each, from the
/// rectangles themselves: shares nothing with the bundler but the rules. For up to 8 works.
struct BruteForce {
  private let city: TestCity
  private let rules: BundlingRules
  private let kinds: [BundlingRules.MeasureRule]
  /// Cells between the sides of all rectangles: area, works on it, value of its challenge.
  private let cells: [(area: Double, works: [Int], challenge: Double)]
  private let assets: [Int]
  /// Works that were decided to go together.
  private let joined: [[Int]]

  init(_ city: TestCity, _ rules: BundlingRules, joined: [[Int]] = []) {
    self.city = city
    self.joined = joined
    self.rules = rules
    assets = city.assets
    kinds = city.works.map { rules.measure(assetType: $0.type, measure: $0.measure) }
    let boxes = city.works.map(\.box)
    let all = boxes + city.challenges
    let xs = Set(all.flatMap { [$0.x, $0.x + $0.width] }).sorted()
    let ys = Set(all.flatMap { [$0.y, $0.y + $0.height] }).sorted()
    func isOn(_ box: Box, _ x: Double, _ y: Double) -> Bool {
      box.x <= x && x < box.x + box.width && box.y <= y && y < box.y + box.height
    }
    var cells: [(area: Double, works: [Int], challenge: Double)] = []
    for (x, nextX) in zip(xs, xs.dropFirst()) {
      for (y, nextY) in zip(ys, ys.dropFirst()) {
        let area = (nextX - x) * (nextY - y)
        // The one theme has severity 0.5, and its weight scaled to a mean of 1 is 1.
        let isChallenged = city.challenges.contains { isOn($0, x, y) }
        cells.append(
          (
            area, boxes.indices.filter { isOn(boxes[$0], x, y) },
            isChallenged ? area * 0.5 * rules.challengeValue : 0
          ))
      }
    }
    self.cells = cells
  }

  /// The highest net gain of any plan.
  func best() -> Double {
    let decided = Set(joined.joined())
    return best(joined + city.works.indices.filter { !decided.contains($0) }.map { [$0] })
  }

  /// The highest net gain that works, of which some go together, can have among themselves.
  private func best(_ units: [[Int]]) -> Double {
    guard let first = units.first else { return 0 }
    let others = Array(units.dropFirst())
    var highest = -Double.infinity
    for set in 0..<(1 << others.count) {
      let project = first + others.indices.filter { set >> $0 & 1 == 1 }.flatMap { others[$0] }
      guard let gain = project.count == 1 ? 0 : gain(project) else { continue }
      highest = max(
        highest, gain + best(others.indices.filter { set >> $0 & 1 == 0 }.map { others[$0] }))
    }
    return highest
  }

  /// Net gain of two or more works as one project in its best year; nil where that is not allowed, or gains
  /// too little to be proposed, in all or in cash, and nobody decided on it.
  func gain(_ works: [Int]) -> Double? {
    guard isAllowed(works), isConnected(works) else { return nil }
    let saved = saved(works)
    let gain = city.horizon.filter { year in works.allSatisfy { window($0).contains(year) } }
      .map { year in saved.all - works.reduce(0) { $0 + price($1, in: year) } }.max()
    guard let gain = gain.map({ $0 - rules.project.setup }) else { return nil }
    let isDecided = joined.contains { works.contains($0[0]) }
    let isEnough =
      gain >= rules.project.leastGain
      && saved.cash - rules.project.setup >= rules.project.leastCash
    return isDecided || isEnough ? gain : nil
  }

  func window(_ work: Int) -> ClosedRange<Int> {
    let work = city.works[work]
    return (work.isFixed ? work.due...work.due : work.years).clamped(to: city.horizon)
  }

  // MARK: Rules

  private func isAllowed(_ works: [Int]) -> Bool {
    let days = works.map { (city.works[$0].cost ?? 0) / kinds[$0].production }
    let longest = days.max() ?? 0
    let boxes = works.map { city.works[$0].box }
    let width = (boxes.map { $0.x + $0.width }.max() ?? 0) - (boxes.map(\.x).min() ?? 0)
    let height = (boxes.map { $0.y + $0.height }.max() ?? 0) - (boxes.map(\.y).min() ?? 0)
    return works.reduce(0) { $0 + (city.works[$1].cost ?? 0) } <= rules.limits.cost
      && Set(works.map { city.works[$0].budget ?? "works" }).count <= rules.limits.parties
      && max(width, height) <= rules.limits.span
      && longest + (days.reduce(0, +) - longest) * (1 - rules.saved.nuisance) <= rules.limits.days
      && pairs(works).allSatisfy { assets[$0] != assets[$1] && !isForbidden($0, $1) }
  }

  private func pairs(_ works: [Int]) -> [(Int, Int)] {
    works.flatMap { a in works.filter { $0 > a }.map { (a, $0) } }
  }

  private func isForbidden(_ a: Int, _ b: Int) -> Bool {
    let rule = rules.pairs.first { rule in
      (holds(rule.first, a) && holds(rule.second, b))
        || (holds(rule.first, b) && holds(rule.second, a))
    }
    return rule?.verdict == .never
  }

  private func holds(_ kind: BundlingRules.WorkKind, _ work: Int) -> Bool {
    kind.holds(assetType: city.works[work].type, measure: city.works[work].measure)
  }

  private func isConnected(_ works: [Int]) -> Bool {
    var reached: Set<Int> = [works[0]]
    for _ in works {
      reached.formUnion(works.filter { work in reached.contains { areRelated($0, work) } })
      for unit in joined where !reached.isDisjoint(with: unit) { reached.formUnion(unit) }
    }
    return reached.count == works.count
  }

  private func areRelated(_ a: Int, _ b: Int) -> Bool {
    let (p, q) = (city.works[a], city.works[b])
    let x = max(0, p.box.x - q.box.x - q.box.width, q.box.x - p.box.x - p.box.width)
    let y = max(0, p.box.y - q.box.y - q.box.height, q.box.y - p.box.y - p.box.height)
    let isSameStreet = p.street != nil && p.street == q.street
    let reach = isSameStreet ? rules.streetDistance : rules.distance
    return assets[a] != assets[b] && (x * x + y * y).squareRoot() <= reach
      && isAllowed([min(a, b), max(a, b)]) && window(a).overlaps(window(b))
  }

  // MARK: Money

  /// What works save together but for the set-up, and what of it in cash.
  private func saved(_ works: [Int]) -> (all: Double, cash: Double) {
    let once: [(BundlingRules.MeasureRule, Double) -> Double] = [
      { $1 * $0.shares.traffic * rules.saved.traffic }, { $1 * $0.shares.plan * rules.saved.plan },
      { $1 * $0.shares.tender * rules.saved.tender },
    ]
    let days = works.map { (city.works[$0].cost ?? 0) / kinds[$0].production }
    let nuisance = allButLargest(days) * rules.nuisancePerDay * rules.saved.nuisance
    var cash = once.reduce(0) { sum, part in
      sum + allButLargest(works.map { part(kinds[$0], city.works[$0].cost ?? 0) })
    }
    var challenges = 0.0
    for cell in cells {
      let here = cell.works.filter(works.contains)
      guard here.count > 1 else { continue }
      let costs = here.map { work in
        let box = city.works[work].box
        return (work, (city.works[work].cost ?? 0) * cell.area / (box.width * box.height))
      }
      challenges += cell.challenge
      cash += allButLargest(costs.map { kinds[$0].shares.excavation * $1 }) * rules.saved.excavation
      cash += allButLargest(costs.map { kinds[$0].shares.surface * $1 }) * rules.saved.surface
    }
    return (cash + nuisance + challenges, cash)
  }

  private func allButLargest(_ values: [Double]) -> Double {
    values.reduce(0, +) - (values.max() ?? 0)
  }

  private func price(_ work: Int, in year: Int) -> Double {
    let (one, kind) = (city.works[work], kinds[work])
    let cost = one.cost ?? 0
    let life = Double(kind.life ?? one.cycle ?? rules.usual.life ?? 30)
    let moving =
      year < one.due
      ? cost / life * Double(one.due - year)
      : cost * kind.riskPerYear * Double(year - one.due)
    return moving + cutting(work, in: year) - cutting(work, in: one.due)
  }

  /// Cost of cutting surfaces that were renewed shortly before, each asset once.
  private func cutting(_ work: Int, in year: Int) -> Double {
    guard kinds[work].shares.excavation > 0 else { return 0 }
    let others = city.works.indices.filter { other in
      assets[other] != assets[work]
        && city.works.indices.first { assets[$0] == assets[other] && city.works[$0].cost != nil }
          == other
    }
    return others.reduce(0) { sum, other in
      let (cut, kind) = (city.works[other], kinds[other])
      guard let last = cut.last, kind.moratorium > 0 else { return sum }
      let left = last + kind.moratorium - year
      guard left > 0, left <= kind.moratorium else { return sum }
      let area = cells.filter { $0.works.contains(work) && $0.works.contains(other) }
        .reduce(0) { $0 + $1.area }
      let surface = (cut.cost ?? 0) * kind.shares.surface / (cut.box.width * cut.box.height)
      return sum + area * (kind.cut ?? surface) * Double(left) / Double(kind.moratorium)
    }
  }
}
