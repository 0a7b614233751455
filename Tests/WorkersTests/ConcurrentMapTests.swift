import Foundation
import Synchronization
import Testing
import Workers

/// Work that is shared among threads.
@Suite struct ConcurrentMapTests {
  @Test func `results are in order, and the first error in order is thrown`() throws {
    #expect(try concurrentMap(count: 100, threads: 4) { $0 * $0 } == (0..<100).map { $0 * $0 })
    let error = #expect(throws: Mistake.self) {
      try concurrentMap(count: 100, threads: 4) { if $0 % 30 == 29 { throw Mistake(index: $0) } }
    }
    #expect(error?.index == 29)
  }

  @Test(arguments: [1, 2, 3])
  func `calls within calls never use more threads than the outermost asked for`(
    threads: Int
  ) throws {
    let running = Atomic(0)
    let most = Atomic(0)
    let sums = try concurrentMap(count: 6, threads: threads) { outer in
      try concurrentMap(count: 20, threads: 8) { inner in
        let count = running.wrappingAdd(1, ordering: .relaxed).newValue
        most.max(count, ordering: .relaxed)
        usleep(100)
        running.wrappingSubtract(1, ordering: .relaxed)
        return outer * inner
      }.reduce(0, +)
    }
    #expect(sums == (0..<6).map { 190 * $0 })
    #expect(most.load(ordering: .relaxed) <= threads)
  }

  @Test func `two things at a time return both, or the error of the first`() throws {
    let both = try concurrently(threads: 2) {
      1
    } _: {
      "two"
    }
    #expect(both == (1, "two"))
    let error = #expect(throws: Mistake.self) {
      try concurrently(threads: 2) {
        throw Mistake(index: 1)
      } _: {
        throw Mistake(index: 2)
      }
    }
    #expect(error?.index == 1)
  }
}

private struct Mistake: Error { let index: Int }
