/// What a criterion is answered.
package enum ScanAnswer: Int8, Sendable, Codable {
  case no = 0
  case yes = 1
  /// Not told: it makes the score an interval, never a no.
  case unknown = 2
}

/// What the scan says of a building and a destination. Scores are parts of the most that can be scored.
package struct ScanOutcome: Sendable, Equatable {
  /// Least and most that it scores, whatever the unknown answers turn out to be: 0 where a veto stops it or may
  /// do so.
  package var score: ClosedRange<Double>
  /// Criteria that stop it: vetoes that are answered no, as indices into the catalogue.
  package var stopping: [Int] = []
  /// Vetoes that are not answered.
  package var openVetoes: [Int] = []
  /// The criterion that decides: the first veto that stops it, else the first that is not answered, else the
  /// heaviest criterion that is answered no; of equally heavy ones the first. nil where all are answered yes.
  package var deciding: Int?
  /// The unanswered criterion whose answer would narrow the score most; of equal ones the first. nil where the
  /// score is known.
  package var asking: Int?

  /// Whether a veto stops it.
  package var isStopped: Bool { !stopping.isEmpty }
}

extension TransformationCatalogue {
  /// Judges a destination by the answers to all criteria.
  package func judge(_ answers: some RandomAccessCollection<ScanAnswer>, for destination: Int)
    -> ScanOutcome
  {
    let answers = Array(answers)
    let own = criteria.indices.filter { criteria[$0].destinations.contains(destination) }
    func weigh(_ answer: ScanAnswer) -> Double {
      own.reduce(0) { $0 + (answers[$1] == answer ? criteria[$1].weight ?? 0 : 0) }
    }
    func vetoes(_ answer: ScanAnswer) -> [Int] {
      own.filter { criteria[$0].isVeto && answers[$0] == answer }
    }
    let (sure, open) = (weigh(.yes), weigh(.unknown))
    let all = sure + open + weigh(.no)
    // Where nothing is weighed, vetoes alone decide.
    func share(_ points: Double) -> Double { all > 0 ? points / all : 1 }
    let (stopping, openVetoes) = (vetoes(.no), vetoes(.unknown))
    guard stopping.isEmpty else {
      return ScanOutcome(
        score: 0...0, stopping: stopping, openVetoes: openVetoes, deciding: stopping[0])
    }
    let low = openVetoes.isEmpty ? share(sure) : 0
    let failing = own.filter { answers[$0] == .no }
    return ScanOutcome(
      score: low...max(low, share(sure + open)), openVetoes: openVetoes,
      deciding: openVetoes.first ?? failing.heaviest(criteria),
      asking: asking(own.filter { answers[$0] == .unknown }, open: open, sure: sure, openVetoes))
  }

  /// The unknown criterion that leaves the narrowest score, a yes and a no counting alike.
  private func asking(_ unknown: [Int], open: Double, sure: Double, _ openVetoes: [Int]) -> Int? {
    func width(_ sure: Double, _ open: Double, vetoes: Int) -> Double {
      vetoes > 0 ? sure + open : open
    }
    func left(after criterion: Int) -> Double {
      let vetoes = openVetoes.count
      guard let weight = criteria[criterion].weight else {
        // A no stops it, which leaves nothing open.
        return width(sure, open, vetoes: vetoes - 1) / 2
      }
      let yes = width(sure + weight, open - weight, vetoes: vetoes)
      return (yes + width(sure, open - weight, vetoes: vetoes)) / 2
    }
    return unknown.min { (left(after: $0), $0) < (left(after: $1), $1) }
  }

  /// Class of a score, from 1, hardly fit, to one more than there are bounds, very fit.
  package func scoreClass(_ score: Double) -> Int { 1 + classes.count { score >= $0 } }
}

extension [Int] {
  fileprivate func heaviest(_ criteria: [TransformationCatalogue.Criterion]) -> Int? {
    self.min { one, other in
      let (a, b) = (criteria[one].weight ?? .infinity, criteria[other].weight ?? .infinity)
      return (-a, one) < (-b, other)
    }
  }
}
