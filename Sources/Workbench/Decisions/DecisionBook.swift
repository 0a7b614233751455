import Foundation
import LayerIO
import ProjectBundling
import ProjectFile
import Synchronization

/// The file of decisions of a project, which several people edit at a time and which anyone may open in an editor as
/// well: each edit is a line that comes, goes or takes the place of another, on the disk before it is acknowledged.
package final class DecisionBook: Sendable {
  /// An edit of the file.
  package enum Edit: Sendable, Equatable {
    /// A decision at the end.
    case add(String)
    /// Another decision in the place of the one with a number, from 1.
    case replace(Int, String)
    /// The one with a number, from 1, goes.
    case remove(Int)
  }

  /// The file as it is at some moment.
  package struct Page: Sendable {
    /// Its decisions; none where there is no file yet.
    package let decisions: Decisions
    /// SHA-256 of its bytes, in hexadecimal.
    package let version: String
    fileprivate let bytes: Data

    /// The same as what a project rests on; nil where there is no file yet.
    func parsed(named name: String) throws -> Parsed<Decisions>? {
      bytes.isEmpty
        ? nil : try Parsed(bytes, of: decisions.path, named: name) { try Decisions($0) }
    }
  }

  /// The project file.
  private let project: String
  /// The file of decisions; one that is made when the first is taken where the project names none.
  package let path: String
  /// Whether the project has still to name it.
  private let isNamed: Mutex<Bool>
  package let history: DecisionHistory
  /// One edit at a time.
  private let editing = Mutex<Void>(())

  /// The book of a project.
  /// - Throws: `YAMLError` where its history can't be read.
  package init(of project: ProjectFile) throws {
    self.project = project.path
    let beside = URL(fileURLWithPath: project.path).deletingLastPathComponent()
    path = project.bundling.decisionsPath ?? beside.appendingPathComponent(Self.usualName).path
    isNamed = Mutex(project.bundling.decisionsPath != nil)
    history = try DecisionHistory(path: path + ".history")
  }

  private static let usualName = "decisions.yaml"
  /// The file as the project names it, or will.
  var name: String { URL(fileURLWithPath: path).lastPathComponent }

  /// The file as it is now.
  /// - Throws: `YAMLError` where it is there and can't be read.
  package func page() throws -> Page {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    guard !bytes.isEmpty else {
      var none = Decisions()
      none.path = path
      return Page(decisions: none, version: sha256(of: bytes), bytes: bytes)
    }
    let decisions = try Decisions(YAMLValue(path: path, bytes: bytes))
    return Page(decisions: decisions, version: sha256(of: bytes), bytes: bytes)
  }

  /// The decisions with further ones, each a line, which are written nowhere.
  /// - Throws: `YAMLError`.
  func adding(_ lines: [String]) throws -> Parsed<Decisions> {
    let text = try lines.reduce(text(of: page())) { text, line in
      try ListedLines(Data(text.utf8), path: path, key: Self.key).adding([line])
    }
    return try parsed(text)
  }

  private func parsed(_ text: String) throws -> Parsed<Decisions> {
    try Parsed(Data(text.utf8), of: path, named: name) { try Decisions($0) }
  }

  private static let key = Decisions.listKey

  private func text(of page: Page) -> String {
    page.bytes.isEmpty ? Decisions.emptyText : String(decoding: page.bytes, as: UTF8.self)
  }

  /// Makes an edit in the version of the file that somebody saw, after `check` has found that the decisions hold
  /// together. What is returned is on the disk.
  /// - Throws: `Refusal` where the file is another by now; `NotThere`; `YAMLError`; what `check` throws.
  package func edit(
    _ edit: Edit, seen version: String, by: String, at time: Date,
    checking check: (_ before: Decisions, _ after: Parsed<Decisions>) throws -> Void
  ) throws -> Page {
    let seen = try unchanged(since: version)
    let text = try applied(edit, to: seen)
    return try write(text, over: seen, check) { before, after in
      try history.record(edit.name, by: by, at: time, before, after)
    }
  }

  /// Takes back the last edit, or brings back the last that was taken back.
  /// - Throws: as `edit`; `Refusal` where there is none.
  package func step(
    _ direction: DecisionHistory.Direction, seen version: String, by: String, at time: Date,
    checking check: (_ before: Decisions, _ after: Parsed<Decisions>) throws -> Void
  ) throws -> Page {
    let seen = try unchanged(since: version)
    guard let text = history.text(direction, from: self.text(of: seen)) else {
      throw Refusal(
        409, "There is no edit to \(direction.rawValue) in the file as it is now.",
        "The history tells what was done; the file may have been edited elsewhere since.")
    }
    return try write(text, over: seen, check) { before, after in
      try history.record(direction.rawValue, by: by, at: time, before, after)
    }
  }

  private func applied(_ edit: Edit, to page: Page) throws -> String {
    let lines = ListedLines(Data(text(of: page).utf8), path: path, key: Self.key)
    func place(_ number: Int) throws -> (line: Int, next: Int?) {
      let all = page.decisions.decisions
      guard all.indices.contains(number - 1), let line = all[number - 1].line else {
        throw NotThere("There is no decision \(number).", "There are \(all.count).")
      }
      return (line, all.indices.contains(number) ? all[number].line : nil)
    }
    switch edit {
    case .add(let line): return try lines.adding([line])
    case .replace(let number, let line):
      let place = try place(number)
      return try lines.replacing(entryAt: place.line, next: place.next, by: line)
    case .remove(let number):
      let place = try place(number)
      return try lines.replacing(entryAt: place.line, next: place.next, by: nil)
    }
  }

  /// The file, if it is what somebody saw.
  private func unchanged(since version: String) throws -> Page {
    let page = try page()
    guard page.version == version else { throw conflict(page) }
    return page
  }

  private func conflict(_ page: Page) -> Refusal {
    var refusal = Refusal(
      412, "Somebody else changed the decisions meanwhile.",
      "Look at what changed, and edit the decisions as they are now.")
    refusal.headers["ETag"] = "\"\(page.version)\""
    refusal.members["now"] = page.document
    return refusal
  }

  private func write(
    _ text: String, over seen: Page,
    _ check: (_ before: Decisions, _ after: Parsed<Decisions>) throws -> Void,
    _ record: (_ before: String, _ after: String) throws -> Void
  ) throws -> Page {
    let parsed = try parsed(text)
    try check(seen.decisions, parsed)
    return try editing.withLock { _ in
      // What was checked is what is written only if nobody wrote meanwhile.
      _ = try unchanged(since: seen.version)
      try replaceText(of: path, by: text)
      try record(self.text(of: seen), text)
      try nameInProject()
      return Page(decisions: parsed.value, version: parsed.sha256, bytes: parsed.bytes)
    }
  }

  /// Has the project name the file, so that every run reads it.
  private func nameInProject() throws {
    try isNamed.withLock { isNamed in
      guard !isNamed else { return }
      try ProjectFile.name(decisions: name, in: project)
      isNamed = true
    }
  }
}

extension DecisionBook.Edit {
  /// Its name in the history.
  fileprivate var name: String {
    switch self {
    case .add: "add"
    case .replace: "replace"
    case .remove: "remove"
    }
  }
}

extension DecisionBook.Page {
  /// The decisions as they are sent, each with its number.
  var document: JSONValue {
    [
      "version": .text(version),
      "decisions": .list(
        decisions.decisions.enumerated().map { index, decision in
          [
            "number": .integer(index + 1), "kind": .text(decision.kind.rawValue),
            "works": .list(decision.groups.map { .list($0.map(JSONValue.text)) }),
            "coupling": decision.coupling.map(JSONValue.text) ?? .null,
            "vote": decision.vote.map(JSONValue.text) ?? .null, "year": JSONValue(decision.year),
            "status": .text(decision.status.rawValue),
            "by": decision.by.map(JSONValue.text) ?? .null,
            "on": decision.on.map(JSONValue.text) ?? .null,
            "why": decision.why.map(JSONValue.text) ?? .null,
          ]
        }),
    ]
  }
}
