import Foundation

extension Changes {
  /// The same changes with files as another file names them.
  func naming(from path: String) -> Changes {
    var changes = self
    changes.decisions = decisions?.named(from: path)
    changes.rules.file = rules.file?.named(from: path)
    return changes
  }

  /// The changes as they stand in a file, on one line: read there they are the same changes.
  package var text: String {
    var parts: [String] = []
    if !weights.isEmpty { parts.append("weights: " + mapping(weights) { plain($0) }) }
    if let horizon { parts.append("horizon: {from: \(horizon.from), to: \(horizon.to)}") }
    if !works.isEmpty {
      parts.append("works: {" + works.map(\.text).joined(separator: ", ") + "}")
    }
    if !budgets.isEmpty { parts.append("budgets: " + mapping(budgets, \.text)) }
    if !pots.isEmpty {
      parts.append(
        "pots: " + mapping(pots) { "[" + $0.map(quoted).joined(separator: ", ") + "]" })
    }
    if rules != RuleChanges() { parts.append("rules: " + rules.text) }
    if let decisions { parts.append("decisions: " + quoted(decisions.name)) }
    if !layers.isEmpty { parts.append("layers: " + mapping(layers, \.text)) }
    if !couplings.isEmpty { parts.append("couplings: " + mapping(couplings, \.text)) }
    if let strategy { parts.append("strategy: \(strategy.rawValue)") }
    return "{" + parts.joined(separator: ", ") + "}"
  }
}

extension Changes.WorkChange {
  fileprivate var text: String {
    let kind = [assetType ?? "all", measure].compactMap(\.self).joined(separator: "/")
    let parts = [
      earlier == 0 ? nil : "earlier: \(earlier)", later == 0 ? nil : "later: \(later)",
      cycle == 0 ? nil : "cycle: \(cycle)",
      costFactor == 1 ? nil : "cost: \(plain(costFactor))",
    ]
    return quoted(kind) + ": {" + parts.compactMap(\.self).joined(separator: ", ") + "}"
  }
}

extension Changes.BudgetChange {
  fileprivate var text: String {
    if isUnlimited { return "unlimited" }
    let amounts = years.sorted { $0.key < $1.key }.map { "\($0.key): \(plain($0.value))" }
    let parts = [
      perYear.map { "per_year: \(plain($0))" },
      years.isEmpty ? nil : "years: {" + amounts.joined(separator: ", ") + "}",
      factor.map { "factor: \(plain($0))" }, shift.map { "shift: \($0)" },
      carryOver.map { "carry_over: \(plain($0))" },
    ]
    return "{" + parts.compactMap(\.self).joined(separator: ", ") + "}"
  }
}

extension Changes.RuleChanges {
  fileprivate var text: String {
    let parts = [
      file.map { "file: \(quoted($0.name))" },
      challengeValue.map { "challenge_value: \(plain($0))" },
      nuisancePerDay.map { "nuisance_per_day: \(plain($0))" },
      leastCash.map { "least_cash: \(plain($0))" },
    ]
    return "{" + parts.compactMap(\.self).joined(separator: ", ") + "}"
  }
}

extension Changes.FileReference {
  /// The file as another file names it: its path from the folder of that one where it lies below it, else its
  /// whole path.
  fileprivate func named(from other: String) -> Changes.FileReference {
    let file = URL(fileURLWithPath: path).standardizedFileURL.path
    let folder = URL(fileURLWithPath: other).deletingLastPathComponent().standardizedFileURL.path
    let name = file.hasPrefix(folder + "/") ? String(file.dropFirst(folder.count + 1)) : file
    return Changes.FileReference(name: name, path: resolve(name, from: other), sha256: sha256)
  }
}

extension Changes.LayerChange {
  fileprivate var text: String {
    let parts = [counts.map { "counts: \($0)" }, reach.map { "reach: \(plain($0))" }]
    return "{" + parts.compactMap(\.self).joined(separator: ", ") + "}"
  }
}

extension Changes.CouplingChange {
  fileprivate var text: String {
    if let isOn { return isOn ? "on" : "off" }
    let parts = [
      costFactor == 1 ? nil : "cost: \(plain(costFactor))",
      effectFactor == 1 ? nil : "effect: \(plain(effectFactor))",
    ]
    return "{" + parts.compactMap(\.self).joined(separator: ", ") + "}"
  }
}

private func mapping<Value>(_ values: [String: Value], _ text: (Value) -> String) -> String {
  let parts = values.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \(text($0.value))" }
  return "{" + parts.joined(separator: ", ") + "}"
}

/// A number without needless decimals.
private func plain(_ number: Double) -> String {
  Int(exactly: number).map(String.init) ?? "\(number)"
}

/// A text as YAML reads it back as the same text: as it is where nothing in it means something, else between
/// double quotes.
package func quoted(_ text: String) -> String {
  let isPlain =
    text.first?.isLetter == true
    && text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        || [0x5F, 0x2D, 0x2E, 0x2F].contains($0)
    }
    && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
  if isPlain { return text }
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
      let digits = String(scalar.value, radix: 16, uppercase: true)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
