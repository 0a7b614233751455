import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Tables
import Workers

extension DraftLayer {
  /// Asks what the layer is for; all but the areas that were chosen already may be neighbourhoods.
  func role(
    guessed: DraftRole, mayBeNeighbourhoods: Bool, _ answer: DraftAnswer
  ) throws -> DraftRole {
    let roles = DraftRole.allCases.filter { mayBeNeighbourhoods || $0 != .neighbourhoods }
    let question = question(
      "role", Wording(en: "What is it?", nl: "Wat is dit?"),
      roles.map { .init(value: $0.rawValue, name: $0.name) },
      guess: roles.firstIndex(of: guessed) ?? roles.count - 1, why: reason(for: guessed))
    return DraftRole(rawValue: try answer(question)) ?? guessed
  }

  /// The layer with what only its maker can tell: asked where a guess is doubtful, or all that may be otherwise.
  func settled(
    as role: DraftRole, _ answer: DraftAnswer, asksAll: Bool
  ) throws -> DraftLayer {
    var layer = self
    if role == .challenge { try layer.settleTheme(answer) }
    if role == .works { try layer.settleType(answer, asksAll: asksAll) }
    let doubtful = layer.doubtful(as: role)
    for meaning in asksAll ? layer.meanings(of: role) : doubtful {
      try layer.settle(meaning, as: role, answer, isDoubtful: doubtful.contains(meaning))
    }
    return layer
  }

  private func doubtful(as role: DraftRole) -> [FieldMeaning] {
    switch role {
    case .neighbourhoods: [.id, .name]
    case .challenge: found[.severity]?.check != nil ? [.severity] : []
    case .works: doubtfulOfWorks
    case .unused: []
    }
  }

  /// What a field may hold in a role.
  private func meanings(of role: DraftRole) -> [FieldMeaning] {
    switch role {
    case .neighbourhoods: [.id, .name, .inhabitants, .dwellings]
    case .challenge: takesSeverity ? [.severity] : []
    case .works:
      [.id, .due, .last, .built, .cycle, .earliest, .latest, .cost, .budget, .street]
    case .unused: []
    }
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
    _ meaning: FieldMeaning, as role: DraftRole, _ answer: DraftAnswer, isDoubtful: Bool
  ) throws {
    let guess = guessed(meaning, of: role)
    let names = description.fields.map(\.spelling)
    let none = DraftQuestion.Choice(value: "", name: Wording(en: "none of them", nl: "geen ervan"))
    var question = question(
      meaning.rawValue,
      Wording(
        en: "Which field is \(meaning.name.en)?", nl: "Welk veld is \(meaning.name.nl)?"),
      names.map { .init(value: $0, name: Wording(verbatim: $0)) } + [none],
      guess: guess.flatMap { names.firstIndex(of: $0.name) } ?? names.count,
      why: fieldReason(guess))
    question.isDoubtful = isDoubtful
    let name = try answer(question)
    // A guess that nobody had to be asked about stays what it is.
    guard isDoubtful || name != question.guessed else { return }
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
    let guesses = themes(DraftSystems([])).map(\.theme)
    let known = ThemeWords.themes
    let all = guesses.filter { !known.contains($0) } + known
    var choices = all.map { DraftQuestion.Choice(value: $0, name: Self.themeName($0)) }
    if guesses.count > 1 {
      let names = guesses.map(Self.themeName)
      choices.append(
        .init(
          value: "",
          name: Wording(
            en: names.map(\.en).joined(separator: " and "),
            nl: names.map(\.nl).joined(separator: " en "))))
    }
    let guess = guesses.count > 1 ? "" : guesses.first
    let theme = try answer(
      question(
        "theme", Wording(en: "Which theme?", nl: "Welk thema?"), choices,
        guess: choices.firstIndex { $0.value == guess } ?? 0, why: reason(for: .challenge),
        takesOther: true))
    settledTheme = theme.isEmpty ? nil : theme
  }

  private static func themeName(_ key: String) -> Wording {
    Wording(en: Language.en.themeName(key), nl: Language.nl.themeName(key))
  }

