import CZlib
import Foundation

/// Inflates gzip (RFC 1952): all members of a file, one after the other.
///
/// Sound: the memory of zlib's state and of the text belongs to this object, which one thread uses; the
/// packed bytes outlive it.
@safe final class GzipReader {
  private let packed: UnsafeRawBufferPointer
  private let source: String
  /// Bytes that zlib takes and gives at a time; its counters have 32 bits.
  private let pieceSize: Int
  // zlib's state points back at the stream, which therefore must not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var taken = 0
  private var text: UnsafeMutableRawPointer?
  private var capacity: Int
  private var written = 0

  /// A reader of packed bytes that start with a member.
  init(_ packed: UnsafeRawBufferPointer, source: String, pieceSize: Int = 1 << 30) {
    unsafe self.packed = unsafe packed
    self.source = source
    self.pieceSize = pieceSize
    capacity = max(1 << 16, 8 * packed.count)
    unsafe text = malloc(capacity)
    unsafe stream.initialize(to: z_stream())
    // 16 more than the window's bits: gzip, not zlib.
    unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe free(text)
  }

  /// Inflates everything. The caller frees the text, whose allocation has at least a byte.
  /// - Throws: `SourceError` where a member is damaged or cut, or something else follows the last.
  func inflated() throws(SourceError) -> (base: UnsafeMutableRawPointer, count: Int) {
    while unsafe taken < packed.count {
      guard unsafe packed[taken...].starts(with: [0x1F, 0x8B]) else { throw trailingBytes() }
      try inflateMember()
    }
    guard let base = unsafe text else { throw noMemory() }
    unsafe text = nil
    return unsafe (base, written)
  }

  private func inflateMember() throws(SourceError) {
    unsafe inflateReset(stream)
    while true {
      if written == capacity { grow() }
      guard unsafe text != nil else { throw noMemory() }
      switch inflatePiece() {
      case Z_STREAM_END: return
      case Z_OK: continue
      case Z_MEM_ERROR: throw noMemory()
      case Z_BUF_ERROR: throw damaged("it ends in the middle")
      default: throw damaged("its data contradict their checksum or each other")
      }
    }
  }

  /// Lets zlib go on until it has taken a piece or filled one.
  private func inflatePiece() -> Int32 {
    guard let text = unsafe text else { return Z_MEM_ERROR }
    let offered = unsafe min(pieceSize, packed.count - taken)
    let room = min(pieceSize, capacity - written)
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: packed.baseAddress?.advanced(by: taken).assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(offered)
    unsafe stream.pointee.next_out = text.advanced(by: written).assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(room)
    let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    taken += unsafe offered - Int(stream.pointee.avail_in)
    written += unsafe room - Int(stream.pointee.avail_out)
    return status
  }

  private func grow() {
    capacity *= 2
    let larger = unsafe realloc(text, capacity)
    if unsafe larger == nil { unsafe free(text) }
    unsafe text = unsafe larger
  }

  private func damaged(_ how: String) -> SourceError {
    SourceError(
      source: source, problem: "The file is not whole gzip: \(how).",
      remedy: "Copy it again and compare its size with the original.")
  }

  private func trailingBytes() -> SourceError {
    let count = unsafe packed.count - taken
    return SourceError(
      source: source, problem: "After its gzip data, \(count) bytes follow that are not gzip.",
      remedy: "Copy the file again, or inflate it and check that nothing is missing.")
  }

  private func noMemory() -> SourceError {
    SourceError(
      source: source, problem: "Inflating the file needs more memory than there is.",
      remedy: "Inflate it on disk and name the inflated file.")
  }
}
