import LayerIO
import ProjectFile

/// Project files, which are read from memory.
final class ProjectTarget: Target {
  let name = "project"
  let casesOfShortRun = 6_000
  let words = [
    "\n", "  ", "- ", ": ", ":", "#", "&a ", "*a", "<<: *a", "!!int ", "!!binary ", "~", "null",
    "{", "}", "[", "]", ",", "'", "\"", "|\n", ">\n", "---\n", "...\n", "%YAML 1.1\n", "\t",
    "\u{FEFF}",
    "where: ", "map: ", "severity: ", "year: ", "layer: ", "source: ", "crs: ", "weight: ", "0344",
    "no", "12:30", "2030-01-01", ".inf", ".nan", "0x1F", "1_000",
  ]

  func run(_ input: Input, random: inout some RandomNumberGenerator) throws -> Bool {
    let bytes = input.files[0].bytes
    let project = try outcome { try ProjectFile(path: "/folder/project.yaml", bytes: bytes) }
    let again = try outcome { try ProjectFile(path: "/folder/project.yaml", bytes: bytes) }
    try compare("read twice", project, again) { a, b throws(Fault) in
      try require(a == b, "a project that is another one the second time")
    }
    return (try? project.get()) != nil
  }
}

/// Values of fields as people write them: numbers, amounts, years, truth.
final class ValueTarget: Target {
  let name = "values"
  let casesOfShortRun = 150_000
  let words = [
    "€", "EUR", "$", ".", ",", "-", "+", "e", "x", "0x", "inf", "nan", " ", "\u{A0}", "\u{2009}",
    "%",
    "T23:59:59Z", "/", "1.250", "12.500", "99,5", "jan", "december", "FY2010", "n.v.t.", "TBC", "٣",
    "½", "−", "1e309", "5e-324", "-99997",
  ]

  func run(_ input: Input, random: inout some RandomNumberGenerator) throws -> Bool {
    let value = AttributeValue.text(String(decoding: input.files[0].bytes, as: UTF8.self))
    let number = try reading(value) { value throws(FieldProblem) in try value.number() }
    var comma = ColumnNotation()
    (comma.decimal, comma.hasDayNumbers, comma.hasMilliseconds) = (.comma, true, true)
    comma.hasShortYears = true
    let other = try reading(value) { value throws(FieldProblem) in try value.number(as: comma) }
    let years = try reading(value) { value throws(FieldProblem) in try value.years(as: comma) }
    let year = try reading(value) { value throws(FieldProblem) in try value.year() }
    let flag = try reading(value) { value throws(FieldProblem) in try value.flag() }
    try require(number?.isFinite ?? true, "a number that is none")
    try require(other?.isFinite ?? true, "a number with a comma that is none")
    try require(
      years.map { $0.clamped(to: 1800...2200) == $0 } ?? true, "years \(years ?? 0...0)")
    try require(year.map { (1800...2200).contains($0) } ?? true, "year \(year ?? 0)")
    return number != nil || year != nil || flag != nil
  }

  /// A value, or nil where it is unknown or refused with a reason.
  private func reading<Value>(
    _ value: AttributeValue, _ read: (AttributeValue) throws(FieldProblem) -> Value?
  ) throws(Fault) -> Value? {
    do throws(FieldProblem) {
      return try read(value)
    } catch {
      try require(
        !error.detail.en.isEmpty && !error.detail.nl.isEmpty, "a refusal without a reason")
      return nil
    }
  }
}
