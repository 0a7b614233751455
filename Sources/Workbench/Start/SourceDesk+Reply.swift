import Foundation
import LayerIO
import Pipeline
import ProjectFile
import Report
import Tables

extension SourceDesk {
  /// The reply to somebody who may edit: the page at `/sources`, what it asks below that, and files at `/files/NAME`,
  /// which `upload` takes in. nil for other addresses, and for what the keeper of the desk has to see to.
  /// - Throws: `Refusal`, `QueryProblem`, `ReadingProblem`, `YAMLError`.
  func reply(to request: WebRequest) throws -> WebReply? {
    if let parts = request.parts(below: "/files") {
      guard parts.count == 1 else { return nil }
      return try fileReply(to: request, SourceName(parts[0]))
    }
    guard let parts = request.parts(below: "/sources") else { return nil }
    let language = try language(asked: request)
    switch (request.method, parts) {
    case ("GET", []): return WebReply(page: try page(in: language))
    case ("GET", ["state"]): return try WebReply(.json, state(in: language))
    case ("GET", let parts) where parts.count == 2 && parts[0] == "layers":
      return try WebReply(.json, layerDocument(parts[1], language))
    case ("POST", ["draft"]): return try WebReply(.json, draftDocument(request, language))
    case ("POST", ["check"]):
      let text = try report(AnswersSent(JSONValue(sentWith: request)["answers"]), in: language)
      return try WebReply(.json, ["report": .text(text)])
    case ("POST", ["edit"]): return try edited(request)
    default: throw Refusal.method(request, allowed: "GET, HEAD, or POST at what the page asks")
    }
  }

  func page(in language: Language) throws -> String {
    try StartPage(language: language, isDraft: isDraft).text()
  }

  func language(asked request: WebRequest) throws -> Language {
    guard let code = try request.parameters().first(where: { $0.name == "lang" })?.value else {
      return (try? project())?.value.language.flatMap { Language(code: $0) } ?? .nl
    }
    guard let language = Language(code: code) else {
      throw QueryProblem("lang", "'\(code)' is no language of ours.", "Write lang=nl or lang=en.")
    }
    return language
  }

  // MARK: Files

  /// Name of the file that a request sends; nil for other requests.
  static func nameOfUpload(_ request: WebRequest) -> String? {
    guard request.method == "PUT", let parts = request.parts(below: "/files"), parts.count == 1
    else { return nil }
    return parts[0]
  }

  /// Begins to take in the file that a request sends.
  /// - Throws: `Refusal`.
  func upload(_ name: String, for request: WebRequest) throws -> Upload {
    let match = request.headers["if-match"]
    return try folder.begin(
      SourceName(name), seen: match == nil ? nil : request.seenVersion(),
      announced: request.headers["content-length"].flatMap { Int($0) })
  }

  /// Takes in a file that is whole.
  /// - Throws: `Refusal` where another file is there by now.
  func finish(_ upload: Upload) throws -> WebReply {
    let version = try folder.take(upload)
    var reply = try WebReply(
      .json, ["name": .text(upload.name.text), "version": .text(version)])
    reply.headers["ETag"] = "\"\(version)\""
    return reply
  }

  private func fileReply(to request: WebRequest, _ name: SourceName) throws -> WebReply {
    switch request.method {
    case "GET":
      let language = try language(asked: request)
      guard let version = folder.version(of: name) else {
        throw Refusal(404, "There is no file '\(name.text)'.", "Look at the page anew.")
      }
      let looked = Result { try layers(of: name) }
      if case .failure(let error as Refusal) = looked { throw error }
      return try WebReply(
        .json, SourceDocuments(language: language).file(name.text, version: version, looked))
    case "DELETE":
      try folder.remove(name, seen: request.seenVersion())
      return try WebReply(.json, [:])
    default: throw Refusal.method(request, allowed: "GET, HEAD, PUT, DELETE")
    }
  }

  // MARK: Documents

  private func state(in language: Language) throws -> JSONValue {
    let project = isDraft ? nil : Result { try self.project() }
    return [
      "draft": .boolean(project == nil),
      "files": .list(
        folder.files.map {
          ["name": .text($0.name), "bytes": .integer($0.bytes), "version": .text($0.version)]
        }),
      "lone_parts": .list(folder.loneParts.map(JSONValue.text)),
      "endings": .list((SourceName.endings + SourceName.parts).map { .text("." + $0) }),
      "most_bytes": .integer(Upload.most),
      "project": try project.map { try projectDocument($0, language) } ?? .null,
    ]
  }

