/// Tells work on threads that nobody waits for it any more. It reaches all that `concurrentMap` and its
/// like do for whoever has it bound, on whatever thread.
package struct Interruption: Sendable {
  /// The one that holds for the work that is under way; nil where nobody can stop it.
  @TaskLocal package static var current: Interruption?

  private let isAsked: @Sendable () -> Bool

  /// An interruption that happens when `isAsked` says so; it is asked from any thread.
  package init(isAsked: @escaping @Sendable () -> Bool) {
    self.isAsked = isAsked
  }

  /// - Throws: `CancellationError` once it happens.
  package func check() throws {
    if isAsked() { throw CancellationError() }
  }

  /// Whether the one that holds for the work under way has happened: for work that can't throw, which then
  /// stops where it is, to be thrown away by whoever asked for it.
  package static var hasHappened: Bool { current?.isAsked() ?? false }

  /// Looks at the one that holds for the work under way.
  /// - Throws: `CancellationError` once it happens.
  package static func check() throws { try current?.check() }
}
