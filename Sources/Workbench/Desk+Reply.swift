import Foundation
import LayerIO
import Pipeline
import ProjectFile
import Tables

extension Desk {
  /// The reply to a request: the report of the project at `/`, that of a scenario at `/scenarios/KEY`, all of them side
  /// by side at `/compare`, OGC API Features below `/v1`, questions at `/ask`, and decisions below `/decisions`. `root`
  /// is the address of the service, without a slash at the end; `access` says what may be decided; `control` hears how far an answer is, and can stop it.
  /// - Throws: `QueryProblem`, `NotThere`, `Refusal`; as answers do.
  package func reply(
    to request: WebRequest, root: String, for access: Access = Access(.everything),
    control: JobControl = JobControl()
  ) throws -> WebReply {
    switch request.parts(below: "") ?? [""] {
    case ["ask"]: return try asked(request, control)
    case let parts where parts.first == "decisions":
      return try decisionReply(to: request, Array(parts.dropFirst()), access, control)
    case let parts where parts.first == "scenarios" && request.isWriting:
      return try scenarioReply(to: request, Array(parts.dropFirst()))
    default:
      guard !request.isWriting else { throw Refusal.method(request, allowed: "GET, HEAD") }
      return try page(for: request, root: root, control)
    }
  }

  /// What there is to read.
  private func page(
    for request: WebRequest, root: String, _ control: JobControl
  ) throws -> WebReply {
    if let parts = request.parts(below: "/v1") {
      let language = try language(asked: request)
      return try FeatureService(self, links: APILinks(root: root + "/v1"), language: language)
        .reply(to: request, parts)
    }
    switch request.parts(below: "") ?? [""] {
    case []: return try reportReply("base", request)
    case ["scenarios"]: return try scenarioList(request, APILinks(root: root))
    case let parts where parts.count == 2 && parts[0] == "scenarios":
      return try reportReply(parts[1], request)
    case ["compare"]:
      return WebReply(page: try comparison(in: language(asked: request)))
    case let parts where parts.count == 3 && parts[0] == "compare":
      return try WebReply(
        .json, compared(parts[1], parts[2], in: language(asked: request), control: control))
    default:
      throw NotThere(
        "There is nothing at '\(request.path)'.",
        "There are /, /scenarios, /scenarios/KEY, /compare, /compare/KEY/KEY, /ask, /decisions and /v1."
      )
    }
  }

  private func asked(_ request: WebRequest, _ control: JobControl) throws -> WebReply {
    guard request.method == "POST" else { throw Refusal.method(request, allowed: "POST") }
    let question = try Question(JSONValue(sentWith: request))
    return try WebReply(
      .json, ask(question, in: language(asked: request), control: control))
  }

  func language(asked request: WebRequest) throws(QueryProblem) -> Language {
    guard let code = try request.parameters().first(where: { $0.name == "lang" })?.value else {
      return language
    }
    guard let language = Language(code: code) else {
      throw QueryProblem("lang", "'\(code)' is no language of ours.", "Write lang=nl or lang=en.")
    }
    return language
  }

  private func reportReply(_ scenario: String, _ request: WebRequest) throws -> WebReply {
    WebReply(.html, try report(scenario, in: language(asked: request)))
  }

  private func scenarioList(_ request: WebRequest, _ links: APILinks) throws -> WebReply {
    let language = try language(asked: request)
    return try WebReply(
      .json,
      [
        "scenarios": .list(
          scenarios.map { scenario in
            [
              "key": .text(scenario.key), "name": .text(language.text(scenario.name)),
              "reason": scenario.reason.map(JSONValue.text) ?? .null,
              "report": .text(
                links.address(scenario.key == "base" ? [] : ["scenarios", scenario.key])),
              "base": .text(scenario.base ?? "base"),
            ]
          })
      ])
  }
}
