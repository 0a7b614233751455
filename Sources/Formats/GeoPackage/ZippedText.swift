import CZlib
import LayerIO

/// A zip file (PKWARE's APPNOTE 6.3) that holds one text, without a date.
func zipped(_ text: String, as name: String) -> [UInt8] {
  let (content, name) = (Array(text.utf8), Array(name.utf8))
  let packed = deflated(content)
  let about =
    littleEndian(20, bytes: 2) + littleEndian(0x0800, bytes: 2) + littleEndian(8, bytes: 2)
    + littleEndian(0, bytes: 2) + littleEndian(0x0021, bytes: 2)
    + littleEndian(cyclicCheck(content), bytes: 4) + littleEndian(packed.count, bytes: 4)
    + littleEndian(content.count, bytes: 4) + littleEndian(name.count, bytes: 2)
    + littleEndian(0, bytes: 2)
  let file = littleEndian(0x0403_4B50, bytes: 4) + about + name + packed
  let entry =
    littleEndian(0x0201_4B50, bytes: 4) + littleEndian(20, bytes: 2) + about
    + Array(repeating: 0, count: 14) + name
  let end =
    littleEndian(0x0605_4B50, bytes: 4) + littleEndian(0, bytes: 4) + littleEndian(1, bytes: 2)
    + littleEndian(1, bytes: 2) + littleEndian(entry.count, bytes: 4)
    + littleEndian(file.count, bytes: 4) + littleEndian(0, bytes: 2)
  return file + entry + end
}

private func littleEndian(_ number: Int, bytes: Int) -> [UInt8] {
  (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

private func cyclicCheck(_ bytes: [UInt8]) -> Int {
  // Sound: the bytes are read during the call.
  Int(unsafe bytes.withUnsafeBytes { unsafe checksum($0) })
}

/// The bytes as zip files hold them: a stream of zlib without its two bytes of header and four of checksum.
private func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var room = compressBound(UInt(bytes.count))
  let stream = unsafe [UInt8](unsafeUninitializedCapacity: Int(room)) { buffer, count in
    // Sound: zlib reads the bytes and writes at most `room` of them during the call.
    let result = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe compress2(buffer.baseAddress, &room, bytes.baseAddress, UInt(bytes.count), 9)
    }
    precondition(result == Z_OK, "zlib has no memory")
    count = Int(room)
  }
  return Array(stream.dropFirst(2).dropLast(4))
}
