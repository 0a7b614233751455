import LayerIO
import Tables
import Workers

extension VoteCount {
  /// The result in words: what came in, what each rule chooses, and how that falls to the voters.
  package func text(in language: Language) -> String {
    let words = VoteWords(self, language)
    return (words.came + outcomes.flatMap { [""] + words.chosen($0) }).joined(separator: "\n")
  }
}

/// Sentences about a result in a language.
private struct VoteWords {
  private let count: VoteCount
  private let language: Language
  private var election: Election { count.election }

  init(_ count: VoteCount, _ language: Language) {
    (self.count, self.language) = (count, language)
  }

  private func words(en: String, nl: String, _ arguments: String...) -> String {
    filled(Wording(en: en, nl: nl).text(in: language), with: arguments)
  }

  private func number(_ value: Int) -> String { language.number(value) }

  private func amount(_ cents: Int) -> String {
    let currency = count.paper?.currency ?? ""
    let text = language.number(Double(cents) / 100, decimals: 2)
    return currency.isEmpty ? text : "\(currency) \(text)"
  }

  /// What came in, and what of that is not counted.
  var came: [String] {
    var lines = [
      words(
        en: "%1 {1:ballot|ballots} counted, %2 of them blank; budget %3.",
        nl: "%1 {1:stembiljet|stembiljetten} geteld, waarvan %2 blanco; budget %3.",
        number(election.ballotCount), number(election.blankCount), amount(election.budget))
    ]
    if !count.box.repeated.isEmpty {
      lines.append(
        words(
          en: "%1 came in more than once and {1:counts|count} once: %2.",
          nl: "%1 {1:kwam|kwamen} vaker binnen en {1:telt|tellen} één keer: %2.",
          number(count.box.repeated.count), count.box.repeated.joined(separator: ", ")))
    }
    if !count.box.refused.isEmpty {
      lines.append(
        words(
          en: "NOT COUNTED, %1 {1:file|files}:", nl: "NIET GETELD, %1 {1:bestand|bestanden}:",
          number(count.box.refused.count)))
      lines += count.box.refused.map { "- \($0.description)" }
    }
    if !count.free.isEmpty {
      lines.append(
        words(
          en: "No choice, since they cost nothing: %1.",
          nl: "Geen keuze, want ze kosten niets: %1.",
          count.free.joined(separator: ", ")))
    }
    return lines.map(terminalSafe)
  }

  /// What a rule chooses.
  func chosen(_ outcome: ElectionOutcome) -> [String] {
    let title = outcome.rule.name.text(in: language).capitalisingFirst
    var table = TextTable(
      header: [
        title, words(en: "What", nl: "Wat"), words(en: "Ballots", nl: "Biljetten"),
        words(en: "Price", nl: "Prijs"), "",
      ])
    let voters = count.voters
    for choice in outcome.choices {
      table.append([
        election.options[choice.option].id, terminalSafe(count.name(choice.option, language)),
        number(voters[choice.option]), amount(election.options[choice.option].price),
        choice.isFromRest ? words(en: "from what was left", nl: "van wat over was") : "",
      ])
    }
    return table.lines + [money(outcome)] + ties(outcome).map(terminalSafe) + fairness(outcome)
  }

  private func money(_ outcome: ElectionOutcome) -> String {
    let spent = words(
      en: "%1 chosen for %2; %3 is left.", nl: "%1 gekozen voor %2; %3 blijft over.",
      number(outcome.choices.count), amount(election.budget - outcome.left), amount(outcome.left))
    guard let next = outcome.cheapestLeftOut else {
      return spent + " "
        + words(en: "All that anybody wants is chosen.", nl: "Alles wat iemand wil is gekozen.")
    }
    return spent + " "
      + words(
        en: "The budget is exhausted: the cheapest that is left costs %1.",
        nl: "Het budget is op: het goedkoopste dat overblijft kost %1.",
        amount(election.options[next].price))
  }

  private func ties(_ outcome: ElectionOutcome) -> [String] {
    outcome.ties.map { tie in
      words(
        en: "A tie: %1 came before %2: by more votes, else the lower price, else the lower number.",
        nl:
          "Gelijk: %1 ging voor %2: door meer stemmen, anders de lagere prijs, anders het lagere nummer.",
        election.options[tie.first].id,
        tie.others.map { election.options[$0].id }.joined(separator: ", "))
    }
  }

  private func fairness(_ outcome: ElectionOutcome) -> [String] {
    let fairness = Fairness(outcome, election)
    guard fairness.voters > 0 else { return [] }
    let share = 100 * Double(fairness.served) / Double(fairness.voters)
    let numbers = fairness.byNumber.enumerated().map { "\($0): \(number($1))" }
    var lines = [
      words(
        en:
          "%1 of %2 voters (%3%) get at least one of their choices. Voters by number of choices that they get: %4.",
        nl:
          "%1 van de %2 stemmers (%3%) krijgen ten minste één van hun keuzes. Stemmers naar aantal keuzes dat ze krijgen: %4.",
        number(fairness.served), number(fairness.voters), language.number(share, decimals: 1),
        numbers.joined(separator: ", ")),
      words(
        en: "On average %1% of the money goes to what a voter chose.",
        nl: "Gemiddeld gaat %1% van het geld naar wat een stemmer koos.",
        language.number(100 * fairness.meanShareOfMoney, decimals: 1)),
    ]
    if let owed = fairness.owed {
      lines.append(
        words(
          en:
            "%1 voters get nothing, though they all want %2 and their equal shares would have paid for it.",
          nl:
            "%1 stemmers krijgen niets, terwijl ze allemaal %2 willen en hun gelijke delen dat hadden betaald.",
          number(owed.voters), election.options[owed.option].id))
    }
    return lines
  }
}
