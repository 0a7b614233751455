import Foundation
import LayerIO

/// A ballot that somebody filled in on the page and sent back: a small JSON file.
package struct ReturnedBallot: Sendable, Equatable {
  /// File that it is from.
  package let path: String
  /// Number that the page drew for it, 32 hexadecimal digits.
  package let number: String
  /// Code of the voter; nil where none is asked.
  package let code: String?
  /// Indices of the options that are chosen, ascending.
  package let options: [Int]

  /// By what it is told whether somebody votes twice: the code or, without codes, the number.
  var voter: String { code ?? number }

  /// The most bytes that a ballot has.
  private static let largest = 64 << 10

  /// Reads a ballot.
  /// - Throws: `BallotError`, which names the line, for anything but a ballot of this vote.
  package init(path: String, of paper: BallotPaper) throws {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    guard let size, size <= Self.largest, let bytes = FileManager.default.contents(atPath: path)
    else {
      throw BallotError(
        path, "This is no ballot: it can't be read, or is over 64 KB.", "Take it out.")
    }
    try self.init(bytes, path: path, of: paper)
  }

  /// Reads the bytes of a ballot.
  /// - Throws: as above.
  package init(_ bytes: Data, path: String, of paper: BallotPaper) throws {
    self.path = path
    guard bytes.count <= Self.largest, let text = String(bytes: bytes, encoding: .utf8),
      let value = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    else {
      throw BallotError(
        path, line: 1, "This is no JSON object in UTF-8.",
        "Ask for the file as the page saved it, or take it out.")
    }
    func error(_ sign: String, _ problem: String, _ remedy: String) -> BallotError {
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let line = lines.firstIndex { $0.contains(sign) }.map { $0 + 1 } ?? 1
      return BallotError(path, line: line, problem, remedy)
    }
    let known = ["vote", "number", "code", "chosen"]
    for key in value.keys.sorted() where !known.contains(key) {
      throw error(
        "\"\(key)\"", "A ballot has no '\(key)'.", "Nothing else belongs in it; take it out.")
    }
    guard let vote = value["vote"] as? String else {
      throw error("\"vote\"", "The ballot does not tell its vote.", "Take it out.")
    }
    guard vote == paper.vote else {
      throw error(
        "\"vote\"", "This ballot is of the vote '\(vote.prefix(40))', not of '\(paper.vote)'.",
        "Count it with the folder of its own vote.")
    }
    guard let number = value["number"] as? String, number.utf8.count == 32,
      number.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else {
      throw error(
        "\"number\"", "The number of the ballot is not 32 digits 0-9 and a-f.",
        "Ask for the file as the page saved it.")
    }
    self.number = number
    code = try Self.code(value["code"], of: paper, error)
    guard let ids = value["chosen"] as? [String], ids.count <= paper.options.count else {
      throw error(
        "\"chosen\"", "'chosen' is no list of at most \(paper.options.count) numbers.",
        "Ask for the file as the page saved it.")
    }
    let places = Dictionary(uniqueKeysWithValues: zip(paper.options.map(\.id), 0...))
    options = try ids.map { id in
      guard let place = places[id] else {
        throw error(
          "\"\(id)\"", "'\(id.prefix(40))' is not on the ballot.",
          "Count it with the folder of its own vote.")
      }
      return place
    }.sorted()
    guard Set(options).count == options.count else {
      throw error("\"chosen\"", "The ballot names an option twice.", "Ask for another.")
    }
  }

  private static func code(
    _ value: Any?, of paper: BallotPaper, _ error: (String, String, String) -> BallotError
  ) throws -> String? {
    guard !paper.codes.isEmpty else {
      guard value == nil else {
        throw error("\"code\"", "This vote has no codes.", "Take 'code' out of the ballot.")
      }
      return nil
    }
    guard let code = value as? String,
      paper.codes.contains(sha256(of: Data(VoterCodes.plain(code).utf8)))
    else {
      throw error(
        "\"code\"", "The code of this ballot was not given out.", "Ask the voter for the right one."
      )
    }
    return VoterCodes.plain(code)
  }
}

/// Ballots that came in, each voter's counted once.
package struct BallotBox: Sendable {
  /// Ballots that count, in the order of their files.
  package private(set) var counted: [ReturnedBallot] = []
  /// Files that hold the same ballot as another.
  package private(set) var repeated: [String] = []
  /// What is not counted, and why.
  package private(set) var refused: [BallotError] = []

  /// Reads the ballots of a vote. One that came twice counts once; of different ones of one voter
  /// none counts.
  package init(_ files: [String], of paper: BallotPaper) {
    var byVoter: [String: [ReturnedBallot]] = [:]
    var read: [ReturnedBallot] = []
    for file in files {
      do {
        let ballot = try ReturnedBallot(path: file, of: paper)
        byVoter[ballot.voter, default: []].append(ballot)
        read.append(ballot)
      } catch let error as BallotError {
        refused.append(error)
      } catch {
        refused.append(BallotError(file, "This file can't be read.", "Take it out."))
      }
    }
    for ballot in read {
      let same = byVoter[ballot.voter] ?? []
      if let other = same.first(where: { $0.options != ballot.options }) {
        refused.append(
          BallotError(
            ballot.path, line: 1, "\(other.path) has the same voter and another choice.",
            "Ask the voter which of the two counts, and take the other out."))
      } else if same.first?.path != ballot.path {
        repeated.append(ballot.path)
      } else {
        counted.append(ballot)
      }
    }
  }

  /// Files in folders and files that are named: of a folder all `.json` in it, by name.
  /// - Throws: `BallotError` for what is not there.
  package static func files(in paths: [String]) throws -> [String] {
    try paths.flatMap { path -> [String] in
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
        throw BallotError(
          path, "There is no such file or folder.", "Name the ballots that came in.")
      }
      guard attributes[.type] as? FileAttributeType == .typeDirectory else { return [path] }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { $0.lowercased().hasSuffix(".json") && $0 != BallotPaper.fileName }
        .sorted().map { path + "/" + $0 }
    }
  }
}
