import Foundation
import LayerIO
import Workers

/// The parts of a file on their way to its end, ready in any order and written in that of their numbers.
/// Whoever brings the part that is next writes it, and with it what others bring meanwhile; they go on
/// to their next parts. So nobody waits for another to write, unless too much has gathered.
///
/// Sound: the lock of `changes` is held wherever the variables are looked at or changed.
final class PartQueue: @unchecked Sendable {
  private let write: @Sendable (ByteBuffer) throws -> Void
  /// Parts that may lie ready before those who bring more have to wait.
  private let most: Int
  private let changes = NSCondition()
  private var ready: [Int: ByteBuffer] = [:]
  /// Emptied buffers.
  private var spare: [ByteBuffer] = []
  /// The first part that is not written.
  private var next = 0
  private var isWriting = false
  private var failure: (any Error)?

  init(most: Int, write: @escaping @Sendable (ByteBuffer) throws -> Void) {
    self.most = most
    self.write = write
  }

  /// An empty buffer.
  func buffer() -> ByteBuffer {
    changes.withLock { spare.popLast() } ?? ByteBuffer(capacity: 1 << 18)
  }

  /// Brings a part; writes what is next, or waits while too much lies ready.
  /// - Throws: what the part or another failed with, as those behind it have no place then.
  func add(_ text: consuming ByteBuffer, as part: Int) throws {
    changes.lock()
    defer { changes.unlock() }
    ready[part] = text
    if !isWriting { writeNext() }
    while ready.count > most && failure == nil { changes.wait() }
    if let failure { throw failure }
  }

  /// Writes parts as long as the next one is ready. The lock is held before and after, not while writing.
  private func writeNext() {
    isWriting = true
    while failure == nil, var text = ready.removeValue(forKey: next) {
      next += 1
      changes.unlock()
      let result = Result { try write(text) }
      text.removeAll()
      changes.lock()
      spare.append(text)
      if case .failure(let error) = result { failure = failure ?? error }
      changes.broadcast()
    }
    isWriting = false
  }

  /// Lets no other part wait in vain.
  func fail(_ error: any Error) {
    changes.withLock {
      failure = failure ?? error
      changes.broadcast()
    }
  }
}
