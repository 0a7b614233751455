import Workers

/// A request that can't be answered as it stands.
package struct QueryProblem: UserError, Equatable {
  /// The parameter that is to blame.
  package let place: String?
  /// What is wrong.
  package let problem: String
  /// What to do about it.
  package let remedy: String

  init(_ parameter: String, _ problem: String, _ remedy: String) {
    (place, self.problem, self.remedy) = (parameter, problem, remedy)
  }
}

/// Something that was asked for by name and is not there.
package struct NotThere: UserError, Equatable {
  package let problem: String
  package let remedy: String

  /// Says what is not there.
  package init(_ problem: String, _ remedy: String) {
    (self.problem, self.remedy) = (problem, remedy)
  }

  package var kind: UserErrorKind { .missingInput }
  package var place: String? { nil }
}
