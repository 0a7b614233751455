/// The name nearest to what someone wrote, or nil where none is near: letters to add, drop or change
/// (Levenshtein 1966), case apart, at most a third of the name.
package func nearestName(to written: String, among names: some Sequence<String>) -> String? {
  let scored = names.map { (name: $0, steps: editSteps($0.lowercased(), written.lowercased())) }
  guard let best = scored.min(by: { ($0.steps, $0.name) < ($1.steps, $1.name) }) else { return nil }
  return best.steps <= max(2, written.count / 3) ? best.name : nil
}

private func editSteps(_ a: String, _ b: String) -> Int {
  let target = Array(b)
  var row = Array(0...target.count)
  for (index, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in target.indices {
      let change = diagonal + (letter == target[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
    }
  }
  return row[target.count]
}
