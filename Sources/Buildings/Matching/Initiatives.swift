import Foundation
import Geometry
import LayerIO
import OpportunityMap
import ProjectFile

/// Who looks for room, in flat arrays. Positions are in the working system, areas in m2, amounts in the project's
/// currency. What is not known is nan, 0 for years, and an empty text.
package struct Initiatives: Sendable, Equatable, Codable {
  /// Ids, or the number of the feature where the project maps none.
  package var ids: [String] = []
  /// What people call them.
  package var names: [String] = []
  /// Where they are now.
  package var xs: [Double] = []
  package var ys: [Double] = []
  /// What they do.
  package var functions: [String] = []
  /// Destination of the scan that they belong to; empty where any will do.
  package var destinations: [String] = []
  /// Least and most floor area.
  package var least: [Double] = []
  package var most: [Double] = []
  /// What they can pay a year.
  package var budgets: [Double] = []
  /// How far in m they will go; infinite for anywhere.
  package var reaches: [Double] = []
  /// First year, and number of years.
  package var from: [Int32] = []
  package var terms: [Double] = []
  /// Names of facts that must be yes.
  package var needs: [[String]] = []

  /// None.
  package init() {}

  /// Number of initiatives.
  package var count: Int { ids.count }

  /// Where an initiative is now.
  package func place(_ initiative: Int) -> Position { Position(xs[initiative], ys[initiative]) }

  /// Reads the initiatives of a layer. Those without a function or a floor area, and those whose values can't be
  /// read, are dropped from it, each with its reason.
  package init(_ source: InitiativeSource, _ layer: inout Layer) {
    self.init()
    let values = source.fields.mapValues { ValueReader($0, layer) }
    let read = layer
    for feature in 0..<read.count {
      do throws(FieldProblem) {
        try append(feature, of: read, values)
      } catch {
        layer.record.drop(feature, of: read, error)
      }
    }
  }

  private mutating func append(
    _ feature: Int, of layer: Layer, _ values: [InitiativeField: ValueReader]
  ) throws(FieldProblem) {
    guard let place = layer.geometry.middle(of: feature) else { return }
    let function = values[.function]?.text(feature)
    guard let function, let least = try values[.least]?.number(feature), least > 0 else {
      throw FieldProblem(
        reason: .missingValue,
        detail: Wording(
          en: "the function or the least floor area is missing",
          nl: "de functie of het kleinste vloeroppervlak ontbreekt"))
    }
    let most = try values[.most]?.number(feature) ?? least
    guard most >= least else {
      throw FieldProblem(
        reason: .impossibleValue,
        detail: Wording(
          en: "the most floor area is below the least",
          nl: "het grootste vloeroppervlak is kleiner dan het kleinste"))
    }
    let budget = try values[.budget]?.number(feature)
    let reach = try values[.reach]?.number(feature)
    let year = try values[.from]?.year(feature)
    let term = try values[.term]?.number(feature)
    let id = values[.id]?.text(feature) ?? String(layer.sourceFeatures[feature])
    ids.append(id)
    names.append(values[.name]?.text(feature) ?? id)
    xs.append(place.x)
    ys.append(place.y)
    functions.append(function)
    destinations.append(values[.destination]?.text(feature) ?? "")
    self.least.append(least)
    self.most.append(most)
    budgets.append(budget ?? .nan)
    reaches.append(reach ?? .infinity)
    from.append(Int32(year ?? 0))
    terms.append(term ?? .nan)
    needs.append(values[.needs]?.list(feature) ?? [])
  }
}
