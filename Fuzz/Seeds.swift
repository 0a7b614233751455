import Foundation

/// The inputs of a folder, in the order of their names: files that differ in their end alone are one.
func inputs(in folder: String) -> [Input] {
  let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  let groups = Dictionary(grouping: names, by: stem)
  return groups.keys.sorted().map { stem in
    let files = (groups[stem] ?? []).map { name in
      (
        suffix: String(name.dropFirst(stem.count)),
        bytes: [UInt8](FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
      )
    }
    // The shapes of a Shapefile come first: they are what is opened.
    return Input(name: stem, files: files.sorted { $0.suffix == ".shp" && $1.suffix != ".shp" })
  }
}

private func stem(_ name: String) -> String {
  name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
}
