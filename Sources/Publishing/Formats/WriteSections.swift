import LayerIO

/// Writes a file of flat arrays.
/// - Throws: `ProductError` when it can't be written.
public func writeSections(_ sections: SectionFileWriter, to path: String, threads: Int) throws {
  let file = try OutputFile(path: path)
  // Sound: the bytes are written before the call returns.
  try unsafe sections.write(threads: threads) { try unsafe file.write($0) }
  try file.close()
}
