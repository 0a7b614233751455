import OpportunityMap
import ProjectBundling

/// How far the plan of a folder reaches each theme, in the city and in each neighbourhood.
struct RecordedReach: Sendable {
  /// Keys of the themes, in their order.
  let themes: [String]
  /// Codes and names of the neighbourhoods, in their order.
  let neighbourhoods: [Neighbourhood]
  private let reaches: [Place: Reach]

  private struct Place: Hashable, Sendable {
    /// Code of the neighbourhood; empty for the city.
    let neighbourhood: String
    let theme: String
  }

  /// The rows of the plan.
  init(_ table: ProductRows) {
    var reaches: [Place: Reach] = [:]
    var (themes, neighbourhoods) = ([String](), [Neighbourhood]())
    for row in table.rows(where: "baseline", is: Baseline.Kind.plan.rawValue) {
      let (code, theme) = (table.text(row, "neighbourhood_code"), table.text(row, "theme"))
      if code.isEmpty {
        themes.append(theme)
      } else if neighbourhoods.last?.id != code {
        neighbourhoods.append(
          Neighbourhood(
            id: code, name: table.text(row, "neighbourhood_name"), numbers: [:], texts: [:]))
      }
      reaches[Place(neighbourhood: code, theme: theme)] = Reach(
        challenged: table.number(row, "challenged_m2"), reached: table.number(row, "reached_m2"),
        ground: table.number(row, "ground_m2"),
        reachedGround: table.number(row, "reached_ground_m2"))
    }
    (self.themes, self.neighbourhoods, self.reaches) = (themes, neighbourhoods, reaches)
  }

  /// The reach of a theme in the neighbourhood with a code, or in the city where that is empty; nothing where
  /// the folder knows neither.
  func reach(_ theme: String, in neighbourhood: String) -> Reach {
    reaches[Place(neighbourhood: neighbourhood, theme: theme)] ?? .none
  }
}
