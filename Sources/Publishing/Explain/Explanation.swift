import Geometry
import LayerIO
import Report
import Tables
import Workers

/// What a run says about one project, work or pattern, in words: read from the products in its folder,
/// so that nothing is computed again.
package struct Explanation {
  private let candidates: ProductRows
  private let works: ProductRows
  private let splits: ProductRows
  private let misses: ProductRows
  private let couplings: ProductRows
  private let language: Language
  private let folder: String
  private let currency: CurrencyCode

  /// Reads the products of a run.
  /// - Throws: `SourceError` when one of them is not there, `MixedFolder` when one is not that of the run
  ///   that `run.json` tells of.
  package init(folder: String, language: Language) throws {
    self.folder = folder
    self.language = language
    let (read, currency) = try readingProducts(of: folder) {
      // A product that is missing is told before a record that is missing.
      let run = Result { try RecordedRun(folder: folder) }
      let currency = (try? run.get().origin.currency) ?? .euro
      let read = try Product.explained.map { try ProductRows($0, folder: folder, currency) }
      try WrittenProduct.check(Product.explained, of: folder, against: run.get().products)
      return (read, currency)
    }
    self.currency = currency
    (candidates, works, splits, misses) = (read[0], read[1], read[2], read[3])
    couplings = read[4]
  }

  /// All there is to say about the id of a project or a work.
  /// - Throws: `SourceError` when the run knows no such id.
  package func text(about id: String) throws -> String {
    if let row = candidates.rows(where: "candidate_id", is: id).first {
      return project(row).joined(separator: "\n")
    }
    let member = works.rows(where: "work_id", is: id).first
    let nearly = nearMisses(of: [id])
    guard member != nil || !nearly.isEmpty else { return try alone(id) }
    var lines: [String] = []
    if let member {
      let candidate = works.text(member, "candidate_id")
      lines = candidates.rows(where: "candidate_id", is: candidate).flatMap(project)
    } else {
      lines = [language.text(.inNoProject, terminalSafe(id))] + nearly
    }
    return (lines + carried(by: [id], isAll: true)).joined(separator: "\n")
  }

  /// What there is to say of a work that is in no project and came near none.
  /// - Throws: `SourceError` when it is no work either.
  private func alone(_ id: String) throws -> String {
    guard let all = try? ProductRows(.csv(.opportunities), folder: folder, currency),
      let row = all.rows(where: "work_id", is: id).first
    else { throw unknown(id) }
    let key: ProjectTextKey = all.text(row, "due").isEmpty ? .aloneUndated : .alone
    return ([language.text(key, terminalSafe(id))] + carried(by: [id], isAll: true))
      .joined(separator: "\n")
  }

  /// What works can carry for challenges and whether they do, a line each; else what they do carry.
  private func carried(by ids: [String], isAll: Bool) -> [String] {
    let rows = ids.flatMap { couplings.rows(where: "work_id", is: $0) }
      .filter { isAll || couplings.text($0, "reason") == "chosen" }
    guard !rows.isEmpty else { return [] }
    return ["", language.text(isAll ? .couplingsTitle : .carriedTitle)]
      + rows.map { row in
        let name = couplings.text(row, "name_\(language.rawValue)")
        let work = isAll ? "" : " (\(couplings.text(row, "work_id")))"
        return "- "
          + terminalSafe("\(name)\(work): \(couplings.text(row, "reason_\(language.rawValue)"))")
      }
  }

  private func unknown(_ id: String) -> SourceError {
    let known =
      (0..<candidates.count).map { candidates.text($0, "candidate_id") }
      + (0..<works.count).map { works.text($0, "work_id") }
    let nearest = nearestName(to: id, among: known).map { "Did you mean '\($0)'? " } ?? ""
    return SourceError(
      source: folder,
      problem: "No project and no work has the id '\(id)'.",
      remedy: nearest + "Ids stand in \(Product.csv(.candidates).fileName) and "
        + "\(Product.csv(.opportunities).fileName).")
  }

  // MARK: Projects

  private func project(_ row: Int) -> [String] {
    let id = candidates.text(row, "candidate_id")
    let members = works.rows(where: "candidate_id", is: id)
    let ids = members.map { works.text($0, "work_id") }
    let nearly = nearMisses(of: Set(ids), inside: false)
    return ["\(id)  \(words(row, "title"))", "", words(row, "reason"), ""]
      + programmed(row) + memberTable(members) + [""]
      + gainTable(row) + [""] + splitTable(id) + decision(row) + trial(row)
      + carried(by: ids, isAll: false)
      + (nearly.isEmpty ? [] : ["", language.text(.nearMissTitle)] + nearly)
  }

  private func words(_ row: Int, _ column: String) -> String {
    terminalSafe(candidates.text(row, "\(column)_\(language.rawValue)"))
  }

  /// When the programme does a project, where there is one.
  private func programmed(_ row: Int) -> [String] {
    let members = works.rows(where: "candidate_id", is: candidates.text(row, "candidate_id"))
    let origins = Set(members.map { works.text($0, "planned_origin") })
    let year = candidates.text(row, "programmed_year")
    if !year.isEmpty {
      return [language.text(.programmedLine, year, candidates.text(row, "best_year")), ""]
    }
    let isProgramme = !origins.isDisjoint(with: ["programme", "undone"])
    return isProgramme
      ? [language.text(.notProgrammedLine, candidates.text(row, "best_year")), ""] : []
  }

  private func plannedYear(_ row: Int) -> String {
    let year = works.text(row, "planned_year")
    return year.isEmpty ? language.text(.notPlannedHere) : year
  }

  private func memberTable(_ members: [Int]) -> [String] {
    var table = TextTable(header: [
      language.text(.workTitle), language.text(.measureTitle), language.text(.windowTitle),
      language.text(.yearTitle), language.text(.cost, currency.code),
      language.text(.movingTitle, currency.code),
    ])
    for row in members {
      let kind = "\(works.text(row, "asset_type")): \(works.text(row, "measure"))"
      let window = ["earliest", "due", "latest"].map { works.text(row, $0) }
      table.append([
        terminalSafe("\(works.text(row, "work_id")) (\(works.text(row, "source")))"),
        terminalSafe(kind), window.joined(separator: " / "), plannedYear(row),
        language.number(works.number(row, "cost_eur")),
        language.number(works.number(row, "moving_eur")),
      ])
    }
    return table.lines
  }

  private func gainTable(_ row: Int) -> [String] {
    var table = TextTable(header: [language.text(.gainTitle), currency.code])
    let parts: [(ProjectTextKey, String, Double)] = [
      (.excavationPart, "saved_excavation_eur", 1), (.surfacePart, "saved_surface_eur", 1),
      (.trafficPart, "saved_traffic_eur", 1), (.planPart, "saved_plan_eur", 1),
      (.tenderPart, "saved_tender_eur", 1), (.setupPart, "saved_setup_eur", 1),
      (.nuisancePart, "saved_nuisance_eur", 1),
      (.challengePart, "challenge_weight_eur", 1), (.movingTitle, "moving_eur", -1),
      (.cuttingPart, "cutting_eur", -1), (.netPart, "net_gain_eur", 1),
    ]
    for (key, column, sign) in parts {
      table.append([
        language.text(key, currency.code), language.number(sign * candidates.number(row, column)),
      ])
    }
    return table.lines
  }

  private func splitTable(_ id: String) -> [String] {
    var table = TextTable(header: [
      language.text(.partyTitle, currency.code), language.text(.aloneTitle), "RIONED",
      language.text(.proRataTitle), "Shapley", language.text(.movingValued),
    ])
    for row in splits.rows(where: "candidate_id", is: id) {
      let amounts = [
        "alone_eur", "rioned_eur", "pro_rata_eur", "shapley_eur", "moving_valued_eur",
      ]
      table.append(
        [terminalSafe(splits.text(row, "party"))]
          + amounts.map { language.number(splits.number(row, $0)) })
    }
    return table.lines + worseOff(id)
  }

  /// The parties that would be better off alone, by the RIONED rule.
  private func worseOff(_ id: String) -> [String] {
    splits.rows(where: "candidate_id", is: id).compactMap { row in
      let more = splits.number(row, "worse_off_eur")
      guard more > 0 else { return nil }
      return language.text(
        .worseOffLine, terminalSafe(splits.text(row, "party")),
        language.amount(more, in: currency, decimals: 2))
    }
  }

  private func decision(_ row: Int) -> [String] {
    let who = candidates.text(row, "decided_by")
    let why = candidates.text(row, "decided_why")
    guard !who.isEmpty || !why.isEmpty else { return [] }
    return [
      "",
      language.text(
        .decidedLine, candidates.text(row, "status"), terminalSafe(who), terminalSafe(why)),
    ]
  }

  private func trial(_ row: Int) -> [String] {
    guard !candidates.text(row, "survival_share").isEmpty else { return [] }
    let percent = { language.number(100 * candidates.number(row, $0), decimals: 0) + "%" }
    return ["", language.text(.trialLine, percent("survival_share"), percent("top_share"))]
  }

  // MARK: Near misses

  /// The near misses of works: with each other too, unless only those with works outside are asked.
  private func nearMisses(of ids: Set<String>, inside: Bool = true) -> [String] {
    (0..<misses.count).compactMap { row in
      let (a, b) = (misses.text(row, "work_a"), misses.text(row, "work_b"))
      let isInside = ids.contains(a) && ids.contains(b)
      guard ids.contains(a) || ids.contains(b), inside || !isInside else { return nil }
      let reason = misses.text(row, "reason_\(language.rawValue)")
      let saving = language.amount(misses.number(row, "saving_eur"), in: currency)
      return "- " + terminalSafe(language.text(.nearMissLine, a, b, saving, reason))
    }
  }
}
