import ArgumentParser
import Foundation
import LayerIO
import Logging
import Pipeline
import ProjectFile
import Publishing
import Tables

/// What a job leaves to say.
struct Outcome {
  /// What happened to each source.
  var records: [IntakeRecord]
  /// What to print.
  var text: String
}

extension SharedOptions {
  /// Prepares a job and does it, with progress, log, Ctrl-C and exit code. `prepare` also gives the
  /// language that the project asks for.
  func perform<Job>(
    _ prepare: (JobControl) throws -> (job: Job, language: String?),
    _ body: (Job, Language) throws -> Outcome
  ) throws {
    let terminal = Terminal(isQuiet: quiet, form: progress)
    let control = terminal.control()
    do {
      terminal.speak(language(project: nil))
      let outcome = try cancellable(control) {
        let (job, asked) = try prepare(control)
        let language = language(project: asked)
        terminal.speak(language)
        return try body(job, language)
      }
      terminal.end()
      logger.log(outcome.records)
      if quiet {
        terminal.warn(outcome.records)
      } else {
        print(outcome.text)
      }
    } catch {
      terminal.end()
      throw ending(error)
    }
  }

  /// Loads a project, which may be a draft with gaps where these are allowed, and does a job with it.
  func perform(
    _ project: String, _ options: MainJob.Options, allowsGaps: Bool = false,
    _ body: (MainJob, Language) throws -> Outcome
  ) throws {
    try perform(
      { control in
        let job = try MainJob(
          projectPath: project, options: options, control: control, allowsGaps: allowsGaps)
        return (job, job.project.language)
      }, body)
  }
}

extension Logger {
  /// Logs what happened to the sources: notes at `info`, repairs and drops one by one at `debug`.
  fileprivate func log(_ records: [IntakeRecord]) {
    for record in records {
      for note in record.notes { info("\(record.source): \(note.text.en) (\(note.count))") }
      for feature in record.repaired {
        debug("\(record.source), feature \(feature.feature): repaired, \(feature.problem)")
      }
      for feature in record.dropped {
        debug(
          "\(record.source), feature \(feature.feature): \(feature.reason.rawValue), \(feature.detail.en)"
        )
      }
    }
  }
}
