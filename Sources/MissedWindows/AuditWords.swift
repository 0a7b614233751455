import Foundation
import LayerIO
import OpportunityMap
import ProjectBundling
import Tables

/// The words of an audit in one language, shared by page and terminal.
struct AuditWords {
  let audit: Audit
  let language: Language

  /// A text in the language with `%1` and so on replaced.
  func say(_ english: String, _ dutch: String, _ arguments: String...) -> String {
    filled(language.text(Wording(en: english, nl: dutch)), with: arguments)
  }

  /// An amount of cents in whole units of the currency, with its code.
  func money(_ cents: Int) -> String {
    language.amount(Double(cents) / 100, in: audit.currency)
  }

  /// An area.
  func area(_ area: Double) -> String { language.number(area) + " m²" }

  /// What became of a chance, as a short heading.
  func title(_ outcome: ChanceOutcome) -> String {
    switch outcome {
    case .together: say("Done together", "Samen gedaan")
    case .notDone:
      say("Known and shared, but not done together", "Bekend en gedeeld, maar niet samen gedaan")
    case .notShared: say("Known, but not shared", "Bekend, maar niet gedeeld")
    case .notKnown: say("Not known at the time", "Toen nog niet bekend")
    case .untold: say("The history does not tell", "Staat niet in de gegevens")
    case .impossible:
      say(
        "Not possible at the time: no year suited all", "Kon toen niet: geen jaar paste voor allen")
    case .keptApart: say("Better not together", "Beter niet samen")
    }
  }

  /// What an outcome means, in a sentence.
  func meaning(_ outcome: ChanceOutcome) -> String {
    switch outcome {
    case .together:
      say(
        "One project, or works in one year where the data tell of no projects.",
        "Eén project, of werken in één jaar als de gegevens geen projecten noemen.")
    case .notDone:
      say(
        "Same party, or the others were told in an earlier year; a year suited all.",
        "Dezelfde partij, of de anderen wisten het een jaar eerder; er was een jaar dat paste.")
    case .notShared:
      say(
        "Both parties knew their own plan in time, and neither told the other.",
        "Beide partijen kenden hun eigen plan op tijd, en geen van beide vertelde het de ander.")
    case .notKnown:
      say(
        "One of the plans came in the year in which the first was done, or later.",
        "Een van de plannen kwam pas in het jaar dat het eerste werk gedaan werd, of later.")
    case .untold:
      say(
        "The data do not tell when a plan was known, or whether it was shared.",
        "De gegevens zeggen niet wanneer een plan bekend was, of of het gedeeld is.")
    case .impossible:
      say(
        "The windows of the works had no year in common.",
        "De vensters van de werken hadden geen jaar gemeen.")
    case .keptApart:
      say(
        "The rules of bundling keep such works apart; there is no money in it.",
        "De regels voor bundelen houden zulke werken apart; er valt niets te besparen.")
    }
  }

  /// The rule in words.
  var rule: String {
    let surface = audit.rule.years[.surface] ?? 0
    let trench = audit.rule.years[.trench] ?? 0
    let parts =
      (surface > 0
        ? [
          say(
            "%1 years after a new surface", "%1 jaar na een nieuwe verharding",
            language.number(surface))
        ] : [])
      + (trench > 0
        ? [say("%1 years after digging", "%1 jaar na graven", language.number(trench))] : [])
    let words = parts.joined(separator: say(" and ", " en "))
    return "\(language.text(audit.rule.name)): "
      + (words.isEmpty ? say("nothing is forbidden", "er is niets verboden") : words)
  }

  /// The years looked at.
  var years: String {
    say(
      "%1 to %2", "%1 tot en met %2", "\(audit.years.lowerBound)", "\(audit.years.upperBound)")
  }

  func name(_ work: AuditedWork) -> String {
    audit.names.name(of: work.measure, type: work.assetType, language)
  }

  func neighbourhood(_ index: Int?) -> String {
    index.map { audit.neighbourhoods[$0].name } ?? say("outside", "erbuiten")
  }

  /// Streets of works, each once; where none has one, their neighbourhood.
  func streets(_ works: [Int32]) -> String {
    let streets = Set(works.compactMap { audit.works[Int($0)].street }).sorted()
    return streets.isEmpty
      ? neighbourhood(audit.works[Int(works[0])].neighbourhood)
      : streets.joined(separator: ", ")
  }

  // MARK: Sentences

