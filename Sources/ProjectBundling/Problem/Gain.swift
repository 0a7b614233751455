/// What a plan gains against doing every work alone in its due year, in EUR.
public struct Gain: Sendable, Equatable {
  /// Saved by part.
  public var saved: CostParts = .zero
  /// Value of challenges that ride along.
  public var challenges: Double = 0
  /// Price of moving works off their due year; at least 0.
  public var moving: Double = 0
  /// Cost of cutting renewed surfaces before their moratorium ends, less what it would be in the
  /// due years; below 0 where waiting spares them.
  public var cutting: Double = 0

  /// Nothing gained.
  public static let zero = Gain()

  /// What is left: saved + challenges - moving - cutting.
  public var net: Double { saved.total + challenges - moving - cutting }

  /// Both together.
  public static func + (a: Gain, b: Gain) -> Gain {
    Gain(
      saved: a.saved + b.saved, challenges: a.challenges + b.challenges,
      moving: a.moving + b.moving, cutting: a.cutting + b.cutting)
  }
}
