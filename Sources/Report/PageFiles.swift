import Foundation
import LayerIO

/// The files that pages are put together from.
struct PageFiles {
  /// Folder that holds `maplibre-gl.js` and `maplibre-gl.css`; nil where there is none.
  let mapLibraryFolder: String?

  /// A file of our own pages.
  /// - Throws: `ProductError` when it can't be read.
  func part(_ name: String) throws -> String {
    try text(of: Bundle.module.bundlePath + "/Page/" + name)
  }

  /// MapLibre GL JS or its styles, after its licence; empty where it is not installed.
  /// - Throws: `ProductError` when it can't be read.
  func mapLibrary(_ kind: String) throws -> String {
    guard let folder = mapLibraryFolder else { return "" }
    let licence = try part("maplibre-licence.txt")
    return "/*\n\(licence)*/\n" + (try text(of: "\(folder)/maplibre-gl.\(kind)")) + "\n"
  }

  private func text(of path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ProductError(
        cause: .cannotCreate, path: path, problem: "This part of the report can't be read.",
        remedy: "Install Kansenkaart again, or leave out report.html with --products.")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
