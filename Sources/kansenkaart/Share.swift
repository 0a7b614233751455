import ArgumentParser
import Foundation
import Pipeline
import Sharing
import Tables

/// `kansenkaart share`.
struct Share: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Share a run with others, up to a level, in a signed file.",
    discussion: """
      Levels, each with all of those before it: figures (of the city), neighbourhood (figures and borders), \
      outline (where works lie, their kind, status and window) and full (what works and projects are and \
      cost). Nothing above the level is in the file. A plan that nobody agreed on has a window and no year. \
      docs/sharing.md describes the file, which is a zip with JSON, a GeoPackage and a signature.
      """)

  @Argument(help: ArgumentHelp("Folder with the products of a run.", valueName: "folder"))
  var folder: FolderPath

  @Option(help: "How much to share: figures, neighbourhood, outline or full.")
  var level: SharingLevel

  @Option(help: "Whom others can ask, such as the mailbox of a department.")
  var contact: String

  @Option(help: ArgumentHelp("Last day on which it may be used, as 2027-06-30.", valueName: "day"))
  var expires: String

  @Option(
    help: ArgumentHelp(
      "File with the private key to sign by; made, for its owner alone, where it is not there.",
      valueName: "file"))
  var key: FolderPath

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write, such as juinen.kkp.", valueName: "file"))
  var output: FolderPath

  @Option(help: ArgumentHelp("The day on which it is made; else today.", valueName: "day"))
  var on: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try shared.perform({ control in
      try MissingInput.check([folder.path])
      let request = try ShareRequest(
        level: level, contact: contact, made: on ?? today(), expires: expires)
      let (key, isNew) = try SigningKey.at(self.key.path)
      return (
        ShareJob(folder.path, request, key, threads: shared.threadCount, control: control, isNew),
        nil
      )
    }) { job, language in
      Outcome(
        records: [],
        text: sharedText(
          try job.write(to: output.path), in: output.path,
          newKey: job.hasNewKey ? key.path : nil, language))
    }
  }
}

/// `kansenkaart verify`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a shared file: its signature, until when it may be used, and its level.",
    discussion: """
      Ends with 0 where the file is as it was signed, has not expired, and holds what its level allows and nothing \
      else; with 75 where it has expired, and with 65 for all else. A signature tells who signed where you have \
      their public key from themselves: give it with --key.
      """)

  @Argument(help: ArgumentHelp("The file, such as juinen.kkp.", valueName: "file"))
  var file: FolderPath

  @Option(
    help: ArgumentHelp(
      "The public key that it ought to be signed by, which 'share' prints.", valueName: "key"))
  var key: String?

  @Option(help: ArgumentHelp("The day to look at; else today.", valueName: "day"))
  var on: String?

  @Option(help: "Language of the output, nl or en; else LANG, else nl.")
  var language: Language?

  func run() throws {
    do {
      try MissingInput.check([file.path])
      let found = try PackageFile.verify(at: file.path, today: on ?? today(), key: key)
      print(verifiedText(found, SharedOptions.language(language, project: nil)))
    } catch {
      throw ending(error)
    }
  }
}

/// Today, as `2026-11-29`.
func today() -> String {
  Date.now.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
}

extension SharingLevel: ExpressibleByArgument {}
