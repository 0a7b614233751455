import Testing

/// Columns of `money.csv` with those of `candidates.csv` that add up to them, over the projects of a stage.
private let sums: [(money: String, projects: [String])] = [
  ("cost_alone_eur", ["cost_alone_eur"]),
  (
    "saved_eur",
    ["excavation", "surface", "traffic", "plan", "tender", "setup"].map { "saved_\($0)_eur" }
  ),
  ("nuisance_eur", ["saved_nuisance_eur"]),
  ("moving_eur", ["moving_eur"]), ("cutting_eur", ["cutting_eur"]),
  ("coupling_cost_eur", ["coupling_cost_eur"]),
  ("coupling_effects_eur", ["coupling_effects_eur"]),
]

/// Checks that a row of `money.csv` is what projects of `candidates.csv` add up to, but for the rounding of
/// each amount to the cent.
func checkMoney(_ money: [String: String], _ projects: [[String: String]]) {
  func number(_ row: [String: String], _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? 0
  }
  #expect(number(money, "projects") == Double(projects.count))
  for (column, parts) in sums {
    let sum = projects.reduce(0) { sum, project in
      parts.reduce(sum) { $0 + number(project, $1) }
    }
    let rounding = 0.0051 * Double(projects.count * parts.count + 1)
    #expect(abs(sum - number(money, column)) <= rounding, "\(column)")
  }
}
