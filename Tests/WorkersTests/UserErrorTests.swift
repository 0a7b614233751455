import Testing
import Workers

@Suite struct UserErrorTests {
  private struct Broken: UserError {
    var place: String?
    let problem = "It is broken."
    var remedy = "Mend it."
  }

  @Test func `place, problem and remedy make one paragraph, and each may be missing`() {
    #expect("\(Broken(place: "a.yaml:3"))" == "a.yaml:3: It is broken. Mend it.")
    #expect("\(Broken(place: nil))" == "It is broken. Mend it.")
    #expect("\(Broken(place: "GEOS", remedy: ""))" == "GEOS: It is broken.")
  }

  @Test func `each kind of error ends the program with a code of its own`() {
    let codes = UserErrorKind.allCases.map(\.exitCode)
    #expect(Set(codes).count == codes.count)
    // sysexits.h has 64 to 78 for errors.
    #expect(codes.allSatisfy { (64...78).contains($0) })
    #expect(Broken(place: nil).kind == .badInput)
  }
}
