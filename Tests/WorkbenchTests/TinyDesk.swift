import Foundation
import Pipeline
import TestSupport

@testable import Workbench

extension TinyProject {
  /// The project on the table.
  func desk() throws -> Desk {
    try Desk(Session.open(path, options: MainJob.Options(threads: 2), control: JobControl()))
  }

  /// A scenario beside it that looks from 2031 on.
  func addLater() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("scenarios"), withIntermediateDirectories: false)
    try folder.write(
      "kansenkaart_scenario: 1\nname: {nl: Later, en: Later}\nchanges: {horizon: {from: 2031, to: 2041}}\n",
      to: "scenarios/later.yaml")
  }
}
