import CZlib
import Foundation

extension ZipFile {
  /// Writes the unpacked bytes of a member to a file.
  /// - Throws: `SourceError` where they can't be had, or are not what the zip says of them.
  func unpack(_ member: Member, to path: String) throws {
    do {
      let file = try openForWriting(path)
      try unpack(member) { try writeBytes($0, to: file) }
      try file.close()
    } catch let error as SystemError {
      throw SourceError(
        source: source, problem: "'\(member.path)' can't be unpacked (\(error)).",
        remedy: "Check the folder for temporary files, or name another one as TMPDIR.")
    }
  }

  /// The unpacked bytes of a member.
  /// - Throws: `SourceError` as `unpack(_:to:)`.
  func content(of member: Member) throws -> [UInt8] {
    var content: [UInt8] = []
    try unpack(member) { piece in
      // Sound: the bytes are copied during the call.
      unsafe piece.withUnsafeBufferPointer { unsafe content.append(contentsOf: $0) }
    }
    return content
  }

  /// Hands over the unpacked bytes piece by piece.
  private func unpack(_ member: Member, _ take: (Span<UInt8>) throws -> Void) throws {
    try checkKind(of: member)
    let range = try packedRange(of: member)
    var sum = UnpackedSum()
    try unsafe bytes.withBytes { all in
      let packed = unsafe UnsafeRawBufferPointer(rebasing: all[range])
      if member.method == 0 {
        try unsafe copy(packed, member, &sum, take)
      } else {
        try unsafe inflate(packed, member, &sum, take)
      }
    }
    guard sum.count == member.size, sum.checksum == member.checksum else {
      throw damaged("'\(member.path)' contradicts its checksum")
    }
  }

  private func checkKind(of member: Member) throws(SourceError) {
    guard member.flags & 1 == 0, member.method != 99 else {
      throw SourceError(
        source: source, problem: "'\(member.path)' is locked with a password.",
        remedy: "Unpack it with the password, and name the file itself.")
    }
    guard member.method == 0 || member.method == 8 else {
      let name = member.method == 9 ? " (Deflate64)" : ""
      throw SourceError(
        source: source,
        problem: "'\(member.path)' is packed by method \(member.method)\(name), which is not read.",
        remedy: "Unpack it and name the file itself, or pack it the usual way (Deflate).")
    }
  }

  private func copy(
    _ packed: UnsafeRawBufferPointer, _ member: Member, _ sum: inout UnpackedSum,
    _ take: (Span<UInt8>) throws -> Void
  ) throws {
    // Sound: the bytes are held by the caller during the call.
    for start in stride(from: 0, to: packed.count, by: pieceSize) {
      let piece = unsafe UnsafeRawBufferPointer(
        rebasing: packed[start..<min(packed.count, start + pieceSize)])
      let bytes = unsafe piece.bindMemory(to: UInt8.self)
      sum.add(unsafe bytes.span)
      try take(unsafe bytes.span)
    }
  }

  private func inflate(
    _ packed: UnsafeRawBufferPointer, _ member: Member, _ sum: inout UnpackedSum,
    _ take: (Span<UInt8>) throws -> Void
  ) throws {
    // Sound: zlib's state stays at its place until it is freed below; its input outlives the call, and it
    // is told how much room there is.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // A negative number of bits: the bytes alone, without a head.
    unsafe inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer {
      unsafe inflateEnd(stream)
      unsafe stream.deallocate()
    }
    var room = [UInt8](repeating: 0, count: pieceSize)
    var taken = 0
    var status = Z_OK
    while status == Z_OK {
      let offered = min(pieceSize, packed.count - taken)
      unsafe stream.pointee.next_in = UnsafeMutablePointer(
        mutating: packed.baseAddress?.advanced(by: taken).assumingMemoryBound(to: UInt8.self))
      unsafe stream.pointee.avail_in = UInt32(offered)
      let count = unsafe room.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(target.count)
        status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        return unsafe target.count - Int(stream.pointee.avail_out)
      }
      taken += unsafe offered - Int(stream.pointee.avail_in)
      let piece = room.span.extracting(first: count)
      sum.add(piece)
      // What is longer than the zip says may never end.
      guard sum.count <= member.size else { break }
      try take(piece)
    }
    guard status == Z_STREAM_END else { throw damaged("'\(member.path)' is damaged") }
  }
}

/// Bytes taken and handed over at a time.
private let pieceSize = 1 << 20

/// Number and CRC-32 of bytes.
private struct UnpackedSum {
  var count = 0
  var checksum: UInt32 = 0

  mutating func add(_ bytes: Span<UInt8>) {
    // zlib begins anew where it is given no bytes.
    guard bytes.count > 0 else { return }
    count += bytes.count
    // Sound: zlib reads the bytes during the call.
    unsafe bytes.withUnsafeBufferPointer { piece in
      checksum = unsafe UInt32(
        truncatingIfNeeded: crc32(UInt(checksum), piece.baseAddress, UInt32(piece.count)))
    }
  }
}
