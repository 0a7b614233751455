import ArgumentParser
import Dispatch
import Formats
import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import Pipeline
import ProjectFile
import Publishing
import Tables

/// How the program ends; the numbers of sysexits.h where it has them.
enum ExitStatus: Int32 {
  case badInput = 65
  case missingInput = 66
  case ourFault = 70
  case cannotCreate = 73
  case writeFailed = 74
  case staleStack = 75
  case interrupted = 130

  init(_ error: any Error) {
    switch error {
    case is MissingInput: self = .missingInput
    case is ReconciliationError, is GeosError: self = .ourFault
    case let error as ProductError where error.cause == .cannotCreate: self = .cannotCreate
    case is ProductError: self = .writeFailed
    case is SavedStackError, is MixedFolder: self = .staleStack
    case is CancellationError: self = .interrupted
    default: self = .badInput
    }
  }
}

/// Says an error as one paragraph on standard error, and gives the exit code for it.
func ending(_ error: any Error) -> ExitCode {
  if !(error is CancellationError) {
    FileHandle.standardError.write(Data("kansenkaart: \(error)\n".utf8))
  }
  return ExitCode(ExitStatus(error).rawValue)
}

/// Runs the body; an interrupt (Ctrl-C) or a request to terminate cancels the job, which removes what
/// is half written, and ends the program at once.
func cancellable<Result>(_ control: JobControl, _ body: () throws -> Result) rethrows -> Result {
  let sources = [SIGINT, SIGTERM].map { number in
    // The default action would end the program before the source is heard.
    _ = signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      control.cancel()
      ScratchFolder.removeAll()
      // Not exit(3): it would tear libraries down under the threads that are still in them.
      _exit(ExitStatus.interrupted.rawValue)
    }
    source.resume()
    return source
  }
  defer { sources.forEach { $0.cancel() } }
  return try body()
}
