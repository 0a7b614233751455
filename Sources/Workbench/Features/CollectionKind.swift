import LayerIO
import Tables

/// A kind of features that the service tells of, each of the project and of each of its scenarios.
package struct CollectionKind: Sendable {
  /// Key, such as `works`: part of the collection's address.
  package let key: String
  /// The table whose rows are the features.
  package let table: ProductTable
  /// The column that says in which year a feature is; nil where it is at no time.
  package let yearColumn: String?

  /// All there are, in the order in which they are listed.
  package static let all = [
    CollectionKind(key: "works", table: .opportunities, yearColumn: "planned_year"),
    CollectionKind(key: "challenges", table: .challenges, yearColumn: nil),
    CollectionKind(key: "neighbourhoods", table: .neighbourhoods, yearColumn: nil),
    CollectionKind(key: "projects", table: .candidates, yearColumn: "programmed_year"),
    CollectionKind(key: "programme", table: .programmeProjects, yearColumn: "year"),
  ]
}

/// A collection: a kind of features of the answer to a scenario.
package struct CollectionName: Sendable, Hashable {
  /// Key of the scenario; `base` for the project as it is.
  package let scenario: String
  /// Key of the kind.
  package let kind: String

  /// The collection of a kind in the answer to a scenario.
  package init(scenario: String, kind: String) {
    self.scenario = scenario
    self.kind = kind
  }

  /// The collection with an address such as `works` or, of a scenario, `half.works`; nil where it names no kind.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let kind = parts.last, CollectionKind.all.contains(where: { $0.key == kind }) else {
      return nil
    }
    let scenario = parts.dropLast().joined(separator: ".")
    // One collection has one address.
    guard parts.count == 1 || !scenario.isEmpty && scenario != "base" else { return nil }
    self.init(scenario: parts.count == 1 ? "base" : scenario, kind: kind)
  }

  /// Its address.
  package var text: String { scenario == "base" ? kind : "\(scenario).\(kind)" }
}
