import Geometry
import TestSupport
import Testing
import Workers

/// PROJ's own cases and those of others, in the order of axes of this module: east or longitude first.
@Suite(.enabled(if: SharedFolder.has("suites/proj_cases.jsonl")))
struct ProjCasesTests {
  @Test func `positions come out as published`() throws {
    var tried = 0
    for row in try SharedFolder.jsonLines("suites/proj_cases.jsonl") {
      // Cases in an authority's own order of axes test what this module leaves to PROJ; those that PROJ
      // 9.1 itself misses need grids that Debian does not ship.
      guard row["axis"] as? String == "lonlat", row["require_grid"] == nil,
        let error = row["proj_9.1.1_err_m"] as? Double, let tolerance = row["tol_m"] as? Double,
        error <= tolerance, let source = row["src"] as? String, let target = row["dst"] as? String,
        let input = row["inp"] as? [Double], let output = row["out"] as? [Double],
        // Geocentric systems need a height, which positions here do not have.
        input.count == 2, output.count == 2
      else { continue }
      tried += 1
      let operation = try CoordinateOperation(
        from: CoordinateSystem(source), to: CoordinateSystem(target))
      guard !operation.takesWGS84AsETRS89 else { continue }
      var positions = [Position(input[0], input[1])]
      _ = try operation.transform(&positions, threads: 1, exact: true)
      let gap = positions[0] - Position(output[0], output[1])
      let unit = operation.target.metresPerUnit ?? 111_700
      let distance = (gap * gap).sum().squareRoot() * unit
      #expect(distance <= tolerance + 1e-9, "\(row["id"] ?? "") is \(distance) m off")
    }
    #expect(tried > 300)
  }
}

/// Official points of RDNAPTRANS2018.
@Suite(.enabled(if: SharedFolder.has("suites/rdnaptrans.jsonl")))
struct RDNAPTRANSTests {
  @Test func `without the official grid points on land are within a quarter of a metre`() throws {
    let operation = try CoordinateOperation(
      from: CoordinateSystem("EPSG:4258"), to: CoordinateSystem("EPSG:28992"))
    let usesGrid = operation.description.contains("RDNAPTRANS2018")
    var worst = 0.0
    for row in try SharedFolder.jsonLines("suites/rdnaptrans.jsonl")
    where row["tier"] as? String == "land-bbox" {
      guard let input = row["inp"] as? [Double], let output = row["out"] as? [Double] else {
        continue
      }
      var positions = [Position(input[0], input[1])]
      _ = try operation.transform(&positions, threads: 1, exact: true)
      let gap = positions[0] - Position(output[0], output[1])
      worst = max(worst, (gap * gap).sum().squareRoot())
    }
    #expect(worst > 0 && worst <= (usesGrid ? 0.001 : 0.25), "\(worst) m, \(operation.description)")
  }
}

/// Whether polygons are valid, as GEOS and JTS say.
@Suite(.enabled(if: SharedFolder.has("suites/validity.jsonl")))
struct ValidityTests {
  @Test func `invalid polygons are repaired and valid ones are not`() throws {
    var tried = 0
    for row in try SharedFolder.jsonLines("suites/validity.jsonl") {
      guard let text = row["wkt"] as? String, let isValid = row["valid"] as? Bool,
        text.contains("POLYGON"), !text.contains("EMPTY"),
        let geometry = try? GeometryArray(wellKnownText: text)
      else { continue }
      tried += 1
      let (mended, repairs) = try geometry.repaired(threads: 1)
      #expect(repairs.isEmpty == isValid, "\(row["id"] ?? "")")
      let (_, again) = try mended.repaired(threads: 1)
      #expect(again.isEmpty, "\(row["id"] ?? "") is not valid after repair")
    }
    #expect(tried > 100)
  }

  /// Cases with overlapping members, which are united, as GEOS does by structure.
  static let overlappingMembers: Set = ["geos:misc/makevalid.xml#c13t0"]

  @Test func `repair keeps the area that GEOS's linework method gives, unless members overlap`()
    throws
  {
    for row in try SharedFolder.jsonLines("suites/makevalid.jsonl") {
      let isUnited = Self.overlappingMembers.contains(row["id"] as? String ?? "")
      guard let text = row["a"] as? String, text.contains("POLYGON"),
        let area = row[isUnited ? "geos_structure_area" : "geos_linework_area"] as? Double
      else { continue }
      let (mended, _) = try GeometryArray(wellKnownText: text).repaired(threads: 1)
      #expect(abs(mended.area(of: 0) - area) < 1e-9, "\(row["id"] ?? "")")
    }
  }
}
