import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile
import Publishing
import Tables
import Workers

/// The stack of a run, loaded from its output folder: everything that a map is worked out from, without
/// overlaying anything again. The format is in docs/stack-format.md.
///
/// A stack answers for the inputs that it was made from: call `check` before using its figures.
package struct SavedStack: Sendable {
  /// The project as it was when the stack was made, with the weights and horizon of that run.
  package let project: ProjectFile
  /// Folder that it was loaded from.
  package let folder: String
  private let basis: MapBasis
  /// The assets and what is planned on them.
  let plan: PlannedSchedule
  let description: StackDescription
  /// The cycle catalogue that the schedule was planned by.
  package let catalogue: CycleCatalogue
  /// What the folder's record told of its products when the stack was loaded.
  private(set) var recorded: [WrittenProduct] = []

  /// Loads a stack; nothing is compared with the inputs yet.
  /// - Throws: `MissingInput` where the folder has none, `SavedStackError` where it is damaged or of
  ///   another version, `MixedFolder` where it is not that of the run that `run.json` tells of,
  ///   `SourceError` where it can't be read.
  package static func load(
    folder: String, threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws -> SavedStack {
    try readingProducts(of: folder) {
      var stack = try read(folder: folder, threads: threads)
      stack.recorded = try WrittenProduct.recorded(in: folder)
      try WrittenProduct.check([.stackFigures], of: folder, against: stack.recorded)
      return stack
    }
  }

  private static func read(folder: String, threads: Int) throws -> SavedStack {
    let path = folder + "/" + Product.stackFigures.fileName
    guard FileManager.default.fileExists(atPath: path) else {
      throw MissingInput(
        paths: [path],
        remedy: "Name the output folder of a run that wrote it; 'kansenkaart run' does so.")
    }
    return try explaining(path) {
      try SavedStack(
        SectionFile(path: path, format: StackFiles.figures, threads: threads), folder: folder,
        threads: threads)
    }
  }

  private init(_ file: SectionFile, folder: String, threads: Int) throws {
    let description = try Self.decoder.decode(
      StackDescription.self, from: Data(try file.bytes("description")))
    let path = Self.absolute(description.project, in: folder)
    project = try ProjectFile(path: path, bytes: file.bytes("project"))
    var basis = MapBasis(
      table: try file.table(
        neighbourhoods: description.counts.neighbourhoods, assets: description.counts.assets,
        planes: description.counts.planes),
      challenges: ChallengePlanes(
        themes: description.themes, planes: description.planes,
        records: description.challengeRecords),
      neighbourhoods: description.neighbourhoods,
      neighbourhoodRecord: description.neighbourhoodRecord,
      schedule: try file.scheduleLayers(description), part: description.part,
      derived: description.derived, furtherRecords: description.furtherRecords)
    basis.people = try project.people.enumerated().map { index, source in
      PeopleTable(
        key: source.key, name: source.name,
        table: try file.table(
          neighbourhoods: description.counts.neighbourhoods, assets: description.counts.assets,
          planes: description.counts.planes, under: "people.\(index)."))
    }
    basis.buildings = description.buildings
    // What holds for any weights and horizon is worked out once, however often the stack is asked.
    basis.measured = ScoreTable(basis.table, basis.challenges, threads: threads)
    self.basis = basis
    catalogue = try CycleCatalogue(path: "cycles", bytes: file.bytes("catalogue"))
    let index = try PriceIndex(YAMLValue(path: "prices", bytes: file.bytes("prices")))
    let prices = PriceLevel(of: project, catalogue, index)
    plan = PlannedSchedule(
      project.schedule, basis.schedule,
      catalogue: try catalogue.costs(in: project.currency).at(prices),
      threads: threads)
    self.description = description
    self.folder = folder
  }

  /// Works out the map with the project's weights and horizon, which may differ from the run's; all else
  /// that the project says must be what the stack was made with. No geometry is touched, and no packages
  /// are held against the profiles.
  package func map(of project: ProjectFile, threads: Int) -> OpportunityMap {
    let schedule = Schedule(plan, horizon: project.horizon, threads: threads)
    return basis.map(of: project, schedule, packages: nil, couplings: nil, threads: threads)
  }

  /// The city of the stack, asked with inputs that `check` gave. Its geometry is loaded when it is needed.
  /// - Throws: `CoordinateSystemError`.
  func city(_ inputs: Inputs, threads: Int) throws -> StackedCity {
    StackedCity(
      inputs: inputs, basis: basis, plan: plan, workingSystem: try CoordinateSystem(project.crs),
      exactProjection: description.exactProjection,
      differences: StackedCity.Differences(
        neighbourhoods: description.largestDifference, assets: description.largestAssetDifference),
      geometry: CityGeometry { try geometry(threads: $0) })
  }

  /// The geometry that belongs to the stack.
  /// - Throws: `SavedStackError`, `MixedFolder`, `MissingInput`, `SourceError`.
  package func geometry(threads: Int) throws -> StackGeometry {
    try readingProducts(of: folder) {
      let geometry = try StackGeometry.load(folder: folder, threads: threads)
      try WrittenProduct.check([.stackGeometry], of: folder, against: recorded)
      return geometry
    }
  }

  /// Compares all inputs with what they were when the stack was made, by their SHA-256: sources, cycle
  /// catalogue and the project file, of which what is asked of the stack may differ (name, language,
  /// weights, horizon, bundling, types, packages, couplings, layers that count). Returns the inputs as their files
  /// say them now, over another horizon where one is given.
  /// - Throws: `SavedStackError`, `MissingInput` for files that are gone, `YAMLError`.
  package func check(threads: Int, horizon: ClosedRange<Int>? = nil) throws -> Inputs {
    let read = try ProjectFile.readComplete(path: project.path, horizon: horizon)
    guard read.value.isStacked(as: project) else {
      throw changed("The project file says something else about what is stacked: \(project.path).")
    }
    let now = try Inputs(read)
    let inputs = try SavedInput.all(of: now, threads: threads)
    let differing = zip(description.inputs, inputs).filter { $0.files != $1.files }.map(\.0.source)
    guard differing.isEmpty, inputs.count == description.inputs.count else {
      throw changed("Inputs have changed since the run: \(differing.joined(separator: ", ")).")
    }
    return now
  }

  private func changed(_ problem: String) -> SavedStackError {
    SavedStackError(cause: .inputsChanged, path: folder, problem: problem)
  }

  /// Turns what is wrong with a file into an error for the user.
  static func explaining<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    func error(_ cause: SavedStackError.Cause, _ problem: String) -> SavedStackError {
      SavedStackError(cause: cause, path: path, problem: problem)
    }
    do {
      return try body()
    } catch SectionFileError.otherVersion(let version) {
      throw error(
        .otherVersion,
        "The saved stack is of version \(version), which this program "
          + "does not read.")
    } catch SectionFileError.notThisKind {
      throw error(.damaged, "This is not a saved stack.")
    } catch SectionFileError.damaged(let place) {
      throw error(.damaged, "The saved stack is damaged (\(place)).")
    } catch is DecodingError {
      throw error(.damaged, "The saved stack is damaged (section 'description').")
    }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return decoder
  }

  /// A path that counts from a folder, with both made plain.
  private static func absolute(_ path: String, in folder: String) -> String {
    URL(fileURLWithPath: plainPath(folder)).appendingPathComponent(path).standardizedFileURL.path
  }
}

