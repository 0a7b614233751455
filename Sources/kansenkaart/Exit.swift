import ArgumentParser
import Dispatch
import Foundation
import Geometry
import LayerIO
import LayerStack
import Pipeline
import ProjectFile
import Publishing

/// How the program ends; the numbers of sysexits.h where it has them.
enum ExitStatus: Int32 {
  case badInput = 65
  case missingInput = 66
  case ourFault = 70
  case cannotCreate = 73
  case writeFailed = 74
  case interrupted = 130

  init(_ error: any Error) {
    switch error {
    case is MissingInput: self = .missingInput
    case is ReconciliationError, is GeosError: self = .ourFault
    case let error as ProductError where error.cause == .cannotCreate: self = .cannotCreate
    case is ProductError: self = .writeFailed
    case is CancellationError: self = .interrupted
    default: self = .badInput
    }
  }
}

/// Runs the body; an error becomes one paragraph on standard error and the exit code.
func reportingErrors(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch {
    if !(error is CancellationError) {
      FileHandle.standardError.write(Data("\nkansenkaart: \(error)\n".utf8))
    }
    throw ExitCode(ExitStatus(error).rawValue)
  }
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
      exit(ExitStatus.interrupted.rawValue)
    }
    source.resume()
    return source
  }
  defer { sources.forEach { $0.cancel() } }
  return try body()
}
