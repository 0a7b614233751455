import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile
import Publishing

/// Measures one part of a project's stack: what `kansenkaart part` does. Parts are strips of the stack's own bands,
/// so that merged they are the stack, to the byte.
package struct PartJob: Sendable {
  /// The file that a part is.
  package static let fileName = SavedPart.fileName

  /// The project.
  package var project: ProjectFile { read.value }
  private let read: Parsed<ProjectFile>
  private let options: MainJob.Options
  private let number: Int
  private let count: Int
  private let control: JobControl

  /// Loads the project, to measure part `number` of `count`, counted from 1.
  /// - Throws: `MissingInput` when it or a file that it names is not there, `YAMLError`.
  package init(
    projectPath: String, part number: Int, of count: Int, options: MainJob.Options,
    control: JobControl
  ) throws {
    precondition(number >= 1 && number <= count)
    read = try control.interrupting {
      try ProjectFile.readComplete(path: projectPath, refreshing: options.refreshesSources)
    }
    var options = options
    (options.strips, options.products) = (.one(number - 1, of: count), [])
    (self.options, self.number, self.count, self.control) = (options, number, count, control)
  }

  /// Runs the job: the part stands in `output` when it returns, and nothing when it throws. Returns what happened to
  /// the sources.
  /// - Throws: errors of the input as `MainJob.run`, `ProductError`, `CancellationError`.
  package func run(output: String) throws -> [IntakeRecord] {
    try project.checkKept(in: output)
    return try fillFolder(output, control) { folder in
      let inputs = try Inputs(read)
      var intake = try Intake(inputs, options: options, control: control)
      let overlay = intake.takeOverlay(options)
      try control.report(.stacking, 0)
      let cut = try overlay.cut()
      try control.report(.stacking, 0.5)
      let part = SavedPart(
        folder: output,
        description: try description(of: inputs, intake, overlay, from: folder.path),
        floors: cut.floors,
        strip: try overlay.strip(cut.bands(ofStrip: number - 1, of: count), of: cut))
      try control.report(.writing, 0)
      try part.write(to: folder.path(of: SavedPart.fileName), threads: options.threads)
      return intake.records
    }
  }

  private func description(
    of inputs: Inputs, _ intake: Intake, _ overlay: Overlay, from folder: String
  ) throws -> SavedPart.Description {
    SavedPart.Description(
      program: kansenkaartVersion, project: relativePath(of: project.path, from: folder),
      projectAsGiven: project.path, projectSHA256: read.sha256,
      exactProjection: options.exactProjection,
      inputs: try SavedInput.all(
        of: inputs, known: project.knownHashes(intake.records), threads: options.threads),
      counts: StackDescription.Counts(
        neighbourhoods: overlay.neighbourhoods.count, assets: overlay.assets.count,
        planes: overlay.surfaces.count),
      part: number, parts: count)
  }
}
