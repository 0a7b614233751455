import LayerIO
import Tables

/// An audit in words, for the terminal: what happened, why it was missed, what lies ahead, and what the figures
/// rest on.
package func auditText(_ audit: Audit, language: Language) -> String {
  let words = AuditWords(audit: audit, language: language)
  let title = words.say(
    "%1: missed windows, %2", "%1: gemiste kansen, %2", terminalSafe(audit.name), words.years)
  var lines = [title, ""]
  lines += words.lead.map(terminalSafe) + [""]
  var table = TextTable(header: [
    words.say("What became of it", "Wat ervan kwam"), words.say("pairs", "paren"),
    words.say("with a saving", "met besparing"),
    words.say("cash (%1)", "geld (%1)", audit.currency.code),
  ])
  for outcome in ChanceOutcome.allCases {
    let pairs = audit.pairs(outcome)
    guard !pairs.isEmpty || audit.cents(outcome) != 0 else { continue }
    table.append([
      words.title(outcome), language.number(pairs.count),
      language.number(pairs.count(where: audit.saves)),
      language.number(Double(audit.cents(outcome)) / 100, decimals: 2),
    ])
  }
  table.append([
    words.say("All together", "Alles bij elkaar"),
    language.number(audit.pairs.count), language.number(audit.pairs.count(where: audit.saves)),
    language.number(Double(audit.possibleCents) / 100, decimals: 2),
  ])
  lines += table.lines + [""]
  lines += ahead(audit, words)
  lines.append(words.say("What the figures rest on:", "Waar de cijfers op rusten:"))
  lines += words.remarks.map { "- " + terminalSafe($0) }
  return lines.joined(separator: "\n")
}

private func ahead(_ audit: Audit, _ words: AuditWords) -> [String] {
  guard let ahead = audit.ahead else { return [] }
  return [
    words.say("Ahead", "Vooruit") + ": "
      + words.lead(ahead).map(terminalSafe).joined(separator: " ")
  ]
    + LookAhead.Plan.allCases.map { plan in
      "- \(words.title(plan)): \(words.language.number(ahead.pairs(plan).count))"
    } + [""]
}
