import Foundation
import LayerIO
import Pipeline
import ProjectFile

/// An edit of a project file that somebody asks for: it changes the lines that it is about, and is refused where the
/// project would be another in anything else.
enum ProjectEdit {
  /// Another field, or none, for what a layer tells.
  case setField(ProjectLayer, ProjectLayer.Field, String?)
  /// One layer less.
  case remove(ProjectLayer)
  /// One layer more.
  case add([DraftAddition])

  /// The text of the file afterwards.
  /// - Throws: `YAMLError` where it has to be done by hand; `Refusal` where it contradicts what is there.
  func text(of before: Parsed<ProjectFile>) throws -> String {
    let path = before.value.path
    switch self {
    case .setField(let layer, let field, let name):
      let lines = ProjectLines(before.bytes, path: path)
      let text = try lines.setting(
        field.key, to: name, in: layer.place + field.below)
      let after = try Self.read(text, path)
      guard let found = ProjectLayer.all(of: after).first(where: { $0.place == layer.place }),
        found.fields.first(where: { $0.key == field.key })?.name == name,
        Self.plain(after, without: layer) == Self.plain(before.value, without: layer)
      else { throw Self.byHand(path) }
      return text
    case .remove(let layer):
      guard case .index(let index)? = layer.place.last else {
        throw Refusal(
          409, "A map needs neighbourhoods.", "Choose other fields, or another file by hand.")
      }
      let list = Array(layer.place.dropLast())
      let text = try ProjectLines(before.bytes, path: path).removing(index, of: list)
      let after = try Self.read(text, path)
      guard Self.plain(after) == Self.plain(before.value, without: layer) else {
        throw Self.byHand(path)
      }
      return text
    case .add(let additions):
      var (bytes, text) = (before.bytes, String(decoding: before.bytes, as: UTF8.self))
      for addition in additions {
        text = try ProjectLines(bytes, path: path).adding(addition.lines, to: addition.list)
        bytes = Data(text.utf8)
      }
      let after = try Self.read(text, path)
      var less = after
      for addition in additions.reversed() { less.removeLast(of: addition.place) }
      guard !additions.isEmpty, Self.plain(less) == Self.plain(before.value) else {
        throw Self.byHand(path)
      }
      return text
    }
  }

  private static func read(_ text: String, _ path: String) throws -> ProjectFile {
    try Refusal.contradictions { try ProjectFile.read(text: Data(text.utf8), path: path).value }
  }

  private static func byHand(_ path: String) -> YAMLError {
    YAMLError(
      path: path, line: nil, problem: "The edit would change more than was asked for.",
      remedy: "Edit it in the file itself.")
  }

  /// A project without the places that layers have in it, and without a layer.
  private static func plain(
    _ project: ProjectFile, without layer: ProjectLayer? = nil
  ) -> ProjectFile {
    var project = project
    if let layer { project.remove(layer) }
    project.neighbourhoods.options.role = ""
    for index in project.schedule.indices { project.schedule[index].options.role = "" }
    for theme in project.themes.indices {
      for index in project.themes[theme].layers.indices {
        project.themes[theme].layers[index].options.role = ""
      }
    }
    return project
  }
}

extension DraftAddition {
  /// The list that it is an item of.
  fileprivate var list: [ProjectLines.Step] {
    switch place {
    case .schedule: [.key("schedule")]
    case .theme(let key): [.key("themes"), .key(key), .key("layers")]
    }
  }
}

extension ProjectFile {
  /// Takes a layer out, with its theme where that has no other; of neighbourhoods what is asked of them.
  fileprivate mutating func remove(_ layer: ProjectLayer) {
    switch layer.kind {
    case .neighbourhoods:
      neighbourhoods = NeighbourhoodSource(
        options: SourceOptions(source: "", role: ""), id: nil, name: nil)
    case .works(let index): schedule.remove(at: index)
    case .challenge(let theme, let index):
      themes[theme].layers.remove(at: index)
      if themes[theme].layers.isEmpty { themes.remove(at: theme) }
    }
  }

  fileprivate mutating func removeLast(of place: DraftAddition.Place) {
    switch place {
    case .schedule: schedule.removeLast()
    case .theme(let key):
      guard let theme = themes.firstIndex(where: { $0.key == key }) else { return }
      themes[theme].layers.removeLast()
      if themes[theme].layers.isEmpty { themes.remove(at: theme) }
    }
  }
}
