import Foundation

/// A vote as a file of Pabulib (pabulib.org, Stolicki and others 2020): sections META, PROJECTS and
/// VOTES, each with a header, fields parted by semicolons.
package struct Pabulib: Sendable, Equatable {
  /// Keys and values of META, in the order of the file.
  package private(set) var meta: [(key: String, value: String)] = []
  /// What is voted on and how.
  package private(set) var election: Election
  /// Options that cost nothing and so are no choice; they are told and left out.
  package private(set) var free: [String] = []

  /// Kinds of votes that are counted.
  private static let kinds = ["approval", "choose-1", "cumulative", "scoring"]
  /// The most bytes that are read.
  private static let largest = 256 << 20

  /// Reads a file.
  /// - Throws: `BallotError`, which names the line.
  package init(path: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw BallotError(path, "This file can't be read.", "Check its name and rights.")
    }
    try self.init(bytes, path: path)
  }

  /// Reads the bytes of a file; `path` is for messages.
  /// - Throws: `BallotError`, which names the line.
  package init(_ bytes: Data, path: String) throws {
    guard bytes.count <= Self.largest, let text = String(bytes: bytes, encoding: .utf8) else {
      throw BallotError(
        path, "This is no text in UTF-8 of at most 256 MB.", "Save it as UTF-8.")
    }
    var reader = PabulibReader(path: path)
    try reader.read(text)
    meta = reader.meta
    election = try reader.election(kinds: Self.kinds)
    free = reader.free
  }

  /// The same vote.
  package static func == (a: Pabulib, b: Pabulib) -> Bool {
    a.election == b.election && a.free == b.free && a.meta.map(\.key) == b.meta.map(\.key)
      && a.meta.map(\.value) == b.meta.map(\.value)
  }

  /// A vote as a file. `voters` gives each ballot: who, and the indices of what is chosen.
  package static func text(
    _ election: Election, about: String, voters: [(id: String, options: [Int])]
  ) -> String {
    let meta = [
      ("description", about), ("num_projects", "\(election.options.count)"),
      ("num_votes", "\(voters.count)"), ("budget", amountText(ofCents: election.budget)),
      ("vote_type", "approval"), ("rule", "equalshares"),
    ]
    let counts = voters.reduce(into: [Int](repeating: 0, count: election.options.count)) {
      for option in $1.options { $0[option] += 1 }
    }
    let projects = zip(election.options, counts).map { option, votes in
      [option.id, amountText(ofCents: option.price), "\(votes)", option.name]
    }
    let votes = voters.map { voter in
      [voter.id, voter.options.map { election.options[$0].id }.joined(separator: ",")]
    }
    let lines =
      [["META"], ["key", "value"]] + meta.map { [$0.0, $0.1] }
      + [["PROJECTS"], ["project_id", "cost", "votes", "name"]] + projects
      + [["VOTES"], ["voter_id", "vote"]] + votes
    return lines.map { $0.map(field).joined(separator: ";") + "\n" }.joined()
  }

  /// A text as a field.
  private static func field(_ text: String) -> String {
    let plain = text.map { $0.isNewline ? " " : $0 }
    guard plain.contains(where: { $0 == ";" || $0 == "\"" }) else { return String(plain) }
    return "\"" + String(plain).replacing("\"", with: "\"\"") + "\""
  }
}

/// Lines of a file on their way to a vote.
private struct PabulibReader {
  let path: String
  private(set) var meta: [(key: String, value: String)] = []
  private(set) var free: [String] = []
  private var section = Section.none
  /// Names of the columns of the section; nil until its header has been read.
  private var columns: [String: Int]?
  private var options: [Election.Option] = []
  private var places: [String: Int] = [:]
  private var metaLines: [String: Int] = [:]
  private var votes: [Vote] = []
  private var voterLines: [String: Int] = [:]
  private var seen: Set<Section> = []

  private enum Section: String { case none, meta, projects, votes }

  /// A line of VOTES.
  private struct Vote {
    let line: Int
    let ids: [String]
    /// Nil where the file has no points.
    let points: [String]?
  }

  init(path: String) { self.path = path }

