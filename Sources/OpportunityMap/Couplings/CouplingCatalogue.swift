import LayerIO
import ProjectFile

/// Which maintenance work can carry which measure for which theme, at what extra cost and with what
/// effect for whom. Read from `layers/couplings.yaml`, which anyone can edit; docs/couplings.md explains it.
package struct CouplingCatalogue: Sendable, Equatable {
  /// The currency of all amounts.
  package var currency: CurrencyCode
  /// Numbers that conditions may ask for although a project does not map them.
  package var numbers: [NeighbourhoodNumber]
  /// Who pays or benefits, by key, with the name by language, `nl` and `en`.
  package var actors: [String: [String: String]]
  /// What measures bring, in the order of the file.
  package var effects: [Effect]
  /// The couplings, in the order of the file.
  package var couplings: [Coupling]

  /// An amount with how low and how high it may be.
  package struct Figure: Sendable, Equatable {
    /// How low it may be.
    package var low: Double
    /// The amount.
    package var value: Double
    /// How high it may be.
    package var high: Double
    /// Price level.
    package var priceYear: Int
    /// How sure it is.
    package var mark: FigureMark
    /// Where it comes from.
    package var source: String

    /// The figure times a factor of at least 0.
    package func times(_ factor: Double) -> Figure {
      var figure = self
      (figure.low, figure.value, figure.high) = (low * factor, value * factor, high * factor)
      return figure
    }
  }

  /// What serving a theme brings somebody, valued in money that nobody is paid.
  package struct Effect: Sendable, Equatable {
    /// What it is counted by.
    package enum Unit: String, Sendable, CaseIterable {
      /// m2 served x severity of the challenge there.
      case challenge
      /// m2 served, whatever its severity.
      case served
      /// What is built, in the unit of the coupling.
      case built
    }
    /// Key, such as `less-flooding`.
    package var key: String
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Key of its theme: its weight counts.
    package var theme: String
    /// Key of who benefits.
    package var actor: String
    /// Amount a unit: in each year of the life of what is built, or once.
    package var gets: Figure
    /// What it is counted by.
    package var unit: Unit
    /// Years after the work in which it begins.
    package var after: Int
    /// Whether it comes once.
    package var isOnce: Bool
  }

  /// What a coupling is built by.
  package enum Unit: String, Sendable, CaseIterable {
    /// Square metres.
    case squareMetre = "m2"
    /// Metres.
    case metre = "m"
    /// Cubic metres.
    case cubicMetre = "m3"
    /// Objects.
    case piece
    /// Dwellings.
    case dwelling
  }

  /// A measure that maintenance can carry.
  package struct Coupling: Sendable, Equatable {
    /// Key, such as `disconnect`.
    package var key: String
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Kinds of work that can carry it.
    package var kinds: [CarryingKind]
    /// Part of the ground of a work under a theme that it can serve, over 0 to 1, by theme, in the order
    /// of the file: the first that a project has is the one that it is built for.
    package var serves: [Share]
    /// Couplings of a group serve the same ground: each m2 counts once.
    package var group: String
    /// Of couplings that take the same place in a work, such as its surface, one is chosen; nil for none.
    package var place: String?
    /// What it is built by.
    package var unit: Unit
    /// What of a work the number of units goes by.
    package var amount: Amount
    /// Extra cost a unit, on top of the work; nil where none is known.
    package var cost: Figure?
    /// Part of the work's own cost on the ground that is built on that is not spent, 0 to 1.
    package var spares: Double
    /// Change of what a unit takes to keep up each year; nil where none is known.
    package var upkeep: Figure?
    /// Key of the actor who pays; nil for the budget of the work.
    package var payer: String?
    /// Effects by index, with how much of each it has.
    package var effects: [Part]
    /// Years that it lasts; nil takes the cycle of the work.
    package var life: Int?
    /// Conditions on the neighbourhood.
    package var conditions: [FeatureCondition]
    /// Conditions on the ground of the work itself.
    package var placeConditions: [FeatureCondition]
    /// What no data tells and somebody has to look at, by language; empty for nothing.
    package var check: [String: String]
    /// How sure shares, sizes and thresholds are.
    package var mark: FigureMark
    /// Where they come from.
    package var source: String
  }

  /// A kind of work.
  package struct CarryingKind: Sendable, Equatable {
    /// Type of asset.
    package var assetType: String
    /// Measure; nil for all of the type.
    package var measure: String?
  }

  /// How much of an effect a coupling has.
  package struct Part: Sendable, Equatable {
    /// Index of the effect.
    package var effect: Int
    /// How many times what the effect gives.
    package var times: Double
  }

  /// A part of a theme's ground.
  package struct Share: Sendable, Equatable {
    /// Key of the theme.
    package var theme: String
    /// The part, over 0 to 1.
    package var share: Double
  }

  /// How many units are built.
  package struct Amount: Sendable, Equatable {
    /// What of a work it goes by.
    package enum Basis: String, Sendable, CaseIterable {
      /// m2 of the work under a theme that is served.
      case squareMetre = "m2"
      /// Metres of the work there.
      case metre = "m"
      /// The work as one piece.
      case piece
      /// Dwellings of the neighbourhood, shared over assets of the same type.
      case dwelling
    }
    /// What it goes by.
    package var basis: Basis
    /// Units for each of these.
    package var times: Double
  }
}

extension CouplingCatalogue.Coupling {
  /// Whether it is carried by works of a kind.
  package func isCarried(assetType: String, measure: String) -> Bool {
    kinds.contains { $0.assetType == assetType && ($0.measure ?? measure) == measure }
  }
}

extension CouplingCatalogue {
  /// The catalogue for a project in a currency: in another one its costs are unknown, so that nothing of it
  /// is priced or chosen.
  package func costs(in currency: CurrencyCode) -> CouplingCatalogue {
    guard currency != self.currency else { return self }
    var catalogue = self
    for coupling in couplings.indices {
      (catalogue.couplings[coupling].cost, catalogue.couplings[coupling].upkeep) = (nil, nil)
      catalogue.couplings[coupling].effects = []
    }
    return catalogue
  }
}
