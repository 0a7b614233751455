import Pipeline

/// What somebody answered to the questions of a draft: by layer and by what is asked.
struct AnswersSent: Sendable {
  private let answers: [String: [String: String]]

  /// The answers of a document; those that are no texts are left out.
  /// - Throws: `QueryProblem` where it is none.
  init(_ sent: JSONValue?) throws(QueryProblem) {
    guard case .object(let layers)? = sent else {
      throw QueryProblem(
        "answers", "This is no object of answers by layer.", "Send '{}' to take all guesses.")
    }
    answers = layers.mapValues { layer in
      guard case .object(let members) = layer else { return [:] }
      return members.compactMapValues(\.text)
    }
  }

  /// The answer to a question; the guess where there is none, or none that the question knows any more.
  func answer(_ question: DraftQuestion) -> String {
    guard let given = answers[question.layer]?[question.key] else { return question.guessed }
    if question.choices.contains(where: { $0.value == given }) { return given }
    let isWord =
      !given.isEmpty && given.count <= 100
      && !given.unicodeScalars.contains { $0.properties.generalCategory == .control }
      && !given.contains(where: \.isNewline)
    return question.takesOther && isWord ? given : question.guessed
  }
}
