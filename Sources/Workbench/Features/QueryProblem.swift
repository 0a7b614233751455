import ProjectFile
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

/// Does something with what was sent as a parameter: whoever sent it is told what is wrong, and no path.
/// - Throws: `QueryProblem` in place of a `YAMLError`; what else `body` throws.
func judging<Result>(_ parameter: String, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as YAMLError {
    throw QueryProblem(parameter, error.problem, error.remedy)
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
