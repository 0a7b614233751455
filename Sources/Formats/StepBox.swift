import Synchronization
import Workers

/// The box of what a file holds, in steps of `RoundedGeometry.usualDecimals`, to be told at its end.
struct StepBox: Sendable {
  private var low = GridStep(repeating: .max)
  private var high = GridStep(repeating: .min)

  var isEmpty: Bool { low.x > high.x }

  /// Grows to hold a place.
  @inline(__always)
  mutating func add(_ place: GridStep) {
    low = pointwiseMin(low, place)
    high = pointwiseMax(high, place)
  }

  /// Grows to hold another box.
  mutating func add(_ other: StepBox) {
    low = pointwiseMin(low, other.low)
    high = pointwiseMax(high, other.high)
  }

  /// The box in steps that are a number of times as large, rounded outwards.
  func inSteps(of size: Int64) -> StepBox {
    guard !isEmpty, size > 1 else { return self }
    var box = StepBox()
    box.add(GridStep(floorDivided(low.x, size), floorDivided(low.y, size)))
    box.add(GridStep(-floorDivided(-high.x, size), -floorDivided(-high.y, size)))
    return box
  }

  /// The text of RFC 7946's `bbox`: west, south, east, north.
  func append(to buffer: inout ByteBuffer, _ format: DecimalFormat) {
    for (index, value) in [low.x, low.y, high.x, high.y].enumerated() {
      buffer.append(UInt8(ascii: index == 0 ? "[" : ","))
      buffer.append(scaled: value, format)
    }
    buffer.append(UInt8(ascii: "]"))
  }
}

private func floorDivided(_ value: Int64, _ size: Int64) -> Int64 {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: size)
  return remainder < 0 ? quotient - 1 : quotient
}

/// A box that threads grow together; the order does not matter.
final class SharedStepBox: Sendable {
  private let box = Mutex(StepBox())

  var value: StepBox { box.withLock { $0 } }

  func add(_ other: StepBox) { box.withLock { $0.add(other) } }
}
