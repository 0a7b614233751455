import Geometry

/// A ring or line of the stack: where its positions are and what crossing it means.
@safe struct StackPath: BitwiseCopyable, @unchecked Sendable {
  /// The path's positions, in memory that `withStackPaths` holds.
  private let positions: UnsafePointer<Position>
  /// Number of its edges.
  let edgeCount: Int32
  /// Neighbourhood, plane or asset it belongs to, in the numbering of `StackOwners`.
  let owner: Int32
  /// What the winding number of the owner gains on the way over an edge that runs *down*, from left
  /// to right: 1 where the path turns counter-clockwise around its owner's inside; 0 for a line.
  let turn: Int32

  init(_ positions: UnsafePointer<Position>, count: Int, owner: Int32, turn: Int32) {
    unsafe self.positions = unsafe positions
    edgeCount = Int32(max(0, count - 1))
    self.owner = owner
    self.turn = turn
  }

  var isLine: Bool { turn == 0 }

  /// The position at which edge `index` starts, or the last edge ends.
  @inline(__always)
  subscript(index: Int) -> Position {
    assert(index >= 0 && index <= edgeCount)
    // Sound: `withStackPaths` keeps the arrays alive, and the index is within the path.
    return unsafe positions[index]
  }

  /// Adds the positions of a run of edges to a buffer.
  @inline(__always)
  func appendPositions(of run: EdgeRun, to buffer: inout FlatBuffer<Position>) {
    assert(run.first + run.count <= edgeCount)
    // Sound for the reason above.
    unsafe buffer.append(from: positions + Int(run.first), count: Int(run.count) + 1)
  }
}

/// Numbers for everything that can cover a place: neighbourhoods first, then planes, then assets.
package struct StackOwners: Sendable {
  let neighbourhoodCount: Int
  let planeCount: Int
  let assetCount: Int

  /// Numbers for so many of each.
  package init(neighbourhoods: Int, planes: Int, assets: Int) {
    (neighbourhoodCount, planeCount, assetCount) = (neighbourhoods, planes, assets)
  }

  init(_ input: StackInput) {
    self.init(
      neighbourhoods: input.neighbourhoods.count, planes: input.planes.count,
      assets: input.assets.count)
  }

  /// - Throws: `StackError.tooManyPlanes` where there are more planes than a signature has bits.
  func check() throws(StackError) {
    if planeCount > Signature.capacity { throw .tooManyPlanes(planeCount) }
  }

  var firstPlane: Int { neighbourhoodCount }
  var firstAsset: Int { neighbourhoodCount + planeCount }
  var count: Int { neighbourhoodCount + planeCount + assetCount }
}

/// Calls `body` with all paths of the input that bound a surface or are a line asset.
func withStackPaths<Result>(
  of input: StackInput, _ body: ([StackPath]) throws -> Result
) rethrows -> Result {
  let owners = StackOwners(input)
  var layers: [(geometry: GeometryArray, firstOwner: Int, isPlane: Bool, keepsLines: Bool)] = []
  layers.append((input.neighbourhoods, 0, false, false))
  for (index, plane) in input.planes.enumerated() {
    layers.append((plane, owners.firstPlane + index, true, false))
  }
  layers.append((input.assets, owners.firstAsset, false, true))

  func collect(from index: Int, _ paths: inout [StackPath]) throws -> Result {
    guard index < layers.count else { return try body(paths) }
    let layer = layers[index]
    // Sound: the pointers live as long as this closure, and `body` is called within it.
    return try unsafe layer.geometry.positions.withUnsafeBufferPointer { positions in
      guard let base = positions.baseAddress else { return try collect(from: index + 1, &paths) }
      for feature in 0..<layer.geometry.count {
        let owner = Int32(layer.firstOwner + (layer.isPlane ? 0 : feature))
        for path in layer.geometry.paths(of: feature) {
          let range = layer.geometry.range(ofPath: path)
          let role = layer.geometry.pathRoles[path]
          let part = unsafe UnsafeBufferPointer(rebasing: positions[range])
          unsafe precondition(
            role == .line || role == .point || part.first == part.last, "open ring")
          guard let turn = unsafe turn(of: role, part, keepsLines: layer.keepsLines) else {
            continue
          }
          unsafe paths.append(
            StackPath(base + range.lowerBound, count: range.count, owner: owner, turn: turn))
        }
      }
      return try collect(from: index + 1, &paths)
    }
  }
  var paths: [StackPath] = []
  return try collect(from: 0, &paths)
}

/// See `StackPath.turn`; nil where the path is of no use to the stack.
private func turn(
  of role: PathRole, _ positions: UnsafeBufferPointer<Position>, keepsLines: Bool
) -> Int32? {
  switch role {
  case .point: nil
  case .line: keepsLines && positions.count > 1 ? 0 : nil
  case .shell: unsafe isCounterClockwise(positions) ? 1 : -1
  case .hole: unsafe isCounterClockwise(positions) ? -1 : 1
  }
}

private func isCounterClockwise(_ ring: UnsafeBufferPointer<Position>) -> Bool {
  guard let origin = unsafe ring.first else { return true }
  var doubleArea = 0.0
  var previous = Position.zero
  for index in 1..<max(1, ring.count) {
    let next = unsafe ring[index] - origin
    doubleArea += previous.x * next.y - next.x * previous.y
    previous = next
  }
  return doubleArea >= 0
}
