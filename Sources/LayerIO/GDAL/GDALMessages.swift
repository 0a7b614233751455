import CGDAL

/// Calls `body` and collects what GDAL would print on this thread meanwhile. Files in `folder`, a folder of our
/// own that says nothing to a reader, are named without it.
package func collectingGDALMessages<Result>(
  in folder: String? = nil, _ body: (GDALMessages) throws -> Result
) rethrows -> Result {
  _ = registerDrivers
  let messages = GDALMessages(folder)
  // Sound: GDAL calls the handler on this thread only, while `messages` is alive, until it is popped.
  unsafe CPLPushErrorHandlerEx(
    { _, _, text in
      guard let text = unsafe text, let box = unsafe CPLGetErrorHandlerUserData() else { return }
      unsafe Unmanaged<GDALMessages>.fromOpaque(box).takeUnretainedValue().add(
        String(cString: text))
    }, Unmanaged.passUnretained(messages).toOpaque())
  defer { CPLPopErrorHandler() }
  return try withExtendedLifetime(messages) { try body(messages) }
}

/// What GDAL had to say on one thread.
package final class GDALMessages {
  package private(set) var texts: [String] = []
  private let folder: String?

  fileprivate init(_ folder: String?) {
    self.folder = folder
  }

  fileprivate func add(_ text: String) {
    texts.append(folder.map { text.replacing($0 + "/", with: "") } ?? text)
  }

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
