import Synchronization

/// How far a file under way reaches, what is being written included.
final class FileEnd: Sendable {
  private let end = Atomic(0)

  /// Moves the end by the size of something and returns where that goes.
  func move(by size: Int) -> Int { end.wrappingAdd(size, ordering: .relaxed).oldValue }
}
