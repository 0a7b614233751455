import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectBundling
import ProjectFile
import Publishing
import Report
import Tables

/// Version of the program.
public let kansenkaartVersion = "0.1.0"

/// The main job: from a project file to products.
public struct MainJob: Sendable {
  /// How to run it.
  public struct Options: Sendable {
    /// Threads to use at most.
    public var threads: Int
    /// Whether every position goes through PROJ itself.
    public var exactProjection: Bool
    /// What to write.
    public var products: Set<Product>
    /// What part of the project to look at; nil for all of it.
    public var part: ProjectPart?
    /// Whether sources in databases are fetched anew; otherwise their snapshots beside the project are read.
    public var refreshesSources = false
    /// In what strips the stack is measured; nil for all of it at once.
    package var strips: Strips?

    /// Options; all processors, the measured grid, the usual products and all of the project unless
    /// given.
    public init(
      threads: Int = ProcessInfo.processInfo.activeProcessorCount, exactProjection: Bool = false,
      products: Set<Product> = Product.usual, part: ProjectPart? = nil
    ) {
      self.part = part
      self.threads = threads
      self.exactProjection = exactProjection
      self.products = products
    }
  }

  /// The project.
  package var project: ProjectFile { read.value }
  private let read: Parsed<ProjectFile>
  private let options: Options
  private let control: JobControl

  /// Loads the project. A draft that lacks neighbourhoods or themes may be loaded to be checked, if it is
  /// so looked at; such a job can't be run.
  /// - Throws: `MissingInput` when it or a file that it names is not there, `YAMLError`.
  public init(
    projectPath: String, options: Options, control: JobControl, allowsGaps: Bool = false
  ) throws {
    read = try control.interrupting {
      try ProjectFile.readComplete(
        path: projectPath, allowsGaps: allowsGaps && options.part == nil,
        refreshing: options.refreshesSources)
    }
    self.options = options
    self.control = control
  }

  /// A job on a project that is there.
  init(_ read: Parsed<ProjectFile>, options: Options, control: JobControl) {
    (self.read, self.options, self.control) = (read, options, control)
  }

  /// The same job with its stack measured in so many strips, one after the other.
  package func measuring(in strips: Int) -> MainJob {
    var options = options
    options.strips = .inTurn(strips)
    return MainJob(read, options: options, control: control)
  }

  /// Reads and judges all sources, and nothing more.
  /// - Throws: `SourceError` and its like about the first source that can't be used.
  package func check() throws -> [IntakeRecord] {
    guard project.missing.isEmpty else {
      return try DraftIntake(project, options: options, control: control).records
    }
    var intake = try Intake(Inputs(read), options: options, control: control)
    intake.schedule = intake.schedule.notingBudgetNames(of: project)
    var records = intake.records
    let overlap = try intake.neighbourhoods.overlapNote(
      metresPerUnit: intake.metresPerUnit, threads: options.threads)
    if let overlap { records[0].notes.append(overlap) }
    return records
  }

  /// What `check` found, in words.
  package func intakeText(of records: [IntakeRecord], in language: Language) -> String {
    intakeReport(records, themes: project.themeNames, language: language)
  }

  /// Runs the job; products stand in `output` when it returns, and none when it throws. The report is
  /// in `language`.
  /// - Throws: errors of the input as `check`, `ProductError`, `ReconciliationError`, and
  ///   `CancellationError` after the control's `cancel`.
  public func run(output: String, language: Language = .nl) throws -> RunSummary {
    try run(output: output, language: language, projectAsGiven: nil)
  }

  /// Runs the job; the record calls the project file as it was given elsewhere, where it was.
  func run(output: String, language: Language, projectAsGiven: String?) throws -> RunSummary {
    precondition(project.missing.isEmpty, "a draft with gaps is not run")
    try project.checkKept(in: output)
    return try fillFolder(output, control, obsolete: \.record.obsoleteProducts) { folder in
      var clock = StageClock()
      let inputs = try Inputs(read)
      let session = try Session(building: inputs, options, control: control, &clock)
      var publication = try Publication(
        session.answer(inputs, control: control), of: session.city, options, control: control,
        language: language)
      publication.projectAsGiven = projectAsGiven
      return try publication.publish(into: folder, savesStack: true, &clock)
    }
  }
}

extension MainJob {
  /// Reads and stacks the project, for any number of questions. Where products of the options show faces,
  /// the layers stay in memory until the first answer is published that does.
  /// - Throws: as `run`.
  public func session() throws -> Session {
    precondition(project.missing.isEmpty, "a draft with gaps is not run")
    var clock = StageClock()
    return try Session(building: Inputs(read), options, control: control, &clock)
  }
}

/// What a run found, for the closing table.
public struct RunSummary: Sendable {
  /// The figures.
  public let map: OpportunityMap
  /// What happened.
  package let record: RunRecord
  /// The plan of projects with the names that its texts use; nil where none was made.
  package let projects: (ProjectPlan, MeasureNames)?

  /// Names of the files that were written, `run.json` apart.
  public var files: [String] { record.products.map(\.file) }
}
