import Formats
import Foundation
import LayerIO
import Pipeline
import ProjectFile
import Publishing
import Tables

/// Puts pattern books together: what `kansenkaart patterns` does.
package struct PatternsJob: Sendable {
  /// The book.
  package let book: PatternBook
  /// Cities that are left out since what they told has expired.
  package let lost: [String]
  private let control: JobControl

  /// Reads shared files, pattern books and files of lessons, in whatever order.
  /// - Throws: `MissingInput` with all that are not there; `SharingError`, `YAMLError` for the first that can't be used.
  package init(
    _ paths: [String], lessons: [String], today: String, control: JobControl
  ) throws {
    try MissingInput.check(paths + lessons)
    try control.report(.reading, 0)
    var book = PatternBook(
      [], lessons: try lessons.flatMap { try LessonFile.load(path: $0).lessons })
    for path in paths { book = book.merged(with: try Self.book(at: path, today: today)) }
    (self.book, lost) = book.valid(on: today)
    self.control = control
  }

  private static func book(at path: String, today: String) throws(SharingError) -> PatternBook {
    guard !path.hasSuffix(PackageFile.ending) else {
      return PatternBook([CityPatterns(try PackageFile.verify(at: path, today: today))])
    }
    do {
      return try PatternBook(Array(FileManager.default.contents(atPath: path) ?? Data()))
    } catch {
      throw error.about(path)
    }
  }

  /// Writes the book as `patterns.json`, and the page `patterns.html`.
  /// - Throws: `ProductError`.
  package func write(to output: String, language: Language) throws -> [String] {
    try fillFolder(output, control) { folder in
      try writeText(Data(book.bytes), to: folder.path(of: "patterns.json"))
      let page = PatternPage(book, language: language)
      try writeText(Data(page.text.utf8), to: folder.path(of: "patterns.html"))
      return ["patterns.json", "patterns.html"]
    }
  }
}

/// What is said of a pattern book.
package func patternsText(_ job: PatternsJob, _ language: Language) -> String {
  let patterns = job.book.patterns
  let shared = patterns.count { $0.cityCount > 1 }
  var lines = [
    Wording(
      en:
        "\(patterns.count) patterns of \(job.book.cities.count) cities, \(shared) of them in more than one; "
        + "\(job.book.lessons.count) lessons.",
      nl:
        "\(patterns.count) patronen van \(job.book.cities.count) steden, waarvan \(shared) in meer dan een; "
        + "\(job.book.lessons.count) lessen.")
  ]
  if !job.lost.isEmpty {
    let names = job.lost.joined(separator: ", ")
    lines.append(
      Wording(
        en: "Left out, since what they told has expired: \(names).",
        nl: "Weggelaten, want wat ze vertelden is verlopen: \(names)."))
  }
  return lines.map(language.text).joined(separator: "\n")
}
