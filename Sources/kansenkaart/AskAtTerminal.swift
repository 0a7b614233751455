import Foundation
import Pipeline
import Tables

/// Puts questions to whoever sits at the terminal, on standard error, and reads the answers.
final class AskAtTerminal {
  private let language: Language
  /// The layer that the last question was about.
  private var layer = ""
  /// Whether there is nobody to answer any more.
  private var hasEnded = false

  init(_ language: Language) { self.language = language }

  /// The answer to a question: the guess for an empty line, and from the end of input on.
  func answer(_ question: DraftQuestion) -> String {
    guard !hasEnded else { return question.guessed }
    if question.layer != layer {
      layer = question.layer
      tell("\n\(layer)\n  \(language.text(question.holds))\n")
    }
    tell(question.lines(in: language).joined(separator: "\n") + "\n")
    while true {
      tell("> ")
      guard let line = readLine() else {
        hasEnded = true
        tell("\n")
        return question.guessed
      }
      if let answer = question.answer(line) { return answer }
    }
  }

  private func tell(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
