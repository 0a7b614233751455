import ProjectFile

extension Decisions.Decision {
  /// The decision as it stands in its file, on one line: `{lock: [R-12, W-40], year: 2030, by:
  /// roads}`.
  package var text: String {
    func list(_ ids: [String]) -> String { "[" + ids.map(quoted).joined(separator: ", ") + "]" }
    let works =
      kind == .split
      ? "[" + groups.map(list).joined(separator: ", ") + "]" : list(groups.first ?? [])
    let parts = [
      "\(kind.rawValue): \(works)", coupling.map { "coupling: " + quoted($0) },
      year.map { "year: \($0)" }, status == .idea ? nil : "status: \(status.rawValue)",
      by.map { "by: " + quoted($0) }, on.map { "on: " + quoted($0) },
      why.map { "why: " + quoted($0) }, vote.map { "vote: " + quoted($0) },
    ]
    return "{" + parts.compactMap(\.self).joined(separator: ", ") + "}"
  }
}
