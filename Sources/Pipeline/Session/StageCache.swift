import Synchronization

/// What a stage of a session has worked out, by what it depends on: the last few answers. Of several that
/// ask the same at one time, one works it out and the others wait for it.
package final class StageCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// A value, or the room for one that is being made.
  private final class Entry: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private let limit: Int
  /// The last asked comes last.
  private let entries = Mutex<[(key: Key, entry: Entry)]>([])

  /// A cache of so many values.
  package init(limit: Int) {
    self.limit = limit
  }

  /// The value for a key; made where it is not there. What fails or is cancelled leaves nothing behind.
  package func value(for key: Key, make: () throws -> Value) throws -> Value {
    let entry = entry(for: key)
    return try entry.value.withLock { value in
      if let value { return value }
      let made = try make()
      value = made
      return made
    }
  }

  private func entry(for key: Key) -> Entry {
    entries.withLock { entries in
      let place = entries.firstIndex { $0.key == key }
      let entry = place.map { entries.remove(at: $0).entry } ?? Entry()
      entries.append((key, entry))
      if entries.count > limit { entries.removeFirst() }
      return entry
    }
  }
}
