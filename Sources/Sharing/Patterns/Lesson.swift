import LayerIO
import ProjectFile

/// What was learnt where works were done together: by whom it is told, what worked and what did not, and what it looked
/// like before and after. People write lessons down in a file; `docs/sharing.md` explains it.
package struct Lesson: Sendable, Codable, Hashable {
  /// The pattern that it is about.
  package let key: PatternKey
  /// The idea, in a sentence or two.
  package let principle: Wording?
  /// Where it was done.
  package let place: Wording
  /// Year in which it was done; nil where that is not told.
  package let year: Int?
  package let worked: Wording?
  package let failed: Wording?
  /// Figures, in words and with their unit.
  package let figures: Wording?
  /// Where this comes from.
  package let source: String
  /// Whom to ask; empty where nobody is named.
  package let contact: String
  /// Addresses of pictures and drawings.
  package let before: String
  package let after: String
  package let drawing: String

  /// Text by which lessons are put in an order.
  var order: String { canonicalText(self) }
}

/// A file of lessons.
package struct LessonFile: YAMLFile {
  package let lessons: [Lesson]

  /// What is said of a file that can't be read.
  package static let unreadable = (
    what: "The file of lessons", remedy: "Check the path that --lessons gives."
  )

  /// Reads a file.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: ["kansenkaart_lessons", "lessons"])
    guard let version = keys["kansenkaart_lessons"], try version.integer(in: 1...99) == 1 else {
      throw top.error("A file of lessons needs 'kansenkaart_lessons: 1'.", "Add it.")
    }
    lessons = try keys["lessons"]?.elements.map(Lesson.init) ?? []
  }
}

extension Lesson {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "kinds", "themes", "principle", "place", "year", "worked", "failed", "figures", "source",
      "contact",
      "before", "after", "drawing",
    ])
    func words(_ name: String) throws -> Wording? {
      guard let names = try keys[name]?.names() else { return nil }
      return Wording(en: names["en"] ?? "", nl: names["nl"] ?? "")
    }
    func text(_ name: String) throws -> String { try keys[name]?.text() ?? "" }
    func link(_ name: String) throws -> String {
      let address = try text(name)
      guard address.isEmpty || address.hasPrefix("https://") else {
        throw value.error(
          "'\(name)' is no address of a page.", "Give one that begins with https://.")
      }
      return address
    }
    guard let kinds = try keys["kinds"]?.elements.map({ try $0.text() }), !kinds.isEmpty else {
      throw value.error(
        "A lesson names the kinds of work in 'kinds'.", "Write them as [sewer:replace, ...].")
    }
    for kind in kinds where kind.split(separator: ":").count != 2 {
      throw value.error(
        "'\(kind)' is no kind of work.", "Write it as asset_type:measure, such as sewer:replace.")
    }
    guard let place = try words("place"), keys["source"] != nil else {
      throw value.error(
        "A lesson has a 'place' and a 'source'.", "Say where it was done and who tells it.")
    }
    self.init(
      key: PatternKey(
        kinds: kinds, themes: try keys["themes"]?.elements.map { try $0.text() } ?? []),
      principle: try words("principle"), place: place,
      year: try keys["year"]?.integer(in: 1900...2200),
      worked: try words("worked"), failed: try words("failed"), figures: try words("figures"),
      source: try text("source"), contact: try text("contact"), before: try link("before"),
      after: try link("after"), drawing: try link("drawing"))
    guard worked != nil || failed != nil || principle != nil else {
      throw value.error(
        "A lesson says what worked, what did not, or what the idea is.",
        "Give 'worked', 'failed' or 'principle'.")
    }
  }
}
