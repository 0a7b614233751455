import LayerIO
import ProjectFile

/// A reader to try, and what must hold for whatever it is given.
protocol Target: AnyObject {
  /// Folder of its seeds, and name on the command line.
  var name: String { get }
  /// Pieces that mean something to it.
  var words: [String] { get }
  /// Cases of a short run, some two seconds' worth.
  var casesOfShortRun: Int { get }

  /// Reads an input, all files of which are given, and tells whether it was accepted.
  /// - Throws: `Fault` where something does not hold.
  func run(_ input: Input, random: inout some RandomNumberGenerator) throws -> Bool
}

/// The files of a source, by the end of their names; most have one.
struct Input {
  /// Name without what tells the files apart.
  var name: String
  /// End of the name and content of each file.
  var files: [(suffix: String, bytes: [UInt8])]
}

/// What does not hold.
struct Fault: Error {
  /// One sentence.
  let problem: String
}

/// Calls a reader that may refuse its input, but only with an error that says why.
/// - Throws: `Fault` for an error of another kind, or one without a text.
func outcome<Value>(of read: () throws -> Value) throws(Fault) -> Result<Value, Refusal> {
  do {
    return .success(try read())
  } catch {
    guard error is SourceError || error is YAMLError || error is SectionFileError else {
      throw Fault(problem: "an error of type \(type(of: error)): \(error)")
    }
    let text = "\(error)"
    guard text.count > 10 else { throw Fault(problem: "an error without a text: '\(text)'") }
    return .failure(Refusal(text: text))
  }
}

/// Why a reader refused its input, in its words.
struct Refusal: Error, Equatable {
  let text: String
}

/// Compares two readings of the same.
/// - Throws: `Fault` where one was refused and the other not, or for other reasons.
func compare<Value>(
  _ what: String, _ one: Result<Value, Refusal>, _ other: Result<Value, Refusal>,
  _ compareValues: (Value, Value) throws(Fault) -> Void
) throws(Fault) {
  switch (one, other) {
  case (.success(let a), .success(let b)): try compareValues(a, b)
  case (.failure(let a), .failure(let b)):
    guard a == b else { throw Fault(problem: "\(what): refused by '\(a.text)' and '\(b.text)'") }
  case (.success, .failure(let refusal)), (.failure(let refusal), .success):
    throw Fault(problem: "\(what): one reading was refused: '\(refusal.text)'")
  }
}

/// - Throws: `Fault` where it does not hold.
func require(_ holds: Bool, _ problem: @autoclosure () -> String) throws(Fault) {
  guard holds else { throw Fault(problem: problem()) }
}
