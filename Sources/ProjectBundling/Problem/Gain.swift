/// What a plan gains against doing every work alone in its due year, in EUR.
package struct Gain: Sendable, Equatable {
  /// Saved by part.
  package var saved: CostParts = .zero
  /// Value of challenges that ride along.
  package var challenges: Double = 0
  /// Price of moving works off their due year; at least 0.
  package var moving: Double = 0
  /// Cost of cutting renewed surfaces before their moratorium ends, less what it would be in the
  /// due years; below 0 where waiting spares them.
  package var cutting: Double = 0

  /// Nothing gained.
  package static let zero = Gain()

  /// What is left: saved + challenges - moving - cutting.
  package var net: Double { saved.total + challenges - moving - cutting }

  /// Both together.
  package static func + (a: Gain, b: Gain) -> Gain {
    Gain(
      saved: a.saved + b.saved, challenges: a.challenges + b.challenges,
      moving: a.moving + b.moving, cutting: a.cutting + b.cutting)
  }
}
