import Foundation

extension Session {
  /// A session on a project, which is read and stacked, or on the stack that a run saved in a folder.
  /// - Throws: as `MainJob.session` and `ScoreJob.init`.
  package static func open(
    _ path: String, options: MainJob.Options, control: JobControl
  ) throws -> Session {
    let attributes = try? FileManager.default.attributesOfItem(atPath: plainPath(path))
    guard attributes?[.type] as? FileAttributeType == .typeDirectory else {
      return try MainJob(projectPath: path, options: options, control: control).session()
    }
    return try ScoreJob(
      folder: path, options: ScoreJob.Options(threads: options.threads), control: control
    ).session
  }
}
