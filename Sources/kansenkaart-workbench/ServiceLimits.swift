import Hummingbird
import HummingbirdCore
import NIOCore

/// What the service takes at most, so that nobody can keep it from others.
enum ServiceLimits {
  /// Connections at a time; more wait.
  static let connections = 512
  /// Bytes of a request's target.
  static let target = 8192
  /// Bytes that are sent along with a request; files have a limit of their own.
  static let body = 1 << 20
  /// Bytes of a file that are written at a time.
  static let piece = 1 << 20

  /// Headers of 16 kB together, and half a minute without a word.
  static let channel = HTTP1Channel.Configuration(
    idleTimeout: .seconds(30),
    httpDecoderConfiguration: .init(
      maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100))
}
