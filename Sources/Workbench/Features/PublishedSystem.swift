import Geometry

/// A coordinate system in which features are given, by the address that OGC gives it.
package struct PublishedSystem: Sendable, Hashable {
  /// The system, of which positions have x east and y north.
  package let system: CoordinateSystem
  /// Its address, such as `http://www.opengis.net/def/crs/EPSG/0/28992`.
  package let address: String
  /// Whether its authority puts latitude, or northing, first.
  package let hasNorthFirst: Bool

  private static let addresses = "http://www.opengis.net/def/crs/"

  private init(_ definition: String) throws(CoordinateSystemError) {
    system = try CoordinateSystem(definition)
    address = Self.address(of: definition)
    hasNorthFirst = system.hasNorthFirst
  }

  private static func address(of definition: String) -> String {
    let parts = definition.split(separator: ":").map(String.init)
    let version = parts[0] == "OGC" ? "1.3" : "0"
    return addresses + "\(parts[0])/\(version)/\(parts[1])"
  }

  /// CRS84 first, which is the usual one, then the working system where it has a code, then those that Dutch
  /// rules for geographic APIs ask for (RD, ETRS89 and with it ETRF2000), WGS84 and web Mercator.
  /// - Throws: `CoordinateSystemError`.
  package static func all(
    for working: CoordinateSystem
  ) throws(CoordinateSystemError) -> [PublishedSystem] {
    var systems = [try PublishedSystem(CoordinateSystem.crs84Definition)]
    if let code = working.code {
      systems.append(try PublishedSystem(code))
    }
    if working.isEuropean {
      systems.append(try PublishedSystem("EPSG:28992"))
      systems.append(try PublishedSystem("EPSG:4258"))
      systems.append(try PublishedSystem("EPSG:9067"))
    }
    systems.append(try PublishedSystem("EPSG:4326"))
    systems.append(try PublishedSystem("EPSG:3857"))
    return systems.reduce(into: []) { found, system in
      if !found.contains(where: { $0.address == system.address }) { found.append(system) }
    }
  }
}
