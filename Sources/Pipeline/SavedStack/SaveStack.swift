import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile
import Publishing

/// What a run saves, so that it can be asked again.
struct StackToSave: Sendable {
  let project: ProjectFile
  let basis: MapBasis
  let reconciliation: Reconciliation
  let catalogue: String
  let exactProjection: Bool
  let products: Set<Product>

  /// Writes the figures. `folder` is where the file will stand when the run is complete.
  /// - Throws: `ProductError`, `SourceError` where the project or catalogue can't be read again.
  func writeFigures(to path: String, folder: String, threads: Int) throws {
    var file = SectionFileWriter(StackFiles.figures)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let (projectText, catalogueText) = (try content(project.path), try content(catalogue))
    try checkUnchanged(projectText, catalogueText)
    let description = try description(folder: folder, threads: threads)
    file.add("description", .bytes([UInt8](try encoder.encode(description))))
    file.add("project", .bytes([UInt8](projectText)))
    file.add("catalogue", .bytes([UInt8](catalogueText)))
    file.add(basis.table)
    for (index, layer) in basis.schedule.enumerated() { file.add("schedule.\(index)", layer) }
    try writeSections(file, to: path, threads: threads)
  }

  private func description(folder: String, threads: Int) throws -> StackDescription {
    let table = basis.table
    return StackDescription(
      program: kansenkaartVersion, project: relativePath(of: project.path, from: folder),
      projectAsGiven: project.path, exactProjection: exactProjection,
      themes: basis.challenges.themes, planes: basis.challenges.planes,
      neighbourhoods: basis.neighbourhoods, part: basis.part,
      neighbourhoodRecord: basis.neighbourhoodRecord,
      challengeRecords: basis.challenges.records, scheduleRecords: basis.schedule.map(\.record),
      furtherRecords: basis.furtherRecords, derived: basis.derived,
      scheduleFields: basis.schedule.map { $0.attributes.columns.map(\.name) },
      scheduleNotations: basis.schedule.map { $0.attributes.columns.map(\.notation) },
      inputs: try SavedInput.all(
        of: project, catalogue: catalogue, known: knownHashes, threads: threads),
      largestDifference: reconciliation.largestDifference,
      largestAssetDifference: reconciliation.largestAssetDifference,
      products: Product.allCases.filter(products.contains).map(\.fileName),
      counts: StackDescription.Counts(
        neighbourhoods: table.neighbourhoodCount, assets: table.assetCount,
        planes: table.planeCount))
  }

  /// Hashes that reading found, by path.
  private var knownHashes: [String: String] {
    let records =
      [basis.neighbourhoodRecord] + basis.challenges.records + basis.schedule.map(\.record)
      + basis.furtherRecords
    // The hash of several files, or of a folder, is that of none of them.
    let pairs = zip(project.sources, records.map(\.sha256)).filter { source, hash in
      source.parts.isEmpty && !hash.isEmpty
    }
    return Dictionary(
      pairs.map { ($0.path, $1) }, uniquingKeysWith: { first, _ in first })
  }

  /// Someone may have edited the texts while the run was under way.
  private func checkUnchanged(_ projectText: Data, _ catalogueText: Data) throws {
    guard try ProjectFile(path: project.path, bytes: projectText) == project,
      try CycleCatalogue(path: catalogue, bytes: catalogueText) == basis.catalogue
    else {
      throw SourceError(
        source: project.path, problem: "The project or its catalogue changed during the run.",
        remedy: "Run again.")
    }
  }

  private func content(_ path: String) throws -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SourceError(
        source: path, problem: "The file was there and is gone.", remedy: "Run again.")
    }
    return data
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
