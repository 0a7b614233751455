import Foundation
import LayerIO
import Pipeline
import ProjectFile
import Synchronization
import Tables
import Workers

/// A project before there is one, and its sources after: the files of a folder, what each seems to be, and the project
/// file that comes of it or is edited.
package final class SourceDesk: Sendable {
  /// Path of the project file, which need not be there.
  package let projectPath: String
  let folder: SourceFolder
  private let reading: SourceReading
  private let year: @Sendable () -> Int
  private let outcomes = StageCache<Seen, ReadingOutcome>(limit: 256)
  private let state = Mutex(State())
  /// Held by whoever reads: files are read one at a time.
  private let turn = NSLock()
  /// Held by whoever writes the project file.
  private let pen = NSLock()

  /// A file in a version.
  private struct Seen: Hashable, Sendable {
    let name: String
    let version: String
  }

  private struct State: Sendable {
    /// Requests that read, or wait for their turn.
    var readers = 0
    /// SHA-256 of the project file that was written here; nil where none was.
    var written: String?
  }

  /// Requests that may read or wait at a time.
  private static let mostReaders = 12

  /// The desk of a project file in a folder that is there; `year` is the present year.
  package init(
    project path: String, reading: SourceReading,
    year: @escaping @Sendable () -> Int = {
      Calendar(identifier: .gregorian).component(.year, from: Date())
    }
  ) {
    let file = URL(fileURLWithPath: path)
    projectPath = path
    folder = SourceFolder(file.deletingLastPathComponent().path)
    (self.reading, self.year) = (reading, year)
  }

  /// Name of the project file.
  var projectName: String { URL(fileURLWithPath: projectPath).lastPathComponent }
  /// Whether the project file is there.
  package var hasProject: Bool { FileManager.default.fileExists(atPath: projectPath) }

  /// Whether the project file is still to be made: none is there, or the one that was written here and that nobody
  /// has changed since.
  var isDraft: Bool {
    guard let bytes = FileManager.default.contents(atPath: projectPath) else { return !hasProject }
    return state.withLock(\.written) == sha256(of: bytes)
  }

  /// The map of the project is there: from now on its sources are edited.
  func settle() { state.withLock { $0.written = nil } }

  // MARK: Looking

  /// The layers of a file.
  /// - Throws: `ReadingProblem`; `Refusal` where too many are reading, or the file is not there.
  func layers(of name: SourceName) throws -> [LookedLayer] {
    try layers(named: name.text, at: "\(folder.path)/\(name.text)")
  }

  /// The layers of a source as the project names it.
  /// - Throws: as `layers(of:)`.
  func layers(of options: SourceOptions) throws -> [LookedLayer] {
    guard options.remote == nil, options.files.count == 1 else {
      throw Refusal(
        409, "It comes from a database, from a service or from several files.",
        "Edit it in the file itself.")
    }
    return try layers(named: options.source, at: options.path)
  }

  private func layers(named name: String, at path: String) throws -> [LookedLayer] {
    guard let version = SourceFolder.version(ofFile: path) else {
      throw Refusal(404, "There is no file '\(name)'.", "Look at the page anew.")
    }
    let outcome = try inTurn {
      try outcomes.value(for: Seen(name: name, version: version)) {
        turn.withLock { reading.look(folder.path, name) }
      }
    }
    switch outcome {
    case .layers(let layers): return layers
    case .problem(let problem): throw problem
    case .report: preconditionFailure("a look is no report")
    }
  }

  private func inTurn<Result>(_ body: () throws -> Result) throws -> Result {
    let isOneTooMany = state.withLock { state in
      state.readers += 1
      return state.readers > Self.mostReaders
    }
    defer { state.withLock { $0.readers -= 1 } }
    guard !isOneTooMany else {
      throw Refusal.busy("Other files are still being read.", "Ask again in a moment.")
    }
    return try body()
  }

  // MARK: The draft

  /// What a draft comes to by answers, and what it asked.
  struct Draft {
    /// nil where no file can be read.
    let project: DraftProject?
    let questions: [DraftQuestion]
  }

  /// The draft of all files, in the order of their names; the very text that `kansenkaart init` writes for the same
  /// files and answers.
  /// - Throws: as `layers`, but for files that can't be read, which it names.
  func draft(_ answers: AnswersSent) throws -> Draft {
    let found = try folder.files.map { file -> DraftProject.Found in
      do {
        return (file.name, .success(try layers(of: SourceName(file.name)).map(\.description)))
      } catch let problem as ReadingProblem {
        return (
          file.name,
          .failure(
            SourceError(source: file.name, problem: problem.problem, remedy: problem.remedy))
        )
      }
    }
    guard found.contains(where: { (try? $0.layers.get())?.isEmpty == false }) else {
      return Draft(project: nil, questions: [])
    }
    var questions: [DraftQuestion] = []
    let project = try DraftProject(
      found, today: year(),
      answer: { question in
        questions.append(question)
        return answers.answer(question)
      }, asksAll: true)
    return Draft(project: project, questions: questions)
  }

  /// What would be added to the project of a layer that it does not use.
  /// - Throws: as `layers`; `Refusal` for a layer that is not there.
  func additions(
    of title: String, _ answers: AnswersSent
  ) throws -> (additions: [DraftAddition], questions: [DraftQuestion]) {
    for file in folder.files where title.hasPrefix(file.name) {
      let all = try layers(of: SourceName(file.name))
      guard let layer = all.first(where: { $0.description.title == title }) else { continue }
      var questions: [DraftQuestion] = []
      let additions = try DraftAddition.all(of: layer.description, today: year()) { question in
        questions.append(question)
        return answers.answer(question)
      }
      return (additions, questions)
    }
    throw Refusal(404, "There is no layer '\(title)'.", "Look at the page anew.")
  }

  // MARK: Checking and writing

  /// The intake report of the draft, or of the project where there is one.
  /// - Throws: as `draft`; `ReadingProblem`; `Refusal` where nothing can be checked.
  func report(_ answers: AnswersSent, in language: Language) throws -> String {
    guard isDraft else { return try report(of: projectName, in: language) }
    let name = ".check-\(UInt64.random(in: 0...UInt64.max)).yaml"
    let path = "\(folder.path)/\(name)"
    guard let draft = try draft(answers).project else { throw Self.nothingRead }
    defer { try? removeFile(path) }
    try Data(draft.text.utf8).write(to: URL(fileURLWithPath: path))
    do {
      return try report(of: name, in: language)
    } catch var problem as ReadingProblem {
      problem.place = problem.place?.replacing(name, with: projectName)
      throw problem
    }
  }

  private func report(of name: String, in language: Language) throws -> String {
    let outcome = try inTurn { turn.withLock { reading.check(folder.path, name, language) } }
    switch outcome {
    case .report(let text): return text
    case .problem(let problem): throw problem
    case .layers: preconditionFailure("a check is no look")
    }
  }

  /// Writes the project file of the draft.
  /// - Throws: as `draft`; `Refusal` where something is missing, or another file is there.
  func write(_ answers: AnswersSent) throws {
    guard let draft = try draft(answers).project else { throw Self.nothingRead }
    guard draft.missing.isEmpty else {
      throw Refusal(
        409, "The map still needs: \(draft.missing.joined(separator: ", ")).",
        "Say of a file that it holds them, or add one that does.")
    }
    try Refusal.contradictions {
      _ = try ProjectFile.read(text: Data(draft.text.utf8), path: projectPath)
    }
    try pen.withLock {
      guard isDraft else {
        throw Refusal(
          409, "There is a project file by now.", "Look at the page anew, which then edits it.")
      }
      try replaceText(of: projectPath, by: draft.text)
      state.withLock { $0.written = sha256(of: Data(draft.text.utf8)) }
    }
  }

  private static var nothingRead: Refusal {
    Refusal(409, "There is no file yet that can be read.", "Add files first.")
  }

  // MARK: Editing

  /// The project that is there.
  /// - Throws: `YAMLError`.
  func project() throws -> Parsed<ProjectFile> {
    try ProjectFile.read(path: projectPath, allowsGaps: true)
  }

  /// Has an edit write the project file, of which whoever edits has seen a version.
  /// - Throws: `Refusal` for another version; what `edit` throws.
  func edit(seen: String, _ edit: (Parsed<ProjectFile>) throws -> String) throws {
    try pen.withLock {
      let before = try project()
      guard before.sha256 == seen else {
        throw Refusal(
          412, "The project file is another by now than was seen.", "Look at the page anew.")
      }
      try replaceText(of: projectPath, by: try edit(before))
    }
  }
}
