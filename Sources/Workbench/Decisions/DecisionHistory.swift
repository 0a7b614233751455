import Foundation
import LayerIO
import ProjectFile
import Synchronization

/// What was done to a file of decisions, by whom and when: a line of JSON for each edit, in a file beside it. Edits are
/// told as the lines that went and those that came, so that the last of them can be taken back.
package final class DecisionHistory: Sendable {
  /// Which way to go.
  package enum Direction: String, Sendable {
    /// Back.
    case undo
    /// Forward again.
    case redo
  }

  /// An edit.
  package struct Entry: Codable, Sendable, Equatable {
    /// What was done: `add`, `replace`, `remove`, `undo`, `redo`, or `outside` for what was done in an editor.
    package let what: String
    package let by: String
    /// When, as `2026-11-28T09:30:00Z`.
    package let at: String
    /// How many lines stand before what changed.
    package let line: Int
    /// The lines that went.
    package let removed: [String]
    /// The lines that came.
    package let added: [String]
    /// SHA-256 of the text before.
    package let before: String
    /// SHA-256 of the text after.
    package let after: String
  }

  private let path: String
  private let known: Mutex<[Entry]>

  /// The history in a file, none where it is not there. What a machine that stopped left of a line, before the edit
  /// was acknowledged, is cut off.
  /// - Throws: `YAMLError` for a line in it that is no edit.
  init(path: String) throws(YAMLError) {
    self.path = path
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var entries: [Entry] = []
    for (index, line) in bytes[..<whole].split(separator: 0x0A).enumerated() {
      guard let entry = try? JSONDecoder().decode(Entry.self, from: line) else {
        throw YAMLError(
          path: path, line: index + 1, problem: "This is no edit of decisions.",
          remedy: "Put the history aside; decisions themselves do not need it.")
      }
      entries.append(entry)
    }
    if whole < bytes.count {
      try replaceText(of: path, by: String(decoding: bytes[..<whole], as: UTF8.self))
    }
    known = Mutex(entries)
  }

  /// The edits, oldest first.
  package var entries: [Entry] { known.withLock(\.self) }

  /// Notes an edit, on the disk.
  /// - Throws: `YAMLError` where it can't be written.
  func record(
    _ what: String, by: String, at time: Date, _ before: String, _ after: String
  ) throws(YAMLError) {
    let entry = Entry(what, by: by, at: time, before, after)
    do {
      try known.withLock { entries in
        // Somebody may have had the file in an editor.
        if let last = entries.last, last.after != entry.before {
          let outside = Entry(
            what: "outside", by: "", at: entry.at, line: 0, removed: [], added: [],
            before: last.after, after: entry.before)
          try append(outside)
          entries.append(outside)
        }
        try append(entry)
        entries.append(entry)
      }
    } catch {
      throw YAMLError(
        path: path, line: nil, problem: "The history can't be written.",
        remedy: "The decision stands; check the rights of the folder and the room on its disk.")
    }
  }

  private func append(_ entry: Entry) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let file = try openForAppending(path)
    try writeBytes((try encoder.encode(entry) + Data("\n".utf8)).span, to: file)
    try bringToDisk(file)
    try file.close()
  }

  /// The text with the last edit taken back, or brought back; nil where there is none that led to this text.
  func text(_ direction: Direction, from text: String) -> String? {
    let entries = entries
    var (done, undone): ([Entry], [Entry]) = ([], [])
    for entry in entries {
      switch entry.what {
      case Direction.undo.rawValue: done.popLast().map { undone.append($0) }
      case Direction.redo.rawValue: undone.popLast().map { done.append($0) }
      case "outside": (done, undone) = ([], [])
      default:
        done.append(entry)
        undone = []
      }
    }
    guard entries.last?.after == sha256(of: Data(text.utf8)) else { return nil }
    switch direction {
    case .undo: return done.last.map { $0.reversed(in: text) } ?? nil
    case .redo: return undone.last.map { $0.repeated(in: text) } ?? nil
    }
  }
}

extension DecisionHistory.Entry {
  /// The edit that makes one text of another.
  fileprivate init(_ what: String, by: String, at time: Date, _ before: String, _ after: String) {
    let (old, new) = (lines(before), lines(after))
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    self.init(
      what: what, by: by, at: time.formatted(.iso8601), line: start,
      removed: Array(old[start..<(old.count - end)]), added: Array(new[start..<(new.count - end)]),
      before: sha256(of: Data(before.utf8)), after: sha256(of: Data(after.utf8)))
  }

  fileprivate func reversed(in text: String) -> String? {
    replaced(added, by: removed, in: text, giving: before)
  }

  fileprivate func repeated(in text: String) -> String? {
    replaced(removed, by: added, in: text, giving: after)
  }

  private func replaced(
    _ old: [String], by new: [String], in text: String, giving hash: String
  ) -> String? {
    var all = lines(text)
    guard line + old.count <= all.count, Array(all[line..<(line + old.count)]) == old else {
      return nil
    }
    all.replaceSubrange(line..<(line + old.count), with: new)
    let result = all.joined(separator: "\n")
    return sha256(of: Data(result.utf8)) == hash ? result : nil
  }
}

/// Lines of a text; ends as on Windows stay with their lines.
private func lines(_ text: String) -> [String] {
  // By bytes: a character of Swift may be the end of a line in two bytes.
  Data(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false).map {
    String(decoding: $0, as: UTF8.self)
  }
}
