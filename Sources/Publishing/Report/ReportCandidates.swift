import Geometry
import OpportunityMap
import ProjectBundling

/// A project as the page shows it.
struct ReportCandidate: Encodable {
  /// A work of the project.
  struct Member: Encodable {
    /// Index of the work.
    let work: Int
    /// Price in EUR of moving it off its due year.
    let moving: Double
  }

  /// What a party pays, in EUR.
  struct Payment: Encodable {
    let party: String
    let alone: Double
    let rioned: Double
    let proRata: Double
    let shapley: Double
  }

  /// Two works of which one is in the project and the other is not.
  struct Miss: Encodable {
    /// Indices of the works.
    let works: [Int]
    let saving: Double
    let reason: String
  }

  let id: String
  let title: String
  let reason: String
  let status: String
  let decidedBy: String?
  let year: Int
  /// Year in which the programme does it as a whole; nil where it does not.
  let programmed: Int?
  let neighbourhood: Int?
  let streets: [String]
  let area: Double
  let sharedArea: Double
  let themes: [Int]
  let sharedSeverities: [Double]
  let cost: Double
  let saved: [Double]
  let challenges: Double
  let moving: Double
  let cutting: Double
  let survival: Double?
  let inTop: Double?
  let members: [Member]
  let payments: [Payment]
  let misses: [Miss]
}

/// Most near misses that the page shows with a project.
private let mostMisses = 3

/// The projects of a plan, in its order; what is said about them is said in a language.
func reportCandidates(
  _ input: CandidateInput, in language: Language, threads: Int
) -> [ReportCandidate] {
  let texts = input.texts(language)
  let programmed = programmedYears(input.plan)
  let misses = missesByWork(input.plan)
  return concurrentValues(count: input.plan.candidates.count, threads: threads) { index in
    let members = input.plan.candidates[index].bundle.works
    let near = Set(members.flatMap { misses[$0] ?? [] }).sorted().prefix(mostMisses)
    return ReportCandidate(
      index, input, texts, programmed: programmed[index],
      misses: near.map { input.plan.nearMisses[$0] })
  }
}

/// The near misses of each work, the dearest first.
private func missesByWork(_ plan: ProjectPlan) -> [Int32: [Int]] {
  plan.nearMisses.indices.reduce(into: [:]) { misses, index in
    let relation = plan.nearMisses[index].relation
    for work in [relation.a, relation.b] { misses[work, default: []].append(index) }
  }
}

extension ReportCandidate {
  fileprivate init(
    _ index: Int, _ input: CandidateInput, _ texts: CandidateTexts, programmed: Int?,
    misses: [NearMiss]
  ) {
    let candidate = input.plan.candidates[index]
    let gain = candidate.bundle.gain
    let works = input.works(index)
    id = candidate.id
    title = texts.title(candidate)
    reason = texts.reason(candidate)
    status = candidate.status.rawValue
    decidedBy = input.decision(index)?.by
    year = candidate.bundle.year
    self.programmed = programmed
    neighbourhood = candidate.neighbourhood
    streets = candidate.streets
    area = candidate.ground.area
    sharedArea = candidate.ground.sharedArea
    themes = candidate.themes
    sharedSeverities = candidate.ground.sharedSeverities
    cost = works.reduce(0) { $0 + $1.cost }
    saved = [
      gain.saved.excavation, gain.saved.surface, gain.saved.traffic, gain.saved.plan,
      gain.saved.tender, gain.saved.nuisance,
    ]
    challenges = gain.challenges
    moving = gain.moving
    cutting = gain.cutting
    survival = candidate.robustness?.survival
    inTop = candidate.robustness?.inTop
    members = works.map {
      Member(work: $0.work, moving: $0.moving(to: candidate.bundle.year))
    }
    let parties = input.plan.bundling.problem.parties
    payments = input.plan.splits[index].shares.map {
      Payment(
        party: parties[$0.party], alone: $0.alone.euros, rioned: $0.rioned.euros,
        proRata: $0.proRata.euros, shapley: $0.shapley.euros)
    }
    let problem = input.plan.bundling.problem
    self.misses = misses.map {
      Miss(
        works: [$0.relation.a, $0.relation.b].map { problem.works[Int($0)].work },
        saving: $0.saving, reason: texts.reason($0))
    }
  }
}
