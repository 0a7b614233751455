import LayerIO
import OpportunityMap
import ProjectBundling
import Tables

extension VectorTable {
  /// The table with what keys of the project's themes and of the catalogue stand for.
  func naming(_ input: ProductInput) -> VectorTable {
    let themes = input.map.themes.map { theme in
      (theme.key, Wording(en: Language.en.themeName(theme), nl: Language.nl.themeName(theme)))
    }
    let themeNames = Dictionary(themes, uniquingKeysWith: { first, _ in first })
    var table = self
    for index in columns.indices {
      guard case .text = columns[index].type else { continue }
      switch columns[index].name {
      case "theme", "themes": table.columns[index].label?.codes = themeNames
      case "couplings": table.columns[index].label?.codes = input.couplingNames
      case "asset_type": table.columns[index].label?.codes = input.names.types
      case "measure": table.columns[index].label?.codes = input.names.measures
      default: break
      }
    }
    return table
  }

  /// The table with words in the place of codes.
  func inWords(_ language: Language) -> VectorTable {
    var table = self
    table.columns = columns.map { $0.inWords(language) }
    return table
  }
}

extension VectorTable.Column {
  /// What its codes stand for, in a language, by code.
  func codeWords(in language: Language) -> [String: String] {
    (label?.codes ?? [:]).mapValues { language.text($0) }
  }

  fileprivate func inWords(_ language: Language) -> VectorTable.Column {
    let words = codeWords(in: language)
    guard !words.isEmpty else { return self }
    var column = VectorTable.Column(name: name, unit: unit, count: count) { rows in
      let values = self.values(of: rows)
      guard case .text(let texts) = values else { return values }
      return .text(texts.map { $0.map { told($0, words) } })
    }
    column.label = label
    return column
  }
}

/// A text with words in the place of codes, which semicolons part where there are several.
private func told(_ text: String, _ words: [String: String]) -> String {
  text.split(separator: ";").map { part in
    let part = part.drop { $0 == " " }
    // How many there are stands in brackets behind the code.
    let code = part.firstRange(of: " (").map { part[..<$0.lowerBound] } ?? part
    return (words[String(code)] ?? String(code)) + part[code.endIndex...]
  }.joined(separator: "; ")
}

extension ProductInput {
  /// What couplings are called, by key.
  fileprivate var couplingNames: [String: Wording] {
    let couplings = projects?.couplings?.finder.catalogue.couplings ?? []
    let names = couplings.compactMap { coupling -> (String, Wording)? in
      guard let dutch = coupling.name[Language.nl.rawValue],
        let english = coupling.name[Language.en.rawValue]
      else { return nil }
      return (coupling.key, Wording(en: english, nl: dutch))
    }
    return Dictionary(names, uniquingKeysWith: { first, _ in first })
  }
}
