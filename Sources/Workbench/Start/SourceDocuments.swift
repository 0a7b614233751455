import Geometry
import LayerIO
import Pipeline
import Report
import Tables

/// Documents about files, layers and questions, as the page reads them.
struct SourceDocuments {
  let language: Language

  /// A file with its layers, or why it can't be read.
  func file(_ name: String, version: String, _ layers: Result<[LookedLayer], any Error>)
    -> JSONValue
  {
    var members: [String: JSONValue] = [
      "name": .text(name), "version": .text(version), "problem": .null, "layers": [],
    ]
    do {
      members["layers"] = .list(try layers.get().map(layer))
    } catch {
      members["problem"] = .text("\(error)")
    }
    return .object(members)
  }

  /// A layer: what it holds, how it looks, and what is wrong with it.
  func layer(_ looked: LookedLayer) -> JSONValue {
    let layer = looked.description
    let kind =
      switch layer.kind {
      case .shell, .hole: "areas"
      case .line: "lines"
      case .point: "points"
      case nil: "rows"
      }
    let record = looked.record
    return [
      "key": .text(layer.title), "layer": layer.layer.map(JSONValue.text) ?? .null,
      "format": .text(layer.format), "count": .integer(layer.count), "kind": .text(kind),
      "system": layer.kind == nil ? .null : .text(name(ofSystem: looked.system)),
      "declared": .boolean(looked.isSystemDeclared),
      "fields": .list(layer.fields.map { field($0, of: layer.count) }),
      "sketch": layer.sketch.map(sketch) ?? .null,
      "dropped": .integer(record?.dropped.count ?? 0),
      "repaired": .integer(record?.repaired.count ?? 0),
      "remarks": .list(
        (record.map { intakeRemarks(on: $0, language: language) } ?? []).map(JSONValue.text)),
      "problem": looked.problem.map(JSONValue.text) ?? .null,
    ]
  }

  /// Well-known text is longer than anybody reads: of that its name.
  private func name(ofSystem system: String) -> String {
    let prefix = "urn:ogc:def:crs:"
    if system.hasPrefix(prefix) {
      return system.dropFirst(prefix.count).replacing("::", with: ":")
    }
    let quoted = system.split(separator: "\"", omittingEmptySubsequences: false)
    return system.contains("[") && quoted.count > 1 ? String(quoted[1]) : system
  }

  private func field(_ field: FieldDescription, of count: Int) -> JSONValue {
    [
      "name": .text(field.name), "alias": field.alias.map { .text(shown($0)) } ?? .null,
      "filled": .number(count > 0 ? Double(field.filled) / Double(count) : 0),
      "distinct": .integer(field.distinct),
      "samples": .list(field.samples.map { .text(shown($0)) }),
    ]
  }

  /// As much of a text as fits in a table.
  private func shown(_ text: String) -> String {
    text.count > 60 ? text.prefix(59) + "…" : text
  }

  private func sketch(_ sketch: SourceSketch) -> JSONValue {
    [
      "width": .integer(sketch.width), "height": .integer(sketch.height),
      "areas": .text(sketch.areas), "lines": .text(sketch.lines), "dots": .text(sketch.dots),
    ]
  }

  /// A question with the answer that stands.
  func question(_ question: DraftQuestion, answer: String) -> JSONValue {
    [
      "layer": .text(question.layer), "key": .text(question.key),
      "text": .text(language.text(question.text)), "why": .text(language.text(question.why)),
      "choices": .list(
        question.choices.map {
          ["value": .text($0.value), "name": .text(language.text($0.name))]
        }),
      "guess": .text(question.guessed), "answer": .text(answer),
      "takes_other": .boolean(question.takesOther), "doubtful": .boolean(question.isDoubtful),
    ]
  }
}
