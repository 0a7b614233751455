import ArgumentParser
import Foundation
import LayerIO
import Logging
import Pipeline
import ProjectFile
import Publishing

/// What a job leaves to say.
struct Outcome {
  /// What happened to each source.
  var records: [IntakeRecord]
  /// What to print.
  var text: String
}

extension SharedOptions {
  /// Loads a project and does a job with it, with progress, log, Ctrl-C and exit code.
  func perform(
    _ project: String, _ options: MainJob.Options,
    _ body: (MainJob, Language) throws -> Outcome
  ) throws {
    let terminal = Terminal(isQuiet: quiet)
    let control = terminal.control()
    do {
      let job = try MainJob(projectPath: project, options: options, control: control)
      let language = language(project: job.project.language)
      terminal.speak(language)
      let outcome = try cancellable(control) { try body(job, language) }
      terminal.end()
      logger.log(outcome.records)
      if !quiet { print(outcome.text) }
    } catch {
      terminal.end()
      throw ending(error)
    }
  }
}

extension Logger {
  /// Logs what happened to the sources: notes at `info`, repairs and drops one by one at `debug`.
  fileprivate func log(_ records: [IntakeRecord]) {
    for record in records {
      for note in record.notes { info("\(record.source): \(note.text) (\(note.count))") }
      for feature in record.repaired {
        debug("\(record.source), feature \(feature.feature): repaired, \(feature.problem)")
      }
      for feature in record.dropped {
        debug(
          "\(record.source), feature \(feature.feature): \(feature.reason.rawValue), \(feature.detail)"
        )
      }
    }
  }
}
