import Hummingbird
import HummingbirdCore
import NIOCore

/// What the service takes at most, so that nobody can keep it from others.
enum ServiceLimits {
  /// Connections at a time; more wait. Fewer than the files that a process may usually have open, 1024.
  static let connections = 800
  /// Bytes of a request's target.
  static let target = 8192
  /// Bytes that are sent along with a request.
  static let body = 1 << 20

  /// Time in which all of a body has to come.
  static let bodyTime = Duration.seconds(30)

  /// Headers of 16 kB together, all of them within ten seconds, and no longer without a word.
  static let channel = HTTP1Channel.Configuration(
    idleTimeout: .seconds(10),
    httpDecoderConfiguration: .init(
      maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100))
}
