import Geometry
import Workers

/// A way from the face of one walk over an arc to the face beyond.
struct WalkCrossing: BitwiseCopyable, Sendable {
  /// The walk on the other side.
  let walk: Int32
  /// What crossing the arc does.
  let code: EdgeCode
}

/// The ways out of the faces of all walks, each walk's side by side, so that who goes from face to
/// face need not look for them all over memory.
struct WalkCrossings: Sendable {
  private let chunks: [Chunk]
  private static let chunkSize = 1024

  private struct Chunk: Sendable {
    var crossings: [WalkCrossing] = []
    /// First crossing of each walk, and their number at the end.
    var starts: [Int32] = [0]
  }

  /// Collects the crossings of all walks.
  init(_ graph: FaceGraph, _ walks: FaceWalks, threads: Int) throws {
    let count = (walks.count + Self.chunkSize - 1) / Self.chunkSize
    chunks = try concurrentMap(count: count, threads: threads) { number in
      var chunk = Chunk()
      let first = number * Self.chunkSize
      for walk in first..<min(first + Self.chunkSize, walks.count) {
        walks.forEachHalfArc(of: walk) { half in
          let code = graph.arcs[half.arc].code
          chunk.crossings.append(
            WalkCrossing(
              walk: Int32(walks.walk(half.twin)), code: half.isReversed ? code.reversed : code))
        }
        chunk.starts.append(Int32(chunk.crossings.count))
      }
      return chunk
    }
  }

  /// The crossings of a walk.
  subscript(walk: Int) -> ArraySlice<WalkCrossing> {
    let index = walk % Self.chunkSize
    let starts = chunks[walk / Self.chunkSize].starts
    return chunks[walk / Self.chunkSize].crossings[Int(starts[index])..<Int(starts[index + 1])]
  }

  /// Traps unless each crossing leads from its walk's state to the one beyond, whichever way the
  /// states were found.
  func check(_ labels: [Int32], _ states: FaceStates, threads: Int) throws {
    _ = try concurrentMap(count: chunks.count, threads: threads, state: { states }) {
      states, number in
      let first = number * Self.chunkSize
      for walk in first..<min(first + Self.chunkSize, labels.count) {
        for crossing in self[walk] {
          precondition(
            states.state(acrossFrom: labels[walk], crossing.code) == labels[Int(crossing.walk)],
            "borders cross where they have no place in common")
        }
      }
    }
  }
}
