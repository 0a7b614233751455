import Geometry
import LayerIO
import Workers

/// The coordinate systems of a draft: what files declare stays, what they don't is guessed and marked.
struct DraftSystems {
  /// Where the layers lie that declare their system, in degrees of longitude and latitude.
  private let known: Bounds?
  /// The system to work in.
  let working: DraftLine

  init(_ layers: [DraftLayer]) {
    let known = layers.compactMap { Self.degrees(of: $0.description, in: Self.declared($0)) }
      .reduce(nil) { box, next in box.map { $0.united(with: next) } ?? next }
    self.known = known
    let systems = layers.compactMap { layer in
      Self.declared(layer)
        ?? Self.guess(layer, near: known).flatMap { try? CoordinateSystem($0.code) }
    }
    let place =
      known
      ?? layers.lazy.compactMap { layer in
        Self.guess(layer, near: nil).flatMap { guess in
          Self.degrees(of: layer.description, in: try? CoordinateSystem(guess.code))
        }
      }.first
    working = Self.working(systems, place)
  }

  /// The line `crs: ...` that a layer needs; nil where it declares its system.
  func line(for layer: DraftLayer) -> DraftLine? {
    guard Self.declared(layer) == nil, let guess = Self.guess(layer, near: known) else {
      return nil
    }
    return DraftLine("crs: \(quoted(guess.code))", check: guess.check)
  }

  /// The code of the system that is guessed for a layer; nil where it declares one, or nothing tells.
  func guess(for layer: DraftLayer) -> String? {
    Self.declared(layer) == nil ? Self.guess(layer, near: known)?.code : nil
  }

  /// The code of the system to work in.
  var workingCode: String { String(working.text.dropFirst("crs: ".count)) }

  /// The system that a file declares, or that GeoJSON has by its standard.
  private static func declared(_ layer: DraftLayer) -> CoordinateSystem? {
    let description = layer.description
    if let declared = description.declaredCRS { return try? CoordinateSystem(declared) }
    let isStandard = description.format == "GeoJSON" && areDegrees(description.bounds)
    return isStandard ? try? CoordinateSystem(CoordinateSystem.crs84Definition) : nil
  }

  private static func areDegrees(_ bounds: Bounds?) -> Bool {
    guard let bounds else { return true }
    return bounds.minX >= -180 && bounds.maxX <= 180 && bounds.minY >= -90 && bounds.maxY <= 90
  }

  /// The system that the numbers point to: of those that may be, the one that puts them near the others.
  private static func guess(
    _ layer: DraftLayer, near known: Bounds?
  ) -> (code: String, check: String?)? {
    guard let bounds = layer.description.bounds else { return nil }
    if let own = layer.delivery?.system {
      return (own, "the system of \(layer.delivery?.key ?? ""); the file declares none")
    }
    let names = layer.description.coordinateColumns.map { plainName($0.x) + plainName($0.y) } ?? ""
    let likely = likelySystems(for: bounds).compactMap(\.code).prefix(2)
    if names.contains("rd"), likely.contains("EPSG:28992") { return ("EPSG:28992", nil) }
    let near = known.flatMap { known in
      likely.first { code in
        degrees(of: layer.description, in: try? CoordinateSystem(code))
          .map { $0.intersects(known.padded(by: 0.2)) } ?? false
      }
    }
    if let near { return (near, "by its numbers it lies near the other files; it declares none") }
    guard let first = likely.first else { return nil }
    let others = likely.dropFirst().map { ", or \($0)" }.joined()
    return (first, "by its numbers\(others); the file declares none")
  }

  private static func degrees(
    of description: SourceDescription, in system: CoordinateSystem?
  ) -> Bounds? {
    guard let system, let box = description.bounds, box.isFinite,
      let operation = try? CoordinateOperation(
        from: system, to: CoordinateSystem(CoordinateSystem.crs84Definition))
    else { return nil }
    var corners = box.corners
    guard (try? operation.transform(&corners, threads: 1, exact: true)) != nil,
      let found = Bounds(corners), found.isFinite
    else { return nil }
    return found
  }

  // MARK: The working system

  /// The projected system that most layers are in; else a usual one for where they are.
  private static func working(_ systems: [CoordinateSystem], _ place: Bounds?) -> DraftLine {
    let codes = systems.filter { $0.metresPerUnit != nil }.compactMap(\.code)
      .filter { !unsuited.contains($0) }
    let counts = Dictionary(grouping: codes) { $0 }.mapValues(\.count)
    if let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
      let check =
        counts.count > 1
        ? "the system of \(share(best.value, of: systems.count)) layers; areas are measured in it"
        : nil
      return DraftLine("crs: \(best.key)", check: check)
    }
    guard let place else {
      return DraftLine(
        "crs: EPSG:28992", check: "no file tells where it lies; name the system to measure in")
    }
    return DraftLine(
      "crs: \(usual(at: place))", check: "a usual system for where the files lie, in metres")
  }

  /// Systems that maps on the web are drawn in; areas in them are far from true.
  private static let unsuited = ["EPSG:3857", "EPSG:3395", "EPSG:900913", "EPSG:102100"]

  private static func usual(at box: Bounds) -> String {
    let (x, y) = (box.middle.x, box.middle.y)
    if isDutch(x, y) { return "EPSG:28992" }
    if 2.5...6.4 ~= x && 49.4...51.6 ~= y && !(x < 4.1 && y < 50.2) { return "EPSG:31370" }
    if -7.6...1.8 ~= x && 49.8...60.9 ~= y && !(x > 1.4 && y < 51) && !(x < -5.4 && y < 55.3) {
      return "EPSG:27700"
    }
    let zone = min(max(Int((x + 180) / 6) + 1, 1), 60)
    let isEuropean = -12...36 ~= x && 34...72 ~= y
    if isEuropean { return "EPSG:\(25_800 + zone)" }
    return "EPSG:\((y < 0 ? 32_700 : 32_600) + zone)"
  }

  /// Within a rough outline of the Netherlands.
  private static func isDutch(_ x: Double, _ y: Double) -> Bool {
    guard 3.2...7.3 ~= x && 50.7...53.7 ~= y else { return false }
    if x > 6.3 && y < 51.8 { return false }
    return y > 51.45 || x > 5.65 && x < 6.3 || y > 51.2 && x < 4.25
  }
}
