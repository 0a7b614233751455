import Synchronization

/// What was found in groups of related works, by all that it depends on, so that only groups of which
/// something changed are searched again. It keeps what the last few questions asked for, and may be asked
/// from any thread.
package final class GroupMemory: Sendable {
  private struct Known {
    let choice: GroupChoice
    var proof: Proof?
    /// The last question that asked for it.
    var question: Int
  }

  private struct State {
    var groups: [GroupKey: Known] = [:]
    var question = 0
    var searched = 0
  }

  private let state = Mutex(State())
  /// Most questions back that are remembered.
  private let questions: Int

  /// Nothing is known yet.
  package init(questions: Int = 4) {
    self.questions = questions
  }

  /// How many groups have been searched since the beginning.
  package var searchedGroups: Int { state.withLock { $0.searched } }

  /// A new question begins; what none of the last few asked for is forgotten.
  func begin() {
    state.withLock { state in
      state.question += 1
      let oldest = state.question - questions
      state.groups = state.groups.filter { $0.value.question >= oldest }
    }
  }

  /// The choice in a group; searched where it is not known.
  func choice(for key: GroupKey, search: () throws -> GroupChoice) rethrows -> GroupChoice {
    let known = state.withLock { state in
      state.groups[key]?.question = state.question
      return state.groups[key]?.choice
    }
    if let known { return known }
    let choice = try search()
    state.withLock { state in
      state.searched += 1
      state.groups[key] = Known(choice: choice, question: state.question)
    }
    return choice
  }

  /// What no choice in a group exceeds; proven where it is not known.
  func proof(for key: GroupKey, prove: () throws -> Proof) rethrows -> Proof {
    if let proof = state.withLock({ $0.groups[key]?.proof }) { return proof }
    let proof = try prove()
    state.withLock { $0.groups[key]?.proof = proof }
    return proof
  }
}
