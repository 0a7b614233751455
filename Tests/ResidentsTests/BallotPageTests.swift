import Foundation
import LayerIO
import Tables
import Testing

@testable import Residents

@Suite struct BallotPageTests {
  @Test func `no text of a project can end the script or the page`() throws {
    var hostile = paper
    hostile.name = "</script><script>alert(1)</script>"
    hostile.options[0].place = "<img src=x onerror=alert(1)>"
    let text = try BallotPage(hostile, places: [:], language: .nl).text()
    #expect(text.components(separatedBy: "</script>").count == 3)
    #expect(!text.contains("<img"))
  }

  @Test func `the page lets nothing in but its own script and style, and sends nothing`() throws {
    let text = try BallotPage(paper, places: [:], language: .nl).text()
    #expect(text.contains("default-src 'none'; script-src 'sha256-"))
    #expect(
      !text.contains("unsafe-inline") && !text.contains("http://") && !text.contains("https://"))
    #expect(!text.contains("style=\""))
  }

  @Test func `the page does not tell codes, nor their hashes`() throws {
    var coded = paper
    coded.codes = VoterCodes.hashes(["abcd-efgh-jkmn"])
    let text = try BallotPage(coded, places: [:], language: .en).text()
    #expect(text.contains("\"asks_code\":true") && !text.contains(coded.codes[0]))
  }

  @Test func `every text is there in both languages`() {
    for (key, wording) in ballotTexts {
      #expect(!wording.en.isEmpty && !wording.nl.isEmpty, "\(key)")
      for place in 1...4 {
        #expect(wording.en.contains("%\(place)") == wording.nl.contains("%\(place)"), "\(key)")
      }
    }
  }
}
