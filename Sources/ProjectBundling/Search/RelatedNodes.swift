import LayerStack

/// The groups of nodes that are related, directly or through others, each ascending, by their first
/// node. Nodes without relations are groups of one.
func relatedGroups(_ nodes: BundleNodes) -> [[Int32]] {
  var root = [Int32](0..<Int32(nodes.count))
  func find(_ node: Int32) -> Int32 {
    var node = node
    while root[Int(node)] != node {
      root[Int(node)] = root[Int(root[Int(node)])]
      node = root[Int(node)]
    }
    return node
  }
  for node in 0..<Int32(nodes.count) {
    for other in nodes.neighbours[Int(node)] {
      let (a, b) = (find(node), find(other))
      // The lowest node stands for the group.
      root[Int(max(a, b))] = min(a, b)
    }
  }
  var groups = [[Int32]](repeating: [], count: nodes.count)
  for node in 0..<Int32(nodes.count) { groups[Int(find(node))].append(node) }
  return groups.filter { !$0.isEmpty }
}
