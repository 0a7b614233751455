import CPROJ
import Workers

/// The operation that PROJ uses at a place.
package struct UsedOperation: Sendable, Equatable {
  /// PROJ's name or description of it.
  package var description: String
  /// Accuracy in metres as PROJ states it; nil where it states none.
  package var accuracy: Double?
  /// Whether PROJ knows no relation between the two datums and takes one for the other.
  package var isBallpark: Bool

  init(_ operation: ProjObject) {
    let info = unsafe proj_pj_info(operation.handle)
    let stated = unsafe info.accuracy
    description = unsafe text(info.description) ?? "unknown"
    accuracy = stated >= 0 ? stated : nil
    let isBallpark =
      unsafe proj_coordoperation_has_ballpark_transformation(
        operation.context.handle, operation.handle) != 0
    // Heights play no part here, so neither does how well they are known.
    let isOfHeights = description.contains("Ballpark vertical")
    self.isBallpark =
      isBallpark && (!isOfHeights || description.contains("Ballpark geographic"))
  }
}

/// An operation that PROJ knows between two systems, whether it can be done here or not.
struct KnownOperation: Sendable {
  var name: String
  var accuracy: Double?
  /// Whether what it needs, such as a grid, is on this machine.
  var isAvailable: Bool
  /// A PROJ pipeline from x and y to x and y; nil where there is none.
  var pipeline: String?

  private init(_ operation: ProjObject) {
    let context = operation.context
    name = unsafe text(proj_get_name(operation.handle)) ?? "unknown"
    let stated = unsafe proj_coordoperation_get_accuracy(context.handle, operation.handle)
    accuracy = stated >= 0 ? stated : nil
    isAvailable =
      unsafe proj_coordoperation_is_instantiable(context.handle, operation.handle) != 0
    let usual = unsafe ProjObject(
      proj_normalize_for_visualization(context.handle, operation.handle), context)
    pipeline = usual.flatMap {
      unsafe text(proj_as_proj_string(context.handle, $0.handle, PJ_PROJ_5, nil))
    }
  }

  /// All operations between two systems, the best first, also those that need what is not here.
  static func all(from source: String, to target: String) -> [KnownOperation] {
    known.answer(to: [source, target]) {
      let context = ProjContext()
      guard let from = try? CoordinateSystem.horizontal(source, context),
        let to = try? CoordinateSystem.horizontal(target, context),
        let factory = unsafe ProjFactory(
          proj_create_operation_factory_context(context.handle, nil))
      else { return [] }
      return factory.operations(from, to).map(KnownOperation.init)
    }
  }
}

private let known = RememberedAnswers<[String], [KnownOperation]>()

/// What makes PROJ look for operations.
@safe private final class ProjFactory {
  /// Sound: owned by this object and destroyed once.
  private let handle: OpaquePointer

  init?(_ handle: OpaquePointer?) {
    guard let handle = unsafe handle else { return nil }
    unsafe self.handle = unsafe handle
  }

  deinit { unsafe proj_operation_factory_context_destroy(handle) }

  func operations(_ source: ProjObject, _ target: ProjObject) -> [ProjObject] {
    let context = source.context
    unsafe proj_operation_factory_context_set_grid_availability_use(
      context.handle, handle, PROJ_GRID_AVAILABILITY_IGNORED)
    unsafe proj_operation_factory_context_set_spatial_criterion(
      context.handle, handle, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
    guard
      let list = unsafe proj_create_operations(
        context.handle, source.handle, target.handle, handle)
    else { return [] }
    defer { unsafe proj_list_destroy(list) }
    return (0..<(unsafe proj_list_get_count(list))).compactMap {
      unsafe ProjObject(proj_list_get(context.handle, list, $0), context)
    }
  }
}
