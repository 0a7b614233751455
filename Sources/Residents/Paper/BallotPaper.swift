import Foundation
import LayerIO

/// What residents may choose from: the file `ballot.json` beside the page, by which returned
/// ballots are counted and turned into decisions.
package struct BallotPaper: Sendable, Equatable, Codable {
  /// Something that residents may choose.
  package struct Option: Sendable, Equatable, Codable {
    /// What it is.
    package enum Kind: String, Sendable, Codable, CaseIterable {
      /// Works to do together in one year.
      case project
      /// A work by itself.
      case work
      /// A measure that works carry.
      case coupling
    }

    /// Its number on the ballot, such as `07`.
    package var id: String
    package var kind: Kind
    /// What it is, such as *green strip instead of stone*.
    package var name: Wording
    /// Where it is, such as streets.
    package var place: String
    /// Code of its neighbourhood; nil outside all.
    package var neighbourhood: String?
    /// Ids of the works that are done, or that carry it.
    package var works: [String]
    /// Id of the project; nil for others.
    package var project: String?
    /// Key of the coupling; nil for others.
    package var coupling: String?
    /// Year in which it is done.
    package var year: Int
    /// What it costs: all of it, or what a coupling costs besides its works. In cents, over 0.
    package var priceCents: Int
    /// Hours that the works take; nil where that is not known, and for a coupling.
    package var workHours: Double?
    /// Hours of upkeep a year that its ground takes; nil where that is not known, and for a
    /// coupling.
    package var upkeepHours: Double?
    /// Change of the cost of upkeep a year, in cents; nil but for a coupling of which it is known.
    package var upkeepCents: Int?
    /// m2 by theme that it reaches, or that a coupling helps.
    package var area: [Area]
    /// Whether the plan has it without a vote.
    package var isPlanned: Bool

    /// An option without a number yet, which is called after its works.
    package init(
      id: String = "", kind: Kind, name: Wording = Wording(verbatim: ""), place: String,
      works: [String], year: Int, priceCents: Int, workHours: Double? = nil,
      upkeepHours: Double? = nil, area: [Area] = [], isPlanned: Bool
    ) {
      (self.id, self.kind, self.name, self.place, self.works) = (id, kind, name, place, works)
      (self.year, self.priceCents, self.isPlanned) = (year, priceCents, isPlanned)
      (self.workHours, self.upkeepHours, self.area) = (workHours, upkeepHours, area)
    }
  }

  /// Ground with a challenge.
  package struct Area: Sendable, Equatable, Codable {
    /// Name of the theme.
    package var theme: Wording
    /// m2.
    package var squareMetres: Double

    /// Ground of a theme.
    package init(theme: Wording, squareMetres: Double) {
      (self.theme, self.squareMetres) = (theme, squareMetres)
    }
  }

  /// Version of this file.
  package var kansenkaartBallot = 1
  /// Key of the vote: it follows from what is offered.
  package var vote: String
  /// Name of the place where is voted.
  package var name: String
  /// Last day for sending ballots back, as 2026-11-28; nil where none is given.
  package var until: String?
  /// Where to send them, such as a mail address; nil where that is not told.
  package var sendTo: String?
  package var budgetCents: Int
  /// Code of the currency.
  package var currency: String
  /// SHA-256 of the codes of those who may vote, ascending; empty where anybody may.
  package var codes: [String]
  package var options: [Option]

  /// A ballot.
  package init(
    vote: String, name: String, until: String? = nil, sendTo: String? = nil, budgetCents: Int,
    currency: String, codes: [String], options: [Option]
  ) {
    (self.vote, self.name, self.until, self.sendTo) = (vote, name, until, sendTo)
    (self.budgetCents, self.currency) = (budgetCents, currency)
    (self.codes, self.options) = (codes, options)
  }

  /// The vote without ballots, names in a language.
  package func election(ballots: [[Int]], name: (Wording) -> String) -> Election {
    Election(
      budget: budgetCents,
      options: options.map {
        Election.Option(
          id: $0.id,
          name: [name($0.name), $0.place].filter { !$0.isEmpty }.joined(separator: ", "),
          price: $0.priceCents)
      }, ballots: ballots.map { $0.map { Election.Points($0) } })
  }

  /// Name of the file.
  package static let fileName = "ballot.json"

  /// Reads the file of a vote.
  /// - Throws: `BallotError`.
  package static func read(path: String) throws -> BallotPaper {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw BallotError(
        path, "This file can't be read.", "Give the folder that 'kansenkaart ballot' wrote.")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let paper = try? decoder.decode(BallotPaper.self, from: bytes),
      paper.kansenkaartBallot == 1, paper.budgetCents > 0,
      paper.options.allSatisfy({ $0.priceCents > 0 && !$0.works.isEmpty }),
      Set(paper.options.map(\.id)).count == paper.options.count
    else {
      throw BallotError(
        path, "This is no ballot of version 1, or it was changed.",
        "Make it again with 'kansenkaart ballot'.")
    }
    return paper
  }
}
