import Foundation
import TestSupport
import Testing

@testable import Buildings

/// The best assignment of seekers to places.
@Suite struct AssignmentTests {
  /// Values of a seeded case: seekers by places.
  private func values(_ random: inout SeededGenerator, most: Int) -> [[Int]] {
    let (seekers, places) = (
      Int.random(in: 1...most, using: &random), Int.random(in: 1...most, using: &random)
    )
    return (0..<seekers).map { _ in (0..<places).map { _ in Int.random(in: 1...99, using: &random) }
    }
  }

  private func problem(_ values: [[Int]], rooms: [Double], sizes: [[Double]]) -> AssignmentProblem {
    AssignmentProblem(
      seekers: values.count, rooms: rooms,
      pairs: values.indices.flatMap { seeker in
        values[seeker].indices.map {
          .init(
            seeker: seeker, place: $0, value: Double(values[seeker][$0]), size: sizes[seeker][$0])
        }
      })
  }

  private func isAllowed(_ assignment: Assignment, _ problem: AssignmentProblem) -> Bool {
    var rooms = problem.rooms
    for pair in assignment.pairs.compactMap(\.self) {
      rooms[problem.pairs[pair].place] -= problem.pairs[pair].size
    }
    return rooms.allSatisfy { $0 >= -1e-6 }
  }

  private static let hasScipy =
    (try? runProgram("/usr/bin/env", ["python3", "-c", "import scipy.optimize"]).status) == 0

  @Test(.enabled(if: hasScipy, "scipy is not installed"))
  func `without capacities it is worth what scipy's linear_sum_assignment is, in 10,000 cases`()
    throws
  {
    var random = SeededGenerator(seed: 2016)
    let cases = (0..<10_000).map { _ in values(&random, most: 6) }
    let folder = try TemporaryFolder()
    try folder.write(
      String(decoding: try JSONEncoder().encode(cases), as: UTF8.self), to: "cases.json")
    let script = """
      import json, sys, scipy.optimize
      for values in json.load(open(sys.argv[1])):
          rows, columns = scipy.optimize.linear_sum_assignment(values, maximize=True)
          print(sum(values[r][c] for r, c in zip(rows, columns)))
      """
    let told = try runProgram(
      "/usr/bin/env", ["python3", "-c", script, folder.file("cases.json")])
    let expected = told.output.split(separator: "\n").compactMap { Double($0) }
    #expect(expected.count == cases.count)
    var different = 0
    for (values, expected) in zip(cases, expected) {
      let ones = values.map { $0.map { _ in 1.0 } }
      let problem = problem(values, rooms: values[0].map { _ in 1 }, sizes: ones)
      let found = try problem.best()
      if abs(found.value - expected) > 1e-6 || !isAllowed(found, problem) { different += 1 }
    }
    #expect(different == 0)
  }

  @Test func `with capacities it is worth what trying everything gives`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let values = values(&random, most: 4)
      let sizes = values.map { row in
        row.map { _ in Double(Int.random(in: 1...9, using: &random)) }
      }
      let rooms = values[0].map { _ in Double(Int.random(in: 0...14, using: &random)) }
      let problem = problem(values, rooms: rooms, sizes: sizes)
      let found = try problem.best()
      #expect(isAllowed(found, problem))
      #expect(abs(found.value - best(values, sizes, rooms)) < 1e-6)
      #expect(abs(found.bound - found.value) < 1e-5)
    }
  }

  /// The best of all ways to give each seeker a place or none.
  private func best(_ values: [[Int]], _ sizes: [[Double]], _ rooms: [Double], from seeker: Int = 0)
    -> Double
  {
    guard seeker < values.count else { return 0 }
    return rooms.indices.reduce(best(values, sizes, rooms, from: seeker + 1)) { most, place in
      guard sizes[seeker][place] <= rooms[place] else { return most }
      var left = rooms
      left[place] -= sizes[seeker][place]
      return max(
        most, Double(values[seeker][place]) + best(values, sizes, left, from: seeker + 1))
    }
  }

  @Test func `small seekers share a place that none needs as a whole`() throws {
    let found = try AssignmentProblem(
      seekers: 3, rooms: [500],
      pairs: [
        .init(seeker: 0, place: 0, value: 150, size: 200),
        .init(seeker: 1, place: 0, value: 150, size: 250),
        .init(seeker: 2, place: 0, value: 180, size: 500),
      ]
    ).best()
    #expect(found.pairs == [0, 1, nil] && found.value == 300)
  }

  @Test func `nobody seeks, nothing is found`() throws {
    let found = try AssignmentProblem(seekers: 2, rooms: [], pairs: []).best()
    #expect(found.pairs == [nil, nil] && found.value == 0 && found.bound == 0)
  }
}
