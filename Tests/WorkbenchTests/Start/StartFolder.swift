import Foundation
import LayerIO
import Pipeline
import ProjectFile
import TestSupport
import Testing

@testable import Workbench

/// A folder without a project, served to somebody who has the key.
struct StartFolder {
  let folder: TemporaryFolder
  let keys = Keys()
  let sources: SourceDesk
  let keeper: DeskKeeper

  /// Files are read by this process itself.
  static let reading = SourceReading(
    look: { folder, name in
      // Errors and drafts name files as people do, whatever folder the tests are in.
      switch ReadingOutcome.look(at: "\(folder)/\(name)", threads: 2) {
      case .layers(let layers):
        return .layers(
          layers.map { layer in
            var layer = layer
            layer.description.path = name
            return layer
          })
      case .problem(var problem):
        problem.place = problem.place?.replacing("\(folder)/", with: "")
        return .problem(problem)
      case .report(let text): return .report(text)
      }
    },
    check: { folder, name, language in
      ReadingOutcome.check(project: "\(folder)/\(name)", in: language, threads: 2)
    })

  init(in folder: TemporaryFolder? = nil) throws {
    self.folder = try folder ?? TemporaryFolder()
    let path = self.folder.file("project.yaml")
    let sources = SourceDesk(project: path, reading: Self.reading, year: { 2026 })
    self.sources = sources
    keeper = DeskKeeper(keys: keys, sources: sources) {
      try Desk(Session.open(path, options: MainJob.Options(threads: 2), control: $0))
    }
  }

  var cookie: String { "kansenkaart=\(keys.query.dropFirst(5))" }

  /// The files that are there, hidden ones too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  /// Asks, with the key unless told otherwise.
  func ask(
    _ method: String, _ path: String, _ body: JSONValue? = nil, key: Bool = true,
    _ headers: [String: String] = [:]
  ) -> WebReply {
    do {
      return try keeper.reply(
        to: request(method, path, body, key: key, headers), root: "http://here")
    } catch { return WebReply(error) }
  }

  private func request(
    _ method: String, _ path: String, _ body: JSONValue?, key: Bool, _ headers: [String: String]
  ) throws -> WebRequest {
    var all = headers
    if key { all["cookie"] = cookie }
    if body != nil { all["content-type"] = "application/json" }
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    return WebRequest(
      method: method, path: parts[0], query: parts.count > 1 ? parts[1] : "", headers: all,
      body: try body?.bytes ?? Data())
  }

  /// Sends a file, as the web server does.
  func send(
    _ data: Data, as name: String, key: Bool = true, _ headers: [String: String] = [:]
  ) -> WebReply {
    do {
      let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
      let request = try request("PUT", "/files/\(encoded)", nil, key: key, headers)
      guard let upload = try keeper.upload(for: request) else {
        return ask("PUT", "/files/\(encoded)")
      }
      try upload.append(data)
      return try keeper.finish(upload)
    } catch { return WebReply(error) }
  }

  func document(_ reply: WebReply) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: reply.body)
  }
}

extension JSONValue {
  /// The elements of a list; none of anything else.
  var all: [JSONValue] {
    guard case .list(let values) = self else { return [] }
    return values
  }
}
