import Foundation
import LayerIO
import ProjectFile
import Synchronization

/// The links of a project, in a file beside it that its owner alone can read. A link that is withdrawn is in it no more,
/// whoever took it out: the file is looked at before each answer.
package final class LinkBook: Sendable {
  /// The file.
  package let path: String
  private let state: Mutex<State>

  fileprivate struct State {
    var links: [Link] = []
    /// What the file was like when it was read or written.
    var stamp: FileStamp?
  }

  fileprivate struct Document: Codable {
    var kansenkaart_links = 1
    var links: [Link]
  }

  /// The most links that a project has at a time.
  private static let most = 200

  /// The links of the project with a file.
  /// - Throws: `YAMLError` where its links can't be read.
  package init(besideProject project: String) throws(YAMLError) {
    path =
      URL(fileURLWithPath: project).deletingLastPathComponent()
      .appendingPathComponent("links.json").path
    var state = State()
    try state.read(path)
    self.state = Mutex(state)
  }

  /// The links, the oldest first.
  package var links: [Link] {
    state.withLock {
      $0.readIfOther(path); return $0.links
    }
  }

  /// The link that one of some tokens belongs to, unless it has ended; the day is noted.
  func link(of tokens: [String], at time: Date) -> Link? {
    let day = day(of: time)
    let hashes = tokens.map(Token.hash)
    return state.withLock { state in
      state.readIfOther(path)
      // All are compared, whichever is the one.
      let found = state.links.indices.filter { index in
        hashes.filter { Token.isSame($0, state.links[index].hash) }.count > 0
      }
      guard let index = found.first(where: { !state.links[$0].hasEnded(on: day) }) else {
        return nil
      }
      if state.links[index].used != day {
        state.links[index].used = day
        // That a link was used is told when it can be; whoever comes by it is let in anyhow.
        try? state.write(path)
      }
      return state.links[index]
    }
  }

  /// Makes a link, and returns it with its token, which is told this once.
  /// - Throws: `QueryProblem`, `Refusal` for a name that another has; `YAMLError` where the file can't be written.
  func make(
    _ kind: Link.Kind, name: String, party: String?, until: String?, at time: Date
  ) throws -> (link: Link, token: String) {
    let token = Token.random()
    let link = try state.withLock { state in
      try state.read(path)
      guard state.links.count < Self.most else {
        throw Refusal(409, "There are \(Self.most) links already.", "Withdraw some.")
      }
      guard !state.links.contains(where: { $0.name == name }) else {
        throw Refusal(
          409, "There is a link '\(name)'.", "Give this one another name, or withdraw that one.")
      }
      let link = Link(
        id: (state.links.map(\.id).max() ?? 0) + 1, name: name, kind: kind, party: party,
        made: day(of: time), until: until, hash: Token.hash(token))
      try state.write(path, state.links + [link])
      return link
    }
    return (link, token)
  }

  /// Withdraws a link: from now on it lets nobody in.
  /// - Throws: `NotThere`; `YAMLError` where the file can't be written.
  func withdraw(_ id: Int) throws {
    try state.withLock { state in
      try state.read(path)
      let others = state.links.filter { $0.id != id }
      guard others.count < state.links.count else {
        throw NotThere("There is no link \(id).", "It may have been withdrawn already.")
      }
      try state.write(path, others)
    }
  }
}

extension LinkBook.State {
  /// Reads the file where it is another than was read; one that can't be read lets nobody in.
  fileprivate mutating func readIfOther(_ path: String) {
    guard FileStamp(path) != stamp else { return }
    do { try read(path) } catch { links = [] }
  }

  fileprivate mutating func read(_ path: String) throws(YAMLError) {
    stamp = FileStamp(path)
    guard stamp != nil else { return links = [] }
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    guard let document = try? JSONDecoder().decode(LinkBook.Document.self, from: bytes),
      document.kansenkaart_links == 1
    else {
      throw YAMLError(
        path: path, line: nil, problem: "These are no links.",
        remedy: "Put the file aside, and make the links anew.")
    }
    links = document.links
  }

  fileprivate mutating func write(_ path: String, _ new: [Link]? = nil) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let bytes = try encoder.encode(LinkBook.Document(links: new ?? links))
    // Names of links and when they were used are nobody else's.
    try replaceText(of: path, by: String(decoding: bytes, as: UTF8.self) + "\n", rights: 0o600)
    if let new { links = new }
    stamp = FileStamp(path)
  }
}
