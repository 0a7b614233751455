import ArgumentParser
import Dispatch
import Foundation
import LayerIO

/// `kansenkaart serve`.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve a project in the browser and as OGC API Features.",
    discussion: """
      Starts 'kansenkaart-workbench', which stands beside this program where it was built: 'tools/serve' does \
      so. Options are its own, such as --port; docs/workbench.md tells them.
      """)

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp(
      "Project file, or the output folder of a run, with options.", valueName: "project"))
  var arguments: [String] = []

  func validate() throws {
    guard !arguments.isEmpty else { throw ValidationError("Name a project file or a folder.") }
  }

  func run() throws {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let service = own.deletingLastPathComponent().appendingPathComponent("kansenkaart-workbench")
    guard FileManager.default.isExecutableFile(atPath: service.path) else {
      throw ending(
        SourceError(
          source: service.path, problem: "The service is not there.",
          remedy: "Build it with 'tools/serve'."))
    }
    let process = Process()
    process.executableURL = service
    process.arguments = arguments
    try process.run()
    // Whoever ends this program ends the service too.
    let signals = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { kill(process.processIdentifier, number) }
      source.resume()
      return source
    }
    process.waitUntilExit()
    signals.forEach { $0.cancel() }
    throw ExitCode(process.terminationStatus)
  }
}
