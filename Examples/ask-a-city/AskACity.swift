import Kansenkaart

/// Asks a city what half of each budget does: `ask-a-city PROJECT FOLDER`.
@main struct AskACity {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { return print("usage: ask-a-city PROJECT FOLDER") }
    let session = try Session(stacking: Inputs.load(projectPath: arguments[1]))

    var half = Scenario(
      key: "half", name: Wording(en: "Half of the money", nl: "De helft van het geld"),
      changes: Changes())
    for party in session.city.inputs.parties {
      half.changes.budgets[party, default: Changes.BudgetChange()].factor = 0.5
    }
    let comparison = try session.compare([.project, half], among: [.project, half])
    for column in comparison.columns {
      guard let figures = column.figures else { continue }
      print("\(column.name.en): \(figures.done) of \(figures.due) works done")
    }

    let answer = try session.answer(half, among: [.project, half])
    if let undone = try answer.table(.undone) { print("\(undone.rowCount) rows of undone works") }
    let files = try answer.publish([.csv(.undone), .csv(.programme)], to: arguments[2]).files
    print("written: \(files.joined(separator: ", "))")
  }
}
