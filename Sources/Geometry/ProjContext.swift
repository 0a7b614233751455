import CPROJ

/// A PROJ context of one task, with the library's own words about the last failure. Not Sendable: a
/// context must not be used by two threads at once.
@safe final class ProjContext {
  /// Sound: made in `init`, destroyed in `deinit`, and never handed out beyond this object's life.
  let handle: OpaquePointer
  private let messages = Messages()

  /// Collects what PROJ would print.
  private final class Messages {
    var last = ""
  }

  init() {
    unsafe handle = unsafe proj_context_create()
    unsafe proj_log_level(handle, PJ_LOG_ERROR)
    // Sound: `messages` lives as long as the context, and PROJ calls back on the calling thread only.
    unsafe proj_log_func(handle, Unmanaged.passUnretained(messages).toOpaque()) { box, _, text in
      guard let box = unsafe box, let text = unsafe text else { return }
      unsafe Unmanaged<Messages>.fromOpaque(box).takeUnretainedValue().last =
        String(cString: text)
    }
  }

  deinit { unsafe proj_context_destroy(handle) }

  /// PROJ's message about the last failure, without the function name it starts with.
  var lastMessage: String {
    let parts = messages.last.split(separator: ": ", maxSplits: 1)
    return parts.count == 2 ? String(parts[1]) : messages.last
  }
}

/// A PROJ object, destroyed with its last user.
@safe final class ProjObject {
  /// Sound: owned by this object and destroyed once.
  let handle: OpaquePointer
  let context: ProjContext

  /// Takes over what a PROJ function returned; nil stands for a failure.
  init?(_ handle: OpaquePointer?, _ context: ProjContext) {
    guard let handle = unsafe handle else { return nil }
    unsafe self.handle = unsafe handle
    self.context = context
  }

  deinit { unsafe proj_destroy(handle) }
}

/// A C string that a library owns, as text.
func text(_ pointer: UnsafePointer<CChar>?) -> String? {
  guard let pointer = unsafe pointer else { return nil }
  return unsafe String(cString: pointer)
}
