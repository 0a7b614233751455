import Foundation

/// A text in UTF-16, as programs of Windows call it "Unicode", written anew as UTF-8 for whoever reads no other.
struct UTF16File {
  /// Path of the copy.
  let path: String
  /// Where it is.
  let folder: ScratchFolder

  /// Makes the copy; nil for a file that does not begin with the mark of UTF-16.
  /// - Throws: `SourceError` where it can't be made, or the text is cut.
  init?(path: String, source: String) throws {
    try checkIsPlain(path, source: source)
    guard let mark = FileHandle(forReadingAtPath: path).flatMap({ try? $0.read(upToCount: 2) }),
      let isLittle = [[0xFF, 0xFE]: true, [0xFE, 0xFF]: false][[UInt8](mark)]
    else { return nil }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)).dropFirst(2))
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    guard bytes.count.isMultiple(of: 2),
      let text = String(validating: units, as: UTF16.self)
    else {
      throw SourceError(
        source: source, problem: "The file begins as UTF-16 and is not: it is cut or damaged.",
        remedy: "Save it again as CSV in UTF-8.")
    }
    folder = try ScratchFolder(for: source)
    self.path = folder.file("utf8.csv")
    try Data(text.utf8).write(to: URL(fileURLWithPath: self.path))
  }

  /// What to know of it.
  var note: IntakeNote {
    IntakeNote(
      kind: .encoding, count: 1,
      text: Wording(
        en: "The text is UTF-16; it was read so.", nl: "De tekst is UTF-16; zo is hij gelezen."))
  }
}
