import Geometry
import LayerIO
import Workers

extension DraftLayer {
  /// Asks what the layer is for; all but the areas that were chosen already may be neighbourhoods.
  func role(
    guessed: DraftRole, mayBeNeighbourhoods: Bool, _ answer: DraftAnswer
  ) throws -> DraftRole {
    let roles = DraftRole.allCases.filter { mayBeNeighbourhoods || $0 != .neighbourhoods }
    let question = question(
      Wording(en: "What is it?", nl: "Wat is dit?"),
      roles.map { .init(value: $0.rawValue, name: $0.name) },
      guess: roles.firstIndex(of: guessed) ?? roles.count - 1, why: reason(for: guessed))
    return DraftRole(rawValue: try answer(question)) ?? guessed
  }

  /// The layer with what only its maker can tell: asked where a guess is doubtful.
  func settled(as role: DraftRole, _ answer: DraftAnswer) throws -> DraftLayer {
    var layer = self
    switch role {
    case .neighbourhoods:
      for meaning in [FieldMeaning.id, .name] { try layer.settle(meaning, as: role, answer) }
    case .challenge:
      try layer.settleTheme(answer)
      if layer.found[.severity]?.check != nil { try layer.settle(.severity, as: role, answer) }
    case .works:
      try layer.settleType(answer)
      for meaning in layer.doubtfulOfWorks { try layer.settle(meaning, as: role, answer) }
    case .unused: break
    }
    return layer
  }

  /// What of a schedule is guessed by less than a name and values that both tell; and when works are due,
  /// where nothing tells.
  private var doubtfulOfWorks: [FieldMeaning] {
    let doubtful = [FieldMeaning.id, .built, .last, .due, .cost, .budget, .street].filter {
      found[$0]?.check != nil
    }
    let hasYear = [FieldMeaning.built, .last, .due].contains { found[$0] != nil }
    return hasYear || RemainingLife(description, today: today) != nil ? doubtful : doubtful + [.due]
  }

  private mutating func settle(
    _ meaning: FieldMeaning, as role: DraftRole, _ answer: DraftAnswer
  ) throws {
    let guess = guessed(meaning, of: role)
    let names = description.fields.map(\.spelling)
    let none = DraftQuestion.Choice(value: "", name: Wording(en: "none of them", nl: "geen ervan"))
    let question = question(
      Wording(
        en: "Which field is \(meaning.name.en)?", nl: "Welk veld is \(meaning.name.nl)?"),
      names.map { .init(value: $0, name: Wording(verbatim: $0)) } + [none],
      guess: guess.flatMap { names.firstIndex(of: $0.name) } ?? names.count,
      why: fieldReason(guess))
    let name = try answer(question)
    settle(meaning, description.fields.first { $0.spelling == name })
  }

  private func fieldReason(_ guess: FoundField?) -> Wording {
    guard let guess else {
      return Wording(en: "no name and no values tell", nl: "geen naam en geen waarden wijzen erop")
    }
    return guess.check == nil
      ? Wording(en: "by its name and values", nl: "naar naam en waarden")
      : Wording(
        en: "its name or its values tell, not both", nl: "alleen de naam of de waarden wijzen erop")
  }

  private mutating func settleTheme(_ answer: DraftAnswer) throws {
    let guess = themes(DraftSystems([])).first?.theme ?? ""
    let known = ThemeWords.themes
    let themes = known.contains(guess) ? known : [guess] + known
    settledTheme = try answer(
      question(
        Wording(en: "Which theme?", nl: "Welk thema?"),
        themes.map { .init(value: $0, name: Wording(verbatim: $0)) },
        guess: themes.firstIndex(of: guess) ?? 0, why: reason(for: .challenge), takesOther: true))
  }

  private mutating func settleType(_ answer: DraftAnswer) throws {
    guard typeField == nil, namedType?.isLoose ?? true else { return }
    let types = AssetWords.types
    let guess = namedType?.type ?? types[0]
    settledType = try answer(
      question(
        Wording(en: "Of which type are these assets?", nl: "Van welke soort zijn deze objecten?"),
        types.map { .init(value: $0, name: Wording(verbatim: $0)) },
        guess: types.firstIndex(of: guess) ?? 0,
        why: namedType == nil
          ? Wording(en: "nothing tells", nl: "niets wijst erop")
          : Wording(en: "its name may tell", nl: "de naam kan erop wijzen"),
        takesOther: true))
  }

  // MARK: Words

  private func question(
    _ text: Wording, _ choices: [DraftQuestion.Choice], guess: Int, why: Wording,
    takesOther: Bool = false
  ) -> DraftQuestion {
    DraftQuestion(
      layer: description.path + (description.layer.map { ", \($0)" } ?? ""), holds: holds,
      text: text, choices: choices, guess: guess, why: why, takesOther: takesOther)
  }

  /// Number and kind of features, and the fields.
  fileprivate var holds: Wording {
    let kind =
      switch description.kind {
      case .shell, .hole: Wording(en: "areas", nl: "vlakken")
      case .line: Wording(en: "lines", nl: "lijnen")
      case .point: Wording(en: "points", nl: "punten")
      case nil: Wording(en: "rows without a place", nl: "regels zonder plek")
      }
    let fields = description.fields.map(\.spelling).joined(separator: ", ")
    return Wording(
      en: "\(description.count) \(kind.en); fields: \(fields)",
      nl: "\(description.count) \(kind.nl); velden: \(fields)")
  }

  /// What speaks for a role.
  private func reason(for role: DraftRole) -> Wording {
    var reasons: [Wording] = []
    switch role {
    case .neighbourhoods:
      reasons.append(
        Wording(en: "areas with a code or a name", nl: "vlakken met een code of een naam"))
    case .challenge:
      if let theme = namedTheme {
        reasons.append(
          Wording(en: "its name tells of \(theme)", nl: "de naam wijst op \(theme)"))
      }
      reasons += [found[.severity]].compactMap(\.self).map { Self.field($0.name, .severity) }
    case .works:
      if let type = namedType?.type {
        reasons.append(Wording(en: "its name tells of \(type)", nl: "de naam wijst op \(type)"))
      }
      reasons += [FieldMeaning.due, .last, .built, .cost].compactMap { meaning in
        found[meaning].map { Self.field($0.name, meaning) }
      }
    case .unused: return reasonUnused
    }
    guard let first = reasons.first else {
      return Wording(en: "by its values", nl: "naar de waarden")
    }
    return reasons.dropFirst().reduce(first) {
      Wording(en: "\($0.en), \($1.en)", nl: "\($0.nl), \($1.nl)")
    }
  }

  private static func field(_ name: String, _ meaning: FieldMeaning) -> Wording {
    Wording(
      en: "'\(name)' looks like \(meaning.name.en)", nl: "'\(name)' lijkt \(meaning.name.nl)")
  }
}

extension NeighbourhoodDraft {
  /// The municipality's name: what a field tells, or what is answered; nil where neither does.
  func name(_ answer: DraftAnswer?) throws -> String? {
    if let municipality { return municipality }
    guard let answer, let layer else { return nil }
    let question = DraftQuestion(
      layer: layer.description.path, holds: layer.holds,
      text: Wording(en: "What is the project called?", nl: "Hoe heet het project?"),
      choices: [.init(value: "", name: Wording(en: "My municipality", nl: "Mijn gemeente"))],
      guess: 0, why: Wording(en: "no file tells its name", nl: "geen bestand noemt de naam"),
      takesOther: true)
    let name = try answer(question)
    return name.isEmpty ? nil : name
  }
}
