import Foundation
import Synchronization

/// Knows which case is under way: tells of one that takes too long, and leaves a word in a file for
/// whoever finds that the program is gone.
final class Watchdog: Sendable {
  private let current = Mutex("")
  private let count = Atomic(0)

  /// Seconds that a case may take.
  private let patience = 20

  /// Begins to watch.
  init() {
    Thread.detachNewThread { [self] in
      var (seen, seconds) = (-1, 0)
      while true {
        Thread.sleep(forTimeInterval: 1)
        let now = count.load(ordering: .relaxed)
        seconds = now == seen ? seconds + 1 : 0
        seen = now
        if seconds > patience, !current.withLock(\.isEmpty) { stop() }
      }
    }
  }

  /// Tells that a case begins; the empty name stands for none.
  func begins(_ name: String) {
    current.withLock { $0 = name }
    count.add(1, ordering: .relaxed)
  }

  private func stop() -> Never {
    say("\(current.withLock { $0 }): takes longer than \(patience) s")
    exit(1)
  }
}

/// Prints a line at once, also where a crash comes next.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
