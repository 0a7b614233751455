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

  /// What was seen of the layers of a file, or why it can't be read.
  package typealias Found = (file: String, layers: Result<[SourceDescription], any Error>)

  /// Looks at all layers of the files. The horizon starts in the year after `today`, which is the present
  /// year. What each layer is, and what in it is doubtful, is asked where somebody gives an answer.
  /// - Throws: `SourceError` where no file can be read; one that can't among others is named in the text;
  ///   what `answer` throws.
  package init(files: [String], today: Int, threads: Int, answer: DraftAnswer? = nil) throws {
    let found = files.map { file in
      (
        file: file,
        layers: Result {
          try LayerIO.layers(of: file).map { try SourceDescription($0, threads: threads) }
        }
      )
    }
    try self.init(found, today: today, answer: answer)
  }

  /// The same of files that were looked at. `asksAll` has all be asked that may be answered otherwise, not only what is
  /// doubtful; answered with the guess, that changes nothing.
  /// - Throws: `SourceError` where no file can be read; what `answer` throws.
  package init(
    _ found: [Found], today: Int, answer: DraftAnswer? = nil, asksAll: Bool = false
  ) throws {
    let layers = found.compactMap { try? $0.layers.get() }.joined().map {
      DraftLayer($0, today: today)
    }
    if layers.isEmpty { for file in found { _ = try file.layers.get() } }
    let unread = try found.compactMap { try Self.problem(with: $0.layers, of: $0.file) }
    let roles = try DraftRoles(layers, answer: answer, asksAll: asksAll)
    let systems = DraftSystems(roles.used)
    let themes = roles.themeLines(systems)
    let schedule = roles.schedule.flatMap { $0.scheduleLines(systems).asItem.indented(2) }
    let lines =
      Self.head(try roles.neighbourhoods.name(answer, asksAll: asksAll), systems, today)
      + roles.neighbourhoods.lines(systems) + [DraftLine("")] + themes
      + (schedule.isEmpty ? [] : [DraftLine(""), DraftLine("schedule:")] + schedule)
      + roles.unusedLines + unread
    text = lines.map(\.written).joined(separator: "\n") + "\n"
    missing =
      (roles.neighbourhoods.layer == nil ? ["neighbourhoods"] : [])
      + (roles.themes.isEmpty ? ["themes"] : [])
  }

  /// Says of a file that it can't be read, and why; nil where it can.
  /// - Throws: what is no matter of the file, such as `CancellationError`.
  private static func problem(
    with layers: Result<[SourceDescription], any Error>, of file: String
  ) throws -> DraftLine? {
    do {
      _ = try layers.get()
      return nil
    } catch let error as SourceError {
      let text = "# CAN'T BE READ: \(file): \(error.problem)"
      return DraftLine(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
  }

  private static func head(
    _ municipality: String?, _ systems: DraftSystems, _ today: Int
  ) -> [DraftLine] {
    [
      DraftLine(
        "# A first project file, made by looking at the files. Lines with CHECK hold guesses."),
      DraftLine("kansenkaart: 1"),
      municipality.map { DraftLine("name: \(quoted($0))") }
        ?? DraftLine("name: My municipality", check: "no file tells its name"),
      systems.working,
      DraftLine("horizon: {from: \(today + 1), to: \(today + 15)}"),
      DraftLine(""),
    ]
  }
}
