import Geometry
import LayerIO
import LayerStack
import ProjectFile
import Workers

/// Dwellings, inhabitants or the like by where they are: an overlap table in which rows have a number instead
/// of m2. Each counts in the first neighbourhood that holds its place, under the planes that hold it, and
/// under the assets that come within reach of it. The place of a building is its middle.
package struct PeopleTable: Sendable, Equatable {
  /// Key, such as `dwellings`.
  package var key: String
  /// What people call it.
  package var name: Wording
  /// The numbers; it has no lengths.
  package var table: OverlapTable

  /// What places are held against, in the working system. Planes and assets have their own surfaces, not cut
  /// by one another.
  package struct Surroundings: Sendable {
    /// Shape: neighbourhoods.
    package var neighbourhoods: GeometryArray
    /// Surfaces of the planes.
    package var planes: PlaneSurfaces
    /// Shape: assets.
    package var assets: GeometryArray
    /// Metres in one unit of the working system.
    package var metresPerUnit: Double
    /// Threads to use at most.
    package var threads: Int
    /// Whether all of the city is there; of a part many places lie elsewhere.
    package var isWhole: Bool

    /// Surroundings.
    package init(
      neighbourhoods: GeometryArray, planes: PlaneSurfaces, assets: GeometryArray,
      metresPerUnit: Double, threads: Int, isWhole: Bool = true
    ) {
      (self.neighbourhoods, self.planes, self.assets) = (neighbourhoods, planes, assets)
      (self.metresPerUnit, self.threads, self.isWhole) = (metresPerUnit, threads, isWhole)
    }
  }

  /// A table that was made before.
  package init(key: String, name: Wording, table: OverlapTable) {
    (self.key, self.name, self.table) = (key, name, table)
  }

  /// The same of some neighbourhoods alone, ascending.
  package func keeping(neighbourhoods kept: [Int]) -> PeopleTable {
    PeopleTable(key: key, name: name, table: table.keeping(neighbourhoods: kept))
  }

  /// Counts the features of a layer. Those without a number are dropped from it, with the reason.
  /// - Throws: `SourceError` where surfaces can't be read from disk.
  package init(_ source: PeopleSource, _ layer: inout Layer, _ around: Surroundings) throws {
    let numbers = readNumbers(source, &layer)
    let finder = PlaceFinder(around, within: source.worksWithin / around.metresPerUnit)
    let geometry = layer.geometry
    let middles = valuesInChunks(of: 256, count: geometry.count, threads: around.threads) {
      numbers[$0] == nil ? nil : geometry.middle(of: $0)
    }
    let signatures = try around.planes.signatures(at: middles, threads: around.threads)
    let places = valuesInChunks(of: 256, count: geometry.count, threads: around.threads) { index in
      middles[index].map { finder.place($0, signatures[index]) }
    }
    let outside = places.count { $0?.neighbourhood == nil && $0 != nil }
    if outside > 0, around.isWhole {
      layer.record.notes.append(
        IntakeNote(
          kind: .coverage, count: outside,
          text: Wording(
            en: "Places lie outside all neighbourhoods and count nowhere.",
            nl: "Plekken liggen buiten alle buurten en tellen nergens mee.")))
    }
    self.init(
      key: source.key, name: source.name,
      table: OverlapTable(
        counting: zip(places, numbers).compactMap { place, number -> CountedPlace? in
          place.flatMap { place in number.map { CountedPlace(place: place, number: $0) } }
        }, around))
  }
}

/// The number at each feature of a layer; nil where it can't be told.
private func readNumbers(_ source: PeopleSource, _ layer: inout Layer) -> [Double?] {
  guard let field = source.count else { return [Double?](repeating: 1, count: layer.count) }
  let column = layer.attributes.column(field)
  return (0..<layer.count).map { feature in
    do throws(FieldProblem) {
      guard let number = try column?.number(feature), number >= 0 else {
        throw FieldProblem(
          reason: .impossibleValue,
          detail: Wording(
            en: "'\(field)' is missing or below 0", nl: "'\(field)' ontbreekt of is kleiner dan 0"))
      }
      return number
    } catch {
      layer.record.drop(feature, of: layer, error)
      return nil
    }
  }
}

/// What a place lies in.
private struct PeoplePlace: Sendable, Hashable {
  /// Index of the neighbourhood; nil outside all.
  let neighbourhood: Int?
  /// Assets within reach, ascending.
  let assets: [Int32]
  let signature: Signature
}

/// How many there are at a place.
private struct CountedPlace {
  let place: PeoplePlace
  let number: Double
}

/// Finds what places lie in.
private struct PlaceFinder: Sendable {
  private let neighbourhoods: PlaceIndex
  private let assets: GeometryArray
  private let grid: BoxGrid
  private let distance: Double

  init(_ around: PeopleTable.Surroundings, within distance: Double) {
    neighbourhoods = PlaceIndex(around.neighbourhoods)
    assets = around.assets
    grid = BoxGrid((0..<assets.count).map { around.assets.bounds(of: $0) })
    self.distance = distance
  }

  func place(_ position: Position, _ signature: Signature) -> PeoplePlace {
    let near = grid.candidates(around: position, within: distance).filter {
      assets.distance(from: position, to: $0) <= distance
    }
    return PeoplePlace(
      neighbourhood: neighbourhoods.first(holding: position), assets: near.map(Int32.init),
      signature: signature)
  }
}

extension OverlapTable {
  /// The table of places with their numbers, places that are alike added up in the order of the list.
  fileprivate init(
    counting places: [CountedPlace],
    _ around: PeopleTable.Surroundings
  ) {
    let singles = (0..<around.assets.count).map { [Int32($0)] }
    let groups = Set(places.map(\.place.assets)).filter { $0.count > 1 }
      .sorted { $0.lexicographicallyPrecedes($1) }
    let sets = [[]] + singles + groups
    let setNumbers = Dictionary(
      zip(groups, (singles.count + 1)...).map { ($0, Int32($1)) }, uniquingKeysWith: { $1 })
    var signatures = [Signature.empty]
    var signatureNumbers = [signatures[0]: Int32(0)]
    for place in places.map(\.place) where signatureNumbers[place.signature] == nil {
      signatureNumbers[place.signature] = Int32(signatures.count)
      signatures.append(place.signature)
    }
    var sums: [[Int32]: Double] = [:]
    for counted in places where counted.number > 0 {
      let place = counted.place
      let set =
        place.assets.count > 1 ? setNumbers[place.assets] ?? 0 : (place.assets.first ?? -1) + 1
      let key = [
        Int32((place.neighbourhood ?? -1) + 1), set, signatureNumbers[place.signature] ?? 0,
      ]
      sums[key, default: 0] += counted.number
    }
    let neighbourhoods = (0..<around.neighbourhoods.count).map { [Int32($0)] }
    self.init(
      zones: RaggedArray([[]] + neighbourhoods), assetSets: RaggedArray(sets),
      signatures: signatures,
      areas: sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
        AreaRow(zone: $0.key[0], assetSet: $0.key[1], signature: $0.key[2], area: $0.value)
      },
      lengths: [], neighbourhoodCount: around.neighbourhoods.count,
      assetCount: around.assets.count, planeCount: around.planes.count)
  }
}
