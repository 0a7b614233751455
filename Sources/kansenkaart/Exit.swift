import ArgumentParser
import Dispatch
import Foundation
import LayerIO
import Pipeline
import Workers

/// How the program ends when it is interrupted: 128 and the number of the signal, as shells have it.
private let interrupted: Int32 = 130

/// The exit code for an error.
private func exitCode(_ error: any Error) -> Int32 {
  switch error {
  case let error as any UserError: error.kind.exitCode
  case is CancellationError: interrupted
  default: UserErrorKind.badInput.exitCode
  }
}

/// Says an error as one paragraph on standard error, and gives the exit code for it.
func ending(_ error: any Error) -> ExitCode {
  if !(error is CancellationError) {
    FileHandle.standardError.write(Data("kansenkaart: \(error)\n".utf8))
  }
  return ExitCode(exitCode(error))
}

/// Runs the body; an interrupt (Ctrl-C) or a request to terminate cancels the job, which removes what
/// is half written, and ends the program at once.
func cancellable<Result>(_ control: JobControl, _ body: () throws -> Result) rethrows -> Result {
  try hearingInterrupts(body) { _ in
    control.cancel()
    ScratchFolder.removeAll()
    // Not exit(3): it would tear libraries down under the threads that are still in them.
    _exit(interrupted)
  }
}

/// Runs the body; meanwhile an interrupt (Ctrl-C) or a request to terminate calls `handle` with its number, instead of
/// ending the program.
func hearingInterrupts<Result>(
  _ body: () throws -> Result, _ handle: @escaping @Sendable (Int32) -> Void
) rethrows -> Result {
  let sources = [SIGINT, SIGTERM].map { number in
    // The default action would end the program before the source is heard.
    _ = signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { handle(number) }
    source.resume()
    return source
  }
  defer { sources.forEach { $0.cancel() } }
  return try body()
}
