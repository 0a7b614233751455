import LayerIO

/// A due year with the years in which the work may be done: `earliest <= due <= latest`. The horizon has
/// no say in it.
struct WorkWindow: Sendable, Equatable {
  var earliest: Int
  var due: Int
  var latest: Int
}

extension Work {
  /// Takes the years of a window over a horizon, before which nothing can be done. What is overdue is due
  /// in its first year and, unless its window binds, may be done until `last`.
  mutating func take(_ window: WorkWindow, over horizon: ClosedRange<Int>, until last: Int) {
    let first = horizon.lowerBound
    (earliest, due) = (max(window.earliest, first), max(window.due, first))
    (deadline, latest) = (window.latest, max(window.latest, first))
    guard window.due < first else { return }
    overdueSince = window.due
    if !isHard { latest = max(window.latest, last, first) }
  }
}

/// How due years become windows: the rules of docs/cycles.md.
struct WindowRule: Sendable, Equatable {
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
        detail: Wording(
          en: "the window \(early) to \(late) does not hold the due year \(due)",
          nl: "het planjaar \(due) valt buiten het venster \(early) tot \(late)"))
    }
    return WorkWindow(earliest: early, due: due, latest: late)
  }

  /// Number of windows, at least one, of what comes round every `cycle` years after `start`: the first,
  /// wherever it falls, and those after it within the horizon.
  func windowCount(after start: Int, cycle: Int, over horizon: ClosedRange<Int>) -> Int {
    let second = dueYear(1, after: start, cycle: cycle, over: horizon)
    return second > horizon.upperBound ? 1 : 2 + (horizon.upperBound - second) / cycle
  }

  /// A window of what comes round every `cycle` years, by number.
  func window(
    _ number: Int, after start: Int, cycle: Int, over horizon: ClosedRange<Int>
  ) -> WorkWindow {
    let due = dueYear(number, after: start, cycle: cycle, over: horizon)
    return WorkWindow(earliest: due - yearsBefore, due: due, latest: due + yearsAfter)
  }

  /// What is overdue is done in the horizon's first year, and its cycle runs on from there.
  private func dueYear(
    _ number: Int, after start: Int, cycle: Int, over horizon: ClosedRange<Int>
  ) -> Int {
    let first = start + cycle
    return number == 0 ? first : max(first, horizon.lowerBound) + number * cycle
  }
}
