import Foundation
import LayerStack
import ProjectFile
import Publishing
import Tables

/// Makes the products of a project of which the parts were measured before: what `kansenkaart merge` does. They are
/// those of a run of the whole, to the byte.
package struct MergeJob: Sendable {
  private let job: MainJob
  private let projectAsGiven: String

  /// The project.
  package var project: ProjectFile { job.project }

  /// Loads the parts, in any order, and makes sure that they are all parts of one stack, whose inputs are what they
  /// were.
  /// - Throws: `PartError`, `MissingInput` where a part, the project or a file that it names is not there, `YAMLError`.
  package init(parts folders: [String], options: MainJob.Options, control: JobControl) throws {
    let parts = try folders.map { try SavedPart.load(folder: $0, threads: options.threads) }
      .sorted { $0.description.part < $1.description.part }
    try Self.checkWhole(parts)
    guard let first = parts.first else {
      throw PartError.notWhole(nil, "No part is named.", "Name the folders of all parts.")
    }
    let read = try control.interrupting {
      try ProjectFile.readComplete(path: first.projectPath)
    }
    try first.checkIsCurrent(read, threads: options.threads)
    var options = options
    options.exactProjection = first.description.exactProjection
    options.strips = .measured(parts.map(\.strip))
    job = MainJob(read, options: options, control: control)
    projectAsGiven = first.description.projectAsGiven
  }

  /// Runs the job; products stand in `output` when it returns, and none when it throws. The report is in `language`.
  /// - Throws: as `MainJob.run`.
  package func run(output: String, language: Language = .nl) throws -> RunSummary {
    try job.run(output: output, language: language, projectAsGiven: projectAsGiven)
  }

  /// Whether parts, by number, are those of one stack, each once.
  private static func checkWhole(_ parts: [SavedPart]) throws {
    guard let first = parts.first else { return }
    for part in parts {
      let difference = part.description.difference(from: first.description)
      if difference != nil || part.floors != first.floors {
        throw PartError.notWhole(
          part.folder,
          "It was made \(difference ?? "from other layers") than \(first.folder) was.",
          "Merge parts of one project, all made with the same files and the same program.")
      }
      guard part.description.parts == first.description.parts else {
        throw PartError.notWhole(
          part.folder,
          "It is one of \(part.description.parts) parts, and \(first.folder) one of "
            + "\(first.description.parts).", "Merge parts that were made with the same number.")
      }
    }
    for (part, next) in zip(parts, parts.dropFirst())
    where part.description.part == next.description.part {
      throw PartError.notWhole(
        next.folder, "It is part \(next.description.part), and so is \(part.folder).",
        "Name each part once.")
    }
    let known = Set(parts.map(\.description.part))
    let missing = (1...first.description.parts).filter { !known.contains($0) }
    guard missing.isEmpty else {
      let list = missing.prefix(20).map(String.init).joined(separator: ", ")
      throw PartError.notWhole(
        nil, "Of \(first.description.parts) parts these are missing: \(list).",
        "Make them with 'kansenkaart part', or name their folders too.")
    }
    try checkBands(parts)
  }

  /// Whether the strips hold all bands, which those that this program made do.
  private static func checkBands(_ parts: [SavedPart]) throws {
    var next = 0
    for part in parts {
      guard part.strip.bands.lowerBound == next else {
        throw PartError.unfit(part.folder, "It does not begin where the part before ends.")
      }
      next = part.strip.bands.upperBound
    }
    guard let last = parts.last, next < last.floors.count else { return }
    throw PartError.unfit(last.folder, "It does not reach the end of the stack.")
  }
}

extension SavedPart {
  /// The project file: as it was given where that is the one that is meant from here too.
  fileprivate var projectPath: String {
    let path = URL(fileURLWithPath: plainPath(folder)).appendingPathComponent(description.project)
      .standardizedFileURL.path
    let given = description.projectAsGiven
    return plainPath(given) == plainPath(path) ? given : path
  }

  /// - Throws: `PartError` where the project or one of its files has changed.
  fileprivate func checkIsCurrent(_ read: Parsed<ProjectFile>, threads: Int) throws {
    guard read.sha256 == description.projectSHA256 else {
      throw PartError.unfit(folder, "The project file has changed since: \(read.value.path).")
    }
    let inputs = try SavedInput.all(of: Inputs(read), threads: threads)
    if let changed = description.inputs.difference(from: inputs) {
      throw PartError.unfit(folder, "An input has changed since: \(changed).")
    }
  }
}
