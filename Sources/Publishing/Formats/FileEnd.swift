import Foundation
import Synchronization

/// How far a file under way reaches, what is being written included.
final class FileEnd: Sendable {
  private let end = Atomic(0)

  /// Moves the end by the size of something and returns where that goes.
  func move(by size: Int) -> Int { end.wrappingAdd(size, ordering: .relaxed).oldValue }
}

/// The end of a file whose parts are ready in any order: each goes where the part before it ends, so it
/// has to wait until all before it are ready. Those that wait never hold up the ones they wait for.
///
/// Sound: the lock of `changes` is held wherever the other variables are looked at or changed.
final class PartEnd: @unchecked Sendable {
  private let end: FileEnd
  private let changes = NSCondition()
  /// The first part that has no place yet.
  private var next = 0
  private var failure: (any Error)?

  init(_ end: FileEnd) {
    self.end = end
  }

  /// Where a part of a size goes; waits for the parts before it.
  /// - Throws: what another part failed with, as the parts behind it have no place then.
  func move(by size: Int, for part: Int) throws -> Int {
    try changes.withLock {
      while part > next && failure == nil { changes.wait() }
      if let failure { throw failure }
      next += 1
      changes.broadcast()
      return end.move(by: size)
    }
  }

  /// Lets no other part wait in vain.
  func fail(_ error: any Error) {
    changes.withLock {
      failure = failure ?? error
      changes.broadcast()
    }
  }
}
