import Foundation
import LayerIO
import OpportunityMap
import Pipeline
import ProjectFile
import Report
import Tables
import Workers

extension Desk {
  /// The reply to somebody who sees no costs: a page of their own at `/`, and OGC API Features and Tiles below `/v1`,
  /// both made of tables in which no amounts are. All else is refused: it is about money, or tells what people wrote.
  /// - Throws: `Refusal`, `NotThere`, `QueryProblem`.
  func publicReply(to request: WebRequest, root: String) throws -> WebReply {
    guard !request.isWriting else { throw Self.onlyLooks }
    do {
      return try withoutCosts.page(to: request, root: root)
    } catch let error as any UserError
      where !(error is NotThere || error is QueryProblem || error is Refusal)
    {
      // What is wrong with a project may tell of its amounts.
      throw Refusal(
        409, "The project can't be shown as it is now.", "Whoever started the service sees why.")
    }
  }

  private static let onlyLooks = Refusal(
    403, "This link shows what is planned, without costs, and no more.",
    "The page at / and the data at /v1 are there for you.")

  private func page(to request: WebRequest, root: String) throws -> WebReply {
    let language = try language(asked: request)
    if let parts = request.parts(below: "/v1") {
      return try FeatureService(self, links: APILinks(root: root + "/v1"), language: language)
        .reply(to: request, parts)
    }
    guard request.parts(below: "") == [] else { throw Self.onlyLooks }
    return WebReply(page: try publicPage(in: language))
  }

  private func publicPage(in language: Language) throws -> String {
    func table(_ kind: String) throws -> VectorTable {
      try collection(CollectionName(scenario: "base", kind: kind)).table
    }
    let map = try answer("base").map()
    let hasProjects = try kinds().contains { $0.key == "projects" }
    return try PublicPage(
      title: projectName, works: table("works"), projects: hasProjects ? table("projects") : nil,
      neighbourhoods: table("neighbourhoods"),
      reach: map.themes.indices.map { theme in
        let reach = map.coverage.reach(theme, upTo: map.years.count - 1)
        return PublicPage.Reach(
          theme: language.themeName(map.themes[theme]), share: reach.share, chance: reach.chance)
      }, setting: mapSetting(in: language)
    ).text()
  }
}
