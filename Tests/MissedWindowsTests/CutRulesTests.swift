import ProjectFile
import TestSupport
import Testing
import Workers

@testable import MissedWindows

@Suite struct CutRulesTests {
  @Test func `the bundled rules are those of Flanders and of the United Kingdom`() throws {
    let rules = try CutRules.load(path: Repository.file("layers/cut-rules.yaml"))
    #expect(rules.rules.map(\.key) == ["flanders", "united-kingdom"])
    #expect(rules.rules[0].years == [.surface: 5, .trench: 2])
    #expect(rules.rules[0].exempt.isEmpty)
    #expect(rules.rules[1].years == [.surface: 5])
    #expect(rules.rules[1].exempt == Set(CutRules.Exemption.allCases))
    #expect(rules.leastArea == 3)
  }

  @Test func `what does not open the street is told by type and measure`() throws {
    let rules = try CutRules.load(path: Repository.file("layers/cut-rules.yaml"))
    #expect(rules.opening(assetType: "sewer", measure: "clean-rain") == .none)
    #expect(rules.opening(assetType: "sewer", measure: "replace") == .trench)
    #expect(rules.opening(assetType: "pavement-brick", measure: "relay") == .surface)
    #expect(rules.opening(assetType: "something", measure: "else") == .trench)
  }

  @Test(arguments: [
    ("years: {surface: 5}", "source"), ("years: {surface: 51}, source: x", "51"),
    ("years: {surfac: 5}, source: x", "surface"),
    ("years: {surface: 5}, exempt: [fire], source: x", "emergency"),
  ])
  func `a rule that is not right is an error that names what is`(rule: String, named: String) throws
  {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      """
      kansenkaart_cut_rules: 1
      least_area: {m2: 3, source: here}
      rules:
        own: {name: {nl: Eigen, en: Own}, \(rule)}
      """, to: "rules.yaml")
    let error = #expect(throws: YAMLError.self) { try CutRules.load(path: path) }
    #expect(error?.description.contains(named) == true, "\(error?.description ?? "")")
    #expect(error?.line == 4)
  }
}
