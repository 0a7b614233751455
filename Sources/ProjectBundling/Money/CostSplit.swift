/// Who pays what of a joint project, by three rules, to the cent. What parties bear by a rule adds up to the
/// cost of the project with the price of moving. Each bears the moving of its own works in kind: value that
/// it loses, or risk that it takes, which nobody pays. What it pays in cash is the rest, so that cash adds up
/// to the cost of the project alone.
package struct CostSplit: Sendable, Equatable {
  /// A way to split.
  package enum Rule: Sendable, CaseIterable {
    /// The cost of the works in proportion to what they cost alone; moving is paid by who causes it
    /// (RIONED; see `JointProject.causes`).
    case rioned
    /// Everything in proportion to what the works cost alone.
    case proRata
    /// What a party costs alone less its Shapley value in the saving.
    case shapley
  }

  /// What a party pays and bears.
  package struct Share: Sendable, Equatable {
    /// Index of the party.
    package var party: Int
    /// What its works cost alone.
    package var alone: Money
    /// Its part of the works together, pro rata to what they cost alone.
    package var joint: Money
    /// What it pays others under the RIONED rule for moving their works.
    package var movingOthers: Money
    /// What others pay it under the RIONED rule for moving its works.
    package var movingReceived: Money
    /// Price of moving its works, valued: nobody pays it, and those who are to bear it by a rule make it good
    /// in cash.
    package var moving: Money
    /// What it bears pro rata.
    package var proRata: Money
    /// What it bears by Shapley value.
    package var shapley: Money
    /// Standard error in EUR of `shapley`, where there are too many parties to count all orders.
    package var shapleyError: Double?

    /// What it bears by a rule, in cash and valued.
    package func borne(_ rule: Rule) -> Money {
      switch rule {
      case .rioned: joint + movingOthers - movingReceived + moving
      case .proRata: proRata
      case .shapley: shapley
      }
    }

    /// What it pays by a rule in cash, net of what others pay it; below 0 where it receives more.
    package func cash(_ rule: Rule) -> Money { borne(rule) - moving }

    /// What leaves its budget under the RIONED rule; what others pay it does not come back to the budget.
    package var charged: Money { joint + movingOthers }
  }

  /// A party that bears more than alone.
  package struct WorseOff: Sendable, Equatable {
    /// Index of the party.
    package var party: Int
    /// How much more it bears, in cash and valued.
    package var by: Money
  }

  /// The parties, ascending.
  package var shares: [Share]
  /// What the works cost alone.
  package var alone: Money
  /// What they cost together, without the price of moving.
  package var joint: Money
  /// Price of moving.
  package var moving: Money

  /// What is saved before the price of moving, as a part of the cost alone; 0 where nothing costs.
  package var grossSaving: Double { part(alone - joint) }

  /// What is saved after the price of moving, as a part of the cost alone.
  package var netSaving: Double { part(alone - joint - moving) }

  private func part(_ saving: Money) -> Double {
    alone == .zero ? 0 : saving.euros / alone.euros
  }

  /// The parties that would be better off alone; empty where nobody is.
  package func worseOff(_ rule: Rule) -> [WorseOff] {
    shares.compactMap { share in
      let more = share.borne(rule) - share.alone
      return more > .zero ? WorseOff(party: share.party, by: more) : nil
    }
  }

  /// Splits the cost of a project.
  /// - Parameters:
  ///   - project: The project.
  ///   - seed: Draws the orders when there are too many parties to count all of them.
  ///   - saving: What a coalition of its parties (player `i` is `project.parties[i]`) would save in EUR with
  ///     its works alone, after moving; one party saves too where it brings several works. It is not asked
  ///     about nobody and about all parties, who save what the project saves.
  package init(_ project: JointProject, seed: UInt64 = 1, saving: (Coalition) -> Double) {
    let parties = project.parties
    let table = Proportions(project)
    alone = Money(euros: project.alone)
    joint = Money(euros: project.joint)
    moving = Money(euros: project.moving)
    let net = (alone - joint - moving).euros
    let game = ShapleyValue(players: parties.count, seed: seed) { coalition in
      coalition.isEverybody ? net : coalition.count == 0 ? 0 : saving(coalition)
    }
    let shapley = (joint + moving).rounding(zip(table.costs, game.values).map { $0 - $1 })
    shares = parties.indices.map { index in
      Share(
        party: parties[index], alone: table.alone[index], joint: table.joint[index],
        movingOthers: table.others[index], movingReceived: table.received[index],
        moving: table.own[index] + table.received[index], proRata: table.proRata[index],
        shapley: shapley[index],
        shapleyError: game.standardErrors?[index])
    }
  }
}

/// The amounts of the rules that go by proportion. Shapes: parties of the project.
struct Proportions {
  /// Cost alone in EUR, before rounding.
  let costs: [Double]
  /// Cost alone.
  let alone: [Money]
  /// Of the works together.
  let joint: [Money]
  /// Of the works together and moving.
  let proRata: [Money]
  /// For moving works of others.
  let others: [Money]
  /// From others for moving own works.
  let received: [Money]
  /// Of moving own works, what nobody else causes.
  let own: [Money]

  init(_ project: JointProject) {
    costs = project.parties.map { party in
      project.members.reduce(0) { $1.party == party ? $0 + $1.alone : $0 }
    }
    let (costs, count) = (costs, costs.count)
    let moving = Money(euros: project.moving)
    alone = Money(euros: project.alone).rounding(costs)
    joint = Money(euros: project.joint).split(by: costs)
    proRata = (Money(euros: project.joint) + moving).split(by: costs)
    let paid = moving.rounding(project.movingPaid())
    own = (0..<count).map { paid[$0 * count + $0] }
    others = (0..<count).map { payer in
      (0..<count).reduce(.zero) { $1 == payer ? $0 : $0 + paid[payer * count + $1] }
    }
    received = (0..<count).map { owner in
      (0..<count).reduce(.zero) { $1 == owner ? $0 : $0 + paid[$1 * count + owner] }
    }
  }
}
