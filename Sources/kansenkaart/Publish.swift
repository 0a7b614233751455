import ArgumentParser
import Formats
import Pipeline
import ProjectFile
import Tables

/// `kansenkaart publish`.
struct Publish: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write all tables into a PostgreSQL database with PostGIS.",
    discussion: """
      All in one transaction: where it fails, or the connection breaks, the database holds what it held \
      before. Tables have keys, spatial indexes and comments that tell what each column means. The password \
      comes from the environment (PGPASSWORD) or ~/.pgpass, never from the address. docs/postgis.md tells more.
      """)

  @Argument(
    help: ArgumentHelp(
      "Project file, or the output folder of a run.", valueName: "project or folder"))
  var path: FolderPath

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "The database: postgresql://user@host/database.", valueName: "address"))
  var address: String

  @Option(help: ArgumentHelp("The schema to write into; made if absent.", valueName: "name"))
  var schema: String

  @Flag(
    help: "Replace earlier published tables; what others made stays.")
  var replace = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try shared.perform({ control in
      let target = try PublishTarget(address: address, schema: schema, replaces: replace)
      let job = try PublishJob(
        of: path.path, to: target, threads: shared.threadCount, control: control)
      return ((job, target), job.project.language)
    }) { prepared, language in
      let (job, target) = prepared
      let published = try job.run(language: language)
      let rows = published.rows.map { "\($0.table) (\($0.count))" }.joined(separator: ", ")
      return Outcome(records: [], text: language.text(.published, target.name, rows))
    }
  }
}
