import CGDAL

/// Calls `body` and collects what GDAL would print on this thread meanwhile.
package func collectingGDALMessages<Result>(
  _ body: (GDALMessages) throws -> Result
) rethrows -> Result {
  _ = registerDrivers
  let messages = GDALMessages()
  // Sound: GDAL calls the handler on this thread only, while `messages` is alive, until it is popped.
  unsafe CPLPushErrorHandlerEx(
    { _, _, text in
      guard let text = unsafe text, let box = unsafe CPLGetErrorHandlerUserData() else { return }
      unsafe Unmanaged<GDALMessages>.fromOpaque(box).takeUnretainedValue().texts.append(
        String(cString: text))
    }, Unmanaged.passUnretained(messages).toOpaque())
  defer { CPLPopErrorHandler() }
  return try withExtendedLifetime(messages) { try body(messages) }
}

/// What GDAL had to say on one thread.
package final class GDALMessages {
  package fileprivate(set) var texts: [String] = []

  /// The last message without its full stop, or a general word where GDAL kept silent.
  package var last: String {
    guard let text = texts.last else { return "GDAL gives no reason" }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// The messages since the given count.
  func since(_ count: Int) -> ArraySlice<String> { texts[count...] }
}

/// Drivers are registered once, before the first use.
private let registerDrivers: Void = GDALAllRegister()
