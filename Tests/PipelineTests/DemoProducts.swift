import Foundation
import Publishing
import Tables
import TestSupport

@testable import Pipeline

/// The products of a project of the repository.
struct DemoProducts: Sendable {
  /// Those of the demo municipality, made once for all tests.
  static let juinen = Result { try DemoProducts(of: "layers/juinen/project.yaml") }

  let summary: RunSummary
  private let folder: TemporaryFolder

  init(of project: String) throws {
    folder = try TemporaryFolder()
    let job = try MainJob(
      projectPath: Repository.file(project), options: MainJob.Options(), control: JobControl())
    summary = try job.run(output: folder.file("out"))
  }

  func file(_ name: String) -> String { folder.file("out/" + name) }

  /// The rows of a table by column name.
  func rows(_ name: String) throws -> [[String: String]] {
    let rows = try parseCSV(file(name))
    return rows.dropFirst().map { Dictionary(zip(rows[0], $0), uniquingKeysWith: { $1 }) }
  }

  func sums(_ name: String, of value: String, by key: String) throws -> [String: Double] {
    try rows(name).reduce(into: [:]) { sums, row in
      sums[row[key] ?? "", default: 0] += row[value].flatMap(Double.init) ?? 0
    }
  }
}
