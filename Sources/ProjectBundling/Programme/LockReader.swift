import Geometry
import OpportunityMap
import ProjectFile
import Workers

/// Finds the projects that a request locks in or out.
struct LockReader {
  private let projects: [String: ProgrammeProject]
  private let map: OpportunityMap
  private let path: String

  init(_ problem: BundlingProblem, ids: [String], map: OpportunityMap, path: String) {
    var projects: [String: ProgrammeProject] = [:]
    for (index, work) in problem.works.enumerated() {
      projects[map.works[work.work].id] = .work(index)
    }
    for (index, id) in ids.enumerated() { projects[id] = .bundle(index) }
    self.projects = projects
    self.map = map
    self.path = path
  }

  func lock(_ request: ProgrammeRequest, in problem: inout ProgrammeProblem) throws {
    for lock in request.lockedOut {
      problem[try project(lock)].lock = .lockedOut
    }
    for lock in request.lockedIn {
      let project = try project(lock)
      guard problem[project].lock != .lockedOut else {
        throw error(lock, "'\(lock.project)' is locked in and locked out.", "Keep one of them.")
      }
      problem[project].lock = .lockedIn
      try keepYear(of: lock, project, in: &problem)
    }
  }

  private func keepYear(
    of lock: ProgrammeRequest.Lock, _ project: ProgrammeProject, in problem: inout ProgrammeProblem
  ) throws {
    guard let year = lock.year else { return }
    let years = problem[project].options.map(\.year)
    problem[project].options.removeAll { $0.year != year }
    guard problem[project].options.isEmpty else { return }
    throw error(
      lock, "'\(lock.project)' can't be done in \(year).",
      "It may be done in: \(years.map(String.init).joined(separator: ", ")).")
  }

  private func project(_ lock: ProgrammeRequest.Lock) throws -> ProgrammeProject {
    if let project = projects[lock.project] { return project }
    if map.works.contains(where: { $0.id == lock.project }) {
      throw error(
        lock, "Work '\(lock.project)' is not due within the horizon, so it can't be planned.",
        "Give it a due year in the schedule, or leave it out of the programme.")
    }
    let nearest = nearestName(to: lock.project, among: projects.keys.sorted())
    throw error(
      lock, "There is no work or project '\(lock.project)'.",
      (nearest.map { "Did you mean '\($0)'? " } ?? "")
        + "Ids stand in opportunities.csv and candidates.geojson; a project's id changes with its works."
    )
  }

  private func error(
    _ lock: ProgrammeRequest.Lock, _ problem: String, _ remedy: String
  ) -> YAMLError {
    YAMLError(path: path, line: lock.line, problem: problem, remedy: remedy)
  }
}
