import Tables
import Testing

@Suite struct TerminalTextTests {
  @Test func `control and direction characters do not reach the terminal`() {
    #expect(terminalSafe("a\u{1B}[31mb\u{202E}c\n") == "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}")
    #expect(terminalSafe("Zuidoost 👩‍👧 é") == "Zuidoost 👩‍👧 é")
  }
}
