import Foundation
import LayerIO
import Tables

/// What a draft asks about a layer of the given files, with what was guessed and why.
package struct DraftQuestion: Sendable {
  /// An answer that can be given.
  package struct Choice: Sendable, Equatable {
    /// What stands for it, such as `works`, `water` or the name of a field; empty for none of them.
    package let value: String
    /// What people read.
    package let name: Wording
  }

  /// The layer: its path, and its name where the file has several.
  package let layer: String
  /// What is asked of the layer, such as `role`, `theme` or `id`; once of each layer.
  package let key: String
  /// What it holds: features and fields.
  package let holds: Wording
  /// The question.
  package let text: Wording
  /// The answers.
  package let choices: [Choice]
  /// Index of the answer that was guessed.
  package let guess: Int
  /// Why that one.
  package let why: Wording
  /// Whether another word than those of the choices will do, such as a theme of one's own.
  package let takesOther: Bool
  /// Whether only somebody who knows the files can be sure of it; what names and values both tell is asked where all
  /// is.
  package var isDoubtful = true

  /// What a key of a project file that takes a field says of it.
  package static func meaning(of key: String) -> Wording {
    key == "field"
      ? FieldMeaning.severity.name : FieldMeaning(rawValue: key)?.name ?? Wording(verbatim: key)
  }

  /// The answer that was guessed.
  package var guessed: String { choices[guess].value }

  /// The answer that a line of text gives: the guess where it is empty, a choice by its number from 1, by what
  /// stands for it or by its name, or another word where that will do; nil where it gives none.
  package func answer(_ line: String) -> String? {
    let word = line.trimmingCharacters(in: .whitespacesAndNewlines)
    if word.isEmpty { return guessed }
    let isNamed = choices.first { choice in
      [choice.value, choice.name.en, choice.name.nl].contains {
        $0.lowercased() == word.lowercased()
      }
    }
    if let isNamed { return isNamed.value }
    if let number = Int(word) {
      return choices.indices.contains(number - 1) ? choices[number - 1].value : nil
    }
    return takesOther ? word : nil
  }

  /// The question as a terminal shows it: what it is about, the guess and why, and the choices.
  package func lines(in language: Language) -> [String] {
    let guess = language.text(choices[guess].name)
    let taken = Wording(en: "Enter takes", nl: "Enter neemt")
    let other = Wording(en: "or another word", nl: "of een ander woord")
    let list = choices.enumerated().map { "\($0 + 1) \(language.text($1.name))" }
    return [
      "\(language.text(text)) (\(language.text(taken)): \(guess); \(language.text(why)))",
      "  " + (list + (takesOther ? [language.text(other)] : [])).joined(separator: "   "),
    ]
  }
}

/// Gives the answer to a question: the value of a choice, or another word where that will do.
package typealias DraftAnswer = (DraftQuestion) throws -> String

/// What a layer is for in a draft.
enum DraftRole: String, CaseIterable {
  case neighbourhoods, challenge, works, unused

  var name: Wording {
    switch self {
    case .neighbourhoods: Wording(en: "neighbourhoods", nl: "buurten")
    case .challenge: Wording(en: "a challenge", nl: "een opgave")
    case .works: Wording(en: "the maintenance schedule", nl: "de onderhoudsplanning")
    case .unused: Wording(en: "leave it out", nl: "laat weg")
    }
  }
}

extension FieldMeaning {
  /// What people call it.
  var name: Wording {
    switch self {
    case .id: Wording(en: "the id", nl: "het id")
    case .name: Wording(en: "the name", nl: "de naam")
    case .due: Wording(en: "the year in which it is due", nl: "het jaar waarin het aan de beurt is")
    case .earliest: Wording(en: "the earliest year", nl: "het vroegste jaar")
    case .latest: Wording(en: "the latest year", nl: "het uiterste jaar")
    case .last:
      Wording(en: "the year of the last time", nl: "het jaar van de laatste keer")
    case .built: Wording(en: "the year of building", nl: "het jaar van aanleg")
    case .cycle: Wording(en: "the cycle in years", nl: "de cyclus in jaren")
    case .cost: Wording(en: "the cost", nl: "de kosten")
    case .budget: Wording(en: "the budget", nl: "het budget")
    case .street: Wording(en: "the street", nl: "de straat")
    case .severity: Wording(en: "how severe it is", nl: "hoe ernstig het is")
    case .inhabitants: Wording(en: "the inhabitants", nl: "de inwoners")
    case .dwellings: Wording(en: "the dwellings", nl: "de woningen")
    case .crown: Wording(en: "the crown", nl: "de kroon")
    }
  }
}
