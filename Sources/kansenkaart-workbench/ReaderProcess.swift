import Dispatch
import Foundation
import Pipeline
import Tables
import Workbench

/// Reading files in a process of its own, which is this program once more: whatever a file does to its reader, the
/// service goes on.
enum ReaderProcess {
  /// Seconds that a reading may take.
  private static let seconds = 180.0
  /// Bytes that an outcome may have.
  private static let mostBytes = 256 << 20

  /// How the service reads.
  static func reading(threads: Int) -> SourceReading {
    SourceReading(
      look: { folder, name in
        outcome(of: ["--look", name, "--threads", "\(threads)"], in: folder, about: name)
      },
      check: { folder, name, language in
        outcome(
          of: ["--check", language.rawValue, name, "--threads", "\(threads)"], in: folder,
          about: name)
      })
  }

  private static func outcome(
    of arguments: [String], in folder: String, about name: String
  ) -> ReadingOutcome {
    do {
      return try ReadingOutcome(answer(of: arguments, in: folder))
    } catch {
      return .problem(
        ReadingProblem(
          place: name,
          problem: "Reading it took more time or memory than it may, or broke the reader.",
          remedy: "Export it again from its system, as a GeoPackage, with less in it."))
    }
  }

  private static func answer(of arguments: [String], in folder: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let identifier = process.processIdentifier
    let end = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: end)
    defer { end.cancel() }
    var answer = Data()
    while let piece = try output.fileHandleForReading.read(upToCount: 1 << 20), !piece.isEmpty {
      answer += piece
      if answer.count > mostBytes { kill(identifier, SIGKILL) }
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0, answer.count <= mostBytes else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return answer
  }

  /// What the other process does: it takes on what it may use, reads, and writes the outcome.
  static func answer(_ outcome: () -> ReadingOutcome) throws {
    limitMemory()
    FileHandle.standardOutput.write(try outcome().bytes)
  }

  /// Three quarters of the machine's memory, 16 GB at most.
  private static func limitMemory() {
    let bytes = min(ProcessInfo.processInfo.physicalMemory / 4 * 3, 16 << 30)
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    // Sound: the system reads the limit during the call.
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  }
}
