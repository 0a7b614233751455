import Foundation
import LayerIO
import Synchronization

/// The folder of a project, with the files in it that may be its sources. Files come in whole or not at all, and of two
/// that come by one name at a time the second is told.
final class SourceFolder: Sendable {
  /// A file of the folder.
  struct File: Sendable, Equatable {
    let name: String
    /// Bytes, with those of its parts.
    let bytes: Int
    /// Another text when it is another file.
    let version: String
  }

  let path: String
  private let state = Mutex(State())

  private struct State: Sendable {
    /// Files that are on their way.
    var coming = 0
  }

  /// Files that may come at a time, and be in the folder.
  private static let most = (coming: 8, files: 200)
  /// Bytes that stay free on the disk.
  private static let spare = 1 << 30

  /// A folder that is there. What senders of before left in it goes.
  init(_ path: String) {
    self.path = path
    Upload.removeLeft(in: path)
  }

  /// The files that hold layers, by name.
  var files: [File] {
    names.filter { !$0.isPart }.compactMap { name in
      version(of: name).map { File(name: name.text, bytes: bytes(of: name), version: $0) }
    }
  }

  /// Parts of Shapefiles of which the shapes are not there.
  var loneParts: [String] {
    let names = names
    let all = Set(names.map(\.text))
    return names.filter { $0.isPart && all.isDisjoint(with: $0.wholes) }.map(\.text)
  }

  private var names: [SourceName] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return all.sorted().compactMap { try? SourceName($0) }.filter { name in
      var isFolder: ObjCBool = false
      // Sound: the flag is written before the call returns.
      return unsafe FileManager.default.fileExists(
        atPath: "\(path)/\(name.text)", isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  /// The version of a file with its parts; nil where it is not there.
  func version(of name: SourceName) -> String? { Self.version(ofFile: "\(path)/\(name.text)") }

  /// The version of a file anywhere.
  static func version(ofFile path: String) -> String? {
    let stamps = filesOfSource(path: path).compactMap { path in
      FileStamp(path).map {
        "\(path) \($0.size ?? 0) \($0.changed?.timeIntervalSince1970 ?? 0) \($0.number ?? 0)"
      }
    }
    guard !stamps.isEmpty else { return nil }
    return String(sha256(of: Data(stamps.joined(separator: "\n").utf8)).prefix(16))
  }

  private func bytes(of name: SourceName) -> Int {
    filesOfSource(path: "\(path)/\(name.text)").reduce(0) { sum, path in
      sum + (FileStamp(path)?.size ?? 0)
    }
  }

  // MARK: Coming and going

  /// Begins to take a file in. `announced` are its bytes, where they are told.
  /// - Throws: `Refusal` where there is no room for it, or another file is there than was seen.
  func begin(_ name: SourceName, seen: String?, announced: Int?) throws -> Upload {
    guard announced ?? 0 <= Upload.most else { throw Upload.tooLong }
    try check(name, seen)
    guard names.count < Self.most.files || version(of: name) != nil else {
      throw Refusal(507, "There are \(Self.most.files) files already.", "Take some out first.")
    }
    guard (announced ?? 0) + Self.spare <= room else {
      throw Refusal(507, "The disk is nearly full.", "Make room on it.")
    }
    let isOneTooMany = state.withLock { state in
      state.coming += 1
      return state.coming > Self.most.coming
    }
    let left: @Sendable () -> Void = { [weak self] in self?.state.withLock { $0.coming -= 1 } }
    guard !isOneTooMany else {
      left()
      throw Refusal.busy("Other files are still coming in.", "Send it again in a moment.")
    }
    return try Upload(name, seen: seen, in: path, onEnd: left)
  }

  /// Takes a file in that is whole. Returns its version.
  /// - Throws: `Refusal` where another file is there by now than was seen.
  func take(_ upload: Upload) throws -> String {
    try upload.bringToDisk()
    return try state.withLock { _ in
      try check(upload.name, upload.seen)
      try replaceFile("\(path)/\(upload.name.text)", with: upload.path)
      try bringToDisk(folder: path)
      return version(of: upload.name) ?? ""
    }
  }

  /// Removes a file in the version that was seen, with its parts.
  /// - Throws: `Refusal` where another is there, or none.
  func remove(_ name: SourceName, seen: String) throws {
    try state.withLock { _ in
      guard version(of: name) != nil else {
        throw Refusal(404, "There is no file '\(name.text)'.", "Look at the page anew.")
      }
      try check(name, seen)
      for path in filesOfSource(path: "\(path)/\(name.text)") { try removeFile(path) }
      try bringToDisk(folder: path)
    }
  }

  private func check(_ name: SourceName, _ seen: String?) throws {
    guard let version = version(of: name) else {
      guard seen == nil else {
        throw Refusal(412, "The file '\(name.text)' is gone.", "Look at the page anew.")
      }
      return
    }
    guard seen != version else { return }
    var refusal =
      seen == nil
      ? Refusal(
        409, "There is a file '\(name.text)' already.",
        "To replace it, send its version as 'If-Match'.")
      : Refusal(
        412, "The file '\(name.text)' is another by now than was seen.", "Look at the page anew.")
    refusal.members = ["version": .text(version)]
    throw refusal
  }

  private var room: Int {
    let found = try? FileManager.default.attributesOfFileSystem(forPath: path)
    return (found?[.systemFreeSize] as? Int) ?? Int.max
  }
}