  /// What happened, in two or three sentences.
  var lead: [String] {
    let reopenings = audit.reopenings.count
    let opened = say(
      "From %1 a street was opened for %2 works. For %3 of them ground was opened again sooner than the rule allows "
        + "(%4): %5 times two works on one place, %6 in all.",
      "Van %1 ging de straat open voor %2 werken. Voor %3 daarvan ging grond weer open, eerder dan de regel toestaat "
        + "(%4): %5 keer twee werken op één plek, samen %6.",
      years, language.number(audit.works.count), language.number(audit.reopeningWorks), rule,
      language.number(reopenings), area(audit.reopenedArea))
    guard audit.possibleCents > 0 || reopenings > 0 else { return [opened] }
    let money = say(
      "At best, doing works together would have saved %1. Of that %2 was saved and %3 was missed; %4 was not possible "
        + "at the time, since no year suited all works. At the same prices all works together cost %5.",
      "Samen doen had in het beste geval %1 bespaard. Daarvan is %2 bespaard en %3 gemist; %4 kon toen niet, omdat "
        + "geen jaar voor alle werken paste. In dezelfde prijzen kosten alle werken samen %5.",
      self.money(audit.possibleCents), self.money(audit.cents(.together)),
      self.money(audit.missedCents), self.money(audit.cents(.impossible)),
      language.amount(audit.cost, in: audit.currency))
    return [opened, money]
  }

  /// What is counted, assumed and left out.
  var remarks: [String] {
    let basis = audit.basis
    var lines = [
      say(
        "Money is cash: what the parties would not have paid. It is worked out with the costs of the project at "
          + "the prices of %1, and with the same rules as its projects; what a project takes to set up (%2) is "
          + "taken off each time. It is no amount from anyone's accounts. In practice 46% to 110% of such a saving is "
          + "realised (shared trenches in Norway; the upper end is an assumption).",
        "Het gaat om geld dat de partijen niet hadden hoeven betalen. Het is uitgerekend met de kosten van het "
          + "project, in prijzen van %1, en met dezelfde regels als zijn projecten; wat het kost om een project op te zetten (%2) "
          + "is er elke keer af. Het is geen bedrag uit iemands boekhouding. In de praktijk komt 46% tot 110% "
          + "van zo'n besparing uit (gedeelde sleuven in Noorwegen; de bovenkant is een aanname).",
        "\(audit.priceYear)", language.amount(audit.setup, in: audit.currency)),
      say(
        "Works are compared by calendar year. What the rule gives %1 years for counts as opened twice when it was "
          + "opened in the same year or in the %2 years after it. Two works have to share %3 of ground or more.",
        "Werken zijn per kalenderjaar vergeleken. Waar de regel %1 jaar geeft, telt een tweede keer in hetzelfde jaar "
          + "of in de %2 jaar erna. Twee werken moeten minstens %3 grond delen.",
        language.number(audit.rule.longest), language.number(max(0, audit.rule.longest - 1)),
        area(audit.leastArea)),
      say(
        "A chance may be missed for several reasons. They count in this order: first what was known and shared, then "
          + "what was not shared, then what was not known, then what is not told, then what was not possible. A "
          + "place with several reasons counts under the last of them.",
        "Een kans kan om meer redenen gemist zijn. Ze tellen in deze volgorde: eerst wat bekend en gedeeld was, dan wat "
          + "niet gedeeld was, dan wat niet bekend was, dan wat niet in de gegevens staat, dan wat niet kon. Een plek met meer redenen telt bij "
          + "de laatste."),
      say(
        "Not every second opening is a loss: %1 of %2 pairs would have saved too little for a project of their own, "
          + "or were too large for one.",
        "Niet elke tweede keer is verlies: %1 van %2 paren had te weinig bespaard voor een eigen project, of was te groot "
          + "voor één project.",
        language.number(audit.reopenings.count { !audit.saves($0) }),
        language.number(audit.reopenings.count)),
      say(
        "Works before %1 and after %2 are not looked at, nor is damage to a surface that was opened too soon, "
          + "time of residents, or work that is in no register.",
        "Werken van vóór %1 en na %2 tellen niet mee. Ook niet: schade aan een verharding die te snel weer open ging, "
          + "tijd van bewoners, en werk dat in geen enkele lijst staat.",
        "\(audit.years.lowerBound)", "\(audit.years.upperBound)"),
    ]
    let dear = audit.bundles.count { $0.bundle.cents[ChanceOutcome.together.rawValue] < 0 }
    let small = audit.reopenings.count { $0.area < 10 }
    func add(_ count: Int, _ english: String, _ dutch: String) {
      if count > 0 { lines.append(say(english, dutch, language.number(count))) }
    }
    add(
      small,
      "%1 {1:pair shares|pairs share} less than 10 m²: a crossing, or a pipe that crosses a street. They count as they are drawn.",
      "%1 {1:paar deelt|paren delen} minder dan 10 m²: een kruising, of een leiding die een straat kruist. Ze tellen zoals ze "
        + "getekend zijn.")
    add(
      dear,
      "In %1 {1:case|cases} doing works together cost more to set up than it saved; that counts below zero under what was "
        + "done together.",
      "In %1 {1:geval|gevallen} kostte het opzetten meer dan samen doen bespaarde; dat telt onder nul mee bij wat samen "
        + "gedaan is.")
    add(
      basis.unknownCosts, "{1:work has|works have} no known cost: %1. They count with nothing.",
      "Van %1 {1:werk|werken} is de prijs niet bekend. Daarvoor telt niets mee.")
    add(
      basis.catalogueCosts,
      "Of %1 {1:work|works} the cost is that of the catalogue, not of the history.",
      "Van %1 {1:werk|werken} komen de kosten uit de catalogus, niet uit de gegevens.")
    add(
      basis.catalogueWindows,
      "Of %1 {1:work|works} the window is that of the catalogue, around the year in which it was done (assumption).",
      "Van %1 {1:werk|werken} komt het venster uit de catalogus, rond het jaar waarin het gedaan is (aanname)."
    )
    add(
      basis.leftWindows,
      "%1 {1:work was|works were} done outside {1:its|their} window, which was widened to hold that year.",
      "%1 {1:werk is|werken zijn} buiten het eigen venster gedaan; het venster is verruimd tot dat jaar."
    )
    add(
      basis.untoldKnown, "Of %1 {1:work|works} it is not told when the plan was known.",
      "Van %1 {1:werk|werken} staat er niet bij wanneer het plan bekend was.")
    if basis.togetherByYear {
      lines.append(
        say(
          "The history tells of no projects: works on one place in one year count as done together "
            + "(assumption). Where one project would have cost more to set up than it saved, nothing counts.",
          "De gegevens noemen geen projecten: werken op één plek in één jaar tellen als samen gedaan "
            + "(aanname). Waar opzetten meer had gekost dan het bespaarde, telt niets."))
    }
    return lines + leftOut
  }

