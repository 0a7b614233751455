import Foundation
import TestSupport

/// The cases of one target.
struct Campaign {
  private let target: any Target
  private let seeds: [Input]
  /// What may stand behind a file's beginning: the files of all inputs, by the end of their names.
  private let others: [String: [[UInt8]]]
  private let words: [[UInt8]]
  private let seed: UInt64
  private let watchdog: Watchdog
  private let scratch: String
  /// Says which case is under way, should the program end in it.
  private let trace: ScratchFile

  init(
    _ target: any Target, seeds: String, scratch: String, seed: UInt64, _ watchdog: Watchdog
  ) throws {
    self.target = target
    words = target.words.map { Array($0.utf8) }
    self.seed = seed
    self.watchdog = watchdog
    self.scratch = scratch
    let made = try (target as? SectionTarget).map { [try $0.seed()] } ?? []
    self.seeds = made + inputs(in: "\(seeds)/\(target.name)")
    others = Dictionary(grouping: self.seeds.flatMap(\.files)) { $0.suffix }
      .mapValues { $0.map(\.bytes) }
    trace = ScratchFile(scratch + "/case")
    precondition(!self.seeds.isEmpty, "there are no seeds for \(target.name)")
  }

  /// Runs cases and prints what came of them; stops at the third fault, and tells whether there was none.
  func run(_ numbers: Range<Int>) throws -> Bool {
    let start = ContinuousClock.now
    var (accepted, faults, longest) = (0, 0, (seconds: 0.0, number: 0))
    defer { watchdog.begins("") }
    for number in numbers where faults < 3 {
      let begin = ContinuousClock.now
      do {
        if try run(case: number) { accepted += 1 }
      } catch let fault as Fault {
        say("\(name(of: number)): \(fault.problem)")
        faults += 1
      }
      let time = seconds(since: begin)
      if time > longest.seconds { longest = (time, number) }
    }
    let speed = Double(numbers.count) / max(seconds(since: start), 0.001)
    say(
      "\(target.name): \(numbers.count) cases of seed \(seed) from \(seeds.count) inputs, \(accepted) "
        + "accepted, \(faults) faults; \(Int(speed)) a second, the longest (\(longest.number)) "
        + String(format: "%.3f s", longest.seconds))
    return faults == 0
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }

  private func name(of number: Int) -> String {
    "--target \(target.name) --seed \(seed) --case \(number)"
  }

  private func run(case number: Int) throws -> Bool {
    watchdog.begins(name(of: number))
    trace.write(Array(name(of: number).utf8))
    var random = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number))
    var input = seeds[Int.random(in: seeds.indices, using: &random)]
    let file = Int.random(in: input.files.indices, using: &random)
    var mutator = Mutator(random: random, words: words)
    let (suffix, bytes) = input.files[file]
    input.files[file].bytes = mutator.mutated(bytes, others: others[suffix] ?? [])
    random = mutator.random
    return try target.run(input, random: &random)
  }
}
