import Formats
import Foundation
import Geometry
import LayerIO
import LayerStack
import Publishing
import Tables

/// Geometry of a stack, for products that show it.
package struct StackGeometry: Sendable {
  /// Neighbourhoods, in the table's order.
  package var neighbourhoods: GeometryArray
  /// Assets, in the table's order.
  package var assets: GeometryArray
  /// Faces; nil where the run made none.
  var faces: StackFaces?

  /// Writes the file.
  /// - Throws: `ProductError`.
  func write(to path: String, threads: Int) throws {
    var file = SectionFileWriter(StackFiles.geometry)
    file.add("neighbourhoods", neighbourhoods)
    file.add("assets", assets)
    if let faces {
      file.add("faces", faces.geometry)
      file.add("faces.zone", .int32(faces.zones))
      file.add("faces.signature", .int32(faces.signatures))
    }
    try writeSections(file, to: path, threads: threads)
  }

  /// Loads the geometry that belongs to a stack.
  /// - Throws: `SavedStackError`, `MissingInput`, `SourceError`.
  static func load(folder: String, threads: Int) throws -> StackGeometry {
    let path = folder + "/" + Product.stackGeometry.fileName
    guard FileManager.default.fileExists(atPath: path) else {
      throw MissingInput(
        paths: [path],
        remedy: "Products with geometry need it; choose tables with --products, or run again.")
    }
    return try SavedStack.explaining(path) {
      let file = try SectionFile(path: path, format: StackFiles.geometry, threads: threads)
      let hasFaces = file.names.contains("faces.zone")
      return StackGeometry(
        neighbourhoods: try file.geometry("neighbourhoods"), assets: try file.geometry("assets"),
        faces: hasFaces
          ? StackFaces(
            zones: try file.int32("faces.zone"), signatures: try file.int32("faces.signature"),
            geometry: try file.geometry("faces")) : nil)
    }
  }

  /// As many neighbourhoods and assets without a position, for tables alone.
  init(withoutPositions neighbourhoods: Int, assets: Int) {
    self.neighbourhoods = GeometryArray(emptyFeatures: neighbourhoods)
    self.assets = GeometryArray(emptyFeatures: assets)
  }

  init(neighbourhoods: GeometryArray, assets: GeometryArray, faces: StackFaces?) {
    self.neighbourhoods = neighbourhoods
    self.assets = assets
    self.faces = faces
  }
}

extension GeometryArray {
  fileprivate init(emptyFeatures count: Int) {
    self.init(
      positions: [], pathStarts: [0], pathRoles: [],
      featureStarts: [Int](repeating: 0, count: count + 1))
  }
}
