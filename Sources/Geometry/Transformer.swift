import CPROJ

/// What a transformer is made from.
enum TransformerMaker: Sendable, Hashable {
  /// The operations that PROJ finds between two definitions.
  case between(String, String)
  /// A PROJ pipeline, or its inverse.
  case pipeline(String, isBackward: Bool)
}

/// Operations that no task uses at the moment.
private let idleOperations = IdleProjObjects()

/// A PROJ operation of one task. Not Sendable.
final class Transformer {
  private let object: ProjObject
  private let purpose: String
  private let direction: PJ_DIRECTION

  /// - Throws: `CoordinateSystemError.noOperation`.
  init(_ maker: TransformerMaker) throws(CoordinateSystemError) {
    if case .pipeline(_, isBackward: true) = maker {
      direction = PJ_INV
    } else {
      direction = PJ_FWD
    }
    purpose = "\(maker)"
    if let idle = idleOperations.take(purpose) {
      object = idle
      return
    }
    object = try Self.make(maker, ProjContext())
  }

  private static func make(
    _ maker: TransformerMaker, _ context: ProjContext
  ) throws(CoordinateSystemError) -> ProjObject {
    switch maker {
    case .pipeline(let text, _):
      guard let made = unsafe ProjObject(proj_create(context.handle, text), context) else {
        throw .noOperation(from: "source", to: "target", message: context.lastMessage)
      }
      return made
    case .between(let source, let target):
      let plain = unsafe ProjObject(
        proj_create_crs_to_crs(context.handle, source, target, nil), context)
      // PROJ crashes when nil is passed on, so look first.
      guard
        let plain,
        let made = unsafe ProjObject(
          proj_normalize_for_visualization(context.handle, plain.handle), context)
      else { throw .noOperation(from: source, to: target, message: context.lastMessage) }
      return made
    }
  }

  deinit { idleOperations.keep(object, purpose) }

  /// Transforms positions in place; those that PROJ refuses become infinite.
  func transform(_ positions: UnsafeMutableBufferPointer<Position>) {
    guard let base = positions.baseAddress else { return }
    // Sound: a Position is two doubles side by side, so x and y are 16 bytes apart from the next ones.
    unsafe base.withMemoryRebound(to: Double.self, capacity: 2 * positions.count) { values in
      let stride = MemoryLayout<Position>.stride
      _ = unsafe proj_trans_generic(
        object.handle, direction, values, stride, positions.count, values + 1, stride,
        positions.count, nil, 0, 0, nil, 0, 0)
    }
  }

  /// Transforms a few positions.
  func transformed(_ positions: [Position]) -> [Position] {
    var result = positions
    unsafe result.withUnsafeMutableBufferPointer { unsafe transform($0) }
    return result
  }

  /// The operation that PROJ chooses at a position of the source.
  func operation(at position: Position) -> UsedOperation {
    _ = transformed([position])
    let used = unsafe ProjObject(
      proj_trans_get_last_used_operation(object.handle), object.context)
    return UsedOperation(used ?? object)
  }
}
