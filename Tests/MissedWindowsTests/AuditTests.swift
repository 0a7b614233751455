import Foundation
import LayerIO
import ProjectFile
import TestSupport
import Tables
import Testing
import Workers

@testable import MissedWindows

/// A history of twelve works that a pencil can check. Each costs 10,000 EUR unless said otherwise and covers 100 m2;
/// half of the cost is surface, of which on shared ground only the dearest is paid. A project takes 1,000 EUR.
@Suite struct AuditTests {
  private func ids(_ audit: Audit, _ pair: ChancePair) -> String {
    "\(audit.works[Int(pair.first)].id)-\(audit.works[Int(pair.second)].id)"
  }

  /// What people are told when something goes wrong; empty where nothing does, or something else.
  private func said(_ body: () throws -> Audit) -> String {
    do {
      _ = try body()
      return ""
    } catch {
      return (error as? any UserError)?.description ?? ""
    }
  }

  @Test func `each of twelve works is counted under its own reason, to the cent`() throws {
    let audit = try WrittenHistory(twelveWorks()).audit()
    // A: 5,000 less 1,000 for one contract of two; the cable would have saved another 5,000.
    #expect(audit.cents(.together) == 4_000_00)
    #expect(audit.cents(.untold) == 5_000_00)
    #expect(audit.cents(.notDone) == 4_000_00)  // B: 5,000 - 1,000
    #expect(audit.cents(.notShared) == 4_000_00)  // C: 5,000 - 1,000
    #expect(audit.cents(.notKnown) == 2_000_00)  // D: half of 6,000, less 1,000
    #expect(audit.cents(.impossible) == 1_500_00)  // E: half of 5,000, less 1,000
    #expect(audit.possibleCents == 20_500_00)
    #expect(audit.missedCents == 15_000_00)
    #expect(
      audit.cents(.together) + audit.missedCents + audit.cents(.impossible)
        == audit.possibleCents)
    #expect(
      audit.bundles.map(\.bundle.possible) == [9_000_00, 4_000_00, 4_000_00, 2_000_00, 1_500_00])
  }

  @Test func `every pair that opened a place twice is listed with what stood between`() throws {
    let audit = try WrittenHistory(twelveWorks()).audit()
    let found = audit.pairs.map { "\(ids(audit, $0)) \($0.outcome.key) \($0.bundle != nil)" }
    #expect(
      found.sorted() == [
        "A1-A2 together true", "A1-A3 untold true", "A2-A3 untold true", "B1-B2 not-done true",
        "C1-C2 not-shared true", "D1-D2 not-known true", "D1-D3 not-known false",
        "D2-D3 kept-apart false", "E1-E2 impossible true",
      ])
    #expect(audit.reopenings.count == 8)
    #expect(audit.reopeningWorks == 6)
    #expect(abs(audit.reopenedArea - 450) < 1e-6)
  }

  @Test func `what could ride along is the challenged ground that works share`() throws {
    let audit = try WrittenHistory(twelveWorks()).audit()
    #expect(audit.bundles.map { $0.sharedArea.rounded() } == [100, 100, 100, 100, 50])
    // The flood ends at 50 m, so that only the first place lies in it.
    #expect(audit.bundles.map { $0.challenged[0].rounded() } == [100, 0, 0, 0, 0])
  }

  @Test func `the years of a rule are those in which the ground may not be opened`() throws {
    func pairs(_ type: String, _ first: Int, _ second: Int) throws -> Int {
      try WrittenHistory([
        WrittenWork(id: "1", type: type, done: "\(first)", known: "2010", shared: "nee"),
        WrittenWork(
          id: "2", type: "sewer", party: "riool", done: "\(second)", known: "2010", shared: "nee"),
      ]).audit().pairs.count
    }
    #expect(try pairs("pavement-brick", 2016, 2020) == 1)
    #expect(try pairs("pavement-brick", 2016, 2021) == 0)
    #expect(try pairs("cable", 2016, 2017) == 1)
    #expect(try pairs("cable", 2016, 2018) == 0)
  }

  @Test func `the rule of the United Kingdom forbids after a new surface alone, and exempts`()
    throws
  {
    var works = twelveWorks()
    let index = try #require(works.firstIndex { $0.id == "C2" })
    works[index].exempt = "emergency"
    let history = try WrittenHistory(works)
    let audit = try history.audit(rule: "united-kingdom")
    #expect(
      audit.pairs.map { ids(audit, $0) }.sorted() == [
        "A1-A2", "A1-A3", "D1-D2", "D1-D3", "E1-E2",
      ])
    #expect(audit.leftOut.map(\.reason) == [.exempt])
    // Flanders has no such exemption.
    #expect(try history.audit().pairs.contains { $0.outcome == .notShared })
  }

  @Test func `works of one party count as shared`() throws {
    let audit = try WrittenHistory([
      WrittenWork(id: "1", done: "2016", known: "2014", shared: "nee"),
      WrittenWork(id: "2", type: "sewer", done: "2018", known: "2014", shared: "nee"),
    ]).audit()
    #expect(audit.pairs.map(\.outcome) == [.notDone])
  }

  @Test func `what was told in the year of the first work was told too late`() throws {
    func outcome(known: String, shared: String) throws -> ChanceOutcome? {
      try WrittenHistory([
        WrittenWork(id: "1", done: "2016", known: "2014", shared: "nee"),
        WrittenWork(
          id: "2", type: "sewer", party: "riool", done: "2018", known: known, shared: shared),
      ]).audit().pairs.first?.outcome
    }
    #expect(try outcome(known: "2015", shared: "2015") == .notDone)
    #expect(try outcome(known: "2015", shared: "ja") == .notDone)
    #expect(try outcome(known: "2015", shared: "2016") == .notShared)
    #expect(try outcome(known: "2016", shared: "2016") == .notKnown)
    #expect(try outcome(known: "2015", shared: "") == .untold)
    #expect(try outcome(known: "", shared: "ja") == .untold)
  }

  @Test func `without projects works of one year on one place count as together`() throws {
    let works = [
      WrittenWork(id: "1", done: "2016", known: "2014", shared: "nee"),
      WrittenWork(
        id: "2", type: "sewer", party: "riool", done: "2016", known: "2014", shared: "nee"),
    ]
    let assumed = try WrittenHistory(works, tellsProjects: false).audit()
    #expect(assumed.pairs.map(\.outcome) == [.together])
    #expect(assumed.basis.togetherByYear)
    // Where projects are told, two works without one were two jobs in one year.
    let told = try WrittenHistory(works).audit()
    #expect(told.pairs.map(\.outcome) == [.notShared])
    #expect(!told.basis.togetherByYear)
  }

  @Test func `what would have cost more to set up than it saved counts for a contract alone`()
    throws
  {
    func cents(_ project: String, tellsProjects: Bool) throws -> Int {
      let audit = try WrittenHistory(
        [
          WrittenWork(id: "1", done: "2016", cost: "400", project: project),
          WrittenWork(
            id: "2", type: "sewer", party: "riool", done: "2016", cost: "400", project: project),
        ], tellsProjects: tellsProjects
      ).audit()
      #expect(!audit.saves(audit.pairs[0]))
      return audit.cents(.together)
    }
    #expect(try cents("X", tellsProjects: true) == -800_00)  // 200 - 1,000
    #expect(try cents("", tellsProjects: false) == 0)
  }

  @Test func `what is left out is told with its reason`() throws {
    let audit = try WrittenHistory([
      WrittenWork(id: "1", done: "2016", known: "2014"),
      WrittenWork(id: "2", done: "2015"), WrittenWork(id: "3", type: "building", done: "2017"),
      WrittenWork(id: "4", done: "2017", known: "2019"), WrittenWork(id: "5", done: "morgen"),
      WrittenWork(id: "6", done: ""), WrittenWork(id: "1", done: "2018"),
      WrittenWork(id: "7", done: "2018", earliest: "2020", latest: "2019"),
      WrittenWork(id: "8", done: "2018", exempt: "brand"),
      WrittenWork(id: "9", done: "2018", known: "2016", shared: "2015"),
    ]).audit()
    #expect(audit.works.map(\.id) == ["1"])
    let found = audit.leftOut.map { "\($0.feature) \($0.reason.rawValue)" }
    #expect(
      Set(found) == [
        "2 other-years", "3 not-opened", "4 unusable", "5 unusable", "6 no-year", "7 unusable",
        "8 unusable", "9 unusable", "10 unusable",
      ])
    #expect(audit.leftOut.first { $0.feature == 4 }?.detail.en == "known in 2019, done in 2017")
    #expect(audit.records.contains { $0.notes.contains { $0.isWarning && $0.kind == .values } })
  }

  @Test func `years as text are years, and a window that was left is widened`() throws {
    let audit = try WrittenHistory([
      WrittenWork(id: "1", done: "\"2016\"", known: "2014-05-01", earliest: "2017", latest: "2018"),
      WrittenWork(id: "2", type: "sewer", done: "01-03-2018", known: "2015"),
    ]).audit()
    #expect(audit.works.map(\.told.done) == [2016, 2018])
    #expect(audit.works[0].told.known == 2014)
    #expect(audit.works[0].told.window == 2016...2018)
    #expect(audit.basis.leftWindows == 1)
    #expect(audit.basis.untoldKnown == 0)
  }

  @Test func `a history without a work in the years is an error that says where they went`() throws
  {
    let history = try WrittenHistory([
      WrittenWork(id: "1", done: "2010"), WrittenWork(id: "2", done: "morgen"),
    ])
    let error = #expect(throws: NoWorksDone.self) { try history.audit() }
    let text = error?.description ?? ""
    #expect(text.contains("history.yaml") && text.contains("1 other-years"), "\(text)")
    #expect(text.contains("1 unusable") && text.contains("feature 2 of works.csv"), "\(text)")
  }

  @Test(arguments: [
    ("years: {from: 2020, to: 2016}", "years"), ("rule: vlaanderen", "flanders"),
    ("rules: nowhere.yaml", "nowhere.yaml"), ("yeers: {from: 2016, to: 2020}", "'years'"),
  ])
  func `a history file that is not right is an error that names what is`(
    extra: String, named: String
  ) throws {
    var history = try WrittenHistory(twelveWorks())
    history.extra = extra
    let text = said { try history.audit() }
    #expect(text.contains(named), "\(text)")
  }

  @Test func `nobody saying which years is an error that tells how`() throws {
    let history = try WrittenHistory(twelveWorks())
    let error = #expect(throws: YAMLError.self) { try history.audit(nil) }
    #expect(error?.remedy.contains("--from") == true)
  }

  @Test func `an empty history is an error about its source`() throws {
    let text = said { try WrittenHistory([]).audit() }
    #expect(text.contains("works.csv"), "\(text)")
  }

  @Test(arguments: [Language.nl, .en])
  func `products tell the same sums, for any number of threads`(
    language: Language
  ) throws {
    let history = try WrittenHistory(twelveWorks())
    var bytes: [Data] = []
    for threads in [1, 3] {
      let job = try history.job(threads: threads)
      let (audit, neighbourhoods) = try job.audit()
      let folder = try TemporaryFolder()
      let files = try job.write(
        audit, neighbourhoods: neighbourhoods, to: folder.file("out"), language: language)
      #expect(
        files.sorted() == [
          "audit.html", "audit.json", "audit_cases.csv", "audit_left_out.csv", "audit_pairs.csv",
          "audit_summary.csv",
        ])
      let rows = try parseCSV(folder.file("out/audit_summary.csv"))
      #expect(rows[0] == ["outcome", "pairs", "pairs_saving", "cash_eur"])
      #expect(rows[4] == ["not-known", "2", "1", "2000"])
      let cases = try parseCSV(folder.file("out/audit_cases.csv"))
      let possible = try #require(cases[0].firstIndex(of: "possible_eur"))
      #expect(cases.dropFirst().map { $0[possible] } == ["9000", "4000", "4000", "2000", "1500"])
      let page = try String(contentsOfFile: folder.file("out/audit.html"), encoding: .utf8)
      #expect(page.contains(language == .nl ? "20.500,00" : "20,500.00"))
      bytes.append(
        try files.sorted().reduce(into: Data()) {
          $0 += try Data(contentsOf: URL(fileURLWithPath: folder.file("out/" + $1)))
        })
      #expect(auditText(audit, language: language).contains(language == .nl ? "15.000" : "15,000"))
    }
    #expect(bytes[0] == bytes[1])
  }
}
