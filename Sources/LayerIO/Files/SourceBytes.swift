import Foundation

/// The bytes of a source file: mapped into memory, or inflated where the file is gzip.
///
/// Sound: `base` is a mapping or an allocation of `count` bytes that nobody writes to and that is given
/// back in `deinit` alone, so threads may share it.
@safe final class SourceBytes: @unchecked Sendable {
  private let base: UnsafeMutableRawPointer
  private let capacity: Int
  private let isMapped: Bool
  /// Number of bytes of the text.
  let count: Int
  /// Number of bytes on disk.
  let sizeOnDisk: Int

  /// Opens a file.
  /// - Throws: `SourceError` where it is missing, a folder, unreadable, empty or broken gzip.
  init(path: String, source: String) throws(SourceError) {
    let descriptor = try Self.open(path: path, source: source)
    defer { close(descriptor) }
    var status = stat()
    unsafe fstat(descriptor, &status)
    let size = Int(status.st_size)
    sizeOnDisk = size
    guard size > 0 else { throw Self.empty(source) }
    let mapping = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapping = unsafe mapping, unsafe mapping != MAP_FAILED else {
      throw SourceError(
        source: source, problem: "The file can't be read (\(Self.systemMessage())).",
        remedy: "Check the disk and the file's permissions.")
    }
    let start = unsafe UnsafeRawBufferPointer(start: mapping, count: min(2, size))
    guard unsafe start.elementsEqual([0x1F, 0x8B]) else {
      (unsafe base, capacity, isMapped, count) = unsafe (mapping, size, true, size)
      return
    }
    defer { unsafe munmap(mapping, size) }
    let packed = unsafe UnsafeRawBufferPointer(start: mapping, count: size)
    let text = try unsafe GzipReader(packed, source: source).inflated()
    (unsafe base, capacity, count) = unsafe (text.base, text.count, text.count)
    isMapped = false
    guard count > 0 else { throw Self.empty(source) }
  }

  /// The same text as UTF-8, taken for ISO-8859-1: every byte is a character.
  init(latin other: SourceBytes) {
    let utf8 = unsafe other.withBytes { source in
      unsafe source.flatMap { byte in
        byte < 0x80 ? [byte] : [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
      }
    }
    capacity = max(1, utf8.count)
    guard let copy = unsafe malloc(capacity) else { fatalError("out of memory") }
    unsafe UnsafeMutableRawBufferPointer(start: copy, count: utf8.count).copyBytes(from: utf8)
    unsafe base = unsafe copy
    count = utf8.count
    isMapped = false
    sizeOnDisk = other.sizeOnDisk
  }

  deinit {
    if isMapped { unsafe munmap(base, capacity) } else { unsafe free(base) }
  }

  /// Calls `body` with the bytes.
  func withBytes<Result, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Gives back the memory that a range of a mapped file takes up; it is there again when looked at.
  func forget(_ range: Range<Int>) {
    guard isMapped else { return }
    let page = 4096
    let first = (range.lowerBound + page - 1) / page * page
    let length = range.upperBound / page * page - first
    // Sound: the pages lie within the mapping, which is of a file and never written to.
    if length > 0 { unsafe _ = madvise(base + first, length, MADV_DONTNEED) }
  }

  /// What the operating system says about the last failure.
  static func systemMessage() -> String {
    guard let message = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: message)
  }

  private static func empty(_ source: String) -> SourceError {
    SourceError(
      source: source, problem: "The file is empty.", remedy: "Export it again from its system.")
  }

  private static func open(path: String, source: String) throws(SourceError) -> Int32 {
    try checkIsPlain(path, source: source)
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw SourceError(
        source: source, problem: "There is no such file (looked for \(path)).",
        remedy: "Check the path; it counts from the folder of the project file.")
    }
    guard !isFolder.boolValue else {
      throw SourceError(
        source: source, problem: "This is a folder, not a file.",
        remedy: "Name the file inside it.")
    }
    let descriptor = unsafe Glibc.open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw SourceError(
        source: source, problem: "The file can't be opened (\(systemMessage())).",
        remedy: "Check its permissions.")
    }
    return descriptor
  }
}