  private mutating func settleType(_ answer: DraftAnswer, asksAll: Bool) throws {
    let isDoubtful = typeField == nil && namedType?.isLoose ?? true
    guard isDoubtful || asksAll else { return }
    let byField = isTypedByField ? typeField : nil
    var choices = AssetWords.types.map { DraftQuestion.Choice(value: $0, name: typeName($0)) }
    if let field = byField?.field.spelling {
      choices.append(
        .init(value: "", name: Wording(en: "as '\(field)' tells", nl: "zoals '\(field)' zegt")))
    }
    let guess = byField == nil ? namedType?.type ?? choices[0].value : ""
    var question = question(
      "type",
      Wording(en: "Of which type are these assets?", nl: "Van welke soort zijn deze objecten?"),
      choices, guess: choices.firstIndex { $0.value == guess } ?? 0, why: typeReason(byField),
      takesOther: true)
    question.isDoubtful = isDoubtful
    let type = try answer(question)
    if isDoubtful || type != question.guessed { settledType = type }
  }

  private func typeReason(_ field: TypeField?) -> Wording {
    if field != nil {
      return Wording(en: "its values are types", nl: "de waarden zijn soorten")
    }
    guard let namedType else { return Wording(en: "nothing tells", nl: "niets wijst erop") }
    return namedType.isLoose
      ? Wording(en: "its name may tell", nl: "de naam kan erop wijzen")
      : Wording(en: "its name tells", nl: "de naam wijst erop")
  }

  /// What people call a type, by the catalogue that comes with the program.
  private func typeName(_ type: String) -> Wording {
    typeNames[type] ?? Wording(verbatim: type)
  }

  // MARK: Words

  private func question(
    _ key: String, _ text: Wording, _ choices: [DraftQuestion.Choice], guess: Int, why: Wording,
    takesOther: Bool = false
  ) -> DraftQuestion {
    DraftQuestion(
      layer: description.title, key: key, holds: holds, text: text, choices: choices, guess: guess,
      why: why, takesOther: takesOther)
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
      if let theme = namedTheme.map(Self.themeName) {
        reasons.append(
          Wording(en: "its name tells of \(theme.en)", nl: "de naam wijst op \(theme.nl)"))
      }
      reasons += [found[.severity]].compactMap(\.self).map { Self.field($0.name, .severity) }
    case .works:
      if let type = (namedType?.type).map(typeName) {
        reasons.append(
          Wording(en: "its name tells of \(type.en)", nl: "de naam wijst op \(type.nl)"))
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

/// Names of types of assets, where the catalogue that comes with the program is there.
private let typeNames: [String: Wording] =
  (try? CycleCatalogue.load(path: BundledFiles.cycles())).map { MeasureNames($0).types } ?? [:]

extension SourceDescription {
  /// Path, with the layer's name where the file has several.
  package var title: String { path + (layer.map { ", \($0)" } ?? "") }
}

extension NeighbourhoodDraft {
  /// The municipality's name: what a field tells, or what is answered; nil where neither does.
  func name(_ answer: DraftAnswer?, asksAll: Bool) throws -> String? {
    if let municipality, !asksAll { return municipality }
    guard let answer, let layer else { return municipality }
    let none = DraftQuestion.Choice(
      value: "", name: Wording(en: "My municipality", nl: "Mijn gemeente"))
    let found = municipality.map { DraftQuestion.Choice(value: $0, name: Wording(verbatim: $0)) }
    var question = DraftQuestion(
      layer: layer.description.path, key: "project", holds: layer.holds,
      text: Wording(en: "What is the project called?", nl: "Hoe heet het project?"),
      choices: [found ?? none], guess: 0,
      why: found == nil
        ? Wording(en: "no file tells its name", nl: "geen bestand noemt de naam")
        : Wording(en: "a field tells it", nl: "een veld noemt de naam"),
      takesOther: true)
    question.isDoubtful = found == nil
    let name = try answer(question)
    return name.isEmpty ? nil : name
  }
}
