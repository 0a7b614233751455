/// What is asked for of a zip, unpacked into a folder of our own.
struct UnpackedZip {
  /// Path of what to open.
  let path: String
  /// Its path in the zip.
  let name: String
  let folder: ScratchFolder

  /// Unpacks what a source asks for, and no more.
  /// - Throws: `SourceError`.
  init(_ options: SourceOptions) throws {
    let zip = try ZipFile(path: options.path, source: options.source)
    let chosen = try ZipChoice(zip).candidate(file: options.file, layer: options.layer)
    folder = try ScratchFolder(for: options.source)
    name = chosen.path
    path = folder.file(chosen.name)
    try Self.checkSize(of: chosen, options.source, room: folder.room)
    if chosen.members.contains(where: { $0.name.contains("/") }) { try makeFolder(path) }
    for (member, name) in chosen.members { try zip.unpack(member, to: folder.file(name)) }
  }

  /// Refuses what is too large for the disk, and what can't be data.
  private static func checkSize(
    of chosen: ZipChoice.Candidate, _ source: String, room: Int
  ) throws(SourceError) {
    let (size, packed) = (chosen.size, chosen.packedSize)
    let isBomb = ZipFile.isHarmful(size: size, packed: packed)
    guard isBomb || size > room else { return }
    throw SourceError(
      source: source,
      problem: "'\(chosen.path)' would grow from \(packed) to \(size) bytes when unpacked"
        + (isBomb ? ", more than data do." : "; the disk has room for \(room)."),
      remedy: isBomb
        ? "If you trust it, unpack it and name the file itself."
        : "Make room, or name a folder on another disk as TMPDIR.")
  }
}
