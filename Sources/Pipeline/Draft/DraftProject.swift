import Foundation
import LayerIO

/// A first project file, made by looking at files: which hold neighbourhoods, challenges or the
/// schedule, which fields are ids, names, years and costs, which system they are in.
///
/// Guesses come with a comment that tells what to check and why. The text can be checked as it is; what
/// the files do not hold is named in it where it belongs.
package struct DraftProject: Sendable {
  /// The project file.
  package let text: String
  /// Keys that a run needs and for which the files hold nothing: `neighbourhoods`, `themes`.
  package let missing: [String]

  /// Looks at all layers of the files. The horizon starts in the year after `today`, which is the present
  /// year.
  /// - Throws: `SourceError` for a file that can't be read.
  package init(files: [String], today: Int, threads: Int) throws {
    let layers = try files.flatMap { try LayerIO.layers(of: $0) }.map {
      DraftLayer(try SourceDescription($0, threads: threads), today: today)
    }
    let roles = DraftRoles(layers)
    let systems = DraftSystems(roles.used)
    let themes = roles.themeLines(systems)
    let schedule = roles.schedule.flatMap { $0.scheduleLines(systems).asItem.indented(2) }
    let lines =
      Self.head(systems, today) + roles.neighbourhoods.lines(systems) + [DraftLine("")] + themes
      + (schedule.isEmpty ? [] : [DraftLine(""), DraftLine("schedule:")] + schedule)
      + roles.unusedLines
    text = lines.map(\.written).joined(separator: "\n") + "\n"
    missing =
      (roles.neighbourhoods.layer == nil ? ["neighbourhoods"] : [])
      + (roles.themes.isEmpty ? ["themes"] : [])
  }

  private static func head(_ systems: DraftSystems, _ today: Int) -> [DraftLine] {
    [
      DraftLine(
        "# A first project file, made by looking at the files. Lines with CHECK hold guesses."),
      DraftLine("kansenkaart: 1"),
      DraftLine("name: My municipality"),
      systems.working,
      DraftLine("horizon: {from: \(today + 1), to: \(today + 15)}"),
      DraftLine(""),
    ]
  }
}
