import Geometry

/// The elements of all parts, one part after the other, each made into a row; `row` is also told the
/// number of the part.
func join<Element: Sendable, Row: Sendable>(
  _ parts: [[Element]], threads: Int, _ row: @Sendable (Int, Element) -> Row
) throws -> [Row] {
  let starts = parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  let total = starts[parts.count]
  return try unsafe [Row](unsafeUninitializedCapacity: total) { buffer, count in
    let target = unsafe SharedBuffer(buffer)
    _ = try concurrentMap(count: parts.count, threads: threads) { part in
      // Every part has a range of its own.
      for (index, element) in parts[part].enumerated() {
        target.write(row(part, element), at: starts[part] + index)
      }
    }
    count = total
  }
}
