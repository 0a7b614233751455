import LayerIO
import Workers

/// A layer that is added to a project that has neighbourhoods already: the lines that a draft would have for it.
package struct DraftAddition: Sendable {
  /// Where in a project it belongs.
  package enum Place: Sendable, Equatable {
    /// The list under `schedule`.
    case schedule
    /// The layers of a theme, by its key.
    case theme(String)
  }

  /// Where it belongs.
  package let place: Place
  /// The lines of its item of the list, the first behind `- `, without indentation.
  package let lines: [String]

  private init(_ place: Place, _ lines: [DraftLine]) {
    self.place = place
    self.lines = lines.asItem.map(\.written)
  }

  /// What becomes of a layer by the answers; none where it is left out.
  /// - Throws: what `answer` throws.
  package static func all(
    of description: SourceDescription, today: Int, answer: DraftAnswer
  ) throws -> [DraftAddition] {
    let layer = DraftLayer(description, today: today)
    let none = NeighbourhoodDraft(told: nil)
    let role = try layer.role(
      guessed: DraftRoles.role(of: layer, none), mayBeNeighbourhoods: false, answer)
    let settled = try layer.settled(as: role, answer, asksAll: true)
    let systems = DraftSystems([settled])
    switch role {
    case .works: return [DraftAddition(.schedule, settled.scheduleLines(systems))]
    case .challenge:
      return settled.themes(systems).map { draft in
        DraftAddition(
          .theme(draft.theme), draft.lines + draft.hints.map { DraftLine("# \($0.written)") })
      }
    case .neighbourhoods, .unused: return []
    }
  }
}
