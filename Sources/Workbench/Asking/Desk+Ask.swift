import Foundation
import Geometry
import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Tables

extension Desk {
  /// The answer to a question, beside that which it is held against. It stays for a while under a key of its own, by
  /// which its report and its features can be had.
  /// - Throws: `QueryProblem` for a question that speaks of what there is not; as answers do.
  func ask(_ question: Question, in language: Language, control: JobControl) throws -> JSONValue {
    let base = try scenario(question.against)
    let asked = Scenario(
      key: key(of: question), name: Wording(en: "What is asked", nl: "Wat gevraagd is"),
      base: base.key == Scenario.project.key ? nil : base.key, changes: question.changes)
    let decisions = try judging("decisions") {
      try question.decisions.isEmpty ? nil : book.adding(question.decisions)
    }
    keep(Asked(scenario: asked, decisions: decisions))
    do {
      return try judging(question.decisions.isEmpty ? "changes" : "decisions") {
        let first = try answer(base.key, control: control)
        let second = try answer(asked.key, control: control)
        return try told(second, to: asked, with: first, to: base, in: language)
      }
    } catch {
      forget(asked.key)
      throw error
    }
  }

  /// What differs between the answers to two scenarios or questions.
  /// - Throws: `NotThere`; as answers do.
  func compared(
    _ left: String, _ right: String, in language: Language, control: JobControl
  ) throws -> JSONValue {
    let (one, other) = (try scenario(left), try scenario(right))
    let told = try told(
      answer(right, control: control), to: other, with: answer(left, control: control), to: one,
      in: language)
    return try placing(told, by: collection(CollectionName(scenario: left, kind: "works")))
  }

  /// What is told, with the middle of each work in longitude and latitude (`at`): maps of a whole city show works by it.
  private func placing(_ told: JSONValue, by works: FeatureCollection) throws -> JSONValue {
    guard case .object(var members) = told, case .list(let list)? = members["works"] else {
      return told
    }
    let boxes = try works.features(in: systems[0]).boxes
    members["works"] = .list(
      list.map { work in
        guard case .object(var told) = work,
          let box = told["id"]?.text.flatMap(works.row(withID:)).flatMap({ boxes[$0] })
        else { return work }
        told["at"] = [.number((box.minX + box.maxX) / 2), .number((box.minY + box.maxY) / 2)]
        return .object(told)
      })
    return .object(members)
  }

  private func told(
    _ second: Answer, to scenario: Scenario, with first: Answer, to base: Scenario,
    in language: Language
  ) throws -> JSONValue {
    let told = try session.compare(second, to: scenario, with: first, to: base)
    return AskedAnswer(
      told.comparison, plans: (told.first, told.second),
      names: MeasureNames(second.inputs.cycles.value), language: language
    ).document
  }

  /// The same question has the same key, as long as nothing is decided.
  private func key(of question: Question) -> String {
    let text = "\(question.against) \(question.changes.text) \(question.decisions) \(revision)"
    return Asked.prefix + sha256(of: Data(text.utf8)).prefix(12)
  }
}

/// A question that was asked, and is kept for a while.
struct Asked: Sendable {
  /// How keys of questions begin; no scenario file may.
  static let prefix = "asked-"
  let scenario: Scenario
  /// All decisions, with those that are asked for; nil where none are.
  let decisions: Parsed<Decisions>?
}
