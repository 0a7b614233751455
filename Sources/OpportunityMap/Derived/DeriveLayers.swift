import Geometry
import LayerIO
import ProjectFile
import Workers

/// The layers of a project's themes with those that are derived in their place, and their figures.
package struct DerivedLayers: Sendable {
  /// A layer for each theme layer of the project. Shape: theme layers.
  package private(set) var layers: [Layer] = []
  /// The figures behind the derived ones.
  package private(set) var figures = DerivedFigures()

  /// What derivations look at besides their own source.
  package struct Surroundings: Sendable {
    /// The neighbourhoods.
    package var neighbourhoods: [Neighbourhood]
    /// Their polygons in the working system. Shape: `neighbourhoods`.
    package var polygons: GeometryArray
    /// Numbers of the neighbourhoods' source, by which a norm finds the dwellings.
    package var numbers: [NeighbourhoodNumber]
    /// The norms; nil where no layer asks for them.
    package var norms: NormCatalogue?
    /// Metres in one unit of the working system.
    package var metresPerUnit: Double
    /// Threads to use at most.
    package var threads: Int

    /// Surroundings.
    package init(
      neighbourhoods: [Neighbourhood], polygons: GeometryArray, numbers: [NeighbourhoodNumber],
      norms: NormCatalogue?, metresPerUnit: Double, threads: Int
    ) {
      self.neighbourhoods = neighbourhoods
      self.polygons = polygons
      self.numbers = numbers
      self.norms = norms
      self.metresPerUnit = metresPerUnit
      self.threads = threads
    }
  }

  /// Derives. `read` has a layer for each theme layer of the project, `further` one for each source that
  /// derivations need besides, both in the order of the project.
  /// - Throws: `DerivationError`, `GeosError`.
  package init(
    _ themes: [ThemeDescription], read: [Layer], further: [Layer],
    _ surroundings: Surroundings
  ) throws {
    var rest = further[...]
    for (description, layer) in zip(themes.flatMap(\.layers), read) {
      guard let challenge = description.derivation?.challenge else {
        layers.append(layer)
        continue
      }
      let more = rest.prefix(challenge.sources.count)
      rest = rest.dropFirst(more.count)
      var derived = try challenge.derive(
        layer, Array(more), named: description.options.source, surroundings, &figures)
      if let reach = description.derivedReach {
        derived.geometry = try derived.geometry.reaching(reach / surroundings.metresPerUnit)
      }
      layers.append(derived)
    }
  }
}

/// A derivation that asks for what is not there.
public struct DerivationError: UserError {
  /// Source of the layer, as the project file gives it.
  public let source: String
  /// What is wrong, in English.
  public let problem: String
  /// What to do about it, in English.
  public let remedy: String

  /// The source.
  public var place: String? { source }
}

extension GeometryArray {
  /// Everything within a distance of each feature's polygons.
  fileprivate func reaching(_ distance: Double) throws -> GeometryArray {
    var result = GeometryArray()
    for feature in 0..<count {
      try result.appendBuffer(ofPolygons: feature, in: self, distance: distance)
      result.endFeature()
    }
    return result
  }
}

extension Layer {
  /// The layer with some of its features alone and more columns; the others were left out for what the
  /// note says.
  func keeping(_ features: [Int], adding columns: [AttributeColumn], note: Wording) -> Layer {
    var record = record
    let gone = count - features.count
    record.used -= gone
    record.filtered += gone
    if gone > 0 { record.notes.append(IntakeNote(kind: .filtered, count: gone, text: note)) }
    let kept = attributes.selecting(features)
    return Layer(
      geometry: geometry.selecting(features),
      attributes: AttributeTable(count: features.count, columns: columns + kept.columns),
      sourceFeatures: features.map { sourceFeatures[$0] }, record: record)
  }
}

extension AttributeColumn {
  /// A column of numbers; nil is null.
  init(name: String, numbers: [Double?]) {
    self.init(name: name)
    for number in numbers { append(number.map { .number($0) } ?? .null) }
  }
}
