import Synchronization

/// Answers of PROJ by what was asked. To look one up in its database takes milliseconds, and the sources
/// of a project mostly ask the same.
final class RememberedAnswers<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
  private let answers = Mutex<[Question: Answer]>([:])

  /// The answer as it was given before, or else found now. Others wait meanwhile, as they mostly want the
  /// same.
  func answer<Failure>(
    to question: Question, find: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try answers.withLock { answers throws(Failure) in
      if let known = answers[question] { return known }
      let found = try find()
      answers[question] = found
      return found
    }
  }
}

/// PROJ objects that nobody uses at the moment, kept for whoever needs the same next.
///
/// Sound: an object is handed out to one user, who gives it back when done with it, so no two threads use
/// it or its context at once.
@safe final class IdleProjObjects: Sendable {
  private let idle = Mutex<[String: [Idle]]>([:])

  private struct Idle: @unchecked Sendable {
    let object: ProjObject
  }

  /// Takes one that does what `purpose` says, if there is one.
  func take(_ purpose: String) -> ProjObject? {
    idle.withLock { $0[purpose]?.popLast() }?.object
  }

  /// Keeps one that does what `purpose` says and that the caller uses no more.
  func keep(_ object: ProjObject, _ purpose: String) {
    let one = Idle(object: object)
    idle.withLock { $0[purpose, default: []].append(one) }
  }
}