  private var leftOut: [String] {
    LeftOutWork.Reason.allCases.compactMap { reason in
      let works = audit.leftOut.filter { $0.reason == reason }
      guard !works.isEmpty else { return nil }
      let count = language.number(works.count)
      switch reason {
      case .unusable:
        let first = works[0]
        return say(
          "Left out, since they can't be used: %1. The first: %2, feature %3: %4. audit_left_out.csv has all.",
          "Niet bruikbaar en dus weggelaten: %1. De eerste: %2, nummer %3: %4. Alle staan in audit_left_out.csv.",
          count, first.source, language.number(first.feature), language.text(first.detail))
      case .noYear:
        return say(
          "Left out, without a year: %1.", "Weggelaten omdat er geen jaar bij staat: %1.", count)
      case .otherYears:
        return say("Left out, of other years: %1.", "Weggelaten, uit andere jaren: %1.", count)
      case .notOpened:
        return say(
          "Left out, since they do not open the street: %1.",
          "Weggelaten omdat de straat er niet voor open gaat: %1.", count)
      case .exempt:
        return say(
          "Left out, since the rule does not hold for them: %1.",
          "Weggelaten omdat de regel er niet voor geldt: %1.", count)
      }
    }
  }

  // MARK: Ahead

  /// What a plan does with a pair.
  func title(_ plan: LookAhead.Plan) -> String {
    switch plan {
    case .together: say("done as one project", "als één project gedaan")
    case .sameYear: say("in one year, each by itself", "in één jaar, elk apart")
    case .farApart: say("far enough apart", "ver genoeg uit elkaar")
    case .undone: say("at least one is not done", "minstens één wordt niet gedaan")
    case .again: say("still opened twice", "nog steeds twee keer open")
    }
  }

  /// What is missed if nothing changes.
  func lead(_ ahead: LookAhead) -> [String] {
    let cents = { (outcome: ChanceOutcome) in ahead.cents[outcome.rawValue] }
    let years = say(
      "%1 to %2", "%1 tot en met %2", "\(ahead.years.lowerBound)", "\(ahead.years.upperBound)")
    let plan =
      ahead.isProgramme
      ? say("the programme", "het programma") : say("the proposals", "de voorstellen")
    return [
      say(
        "If every work is done by itself in its due year, there are %1 pairs of works from %2 that open a place twice "
          + "within the rule. "
          + "Works that are overdue count in the first year.",
        "Als elk werk apart gebeurt in zijn planjaar, zijn er van %2 %1 paren van werken waarvoor een plek binnen de "
          + "regel twee keer open gaat. "
          + "Werken die over tijd zijn, tellen in het eerste jaar.",
        language.number(ahead.pairs.count), years),
      say(
        "Projects of %1 that hold such works save %2 in cash, all their works counted. That is missed if nothing "
          + "changes. A further %3 fits the windows and is not planned; %4 fits no window.",
        "De projecten van %1 met zulke werken besparen %2 aan geld, al hun werken meegeteld. Dat loopt u mis als "
          + "er niets verandert. Nog eens %3 past binnen de vensters en staat niet in het plan; %4 past in geen venster.",
        plan, money(cents(.together)), money(cents(.notDone)), money(cents(.impossible))),
      say(
        "Moving works also makes new pairs: %1 places would be opened twice by %2 that would not be in their due years.",
        "Door werken te schuiven ontstaan ook nieuwe paren: %1 plekken gaan in %2 twee keer open en in hun planjaren niet.",
        language.number(ahead.newPairs), plan),
    ]
  }
}
