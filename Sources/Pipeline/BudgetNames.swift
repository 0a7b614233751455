import LayerIO
import OpportunityMap
import ProjectFile
import Workers

extension Schedule {
  /// Notes budgets of the project whose name is nearly, but not quite, that of who pays works: money is
  /// limited by exact names, so such a party would pay without limit.
  func notingBudgetNames(of project: ProjectFile) -> Schedule {
    guard let request = project.programme else { return self }
    var counts: [Payer: Int] = [:]
    for work in works {
      let payer = Payer(entry: assets[work.asset].schedule, name: payer(of: work, in: project))
      counts[payer, default: 0] += 1
    }
    let paying = Set(counts.keys.map(\.name))
    let limited = request.names
    let spare = limited.filter { !paying.contains($0) }.sorted()
    var noted = self
    for (payer, count) in counts.sorted(by: { $0.key < $1.key }) where !limited.contains(payer.name)
    {
      let sameLetters = limited.sorted().first { $0.lowercased() == payer.name.lowercased() }
      guard let name = sameLetters ?? nearestName(to: payer.name, among: spare) else { continue }
      noted.note(payer.note(count, budget: name), ofEntry: payer.entry)
    }
    return noted
  }

  /// Who pays a work: its budget, else the source that it is from.
  func payer(of work: Work, in project: ProjectFile) -> String {
    work.budget ?? project.schedule[assets[work.asset].schedule].options.source
  }
}

extension Answer {
  /// Who pays each work, by the works' ids.
  /// - Throws: as `schedule`.
  package func payers() throws -> [String: String] {
    let schedule = try schedule()
    return Dictionary(
      schedule.works.map { ($0.id, schedule.payer(of: $0, in: inputs.project)) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension ProgrammeRequest {
  /// Those whose money is limited, and the pots that they share.
  var names: Set<String> { Set(budgets.map(\.party) + pots.flatMap { [$0.name] + $0.parties }) }
}

/// Who pays works of an entry of the schedule.
private struct Payer: Hashable, Comparable {
  let entry: Int
  let name: String

  static func < (a: Payer, b: Payer) -> Bool { (a.entry, a.name) < (b.entry, b.name) }

  /// That no budget limits it, and which one may be meant.
  func note(_ count: Int, budget: String) -> IntakeNote {
    IntakeNote(
      kind: .notFound, count: count,
      text: Wording(
        en:
          "Works are paid by '\(name)', which no budget of the programme limits. Is the budget of "
          + "'\(budget)' meant? Capitals count.",
        nl:
          "Werken worden betaald door '\(name)', waarvoor het programma geen budget geeft. Is het budget "
          + "van '\(budget)' bedoeld? Hoofdletters tellen."),
      isWarning: true)
  }
}
