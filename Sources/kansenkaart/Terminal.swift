import Foundation
import LayerIO
import Pipeline
import Publishing
import Report
import Synchronization
import Tables

/// How progress is told on standard error.
enum ProgressForm: String, CaseIterable {
  /// A bar for each stage on a terminal, a line for each stage elsewhere.
  case words
  /// For programs: an object of JSON on a line of its own for each stage and each further percent of it.
  case lines
}

/// Progress on standard error, in either form; nothing when quiet.
final class Terminal: Sendable {
  private let isQuiet: Bool
  private let isTerminal: Bool
  private let form: ProgressForm
  private let state: Mutex<State>

  private struct State {
    var language = Language.nl
    var stage: Stage?
    var percent = -1
  }

  init(isQuiet: Bool, form: ProgressForm) {
    self.isQuiet = isQuiet
    self.form = form
    isTerminal = form == .words && isatty(FileHandle.standardError.fileDescriptor) == 1
    state = Mutex(State())
  }

  /// Speaks a language from now on.
  func speak(_ language: Language) { state.withLock { $0.language = language } }

  /// A control whose progress shows here.
  func control() -> JobControl {
    JobControl { stage, fraction in self.show(stage, fraction) }
  }

  /// Says the warnings about sources, which even a quiet job must say.
  func warn(_ records: [IntakeRecord]) {
    let language = state.withLock { $0.language }
    for line in warningLines(records, language: language) { write(line + "\n") }
  }

  /// Ends the bar under way.
  func end() {
    state.withLock { state in
      if isTerminal, state.stage != nil { write("\n") }
      state.stage = nil
    }
  }

  private func show(_ stage: Stage, _ fraction: Double) {
    guard !isQuiet else { return }
    state.withLock { state in
      let isNew = state.stage != stage
      let percent = isNew ? Int(100 * fraction) : max(state.percent, Int(100 * fraction))
      defer { (state.stage, state.percent) = (stage, percent) }
      guard isNew || percent != state.percent else { return }
      let title = state.language.text(stage.title)
      guard form == .words else { return write(line(stage, title, percent)) }
      guard isTerminal else {
        if isNew { write(title + "\n") }
        return
      }
      if isNew, let done = state.stage {
        write("\r" + bar(state.language.text(done.title), 100) + "\n")
      }
      write("\r" + bar(title, percent))
    }
  }

  /// The form for programs. Keys of stages and their titles need no escapes.
  private func line(_ stage: Stage, _ title: String, _ percent: Int) -> String {
    #"{"stage":"\#(stage.rawValue)","title":"\#(title)","percent":\#(percent)}"# + "\n"
  }

  private func bar(_ title: String, _ percent: Int) -> String {
    let width = 30
    let filled = width * percent / 100
    return title.padding(toLength: 24, withPad: " ", startingAt: 0)
      + String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      + " \(percent)%"
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

extension Stage {
  fileprivate var title: TextKey {
    switch self {
    case .reading: .readingStage
    case .stacking: .stackStage
    case .mapping: .mapStage
    case .bundling: .bundlingStage
    case .faces: .facesStage
    case .writing: .writingStage
    }
  }
}
