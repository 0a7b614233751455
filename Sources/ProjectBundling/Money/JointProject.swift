/// What has to be known about a project to split its cost. Amounts in EUR.
package struct JointProject: Sendable, Equatable {
  /// A work of the project.
  package struct Member: Sendable, Equatable {
    /// Index of the party that it is of.
    package var party: Int
    /// Year in which it is due.
    package var due: Int
    /// Cost when done alone in its due year.
    package var alone: Double
    /// Price of moving it from its due year to the year of the project; below 0 where waiting spares a
    /// surface that was lately renewed.
    package var moving: Double

    /// A work.
    package init(party: Int, due: Int, alone: Double, moving: Double) {
      self.party = party
      self.due = due
      self.alone = alone
      self.moving = moving
    }
  }

  /// The works.
  package var members: [Member]
  /// Year in which it is done.
  package var year: Int
  /// Cost of the works together, without the price of moving.
  package var joint: Double

  /// A project.
  package init(members: [Member], year: Int, joint: Double) {
    self.members = members
    self.year = year
    self.joint = joint
  }

  /// The parties, ascending.
  package var parties: [Int] { Set(members.map(\.party)).sorted() }

  /// What the works cost alone.
  package var alone: Double { members.reduce(0) { $0 + $1.alone } }

  /// Price of moving all works.
  package var moving: Double { members.reduce(0) { $0 + $1.moving } }

  /// The works that make a work move: those that are due in the year of the project, since they set
  /// it. Where none is, the year is a middle way: those on the other side of it, towards which the work
  /// moves. Where there are none of those either (a budget or a window moves all of them), the work
  /// itself.
  package func causes(ofMoving member: Int) -> [Int] {
    let others = members.indices.filter { $0 != member }
    let leading = others.filter { members[$0].due == year }
    guard leading.isEmpty else { return leading }
    let isEarlier = members[member].due > year
    let across = others.filter { isEarlier ? members[$0].due < year : members[$0].due > year }
    return across.isEmpty ? [member] : across
  }

  /// What leaves the budget of each party under the RIONED rule, to the cent and at least 0: its share of
  /// the works together and what it pays others for moving. Shape: `parties`.
  func charges() -> [Money] {
    // A party alone pays all, and nobody else for moving.
    if let party = members.first?.party, members.allSatisfy({ $0.party == party }) {
      return [max(.zero, Money(euros: joint))]
    }
    let proportions = Proportions(self)
    return zip(proportions.joint, proportions.others).map { max(.zero, $0 + $1) }
  }

  /// What each party pays for moving works that it makes move, by whose works they are.
  /// Shape: `parties x parties`, payer after payer.
  func movingPaid() -> [Double] {
    let parties = parties
    let places = Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1, $0) })
    let place = { (member: Int) in places[members[member].party] ?? 0 }
    var paid = [Double](repeating: 0, count: parties.count * parties.count)
    for member in members.indices where members[member].moving != 0 {
      let causes = causes(ofMoving: member)
      let total = causes.reduce(0) { $0 + members[$1].alone }
      for cause in causes {
        let share = total > 0 ? members[cause].alone / total : 1 / Double(causes.count)
        paid[place(cause) * parties.count + place(member)] += members[member].moving * share
      }
    }
    return paid
  }
}
