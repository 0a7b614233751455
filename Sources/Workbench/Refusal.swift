import ProjectFile
import Workers

/// A request that is understood and not done.
package struct Refusal: UserError, Equatable {
  /// Status of HTTP, 400 to 499; 503 and 507 where there is no room at present.
  package let status: Int
  package let problem: String
  package let remedy: String
  /// Headers that the status asks for, by name.
  package var headers: [String: String] = [:]
  /// What is told besides.
  package var members: [String: JSONValue] = [:]

  package var place: String? { nil }

  /// A refusal.
  package init(_ status: Int, _ problem: String, _ remedy: String) {
    (self.status, self.problem, self.remedy) = (status, problem, remedy)
  }

  /// Does something that may contradict what the project holds by now.
  /// - Throws: `Refusal` in place of a `YAMLError`; what else `body` throws.
  static func contradictions<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as YAMLError {
      throw Refusal(409, error.problem, error.remedy)
    }
  }

  /// What is refused only at present, since others are at it.
  static func busy(_ problem: String, _ remedy: String) -> Refusal {
    var refusal = Refusal(503, problem, remedy)
    refusal.headers["Retry-After"] = "5"
    return refusal
  }

  /// A method that an address does not know.
  static func method(_ request: WebRequest, allowed: String) -> Refusal {
    var refusal = Refusal(
      405, "'\(request.method)' is not for '\(request.path)'.", "It takes \(allowed).")
    refusal.headers["Allow"] = allowed
    return refusal
  }
}
