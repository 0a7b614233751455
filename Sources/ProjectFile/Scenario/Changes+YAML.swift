import Foundation
import LayerIO

extension Changes {
  /// Reads changes as docs/scenarios.md describes them. Names of themes and layers are checked against a
  /// project where they are applied.
  /// - Throws: `YAMLError`.
  package init(_ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "weights", "horizon", "works", "budgets", "pots", "rules", "decisions", "layers",
      "couplings", "strategy",
    ])
    for (theme, weight) in try keys["weights"]?.members() ?? [] {
      weights[theme] = try weight.number(in: 0...1000)
    }
    horizon = try keys["horizon"].map { Years(try ProjectFile.years($0)) }
    works = try keys["works"]?.members().map { try WorkChange($0.key, $0.value) } ?? []
    for (party, change) in try keys["budgets"]?.members() ?? [] {
      budgets[party] = try BudgetChange(change)
    }
    for (pot, parties) in try keys["pots"]?.members() ?? [] {
      pots[pot] = try parties.elements.map { try $0.text() }
    }
    try checkPots(keys["pots"])
    rules = try keys["rules"].map { try RuleChanges($0) } ?? rules
    decisions = try keys["decisions"].map { try FileReference($0) }
    for (layer, change) in try keys["layers"]?.members() ?? [] {
      layers[layer] = try LayerChange(change)
    }
    for (coupling, change) in try keys["couplings"]?.members() ?? [] {
      couplings[coupling] = try CouplingChange(change)
    }
    strategy = try keys["strategy"].flatMap {
      Strategy(rawValue: try $0.oneOf(Strategy.allCases.map(\.rawValue)))
    }
  }

  private func checkPots(_ value: YAMLValue?) throws {
    let parties = pots.values.joined()
    guard let value, Set(parties).count < parties.count || pots.values.contains(where: \.isEmpty)
    else { return }
    throw value.error("A party is in two pots, or a pot has none.", "Give each party one pot.")
  }
}

extension Changes.WorkChange {
  /// `all`, `sewer` or `sewer/replace`, with what differs.
  fileprivate init(_ kind: String, _ value: YAMLValue) throws {
    let parts = kind.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw value.error(
        "'\(kind)' is no kind of work.",
        "Write 'all', a type, or a type and a measure: sewer/replace."
      )
    }
    self.init(
      assetType: parts[0] == "all" ? nil : parts[0], measure: parts.count > 1 ? parts[1] : nil)
    let keys = try value.members(known: ["earlier", "later", "cycle", "cost"])
    earlier = try keys["earlier"]?.integer(in: -200...200) ?? 0
    later = try keys["later"]?.integer(in: -200...200) ?? 0
    cycle = try keys["cycle"]?.integer(in: -500...500) ?? 0
    costFactor = try keys["cost"]?.number(in: 0...1000) ?? 1
  }
}

extension Changes.BudgetChange {
  fileprivate init(_ value: YAMLValue) throws {
    self.init()
    guard value.isMapping else {
      _ = try value.oneOf(["unlimited"])
      isUnlimited = true
      return
    }
    let keys = try value.members(known: ["per_year", "years", "factor", "shift", "carry_over"])
    perYear = try keys["per_year"]?.amount()
    for (year, amount) in try keys["years"]?.members() ?? [] {
      guard let number = Int(year), (1800...2200).contains(number) else {
        throw amount.error("'\(year)' is no year.", "Write years like 2031.")
      }
      years[number] = try amount.amount()
    }
    factor = try keys["factor"]?.number(in: 0...1000)
    shift = try keys["shift"]?.integer(in: -100...100)
    carryOver = try keys["carry_over"].map(ProgrammeRequest.carryOver)
  }
}

extension Changes.RuleChanges {
  fileprivate init(_ value: YAMLValue) throws {
    self.init()
    guard value.isMapping else {
      file = try Changes.FileReference(value)
      return
    }
    let keys = try value.members(
      known: ["file", "challenge_value", "nuisance_per_day", "least_cash"])
    file = try keys["file"].map { try Changes.FileReference($0) }
    challengeValue = try keys["challenge_value"]?.number(in: 0...1e6)
    nuisancePerDay = try keys["nuisance_per_day"]?.number(in: 0...1e9)
    leastCash = try keys["least_cash"]?.number(in: -1e9...1e9)
  }
}

extension Changes.FileReference {
  fileprivate init(_ value: YAMLValue) throws {
    name = try value.text()
    path = resolve(name, from: value.path)
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw value.error("'\(name)' can't be read.", "Its path counts from the folder of this file.")
    }
    sha256 = LayerIO.sha256(of: bytes)
  }
}

extension Changes.LayerChange {
  /// `off`, `on` or `{reach: METRES}`.
  fileprivate init(_ value: YAMLValue) throws {
    self.init()
    guard value.isMapping else {
      counts = try value.isOn()
      return
    }
    let keys = try value.members(known: ["counts", "reach"])
    counts = try keys["counts"]?.boolean()
    reach = try keys["reach"]?.number(in: 0.01...100_000)
  }
}

extension Changes.CouplingChange {
  /// `off`, `on` or `{cost: FACTOR, effect: FACTOR}`.
  fileprivate init(_ value: YAMLValue) throws {
    self.init()
    guard value.isMapping else {
      isOn = try value.isOn()
      return
    }
    let keys = try value.members(known: ["cost", "effect"])
    costFactor = try keys["cost"]?.number(in: 0...1000) ?? 1
    effectFactor = try keys["effect"]?.number(in: 0...1000) ?? 1
  }
}

extension YAMLValue {
  /// `on` or `off`; YAML reads them bare as booleans.
  fileprivate func isOn() throws(YAMLError) -> Bool {
    try ["on", "true"].contains(oneOf(["on", "off", "true", "false"]))
  }
}
