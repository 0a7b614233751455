import Geometry

/// Where a source's features must come near to be of use, for readers that can pass over the others.
struct SearchArea: Sendable {
  private let box: Bounds
  private let workingSystem: CoordinateSystem
  private let givenCRS: String?
  private let exchangesAxes: Bool
  private let datum: DatumChoice?

  /// The area that a source is searched in; nil for all of it.
  init?(_ options: SourceOptions, _ workingSystem: CoordinateSystem) {
    guard let box = options.searchBox(in: workingSystem) else { return nil }
    self.box = box
    self.workingSystem = workingSystem
    givenCRS = options.crs
    exchangesAxes = options.exchangesAxes
    datum = options.datum
  }

  /// A box in the source's own system, `declared` unless the project gives another, that surely holds all
  /// that comes near; nil where it can't be told.
  func box(inSystem declared: String?) -> Bounds? {
    guard let definition = givenCRS ?? declared, let source = try? CoordinateSystem(definition),
      let operation = try? CoordinateOperation(from: source, to: workingSystem, datum: datum),
      let found = try? operation.sourceBox(of: box)
    else { return nil }
    return exchangesAxes ? found.exchanged : found
  }
}

extension SourceOptions {
  /// The box in the working system that features must come near, larger by what their surface reaches
  /// around them; nil where all are wanted.
  func searchBox(in workingSystem: CoordinateSystem) -> Bounds? {
    let reach = max(reach ?? 0, radius ?? 0, width ?? 0)
    return within?.padded(by: (reach + 1) / (workingSystem.metresPerUnit ?? 1))
  }
}
