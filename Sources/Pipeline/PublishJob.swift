import Formats
import LayerIO
import ProjectFile
import Publishing
import Tables

/// Publishes all tables of a project, or of the stack that a run saved, into a PostgreSQL database: what
/// `kansenkaart publish` does.
package struct PublishJob: Sendable {
  /// The project.
  package var project: ProjectFile { session.city.inputs.project }
  private let session: Session
  private let options: MainJob.Options
  private let target: PublishTarget
  private let control: JobControl

  /// Looks whether the schema can be written; loads the stack in an output folder, or reads and stacks a project.
  /// - Throws: as `MainJob.session` and `ScoreJob.init`; `ProductError`.
  package init(
    of path: String, to target: PublishTarget, threads: Int, control: JobControl
  ) throws {
    var options = MainJob.Options(threads: threads)
    options.products = Set(Product.allCases.filter { $0.tables.count == 1 && !$0.isOnRequest })
    (self.options, self.target, self.control) = (options, target, control)
    // Much is done before the first row is written.
    try checkPostGIS(target, tables: ProductTable.allCases.map(\.name))
    session = try Session.open(path, options: options, control: control)
  }

  /// Publishes; returns what is there then.
  /// - Throws: as the parts of an answer do; `ProductError`, `CancellationError`.
  package func run(language: Language) throws -> PublishedTables {
    let city = session.city
    return try control.interrupting {
      var options = options
      options.exactProjection = city.exactProjection
      var publication = try Publication(
        session.answer(city.inputs, control: control), of: city, options, control: control,
        language: language)
      let tables = try publication.tables(ProductTable.allCases)
      let horizon = project.horizon
      return try publishTables(
        tables,
        about: "Kansenkaart \(kansenkaartVersion): \(project.name), "
          + "\(horizon.lowerBound)-\(horizon.upperBound).",
        in: language, system: city.workingSystem, to: target
      ) { try control.report(.writing, $0) }
    }
  }
}
