import Foundation
import Geometry
import LayerIO
import OpportunityMap
import Pipeline
import ProjectFile
import Publishing
import Report
import Tables

extension Desk {
  /// The report of the answer to a scenario, as a run of it would write it, with what it can ask.
  /// - Throws: `NotThere`; as `Answer.publish`; `SourceError` where there is no room for it.
  package func report(_ scenario: String, in language: Language) throws -> Data {
    let folder = try ScratchFolder(for: Product.report.fileName)
    _ = try answer(scenario).publish(
      [.report], to: folder.path, language: language, isServed: true)
    return try Data(contentsOf: URL(fileURLWithPath: folder.file(Product.report.fileName)))
  }

  /// The page on which all scenarios stand beside each other, any two of them on maps.
  /// - Throws: as `Session.compare`.
  package func comparison(in language: Language) throws -> String {
    let all = scenarios
    let comparison = try session.compare(all, among: all)
    let neighbourhoods = try answer("base").table(.neighbourhoods)?.geometry.array
    return try ComparisonPage(comparison, neighbourhoods: neighbourhoods, language: language).text(
      with: ComparisonMaps(
        all.map { ($0.key, language.text($0.name)) }, setting: mapSetting(in: language)))
  }

  /// What maps of tiles of this desk need to know.
  /// - Throws: as answers do.
  func mapSetting(in language: Language) throws -> TileMapSetting {
    let map = try answer("base").map()
    let names = MeasureNames(session.inputs.cycles.value)
    let pairs = Set(map.works.map { [map.assets[$0.asset].type, $0.measure] })
    let place = CollectionKind.all.first { $0.key == "neighbourhoods" }
    let box = try place.flatMap { try extent(of: $0) }
    return TileMapSetting(
      bounds: box.map { [$0.minX, $0.minY, $0.maxX, $0.maxY] } ?? [-180, -85, 180, 85],
      years: map.years,
      kinds: pairs.map { ($0[0], $0[1]) }.sorted { $0 < $1 }.map { type, measure in
        TileMapSetting.Kind(
          type: type, measure: measure, name: names.name(of: measure, type: type, language))
      }, language: language, mapLibraryFolder: BundledFiles.mapLibrary())
  }
}
