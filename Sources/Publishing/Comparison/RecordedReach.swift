import OpportunityMap
import ProjectBundling

/// How far the plan of a folder reaches each theme, in the city and in each neighbourhood.
struct RecordedReach: Sendable {
  /// Keys of the themes, in their order.
  let themes: [String]
  /// Codes and names of the neighbourhoods, in their order.
  let neighbourhoods: [Neighbourhood]
  /// What themes are measured in besides m2, by key.
  let measures: [String: String]
  private let reaches: [Place: Reach]
  private let people: [Place: Reach]

  private struct Place: Hashable, Sendable {
    /// Code of the neighbourhood; empty for the city.
    let neighbourhood: String
    let theme: String
  }

  /// The rows of the plan.
  init(_ table: ProductRows) {
    var (reaches, people, measures) = ([Place: Reach](), [Place: Reach](), [String: String]())
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
      let place = Place(neighbourhood: code, theme: theme)
      if table.has("measure"), !table.text(row, "measure").isEmpty {
        measures[theme] = table.text(row, "measure")
        people[place] = table.people(row)
      }
      reaches[place] = Reach(
        challenged: table.number(row, "challenged_m2"), reached: table.number(row, "reached_m2"),
        ground: table.number(row, "ground_m2"),
        reachedGround: table.number(row, "reached_ground_m2"))
    }
    (self.themes, self.neighbourhoods) = (themes, neighbourhoods)
    (self.reaches, self.people, self.measures) = (reaches, people, measures)
  }

  /// The reach of a theme in the neighbourhood with a code, or in the city where that is empty; nothing where
  /// the folder knows neither.
  func reach(_ theme: String, in neighbourhood: String) -> Reach {
    reaches[Place(neighbourhood: neighbourhood, theme: theme)] ?? .none
  }

  /// The same in people; nothing where the theme is not measured in them.
  func people(_ theme: String, in neighbourhood: String) -> Reach {
    people[Place(neighbourhood: neighbourhood, theme: theme)] ?? .none
  }
}

extension ProductRows {
  /// What a row tells in people: shares are of what works reach, so that of all is a share of the number.
  fileprivate func people(_ row: Int) -> Reach {
    let number = self.number(row, "people")
    return Reach(
      challenged: self.number(row, "people_challenged"),
      reached: self.number(row, "people_reached"), ground: number,
      reachedGround: number * self.number(row, "people_chance_share"))
  }
}