  mutating func read(_ text: String) throws {
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let line = number == 1 && line.hasPrefix("\u{feff}") ? line.dropFirst() : line
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      try read(fields(of: line, number), number)
    }
    for section in [Section.meta, .projects, .votes] where !seen.contains(section) {
      throw error(
        nil, "The section \(section.rawValue.uppercased()) is not there.",
        "A file of Pabulib has META, PROJECTS and VOTES.")
    }
  }

  private func error(_ line: Int?, _ problem: String, _ remedy: String) -> BallotError {
    BallotError(path, line: line, problem, remedy)
  }

  /// Fields of a line, which may stand in quotation marks.
  private func fields(of line: Substring, _ number: Int) throws -> [String] {
    var (fields, field, isQuoted) = ([String](), "", false)
    var characters = line.makeIterator()
    var next = characters.next()
    while let one = next {
      next = characters.next()
      switch (one, isQuoted) {
      case ("\"", true) where next == "\"":
        field.append("\"")
        next = characters.next()
      case ("\"", true): isQuoted = false
      case ("\"", false) where field.isEmpty: isQuoted = true
      case (";", false):
        fields.append(field)
        field = ""
      default: field.append(one)
      }
    }
    guard !isQuoted else {
      throw error(number, "A quotation mark is not closed.", "Close it on the same line.")
    }
    return (fields + [field]).map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private mutating func read(_ fields: [String], _ line: Int) throws {
    if let next = Section(rawValue: fields[0].lowercased()), next != .none,
      fields.dropFirst().allSatisfy(\.isEmpty)
    {
      guard seen.insert(next).inserted else {
        throw error(line, "The section \(fields[0]) stands here twice.", "Keep one of them.")
      }
      if next == .votes, !seen.contains(.projects) || !seen.contains(.meta) {
        throw error(line, "VOTES come before META or PROJECTS.", "Put them last.")
      }
      (section, columns) = (next, nil)
      return
    }
    guard section != .none else {
      throw error(line, "The file does not begin with META.", "Is it a file of Pabulib?")
    }
    guard let columns else { return try readHeader(fields, line) }
    guard fields.count <= columns.count || section == .meta else {
      throw error(
        line, "There are \(fields.count) fields for \(columns.count) columns.",
        "Put fields with a semicolon in quotation marks.")
    }
    switch section {
    case .none: return
    case .meta: try readMeta(fields, line)
    case .projects: try readProject(fields, columns, line)
    case .votes: try readVote(fields, columns, line)
    }
  }

  private mutating func readHeader(_ fields: [String], _ line: Int) throws {
    let needed =
      switch section {
      case .projects: ["project_id", "cost"]
      case .votes: ["voter_id", "vote"]
      case .none, .meta: [String]()
      }
    let names = fields.map { $0.lowercased() }
    for name in needed where !names.contains(name) {
      throw error(
        line, "\(section.rawValue.uppercased()) has no column '\(name)'.",
        "Its first line has the names of the columns, such as \(needed.joined(separator: ";")).")
    }
    columns = Dictionary(
      zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  private mutating func readMeta(_ fields: [String], _ line: Int) throws {
    guard metaLines.updateValue(line, forKey: fields[0]) == nil else {
      throw error(line, "'\(fields[0])' stands in META twice.", "Keep one of them.")
    }
    meta.append((fields[0], fields.count > 1 ? fields[1] : ""))
  }

  private mutating func readProject(
    _ fields: [String], _ columns: [String: Int], _ line: Int
  ) throws {
    func value(_ name: String) -> String? {
      columns[name].flatMap { fields.indices.contains($0) ? fields[$0] : nil }
    }
    let id = value("project_id") ?? ""
    guard !id.isEmpty, !id.contains(",") else {
      throw error(line, "A project has no id, or one with a comma in it.", "Give it another id.")
    }
    guard let text = value("cost"), let price = cents(of: text) else {
      throw error(
        line, "The cost of project '\(id)' is '\(value("cost") ?? "")', which is no amount.",
        "Write it as 8000, 8000.50 or 8000,50: no groups of three and at most two decimals.")
    }
    guard places[id] == nil, !free.contains(id) else {
      throw error(line, "There is a second project '\(id)'.", "Ids tell projects apart.")
    }
    guard price > 0 else { return free.append(id) }
    places[id] = options.count
    options.append(Election.Option(id: id, name: value("name") ?? id, price: price))
  }

  private mutating func readVote(
    _ fields: [String], _ columns: [String: Int], _ line: Int
  ) throws {
    func list(_ name: String) -> [String]? {
      columns[name].map { place in
        guard fields.indices.contains(place), !fields[place].isEmpty else { return [] }
        return fields[place].split(separator: ",", omittingEmptySubsequences: false).map {
          $0.trimmingCharacters(in: .whitespaces)
        }
      }
    }
    let voter = columns["voter_id"].flatMap { fields.indices.contains($0) ? fields[$0] : nil } ?? ""
    if let earlier = voterLines.updateValue(line, forKey: voter) {
      throw error(
        line, "Voter '\(voter)' has a second ballot; the first is on line \(earlier).",
        "Nobody counts twice: take one of the two out.")
    }
    votes.append(Vote(line: line, ids: list("vote") ?? [], points: list("points")))
  }

  // MARK: The vote

  func election(kinds: [String]) throws -> Election {
    func told(_ key: String) throws -> (value: String, line: Int?) {
      guard let value = meta.first(where: { $0.key == key })?.value else {
        throw error(nil, "META does not tell '\(key)'.", "Add the line \(key);... to it.")
      }
      return (value, metaLines[key])
    }
    let (budget, line) = try told("budget")
    guard let amount = cents(of: budget), amount > 0 else {
      throw error(line, "The budget is '\(budget)', which is no amount over 0.", "Mend it.")
    }
    let (kind, kindLine) = try told("vote_type")
    guard kinds.contains(kind) else {
      throw error(
        kindLine, "Votes of the type '\(kind)' are not counted.",
        "There are: \(kinds.joined(separator: ", ")).")
    }
    let hasPoints = kind == "cumulative" || kind == "scoring"
    return Election(
      budget: amount, options: options, ballots: try votes.map { try ballot($0, hasPoints) },
      hasPoints: hasPoints)
  }

  private func ballot(_ vote: Vote, _ hasPoints: Bool) throws -> [Election.Points] {
    guard Set(vote.ids).count == vote.ids.count else {
      throw error(vote.line, "This ballot names a project twice.", "Keep one of them.")
    }
    let points = hasPoints ? vote.points ?? [] : vote.ids.map { _ in "1" }
    guard points.count == vote.ids.count else {
      throw error(
        vote.line, "This ballot has \(points.count) points for \(vote.ids.count) projects.",
        "Give each project its points, in the same order.")
    }
    return try zip(vote.ids, points).compactMap { id, points in
      guard let option = places[id] else {
        if free.contains(id) { return nil }
        throw error(
          vote.line, "This ballot names '\(id)', which is no project.",
          "Ids stand in PROJECTS.")
      }
      guard let number = Int(points), (0...1_000_000).contains(number) else {
        throw error(
          vote.line, "'\(points)' is no number of points.",
          "Points are whole numbers from 0 to 1000000.")
      }
      return number > 0 ? Election.Points(option, number) : nil
    }
  }
}
