import LayerIO

/// A due year with the years in which the work may be done: `earliest <= due <= latest`.
struct WorkWindow: Equatable {
  var earliest: Int
  var due: Int
  var latest: Int
}

/// How due years become windows: the rules of docs/cycles.md.
struct WindowRule {
  /// Years of the horizon.
  let horizon: ClosedRange<Int>
  /// Years that a work may come before its due year, where the source gives no window.
  let yearsBefore: Int
  /// Years that a work may come after its due year, where the source gives no window.
  let yearsAfter: Int

  /// The window around a due year: what is given, else the years before and after.
  /// - Throws: `FieldProblem` where the given window does not hold the due year.
  func window(
    around due: Int, earliest: Int? = nil, latest: Int? = nil
  ) throws(FieldProblem) -> WorkWindow {
    let early = earliest ?? due - yearsBefore
    let late = latest ?? due + yearsAfter
    guard early <= due, due <= late else {
      throw FieldProblem(
        reason: .impossibleValue,
        detail: "the window \(early) to \(late) does not hold the due year \(due)")
    }
    return notBeforeHorizon(WorkWindow(earliest: early, due: due, latest: late))
  }

  /// The windows of what comes round every `cycle` years after `start`: the first, wherever it falls,
  /// and those after it within the horizon. What is overdue is done in the horizon's first year, and
  /// its cycle runs on from there.
  func windows(after start: Int, cycle: Int) -> [WorkWindow] {
    let first = start + cycle
    let second = max(first, horizon.lowerBound) + cycle
    let more = stride(from: second, through: horizon.upperBound, by: cycle)
    return ([first] + more).map {
      notBeforeHorizon(
        WorkWindow(earliest: $0 - yearsBefore, due: $0, latest: $0 + yearsAfter))
    }
  }

  /// What is overdue is due in the horizon's first year; nothing can be done before it.
  private func notBeforeHorizon(_ window: WorkWindow) -> WorkWindow {
    let first = horizon.lowerBound
    return WorkWindow(
      earliest: max(window.earliest, first), due: max(window.due, first),
      latest: max(window.latest, first))
  }
}
