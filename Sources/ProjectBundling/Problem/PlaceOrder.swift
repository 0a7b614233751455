/// Numbers of works in the order of their places: along Morton's curve over a grid of 2^16 squares
/// a side (Morton 1966), which keeps neighbours near each other.
func placeOrder(_ works: [BundlingWork]) -> [Int32] {
  let all = works.reduce(SIMD4<Double>.noBox) { $0.union($1.box) }
  let scale = all.longestSide > 0 ? 65_535 / all.longestSide : 0
  let keys = works.enumerated().map { index, work -> UInt64 in
    let box = work.box
    guard box.x <= box.z else { return UInt64(index) }
    let centre = SIMD2(box.x + box.z, box.y + box.w) / 2 - SIMD2(all.x, all.y)
    let square = SIMD2<UInt32>((centre * scale).rounded(.down))
    return UInt64(spread(square.x) | spread(square.y) << 1) << 32 | UInt64(index)
  }
  return keys.sorted().map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
}

/// The 16 bits of a number with a zero between each two.
private func spread(_ number: UInt32) -> UInt32 {
  var bits = number
  bits = (bits | bits << 8) & 0x00FF_00FF
  bits = (bits | bits << 4) & 0x0F0F_0F0F
  bits = (bits | bits << 2) & 0x3333_3333
  bits = (bits | bits << 1) & 0x5555_5555
  return bits
}
