import Formats
import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile
import Publishing
import Tables

/// What a run saves, so that it can be asked again.
struct StackToSave: Sendable {
  let city: StackedCity
  let products: Set<Product>

  /// Writes the figures. `folder` is where the file will stand when the run is complete.
  /// - Throws: `ProductError`, `SourceError` where a source can't be read again.
  func writeFigures(to path: String, folder: String, threads: Int) throws {
    var file = SectionFileWriter(StackFiles.figures)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let description = try description(folder: folder, threads: threads)
    file.add("description", .bytes([UInt8](try encoder.encode(description))))
    file.add("project", .bytes([UInt8](city.inputs.projectText)))
    file.add("catalogue", .bytes([UInt8](city.inputs.cycles.bytes)))
    file.add("prices", .bytes([UInt8](city.inputs.index.bytes)))
    file.add(city.basis.table)
    for (index, people) in city.basis.people.enumerated() {
      file.add(people.table, under: "people.\(index).")
    }
    for (index, layer) in city.basis.schedule.enumerated() {
      file.add("schedule.\(index)", layer)
    }
    try writeSections(file, to: path, threads: threads)
  }

  private func description(folder: String, threads: Int) throws -> StackDescription {
    let (basis, table, project) = (city.basis, city.basis.table, city.inputs.project)
    return StackDescription(
      program: kansenkaartVersion, project: relativePath(of: project.path, from: folder),
      projectAsGiven: project.path, exactProjection: city.exactProjection,
      themes: weighted(basis.challenges.themes, project), planes: basis.challenges.planes,
      neighbourhoods: basis.neighbourhoods, part: basis.part,
      neighbourhoodRecord: basis.neighbourhoodRecord,
      challengeRecords: basis.challenges.records, scheduleRecords: basis.schedule.map(\.record),
      furtherRecords: basis.furtherRecords, derived: basis.derived,
      buildings: basis.buildings,
      scheduleFields: basis.schedule.map { $0.attributes.columns.map(\.name) },
      scheduleNotations: basis.schedule.map { $0.attributes.columns.map(\.notation) },
      inputs: try SavedInput.all(of: city.inputs, known: knownHashes, threads: threads),
      largestDifference: city.differences.neighbourhoods,
      largestAssetDifference: city.differences.assets,
      products: Product.allCases.filter(products.contains).map(\.fileName),
      counts: StackDescription.Counts(
        neighbourhoods: table.neighbourhoodCount, assets: table.assetCount,
        planes: table.planeCount))
  }

  /// Themes with the weights of the run.
  private func weighted(_ themes: [Theme], _ project: ProjectFile) -> [Theme] {
    zip(themes, project.themes).map { theme, description in
      var theme = theme
      theme.weight = description.weight
      return theme
    }
  }

  /// Hashes that reading found, by path.
  private var knownHashes: [String: String] {
    let basis = city.basis
    return city.inputs.project.knownHashes(
      [basis.neighbourhoodRecord] + basis.challenges.records + basis.schedule.map(\.record)
        + basis.furtherRecords)
  }
}

extension ProjectFile {
  /// Hashes by path, as records of all sources tell them.
  func knownHashes(_ records: [IntakeRecord]) -> [String: String] {
    // The hash of several files, or of a folder, is that of none of them.
    let pairs = zip(sources, records.map(\.sha256)).filter { source, hash in
      source.parts.isEmpty && !hash.isEmpty
    }
    return Dictionary(
      pairs.map { ($0.path, $1) }, uniquingKeysWith: { first, _ in first })
  }
}

extension SectionFileWriter {
  fileprivate mutating func add(_ name: String, _ layer: ScheduleLayer) {
    add("\(name).features", .int64(layer.sourceFeatures))
    add("\(name).m2", .float64(layer.areas))
    add("\(name).m", .float64(layer.lengths))
    add("\(name).lines", .bytes(layer.areLines.map { $0 ? 1 : 0 }))
    add("\(name).places", .positions(layer.places))
    for (number, column) in layer.attributes.columns.enumerated() {
      add("\(name).\(number)", column)
    }
  }
}

/// The path of a file as it counts from a folder, so that both can be moved together.
func relativePath(of file: String, from folder: String) -> String {
  let target = plainPath(file).split(separator: "/")
  let base = plainPath(folder).split(separator: "/")
  let common = zip(target, base).prefix { $0 == $1 }.count
  let up = [Substring](repeating: "..", count: base.count - common)
  return (up + target.dropFirst(common)).joined(separator: "/")
}
