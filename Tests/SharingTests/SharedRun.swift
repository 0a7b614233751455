import Foundation
import Geometry
import LayerIO
import Pipeline
import Tables
import TestSupport
import Workers

@testable import Sharing

/// A run of a small city of which packages are made.
struct SharedRun {
  let project: ScenarioProject
  var folder: String { project.folder.file("out") }
  let key = SigningKey(Array(1...32))

  /// Runs a project of streets, changed before it runs.
  init(streets: Int = 6, _ change: (ScenarioProject) throws -> Void = { _ in }) throws {
    project = try ScenarioProject(streets: streets)
    let areas = try String(contentsOfFile: project.folder.file("areas.geojson"), encoding: .utf8)
    try project.folder.write(
      areas.replacing(
        #""name":"West""#, with: #""name":"West","inwoners":2400,"woningen":1100,"huur":30"#
      )
      .replacing(#""name":"Oost""#, with: #""name":"Oost","inwoners":4,"woningen":3,"huur":50"#),
      to: "areas.geojson")
    try project.edit(
      #"name: name, crs: "EPSG:28992"}"#,
      with:
        #"name: name, crs: "EPSG:28992", numbers: {inhabitants: {field: inwoners, kind: count}, "#
        + #"dwellings: {field: woningen, kind: count}, rented: {field: huur, weight: dwellings, unit: "%"}}}"#
    )
    try change(project)
    try run()
  }

  /// Runs the project once more.
  func run() throws {
    let products = Set(Product.shared).union([.stackFigures, .stackGeometry, .runRecord])
    let job = try MainJob(
      projectPath: project.path, options: MainJob.Options(threads: 2, products: products),
      control: JobControl())
    _ = try job.run(output: folder, language: .nl)
  }

  /// A package of a level.
  func file(
    _ level: SharingLevel, expires: String = "2027-06-30", threads: Int = 2
  ) throws -> PackageFile {
    let request = try ShareRequest(
      level: level, contact: "gegevens@straten.example", made: "2026-11-29", expires: expires)
    return try shareRun(in: folder, request, key: key, threads: threads)
  }

  func package(_ level: SharingLevel) throws -> SharedPackage { try file(level).read }
}

extension ScenarioProject {
  func edit(_ old: String, with new: String, in name: String = "project.yaml") throws {
    try edit(old, new, in: name)
  }
}

extension PackageFile {
  /// What its JSON says, whatever the signature.
  var read: SharedPackage {
    get throws { try JSONDecoder().decode(SharedPackage.self, from: Data(json)) }
  }

  /// The same file with a JSON that was changed and signed anew, as its signer could.
  func resigned(
    by key: SigningKey, _ change: (inout SharedPackage) -> Void
  ) throws -> PackageFile {
    var package = try read
    change(&package)
    return try PackageFile(package.canonicalBytes(), geoPackage: geoPackage, by: key)
  }

  /// What `verify` says against it; nil where it passes.
  func fault(today: String = "2026-12-01", key: String? = nil) -> String? {
    do {
      _ = try PackageFile.verify(bytes, today: today, key: key)
      return nil
    } catch {
      return error.description
    }
  }
}

extension GeometryArray {
  /// Area of each feature in m2.
  var areas: [Double] { (0..<count).map { area(of: $0) } }
}