extension SectionFile {
  fileprivate func scheduleLayers(_ description: StackDescription) throws -> [ScheduleLayer] {
    let counts = [description.scheduleFields.count, description.scheduleNotations.count]
    try check(counts.allSatisfy { $0 == description.scheduleRecords.count }, "description")
    return try description.scheduleRecords.enumerated().map { index, record in
      let name = "schedule.\(index)"
      let (fields, notations) = (
        description.scheduleFields[index], description.scheduleNotations[index]
      )
      try check(fields.count == notations.count, "description")
      let features = try int64("\(name).features")
      let columns = try zip(fields, notations).enumerated().map { number, field in
        var column = try column("\(name).\(number)", name: field.0, count: features.count)
        column.notation = field.1
        return column
      }
      let (areas, lengths) = (try float64("\(name).m2"), try float64("\(name).m"))
      let (lines, places) = (try bytes("\(name).lines"), try positions("\(name).places"))
      try check(
        Set([areas.count, lengths.count, lines.count, places.count]) == [features.count], name)
      return ScheduleLayer(
        record: record, attributes: AttributeTable(count: features.count, columns: columns),
        sourceFeatures: features, areas: areas, lengths: lengths, areLines: lines.map { $0 != 0 },
        places: places)
    }
  }
}

extension ProjectFile {
  /// Whether the same is stacked: all but name, language, weights, horizon, bundling, programme, types,
  /// packages, couplings, layers that count and scenarios that were adopted, which are asked of the stack.
  func isStacked(as other: ProjectFile) -> Bool { stacked == other.stacked }

  private var stacked: ProjectFile {
    var copy = self
    (copy.name, copy.language, copy.horizon) = ("", nil, 0...0)
    (copy.bundling, copy.types, copy.programme) = (BundlingSource(), TypeRequest(), nil)
    (copy.packages, copy.packagesPath, copy.adopted) = (nil, nil, [])
    (copy.couplings, copy.couplingsPath) = (nil, nil)
    for theme in copy.themes.indices {
      (copy.themes[theme].weight, copy.themes[theme].measure) = (1, nil)
      for layer in copy.themes[theme].layers.indices {
        copy.themes[theme].layers[layer].counts = true
      }
    }
    return copy
  }
}

/// A path without symbolic links.
func plainPath(_ path: String) -> String {
  URL(fileURLWithPath: path).resolvingSymlinksInPath().path
}
