import Geometry

extension GeometryArray {
  /// The features that have a path which satisfies a condition.
  func features(havingPath condition: (Int) -> Bool) -> [Int] {
    (0..<count).filter { paths(of: $0).contains(where: condition) }
  }

  /// Numbers of lines and of points among the paths that satisfy a condition.
  func linesAndPoints(where condition: (Int) -> Bool) -> (lines: Int, points: Int) {
    let roles = (0..<pathCount).filter(condition).map { pathRoles[$0] }
    return (roles.count { $0 == .line }, roles.count { $0 == .point })
  }

  /// The same features with the paths that satisfy a condition alone.
  func selecting(paths condition: (Int) -> Bool) -> GeometryArray {
    var result = GeometryArray()
    result.reserve(positions: positions.count)
    for feature in 0..<count {
      for path in paths(of: feature) where condition(path) { result.append(path: path, of: self) }
      result.endFeature()
    }
    return result
  }
}

extension IntakeNote {
  /// What is noted of features with parts that a layer can't use. Features are counted from 1.
  static func uselessParts(
    of features: [Int], lines: Int, points: Int, _ kindsWanted: Wording
  ) -> IntakeNote {
    let english = [counted(lines, "line", "lines"), counted(points, "point", "points")]
    let dutch = [counted(lines, "lijn", "lijnen"), counted(points, "punt", "punten")]
    return partsLeftOut(
      of: features,
      Wording(
        en: "Parts of features were left out (\(list(english, "and"))): \(kindsWanted.en)",
        nl: "Delen van objecten zijn weggelaten (\(list(dutch, "en"))): \(kindsWanted.nl)"))
  }

  /// What is noted of features with broken parts, one of whose problems is told.
  static func brokenParts(of features: [Int], such problem: Wording) -> IntakeNote {
    partsLeftOut(
      of: features,
      Wording(
        en: "Broken parts of features were left out, such as: \(problem.en)",
        nl: "Kapotte delen van objecten zijn weggelaten, bijvoorbeeld: \(problem.nl)"))
  }

  private static func partsLeftOut(of features: [Int], _ what: Wording) -> IntakeNote {
    let named = features.prefix(5).map(String.init).joined(separator: ", ")
    let more = features.count > 5 ? ", ..." : ""
    return IntakeNote(
      kind: .partsLeftOut, count: features.count,
      text: Wording(
        en: "\(what.en) (features \(named)\(more)).", nl: "\(what.nl) (objecten \(named)\(more))."))
  }

  private static func counted(_ count: Int, _ one: String, _ many: String) -> String? {
    count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
  }

  private static func list(_ parts: [String?], _ and: String) -> String {
    parts.compactMap { $0 }.joined(separator: " \(and) ")
  }
}
