import ProjectFile
import Workers

extension ProgrammeRequest {
  /// Looks whether those who are given money pay works.
  /// - Parameters:
  ///   - paying: who pays works.
  ///   - path: the project file, for messages.
  /// - Throws: `YAMLError` for a party that pays none, naming the nearest one that does.
  package func checkParties(paying: Set<String>, path: String) throws(YAMLError) {
    let paying = paying.sorted()
    for pot in pots {
      for party in pot.parties where !paying.contains(party) {
        throw YAMLError(
          path: path, line: nil, problem: "No work is paid by '\(party)' of the pot '\(pot.name)'.",
          remedy: (nearestName(to: party, among: paying).map { "Did you mean '\($0)'? " } ?? "")
            + "Works are paid by: \(paying.joined(separator: ", ")).")
      }
    }
    let known = paying + pots.map(\.name)
    for budget in budgets where !known.contains(budget.party) {
      let nearest = nearestName(to: budget.party, among: known).map { "Did you mean '\($0)'? " }
      throw YAMLError(
        path: path, line: budget.line, problem: "No work is paid by '\(budget.party)'.",
        remedy: (nearest ?? "") + "Works are paid by: \(known.joined(separator: ", ")).")
    }
  }
}
