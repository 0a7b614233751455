import Dispatch
import Foundation

/// Threads that share work: all of what is under way within one call of `shareWork`, which may make
/// such calls itself. However deep they are nested, no more threads work than the outermost asked for.
///
/// Sound: the lock of `changes` is held wherever jobs or `isOver` are looked at or changed.
private final class WorkPool: @unchecked Sendable {
  /// The pool that the thread works for.
  @TaskLocal static var current: WorkPool?

  private let changes = NSCondition()
  /// Jobs that may have something left to do, the innermost last.
  private var jobs: [Job] = []
  private var isOver = false

  /// Something that several threads can do together.
  private final class Job {
    let session: @Sendable () -> Void
    let helpersWanted: Int
    var helpers = 0

    init(helpersWanted: Int, session: @escaping @Sendable () -> Void) {
      self.helpersWanted = helpersWanted
      self.session = session
    }
  }

  /// Does a job with whoever is idle, and returns when all of it is done.
  func run(helpersWanted: Int, _ session: @escaping @Sendable () -> Void) {
    let job = Job(helpersWanted: helpersWanted, session: session)
    changes.lock()
    let isOutermost = jobs.isEmpty
    jobs.append(job)
    changes.broadcast()
    changes.unlock()
    job.session()
    changes.lock()
    jobs.removeAll { $0 === job }
    // All that others still do is part of the outermost job, so whoever waits for that may help them.
    while job.helpers > 0 {
      if !(isOutermost && helpOnce()) { changes.wait() }
    }
    changes.unlock()
  }

  /// Helps with one job after the other until `end` is called.
  func help() {
    changes.lock()
    while !isOver {
      if !helpOnce() { changes.wait() }
    }
    changes.unlock()
  }

  /// Helps with the innermost job that wants it; false where none does. The lock is held before and after,
  /// not during the work.
  private func helpOnce() -> Bool {
    guard let job = jobs.last(where: { $0.helpers < $0.helpersWanted }) else { return false }
    job.helpers += 1
    changes.unlock()
    job.session()
    changes.lock()
    job.helpers -= 1
    jobs.removeAll { $0 === job }
    changes.broadcast()
    return true
  }

  /// Lets the helpers go.
  func end() {
    changes.withLock {
      isOver = true
      changes.broadcast()
    }
  }
}

/// Runs `session` on the calling thread and, at the same time, on others: at most as many as `threads`
/// and `sessions` allow. Each session goes on until nothing is left to do; when one returns, no other
/// is begun.
///
/// Within a session the threads are those of the outermost call: as long as some of them have nothing
/// to do, they take part in the inner ones.
func shareWork(threads: Int, sessions: Int, _ session: @Sendable () -> Void) {
  let helpers = min(threads, sessions) - 1
  withoutActuallyEscaping(session) { session in
    if let pool = WorkPool.current {
      // Work that is not shared need not be announced to all threads.
      return helpers > 0 ? pool.run(helpersWanted: helpers, session) : session()
    }
    let pool = WorkPool()
    DispatchQueue.concurrentPerform(iterations: max(1, threads)) { index in
      WorkPool.$current.withValue(pool) {
        guard index == 0 else { return pool.help() }
        pool.run(helpersWanted: helpers, session)
        pool.end()
      }
    }
  }
}
