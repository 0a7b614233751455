import Workers

/// A file of a vote that can't be used.
package struct BallotError: UserError, Equatable {
  /// The file.
  package let path: String
  /// Line, counted from 1; nil for the file as a whole.
  package let line: Int?
  package let problem: String
  package let remedy: String

  /// An error about a file.
  package init(_ path: String, line: Int? = nil, _ problem: String, _ remedy: String) {
    (self.path, self.line, self.problem, self.remedy) = (path, line, problem, remedy)
  }

  package var place: String? { path + (line.map { ":\($0)" } ?? "") }
}
