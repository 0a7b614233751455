import LayerIO
import OpportunityMap
import Pipeline
import ProjectFile
import TestSupport
import Testing

@Suite struct DraftLanguagesTests {
  private func draft(_ city: CityFiles) throws -> (ProjectFile, DraftProject, path: String) {
    let draft = try DraftProject(files: city.paths, today: 2026, threads: 2)
    let path = try city.folder.write(draft.text, to: "project.yaml")
    return (try ProjectFile.load(path: path), draft, path)
  }

  @Test(arguments: CityFiles.languages)
  func `files of a city in one of four languages give the same project`(
    words: CityFiles.Words
  ) throws {
    let city = try CityFiles(words)
    let (project, draft, _) = try draft(city)
    #expect(draft.missing.isEmpty)
    #expect(project.crs == "EPSG:28992")
    #expect(project.neighbourhoods.id == words.areas.code)
    #expect(project.neighbourhoods.name == words.areas.name)
    #expect(project.neighbourhoods.numbers.map(\.field) == [words.areas.inhabitants])
    #expect(Set(project.themes.map(\.key)) == ["water", "vacancy"])
    let water = project.themes.first { $0.key == "water" }?.layers.first
    #expect(
      water?.severity
        == .steps(
          field: words.flood.depth, steps: [5, 15, 30], severities: [1.0 / 3, 2.0 / 3, 1]))
    let vacancy = project.themes.first { $0.key == "vacancy" }?.layers.first
    #expect(
      vacancy?.options.filter
        == [
          FieldCondition(
            field: words.building.status, test: .oneOf([.text(words.building.vacant)]))
        ])
    let types = project.schedule.map(\.assetType)
    #expect(types.contains(.constant("sewer")) && types.contains(.constant("tree")))
    #expect(
      types.contains(
        .field(
          words.road.type,
          map: [words.road.asphalt: "pavement-asphalt", words.road.brick: "pavement-brick"])))
  }

  @Test(arguments: CityFiles.languages)
  func `years, costs, budgets, streets and ids are found in four languages`(
    words: CityFiles.Words
  ) throws {
    let (project, _, _) = try draft(CityFiles(words))
    func fields(_ file: String) -> [ScheduleField: String]? {
      project.schedule.first { $0.options.source.contains("/\(file).") }?.fields
    }
    #expect(
      fields(words.sewer.file)
        == [
          .id: words.sewer.id, .built: words.sewer.built, .cost: words.sewer.cost,
          .budget: words.sewer.budget,
        ])
    #expect(fields(words.road.file) == [.id: words.road.id, .due: words.road.due])
    #expect(
      fields(words.tree.file)
        == [
          .id: words.tree.id, .built: words.tree.planted, .cycle: words.tree.life,
          .street: words.tree.street,
        ])
  }

  @Test(arguments: CityFiles.languages)
  func `the draft passes the check as it stands, and nothing is dropped`(
    words: CityFiles.Words
  ) throws {
    let city = try CityFiles(words)
    let (_, _, path) = try draft(city)
    let job = try MainJob(
      projectPath: path, options: .init(threads: 2), control: JobControl())
    // The files are gone when the city is.
    let records = try withExtendedLifetime(city) { try job.check() }
    #expect(records.count == 6)
    #expect(records.allSatisfy { $0.dropped.isEmpty && $0.used > 0 })
  }
}
