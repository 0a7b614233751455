import CGEOS
import Workers

/// A GEOS context of one task, with the library's last message. Not Sendable: GEOS writes caches on
/// first read, so a geometry must not be shared between threads.
@safe final class GeosContext {
  /// Sound: made in `init`, finished in `deinit` after all geometries that keep this object alive.
  let handle: GEOSContextHandle_t
  private let messages = Messages()

  private final class Messages {
    var last = ""
  }

  init() {
    unsafe handle = unsafe GEOS_init_r()
    let box = unsafe Unmanaged.passUnretained(messages).toOpaque()
    // Sound: `messages` lives as long as the context, and GEOS calls back on the calling thread only.
    unsafe GEOSContext_setErrorMessageHandler_r(
      handle,
      { text, box in
        guard let text = unsafe text, let box = unsafe box else { return }
        // Some messages end with a line break of their own.
        let message = unsafe String(cString: text).split(whereSeparator: \.isNewline)
        unsafe Unmanaged<Messages>.fromOpaque(box).takeUnretainedValue().last =
          message.joined(separator: " ")
      }, box)
  }

  deinit { unsafe GEOS_finish_r(handle) }

  /// GEOS's message about the last failure.
  var lastMessage: String { messages.last }
}

/// A GEOS geometry, destroyed with its last user.
@safe final class GeosGeometry {
  /// Sound: owned by this object and destroyed once.
  let handle: OpaquePointer
  let context: GeosContext

  /// Takes over what a GEOS function returned.
  /// - Throws: `GeosError` when that is nil.
  init(_ handle: OpaquePointer?, _ context: GeosContext) throws(GeosError) {
    guard let handle = unsafe handle else { throw GeosError(message: context.lastMessage) }
    unsafe self.handle = unsafe handle
    self.context = context
  }

  deinit { unsafe GEOSGeom_destroy_r(context.handle, handle) }
}

/// GEOS could not do what was asked.
public struct GeosError: UserError {
  /// The library's own words.
  public let message: String

  /// What a valid geometry makes the library stumble over is not the user's to mend.
  public var kind: UserErrorKind { .ourFault }
  /// The library.
  public var place: String? { "GEOS" }
  /// The library's own words, as a sentence.
  public var problem: String { message + "." }
  /// There is none.
  public var remedy: String { "" }
}
