import ArgumentParser
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
      "Project file, a folder to make a project in, or the output folder of a run, with options.",
      valueName: "project"))
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
          remedy: "Packages of Kansenkaart bring it; of a checkout 'tools/serve' builds it."))
    }
    let process = Process()
    process.executableURL = service
    process.arguments = arguments
    try process.run()
    // Whoever ends this program ends the service too.
    let identifier = process.processIdentifier
    hearingInterrupts(process.waitUntilExit) { kill(identifier, $0) }
    throw ExitCode(process.terminationStatus)
  }
}
