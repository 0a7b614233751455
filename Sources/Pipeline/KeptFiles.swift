import Foundation
import LayerIO
import ProjectFile
import Tables

extension ProjectFile {
  /// Makes sure that no product takes the place of a file that the project rests on: a source may be called as a
  /// product is, and stand in the output folder.
  /// - Throws: `ProductError` that names such a file.
  func checkKept(in output: String) throws(ProductError) {
    let folder = plainPath(output)
    let products = Set(Product.allCases.map { folder + "/" + $0.fileName })
    guard let file = ownFiles.first(where: { products.contains(plainPath($0)) }) else { return }
    throw ProductError(
      cause: .cannotCreate, path: file,
      problem: "The project reads this file, and a product would take its place.",
      remedy: "Choose another folder with --output, or give the file another name.")
  }

  /// Paths of the project file and of all files that it names.
  private var ownFiles: [String] {
    let catalogues = [
      cyclesPath, pricesPath, packagesPath, couplingsPath, normsPath, bundling.compatibilityPath,
      bundling.decisionsPath,
    ]
    return [path] + catalogues.compactMap(\.self) + sources.flatMap(\.files).map(\.path)
  }
}
