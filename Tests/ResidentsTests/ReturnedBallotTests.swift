import Foundation
import TestSupport
import Testing

@testable import Residents

@Suite struct ReturnedBallotTests {
  private let number = String(repeating: "0a", count: 16)

  private func text(
    vote: String = "vote-1", number: String? = nil, chosen: String = "[\"01\"]", more: String = ""
  ) -> String {
    "{\n \"vote\": \"\(vote)\",\n \"number\": \"\(number ?? self.number)\",\n\(more) \"chosen\": \(chosen)\n}\n"
  }

  @Test func `a ballot is read`() throws {
    let ballot = try ReturnedBallot(
      Data(text(chosen: "[\"03\", \"01\"]").utf8), path: "b.json", of: paper)
    #expect(ballot.options == [0, 2] && ballot.number == number && ballot.code == nil)
  }

  @Test func `hostile and malformed ballots are refused with their line`() {
    let bad: [(String, Int)] = [
      ("", 1), ("[]", 1), ("{", 1), (text(vote: "vote-2"), 2), (text(number: "1"), 3),
      (text(number: String(repeating: "Z", count: 32)), 3), (text(chosen: "[\"04\"]"), 4),
      (text(chosen: "[\"01\", \"01\"]"), 4), (text(chosen: "[1]"), 4), (text(chosen: "\"01\""), 4),
      (text(more: " \"name\": \"x\",\n"), 4), (text(more: " \"code\": \"x\",\n"), 4),
      (text(chosen: "[\"01\",\"02\",\"03\",\"01\"]"), 4), ("\u{0}", 1),
      (String(repeating: "[", count: 60_000), 1), (String(repeating: "a", count: 70_000), 1),
    ]
    for (text, line) in bad {
      let error = #expect(throws: BallotError.self) {
        try ReturnedBallot(Data(text.utf8), path: "b.json", of: paper)
      }
      #expect(error?.line == line, "\(text.prefix(80))")
      #expect(error?.path == "b.json" && error?.remedy.isEmpty == false)
    }
    #expect(throws: BallotError.self) {
      try ReturnedBallot(Data([0xff, 0xfe, 0x00]), path: "b.json", of: paper)
    }
  }

  @Test func `nobody counts twice`() throws {
    let folder = try TemporaryFolder()
    let other = String(repeating: "1b", count: 16)
    let third = String(repeating: "2c", count: 16)
    try folder.write(text(), to: "in/a.json")
    try folder.write(text(), to: "in/b.json")
    try folder.write(text(number: other), to: "in/c.json")
    try folder.write(text(number: other, chosen: "[\"02\"]"), to: "in/d.json")
    try folder.write(text(number: third, chosen: "[]"), to: "in/e.json")
    try folder.write("no ballot", to: "in/f.json")
    try folder.write("notes", to: "in/readme.txt")
    let box = BallotBox(try BallotBox.files(in: [folder.file("in")]), of: paper)
    #expect(box.counted.map(\.options) == [[0], []])
    #expect(box.repeated == [folder.file("in/b.json")])
    // Of two different ones of one voter neither counts, whatever their order.
    #expect(
      box.refused.map(\.path).sorted()
        == ["in/c.json", "in/d.json", "in/f.json"].map(folder.file))
  }

  @Test func `a code counts once and only one that was given out`() throws {
    let codes = VoterCodes.draw(20)
    #expect(Set(codes).count == 20)
    #expect(codes.allSatisfy { $0.wholeMatch(of: /[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}/) != nil })
    var coded = paper
    coded.codes = VoterCodes.hashes(codes)
    let folder = try TemporaryFolder()
    let other = String(repeating: "1b", count: 16)
    let code = codes[3].uppercased().replacing("-", with: " ")
    try folder.write(text(more: " \"code\": \"\(codes[3])\",\n"), to: "a.json")
    try folder.write(text(number: other, more: " \"code\": \"\(code)\",\n"), to: "b.json")
    try folder.write(text(more: " \"code\": \"aaaa-aaaa-aaaa\",\n"), to: "c.json")
    try folder.write(text(), to: "d.json")
    let box = BallotBox(["a", "b", "c", "d"].map { folder.file($0 + ".json") }, of: coded)
    #expect(box.counted.count == 1 && box.repeated.count == 1 && box.refused.count == 2)
  }
}
