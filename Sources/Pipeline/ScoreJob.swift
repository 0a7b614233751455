import Foundation
import ProjectFile
import Publishing
import Tables
import Workers

/// Asks a saved stack again, with other weights or another horizon: what `kansenkaart score` does. Its
/// products are those of a run with the same weights and horizon, to the byte.
public struct ScoreJob: Sendable {
  /// What to ask.
  public struct Options: Sendable {
    /// Threads to use at most.
    public var threads: Int
    /// Weights by theme, instead of the project's.
    public var weights: [String: Double]
    /// Horizon, instead of the project's.
    public var horizon: ClosedRange<Int>?
    /// What to write; nil for what the run wrote.
    public var products: Set<Product>?

    /// Options; the project's own weights and horizon unless given.
    public init(
      threads: Int = ProcessInfo.processInfo.activeProcessorCount, weights: [String: Double] = [:],
      horizon: ClosedRange<Int>? = nil, products: Set<Product>? = nil
    ) {
      self.threads = threads
      self.weights = weights
      self.horizon = horizon
      self.products = products
    }
  }

  /// The project with the weights and horizon that are asked.
  package var project: ProjectFile { session.city.inputs.project }
  private let stack: SavedStack
  let session: Session
  private let options: Options
  private let control: JobControl
  /// What loading took.
  private let clock: StageClock

  /// Loads a stack and makes sure that its inputs are what they were.
  /// - Throws: as `SavedStack.load` and `SavedStack.check`; `YAMLError` for weights or a horizon that a
  ///   project can't have.
  public init(folder: String, options: Options, control: JobControl) throws {
    var clock = StageClock()
    (stack, session) = try clock.time(.reading) {
      try control.report(.reading, 0)
      let stack = try SavedStack.load(folder: folder, threads: options.threads)
      var inputs = try stack.check(threads: options.threads, horizon: options.horizon)
      try inputs.project.weigh(options.weights)
      return (
        stack,
        Session(try stack.city(inputs, threads: options.threads), threads: options.threads)
      )
    }
    self.clock = clock
    self.options = options
    self.control = control
  }

  /// Runs the job; products stand in `output`, the stack's own folder unless given, when it returns.
  /// The report is in `language`.
  /// - Throws: `MissingInput` for geometry that was not saved, `ProductError`, `CancellationError`.
  public func run(output: String?, language: Language = .nl) throws -> RunSummary {
    let target = output ?? stack.folder
    try session.city.inputs.project.checkKept(in: target)
    let isSame = plainPath(target) == plainPath(stack.folder)
    return try fillFolder(target, control, obsolete: \.record.obsoleteProducts) { folder in
      var clock = clock
      let options = MainJob.Options(
        threads: options.threads, exactProjection: stack.description.exactProjection,
        products: products)
      var publication = try clock.time(.mapping) {
        try Publication(
          session.answer(session.city.inputs, control: control), of: session.city, options,
          control: control, language: language)
      }
      publication.projectAsGiven = stack.description.projectAsGiven
      return try publication.publish(into: folder, keeping: isSame ? keptStack : [], &clock)
    }
  }

  /// The files of the stack, as the record that will be replaced has them.
  private var keptStack: [WrittenProduct] {
    stack.recorded.filter { Product(fileName: $0.file)?.isStack ?? false }
  }

  private var products: Set<Product> {
    options.products ?? Set(stack.description.products.compactMap(Product.init(fileName:)))
  }
}
