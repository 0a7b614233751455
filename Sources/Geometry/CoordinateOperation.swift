import CPROJ

/// The way from one coordinate system to another, as PROJ does it.
public struct CoordinateOperation: Sendable {
  /// Where positions come from.
  public let source: CoordinateSystem
  /// Where they go.
  public let target: CoordinateSystem
  /// Whether source or target, given as WGS84, was taken for ETRS89.
  public let takesWGS84AsETRS89: Bool
  /// PROJ's description of the operation; empty where nothing has to be done.
  public let description: String
  /// Accuracy in metres as PROJ states it; nil where it states none.
  public let accuracy: Double?

  private let sourceDefinition: String
  private let targetDefinition: String

  /// Finds the operation. WGS84 on one side and a European system on the other are joined through
  /// ETRS89, since Dutch data delivered as WGS84 is ETRS89 in practice.
  /// - Throws: `CoordinateSystemError.noOperation` when PROJ knows none.
  public init(
    from source: CoordinateSystem, to target: CoordinateSystem
  ) throws(CoordinateSystemError) {
    self.source = source
    self.target = target
    let fromWGS84 = source.isWGS84 && target.isEuropean
    let toWGS84 = target.isWGS84 && source.isEuropean
    takesWGS84AsETRS89 = fromWGS84 || toWGS84
    sourceDefinition = fromWGS84 ? "EPSG:4258" : source.definition
    targetDefinition = toWGS84 ? "EPSG:4258" : target.definition
    let isIdentity = source == target || source.code != nil && source.code == target.code
    guard !isIdentity else {
      description = ""
      accuracy = 0
      return
    }
    let (from, to) = (sourceDefinition, targetDefinition)
    let summary = try summaries.answer(to: [from, to, source.definition, target.definition]) {
      () throws(CoordinateSystemError) in
      try Transformer(from: from, to: to).summary(
        near: source.areaOfUse, target.areaOfUse, source)
    }
    (description, accuracy) = summary
  }

  /// Whether positions stay as they are.
  public var isIdentity: Bool { description.isEmpty }

  /// What PROJ holds for one task.
  func makeTransformer() throws(CoordinateSystemError) -> Transformer {
    try Transformer(from: sourceDefinition, to: targetDefinition)
  }
}

/// Descriptions and accuracies of operations, by the systems' definitions.
private let summaries = RememberedAnswers<[String], (String, Double?)>()

/// Operations that no task uses at the moment.
private let idleOperations = IdleProjObjects()

/// A PROJ operation of one task. Not Sendable.
final class Transformer {
  private let object: ProjObject
  private let purpose: String

  init(from source: String, to target: String) throws(CoordinateSystemError) {
    purpose = "\(source) to \(target)"
    if let idle = idleOperations.take(purpose) {
      object = idle
      return
    }
    let context = ProjContext()
    let plain = unsafe ProjObject(
      proj_create_crs_to_crs(context.handle, source, target, nil), context)
    // PROJ crashes when nil is passed on, so look first.
    guard
      let plain,
      let object = unsafe ProjObject(
        proj_normalize_for_visualization(context.handle, plain.handle), context)
    else { throw .noOperation(from: source, to: target, message: context.lastMessage) }
    self.object = object
  }

  deinit { idleOperations.keep(object, purpose) }

  /// Transforms positions in place; those that PROJ refuses become infinite.
  func transform(_ positions: UnsafeMutableBufferPointer<Position>) {
    guard let base = positions.baseAddress else { return }
    // Sound: a Position is two doubles side by side, so x and y are 16 bytes apart from the next ones.
    unsafe base.withMemoryRebound(to: Double.self, capacity: 2 * positions.count) { values in
      let stride = MemoryLayout<Position>.stride
      _ = unsafe proj_trans_generic(
        object.handle, PJ_FWD, values, stride, positions.count, values + 1, stride,
        positions.count, nil, 0, 0, nil, 0, 0)
    }
  }

  /// Transforms a few positions.
  func transformed(_ positions: [Position]) -> [Position] {
    var result = positions
    unsafe result.withUnsafeMutableBufferPointer { unsafe transform($0) }
    return result
  }

  /// Description and accuracy of the operation that PROJ chooses in the middle of where both systems
  /// are used.
  func summary(
    near sourceArea: CoordinateSystem.Area?, _ targetArea: CoordinateSystem.Area?,
    _ source: CoordinateSystem
  ) -> (String, Double?) {
    let context = object.context
    guard let area = smaller(sourceArea, targetArea) else { return stated(object) }
    var middle = Position((area.west + area.east) / 2, (area.south + area.north) / 2)
    if !source.isGeographic, let there = try? Transformer(from: "EPSG:4326", to: source.definition)
    {
      middle = there.transformed([middle])[0]
    }
    _ = transformed([middle])
    let used = unsafe ProjObject(proj_trans_get_last_used_operation(object.handle), context)
    return stated(used ?? object)
  }

  private func smaller(
    _ a: CoordinateSystem.Area?, _ b: CoordinateSystem.Area?
  ) -> CoordinateSystem.Area? {
    guard let a, let b else { return a ?? b }
    func size(_ area: CoordinateSystem.Area) -> Double {
      (area.east - area.west) * (area.north - area.south)
    }
    return size(a) < size(b) ? a : b
  }

  private func stated(_ operation: ProjObject) -> (String, Double?) {
    let info = unsafe proj_pj_info(operation.handle)
    let accuracy = unsafe info.accuracy
    return (unsafe text(info.description) ?? "unknown", accuracy >= 0 ? accuracy : nil)
  }
}
