import ArgumentParser
import Dispatch
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import Pipeline
import Tables
import Workbench

/// The web service: what `kansenkaart serve` starts.
@main
struct KansenkaartWorkbench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kansenkaart-workbench",
    abstract: "Serve a project: its report, its scenarios side by side, and OGC API Features.",
    discussion: """
      Reads and stacks the project, or loads the stack that a run saved, and answers on this machine alone \
      unless told otherwise. docs/workbench.md tells the addresses.
      """,
    version: kansenkaartVersion)

  @Argument(help: "Project file, the output folder of a run, or a folder to make a project in.")
  var project: String

  @Option(help: "Address to listen at; others than 127.0.0.1 can be reached by others.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen at; 0 takes one that is free.")
  var port = 8300

  @Option(
    name: .customLong("public-url"),
    help: ArgumentHelp(
      "Address at which others reach the service, such as https://kaart.example.nl behind a proxy.",
      valueName: "url"))
  var publicURL: String?

  @Flag(help: "Whoever looks needs a key too, which is told when the service begins.")
  var closed = false

  @Option(help: ArgumentHelp("Threads to use at most; all processors by default.", valueName: "n"))
  var threads: Int?

  @Flag(help: .hidden)
  var look = false

  @Option(help: .hidden)
  var check: String?

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    guard let publicURL else { return }
    let url = URL(string: publicURL)
    guard ["http", "https"].contains(url?.scheme), url?.host != nil, url?.query == nil else {
      throw ValidationError("--public-url is an address such as https://kaart.example.nl.")
    }
  }

  func run() async throws {
    let count = threads ?? ProcessInfo.processInfo.activeProcessorCount
    if look {
      return try ReaderProcess.answer { .look(at: project, threads: count) }
    }
    if let language = check.flatMap({ Language(code: $0) }) {
      return try ReaderProcess.answer { .check(project: project, in: language, threads: count) }
    }
    try await serve(threads: count)
  }

  private func serve(threads count: Int) async throws {
    var logger = Logger(label: "kansenkaart") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    let keys = Keys(isClosed: closed)
    let place = ProjectPlace(project)
    let path = place.path
    let sources =
      place.hasSources
      ? SourceDesk(project: path, reading: ReaderProcess.reading(threads: count)) : nil
    let keeper = DeskKeeper(keys: keys, sources: sources) { control in
      let session = try Session.open(
        path, options: MainJob.Options(threads: count), control: control)
      let desk = try Desk(session)
      // What everyone asks first is ready when the desk is.
      _ = try desk.kinds()
      return desk
    }
    do {
      try await serve(keeper, keys, logger)
    } catch {
      FileHandle.standardError.write(Data("kansenkaart: \(error)\n".utf8))
      throw ExitCode(ending(error))
    }
  }

  private func serve(_ keeper: DeskKeeper, _ keys: Keys, _ logger: Logger) async throws {
    let gate = Gate(host: host, publicURL: publicURL)
    let responder = Responder(keeper: keeper, gate: gate, logger: logger)
    let application = Application(
      responder: responder, server: .http1(configuration: ServiceLimits.channel),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(ServiceLimits.connections)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? self.port
        gate.listens(at: port)
        // Not print: whoever reads this through a pipe would have it when the service ends.
        FileHandle.standardOutput.write(Data("\(gate.root)/\(keys.query)\n".utf8))
        if !keys.lookQuery.isEmpty {
          FileHandle.standardOutput.write(
            Data("To look and ask: \(gate.root)/\(keys.lookQuery)\n".utf8))
        }
        // People are let in, and told how far it is, while the project is read.
        DispatchQueue.global().async {
          keeper.openDesk()
          let told =
            keeper.problem.map { "kansenkaart: \($0)" }
            ?? keeper.desk.map { "\($0.projectName) is open." }
            ?? "There is no project yet: the page makes one of files."
          FileHandle.standardError.write(Data("\(told)\n".utf8))
        }
      }, logger: logger)
    try await application.runService()
  }
}