  private func projectDocument(
    _ project: Result<Parsed<ProjectFile>, any Error>, _ language: Language
  ) throws -> JSONValue {
    let read: Parsed<ProjectFile>
    switch project {
    case .success(let value): read = value
    case .failure(let error): return ["problem": .text("\(error)")]
    }
    let themes = read.value.themeNames
    return [
      "problem": .null, "name": .text(read.value.name), "version": .text(read.sha256),
      "text": .text(String(decoding: read.bytes, as: UTF8.self)),
      // All that it reads: people, areas and buildings too, which are edited by hand.
      "sources": .list(read.value.sources.map { .text($0.source) }),
      "layers": .list(
        ProjectLayer.all(of: read.value).map { layer in
          [
            "place": .text(layer.role),
            "role": .text(
              language.roleText(layer.role) { key in
                themes[key].map { language.text($0) } ?? language.themeName(key)
              }),
            "source": .text(layer.options.source),
            "layer": layer.options.layer.map(JSONValue.text) ?? .null,
            "removable": .boolean(layer.kind != .neighbourhoods),
            "fields": .list(layer.fields.map { document($0, language) }),
          ]
        }),
    ]
  }

  private func document(_ field: ProjectLayer.Field, _ language: Language) -> JSONValue {
    [
      "key": .text(field.key), "value": .text(field.name ?? ""),
      "text": .text(language.text(DraftQuestion.meaning(of: field.key))),
      "by_hand": .boolean(field.isByHand), "needed": .boolean(field.key == "field"),
    ]
  }

  /// A layer of the project, by its number in the list of them.
  private func layerDocument(_ number: String, _ language: Language) throws -> JSONValue {
    let layers = ProjectLayer.all(of: try project().value)
    guard let index = Int(number), layers.indices.contains(index) else {
      throw Refusal(404, "There is no layer \(number.prefix(20)).", "Look at the page anew.")
    }
    let options = layers[index].options
    do {
      let looked = try self.layers(of: options)
      guard
        let layer = looked.first(where: { $0.description.layer == options.layer }) ?? looked.first
      else { return ["problem": "The file holds no layers."] }
      return SourceDocuments(language: language).layer(layer)
    } catch let problem as ReadingProblem {
      return ["problem": .text("\(problem)")]
    } catch let refusal as Refusal where refusal.status != 503 {
      return ["problem": .text("\(refusal)")]
    }
  }

  private func draftDocument(_ request: WebRequest, _ language: Language) throws -> JSONValue {
    let sent = try JSONValue(sentWith: request)
    let answers = try AnswersSent(sent["answers"])
    let documents = SourceDocuments(language: language)
    let ask = { (question: DraftQuestion) in
      documents.question(question, answer: answers.answer(question))
    }
    guard isDraft else {
      guard let title = sent["layer"]?.text else {
        throw QueryProblem("layer", "It is not told which layer is added.", "Name it.")
      }
      let found = try additions(of: title, answers)
      return [
        "questions": .list(found.questions.map(ask)), "missing": [],
        "text": .text(found.additions.flatMap(\.lines).joined(separator: "\n")),
      ]
    }
    let draft = try draft(answers)
    return [
      "questions": .list(draft.questions.map(ask)),
      "missing": .list((draft.project?.missing ?? []).map(JSONValue.text)),
      "text": draft.project.map { .text($0.text) } ?? .null,
    ]
  }

  // MARK: Editing

  private func edited(_ request: WebRequest) throws -> WebReply {
    let sent = try JSONValue(sentWith: request)
    let seen = try request.seenVersion()
    guard !isDraft else {
      throw Refusal(409, "There is no project file yet.", "Write it first.")
    }
    try Refusal.contradictions {
      try edit(seen: seen) { try ProjectEdit(sent, $0.value, self).text(of: $0) }
    }
    return try WebReply(.json, [:])
  }
}

extension ProjectEdit {
  /// The edit of a document: `{"remove": PLACE}`, `{"set": PLACE, "key": KEY, "field": NAME or null}` or
  /// `{"add": LAYER, "answers": {...}}`.
  fileprivate init(_ sent: JSONValue, _ project: ProjectFile, _ desk: SourceDesk) throws {
    if let title = sent["add"]?.text {
      self = .add(try desk.additions(of: title, AnswersSent(sent["answers"])).additions)
      return
    }
    let name = sent["remove"]?.text ?? sent["set"]?.text
    guard let name, let layer = ProjectLayer.all(of: project).first(where: { $0.role == name })
    else {
      throw QueryProblem(
        "body", "It is not told what is edited.", "Send 'add', 'set' or 'remove' with a place.")
    }
    guard sent["set"] != nil else {
      self = .remove(layer)
      return
    }
    guard let field = layer.fields.first(where: { $0.key == sent["key"]?.text }) else {
      throw QueryProblem("key", "The layer has no such key.", "Take one of those that it shows.")
    }
    let value = sent["field"]?.text
    guard !field.isByHand, value != nil || field.key != "field" else {
      throw Refusal(
        409, "More than a name stands there, or it can't be left out.",
        "Edit it in the file itself.")
    }
    let known = try desk.layers(of: layer.options).flatMap(\.description.fields)
    guard value == nil || known.contains(where: { $0.name == value || $0.alias == value }) else {
      throw QueryProblem("field", "The file has no such field.", "Take one of those that it shows.")
    }
    self = .setField(layer, field, value)
  }
}
