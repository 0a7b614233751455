import LayerIO
import OpportunityMap
import ProjectBundling

extension ProjectPlan {
  /// What projects come to, by how sure they are: cash beside what is valued.
  package func moneyTable(_ currency: CurrencyCode, _ language: Language) -> [String] {
    var table = TextTable(header: [
      language.text(.moneyTitle, currency.code), language.text(.projectsTitle),
      language.text(.aloneTitle), language.text(.togetherTitle), language.text(.savedTitle),
      language.text(.nuisancePart), language.text(.movingValued),
    ])
    for row in money where row.projects > 0 || row.stage != .agreed {
      table.append(
        [language.text(row.stage.key), language.number(row.projects)]
          + [row.alone, row.together, row.saved, row.nuisance, -row.moving - row.cutting]
          .map { language.number($0) })
    }
    return table.lines
  }

  /// The business case in a few lines: what is paid against doing every work by itself, and what is valued
  /// beside it; without a programme, of proposals.
  package func businessCaseLines(_ currency: CurrencyCode, _ language: Language) -> [String] {
    guard let business = businessCase else { return [] }
    let amount = { (value: Double) in language.amount(value, in: currency) }
    let works = business.net {
      [.share, .compensation, .later, .avoided, .avoidedLater].contains($0)
    }
    guard let programme else {
      return candidates.isEmpty ? [] : [language.text(.proposedCaseLine, amount(works))]
    }
    if programme.rows.isEmpty { return [nothingDoneLine(amount, language)] }
    return [
      language.text(
        works < 0 ? .dearerLine : .cheaperLine, amount(abs(works)),
        amount(business.net { $0 == .nuisance }),
        amount(business.net { $0 == .moving || $0 == .avoidedMoving }))
    ] + measuresLine(business, amount, language) + [
      business.paidBack.map { year in
        business.bridge > 0
          ? language.text(.bridgeLine, amount(business.bridge), "\(year)")
          : language.text(.nothingToBridgeLine)
      } ?? language.text(.neverPaidBackLine, amount(business.bridge)),
      language.text(
        .presentLine, "\(business.annuity.years)",
        language.number(100 * business.annuity.rate, decimals: 2) + "%", amount(business.paid()),
        amount(business.annuity.perYear(once: business.paid())), amount(business.valued())),
    ]
  }

  /// What measures for challenges cost and bring, where there are any.
  private func measuresLine(
    _ business: BusinessCase, _ amount: (Double) -> String, _ language: Language
  ) -> [String] {
    guard business.lines.contains(where: \.item.isOfCouplings) else { return [] }
    let sum = { (isPaid: Bool) in business.net { $0.isOfCouplings && $0.isPaid == isPaid } }
    return [language.text(.measuresLine, amount(sum(true)), amount(sum(false)))]
  }

  /// That nothing is done, and what it leaves.
  private func nothingDoneLine(_ amount: (Double) -> String, _ language: Language) -> String {
    let problem = bundling.problem
    let left = problem.works.indices.reduce((cost: 0.0, risk: 0.0)) { sum, work in
      (sum.cost + problem.works[work].cost, sum.risk + problem.riskLeft(work))
    }
    return language.text(
      .nothingDoneLine, "\(problem.horizon.upperBound)", amount(left.cost), amount(left.risk))
  }
}

extension BusinessCase.Item {
  fileprivate var isOfCouplings: Bool {
    switch self {
    case .extraCost, .upkeep, .effect, .avoidedExtraCost, .avoidedUpkeep, .avoidedEffect: true
    case .share, .compensation, .later, .avoided, .avoidedLater, .moving, .avoidedMoving, .nuisance:
      false
    }
  }
}

extension ProjectMoney.Stage {
  /// The text that names it.
  package var key: ProjectTextKey {
    switch self {
    case .possible: .possibleStage
    case .programmed: .programmedStage
    case .agreed: .agreedStage
    }
  }
}
