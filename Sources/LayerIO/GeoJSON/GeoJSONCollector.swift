import CGeoJSON
import Geometry
import Synchronization

/// Puts the parts of a text together in their order, whichever is read first.
///
/// Where a part begins is a guess. The one before it is read up to the first element at or behind that
/// place: if that is the place itself, the guess was right, and if not, what lies between is read again
/// from where it does begin. The first part begins where it should, so all do in the end.
final class GeoJSONCollector: Sendable {
  private typealias Failure = GeoJSONFeatures.Failure

  private let text: GeoJSONText
  private let starts: [Int]
  private let box: Bounds?
  private let state: Mutex<State>

  /// A part that was read, rightly or not.
  private struct Part {
    let features: GeoJSONFeatures
    let start: Int
    let limit: Int
    let end: Result<geojson_end, Failure>

    init(_ features: GeoJSONFeatures, of text: GeoJSONText, from start: Int, to limit: Int) {
      self.features = features
      self.start = start
      self.limit = limit
      end = Result { () throws(Failure) in
        try text.read(features, from: start, to: limit)
      }
    }
  }

  private struct State {
    var content = GeoJSONContent()
    /// Where the next element begins, or the array ends.
    var place: Int
    var isAtEnd = false
    var failure: Failure?
    /// Number of the next part to add.
    var next = 0
    var ready: [Int: Part] = [:]
    /// Memory to read into.
    var spare: [GeoJSONFeatures] = []
    var isOver: Bool { isAtEnd || failure != nil }
  }

  /// A collector of the parts that begin at `starts`, the last of which ends with the text; of features
  /// near `box` alone where there is one.
  init(_ text: GeoJSONText, _ starts: [Int], near box: Bounds?) {
    self.text = text
    self.box = box
    self.starts = starts
    state = Mutex(State(place: starts[0]))
  }

  /// Reads a part, and adds it when its turn has come.
  func read(part number: Int) throws {
    let (isOver, spare) = state.withLock { ($0.isOver, $0.spare.popLast()) }
    guard !isOver else { return }
    let limit = number + 1 < starts.count ? starts[number + 1] : text.count
    let part = Part(
      try spare ?? text.makeFeatures(near: box), of: text, from: starts[number], to: limit)
    state.withLock { state in
      state.ready[number] = part
      while let next = state.ready.removeValue(forKey: state.next) {
        state.next += 1
        add(next, to: &state)
        state.spare.append(next.features)
      }
    }
  }

  private func add(_ part: Part, to state: inout State) {
    guard !state.isOver, state.place < part.limit else { return }
    var part = part
    if part.start != state.place {
      part = Part(part.features, of: text, from: state.place, to: part.limit)
    }
    switch part.end {
    case .success(let end):
      state.content.append(part.features)
      state.place = end.offset
      state.isAtEnd = end.is_last
      if state.next == 1, starts.count > 1 {
        state.content.reserve(share: Double(end.offset) / Double(text.count))
      }
    case .failure(var failure):
      if failure.feature > 0 { failure.feature += state.content.seen }
      state.failure = failure
    }
  }

  /// What all parts hold together, and where the array ends.
  /// - Throws: `GeoJSONFeatures.Failure`, the first in the text.
  func result() throws -> (content: GeoJSONContent, end: Int) {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      defer { state.content = GeoJSONContent() }
      return (state.content, state.place)
    }
  }
}
