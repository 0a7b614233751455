import Workers

/// The way from one coordinate system to another, as PROJ does it.
package struct CoordinateOperation: Sendable {
  /// Where positions come from.
  package let source: CoordinateSystem
  /// Where they go.
  package let target: CoordinateSystem
  /// How the datums are joined, where that was chosen.
  package let datum: DatumChoice?
  /// Whether source or target, given as WGS84, was taken for ETRS89.
  package let takesWGS84AsETRS89: Bool
  /// PROJ's description of the operation in the middle of where both systems are used; empty where
  /// nothing has to be done.
  package let description: String
  /// Accuracy in metres as PROJ states it; nil where it states none.
  package let accuracy: Double?

  private let maker: TransformerMaker

  /// Finds the operation. Unless a datum is chosen, WGS84 on one side and a system of the European
  /// frame on the other are joined through ETRS89, since what is called WGS84 there is ETRS89 mostly.
  /// - Throws: `CoordinateSystemError.noOperation` when PROJ knows none, `.noSuchOperation` when it knows
  ///   none of the name that was chosen.
  package init(
    from source: CoordinateSystem, to target: CoordinateSystem, datum: DatumChoice? = nil
  ) throws(CoordinateSystemError) {
    self.source = source
    self.target = target
    let isIdentity = source == target || source.code != nil && source.code == target.code
    self.datum = isIdentity ? nil : datum
    let fromWGS84 = datum == nil && source.isWGS84 && target.isEuropean
    let toWGS84 = datum == nil && target.isWGS84 && source.isEuropean
    takesWGS84AsETRS89 = fromWGS84 || toWGS84
    guard !isIdentity else {
      maker = .between(source.definition, target.definition)
      (description, accuracy) = ("", 0)
      return
    }
    switch datum {
    case .named(let name):
      let found = try Self.operation(named: name, source, target)
      maker = .pipeline(found.pipeline ?? "", isBackward: false)
      (description, accuracy) = (found.name, found.accuracy)
      return
    case .nullTransform:
      maker = .between(try source.definition(onDatumOf: target), target.definition)
    case nil:
      maker = .between(
        fromWGS84 ? etrs89 : source.definition, toWGS84 ? etrs89 : target.definition)
    }
    let maker = maker
    let summary = try summaries.answer(to: Question(source, target, maker)) {
      () throws(CoordinateSystemError) in
      try Transformer(maker).operation(at: middle(of: source, target))
    }
    (description, accuracy) = (summary.description, summary.accuracy)
  }

  /// Whether positions stay as they are.
  package var isIdentity: Bool { description.isEmpty }

  /// What PROJ holds for one task.
  func makeTransformer() throws(CoordinateSystemError) -> Transformer { try Transformer(maker) }

  /// What PROJ holds for the way back.
  func makeBackTransformer() throws(CoordinateSystemError) -> Transformer {
    switch maker {
    case .between(let from, let to): try Transformer(.between(to, from))
    case .pipeline(let text, _): try Transformer(.pipeline(text, isBackward: true))
    }
  }

  /// The positions transformed by PROJ itself; those that it refuses are infinite. For a few.
  /// - Throws: `CoordinateSystemError.noOperation`.
  package func transformed(_ positions: [Position]) throws(CoordinateSystemError) -> [Position] {
    isIdentity ? positions : try makeTransformer().transformed(positions)
  }

  /// The operation that PROJ uses at a position of the source; nil where nothing has to be done.
  /// - Throws: `CoordinateSystemError.noOperation`.
  package func operation(at position: Position) throws(CoordinateSystemError) -> UsedOperation? {
    guard !isIdentity else { return nil }
    var used = try makeTransformer().operation(at: position)
    if case .pipeline = maker { (used.description, used.accuracy) = (description, accuracy) }
    return used
  }

  /// The name and accuracy in metres of an operation that is better than one of the given accuracy and
  /// can't be done here, since it needs a grid that is not on this machine; nil without one.
  package func betterOperation(than accuracy: Double) -> (name: String, accuracy: Double)? {
    guard case .between(let from, let to) = maker else { return nil }
    let better = KnownOperation.all(from: from, to: to).first {
      !$0.isAvailable && $0.accuracy.map { $0 < accuracy } ?? false
    }
    return better.flatMap { found in found.accuracy.map { (found.name, $0) } }
  }

  private static func operation(
    named name: String, _ source: CoordinateSystem, _ target: CoordinateSystem
  ) throws(CoordinateSystemError) -> KnownOperation {
    let available = KnownOperation.all(from: source.definition, to: target.definition).filter {
      $0.isAvailable && $0.pipeline != nil
    }
    let found = available.first { $0.name.lowercased().contains(name.lowercased()) }
    guard let found else {
      throw .noSuchOperation(
        name: name, from: "\(source)", to: "\(target)", known: available.prefix(8).map(\.name))
    }
    return found
  }
}

private let etrs89 = "EPSG:4258"

/// What the description of an operation depends on.
private struct Question: Hashable, Sendable {
  let source, target: String
  let maker: TransformerMaker

  init(_ source: CoordinateSystem, _ target: CoordinateSystem, _ maker: TransformerMaker) {
    (self.source, self.target, self.maker) = (source.definition, target.definition, maker)
  }
}

/// Descriptions and accuracies of operations.
private let summaries = RememberedAnswers<Question, UsedOperation>()

/// The middle of where both systems are used, in the source's coordinates; its origin where that is not
/// known.
private func middle(of source: CoordinateSystem, _ target: CoordinateSystem) -> Position {
  let areas = [source.areaOfUse, target.areaOfUse].compactMap(\.self)
  guard let area = areas.min(by: { size($0) < size($1) }) else { return .zero }
  guard !source.isGeographic, let way = try? Transformer(.between("EPSG:4326", source.definition))
  else { return area.middle }
  return way.transformed([area.middle])[0]
}

private func size(_ area: CoordinateSystem.Area) -> Double {
  area.width * (area.north - area.south)
}
