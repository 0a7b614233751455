import Pipeline
import ProjectBundling

extension Desk {
  /// Those who pay for works, by name.
  /// - Throws: as answers do.
  func parties() throws -> [String] { try Set(answer("base").payers().values).sorted() }

  /// - Throws: `Refusal` where decisions concern works of others than a party, or works that there are not.
  func checkOwn(_ party: String, _ decisions: [Decisions.Decision]) throws {
    let payers = try answer("base").payers()
    let works = decisions.flatMap { $0.groups.flatMap(\.self) }
    guard let other = works.first(where: { payers[$0] != party }) else { return }
    let whose = payers[other].map { "of \($0)" } ?? "not in the schedule"
    throw Refusal(
      403, "Work '\(other)' is \(whose), and this link decides about the works of \(party) alone.",
      "Ask whoever started the service, or whoever the work is of.")
  }

  /// The decisions that are in one of two lists and not in the other, wherever they stand.
  func changes(
    from before: [Decisions.Decision], to after: [Decisions.Decision]
  ) -> [Decisions.Decision] {
    var gone = before.map(\.withoutLine)
    var come: [Decisions.Decision] = []
    for decision in after.map(\.withoutLine) {
      if let index = gone.firstIndex(of: decision) {
        gone.remove(at: index)
      } else {
        come.append(decision)
      }
    }
    return gone + come
  }
}

extension Decisions.Decision {
  /// The same, wherever it stands in the file.
  fileprivate var withoutLine: Decisions.Decision {
    var decision = self
    decision.line = nil
    return decision
  }
}
