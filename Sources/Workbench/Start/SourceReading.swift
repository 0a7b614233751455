import Foundation
import LayerIO
import Pipeline
import Tables
import Workers

/// What came of reading files that anybody may have made, as one process tells another.
package enum ReadingOutcome: Sendable, Codable {
  /// The layers of a file.
  case layers([LookedLayer])
  /// The report of a check of a project.
  case report(String)
  /// Why it could not be read.
  case problem(ReadingProblem)

  /// Looks at a file, which errors name as it is given.
  package static func look(at path: String, threads: Int) -> ReadingOutcome {
    telling { .layers(try LookedLayer.all(of: path, threads: threads)) }
  }

  /// Reads and judges the sources of a project, as `kansenkaart check` does.
  package static func check(
    project path: String, in language: Language, threads: Int
  ) -> ReadingOutcome {
    telling {
      let job = try MainJob(
        projectPath: path, options: MainJob.Options(threads: threads), control: JobControl(),
        allowsGaps: true)
      return .report(job.intakeText(of: try job.check(), in: language))
    }
  }

  private static func telling(_ body: () throws -> ReadingOutcome) -> ReadingOutcome {
    do { return try body() } catch { return .problem(ReadingProblem(error)) }
  }

  /// Its bytes.
  package var bytes: Data {
    get throws {
      let encoder = PropertyListEncoder()
      encoder.outputFormat = .binary
      return try encoder.encode(self)
    }
  }

  /// - Throws: where the bytes are none of an outcome.
  package init(_ bytes: Data) throws {
    self = try PropertyListDecoder().decode(ReadingOutcome.self, from: bytes)
  }
}

/// Why a file or a project can't be read.
package struct ReadingProblem: UserError, Codable, Equatable {
  package var place: String?
  package var problem: String
  package var remedy: String

  /// What an error says.
  package init(_ error: any Error) {
    guard let told = error as? any UserError else {
      self.init(place: nil, problem: "\(error)", remedy: "")
      return
    }
    self.init(place: told.place, problem: told.problem, remedy: told.remedy)
  }

  /// A problem.
  package init(place: String?, problem: String, remedy: String) {
    (self.place, self.problem, self.remedy) = (place, problem, remedy)
  }
}

/// How files that anybody may have made are read. They can make a reader take all memory, never end or break, so that
/// a service has another process do it.
package struct SourceReading: Sendable {
  /// Looks at the file of a name in a folder.
  package var look: @Sendable (_ folder: String, _ name: String) -> ReadingOutcome
  /// Checks the project of a name in a folder.
  package var check: @Sendable (_ folder: String, _ name: String, Language) -> ReadingOutcome

  /// A way of reading.
  package init(
    look: @escaping @Sendable (_ folder: String, _ name: String) -> ReadingOutcome,
    check: @escaping @Sendable (_ folder: String, _ name: String, Language) -> ReadingOutcome
  ) {
    (self.look, self.check) = (look, check)
  }
}
