import LayerIO

/// Writes a file of flat arrays.
/// - Throws: `ProductError` when it can't be written.
package func writeSections(_ sections: SectionFileWriter, to path: String, threads: Int) throws {
  let file = try OutputFile(path: path)
  try sections.write(threads: threads) { try file.append($0) }
  try file.close()
}
