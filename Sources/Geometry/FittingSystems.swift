/// Projected systems that countries use for their large-scale maps, by EPSG code.
private let nationalSystems = [
  28992, 31370, 2056, 27700, 2154, 3067, 3006, 2180, 31287, 5514, 2157, 3763, 3301, 3059, 3346,
  3794, 3765, 23700, 3844, 7801, 2193,
]

/// Scale error of areas' sides that a system may have to be advised.
private let advisedError = 0.000_5

/// Projected systems that keep areas at a longitude and latitude in degrees: at most two that a country
/// uses there, the one whose middle is nearest first, and the UTM zone.
package func fittingSystems(at place: Position) -> [CoordinateSystem] {
  let national = nationalSystems.compactMap { try? CoordinateSystem("EPSG:\($0)") }
    .filter { $0.areaOfUse?.contains(place) ?? false && keepsAreas($0, at: place) }
    .sorted { distance($0, place) < distance($1, place) }
  let zone = utmZone(at: place).flatMap { try? CoordinateSystem($0) }
  return national.prefix(2) + (zone.map { [$0] } ?? [])
}

private func keepsAreas(_ system: CoordinateSystem, at place: Position) -> Bool {
  system.scaleError(at: place).map { abs($0.areas) <= advisedError } ?? false
}

private func distance(_ system: CoordinateSystem, _ place: Position) -> Double {
  guard let gap = system.areaOfUse.map({ $0.middle - place }) else { return .infinity }
  return (gap * gap).sum()
}

/// The code of the UTM zone at a place: on ETRS89 in Europe, NAD83 in North America, WGS84 elsewhere.
private func utmZone(at place: Position) -> String? {
  guard abs(place.x) <= 180, place.y >= -80, place.y <= 84 else { return nil }
  let zone = min(60, Int((place.x + 180) / 6) + 1)
  let isEurope = (-16.1...40).contains(place.x) && (33...84).contains(place.y)
  if isEurope && (28...37).contains(zone) { return "EPSG:\(25_800 + zone)" }
  let isAmerica = (-172...(-47)).contains(place.x) && place.y >= 14
  if isAmerica && (1...23).contains(zone) { return "EPSG:\(26_900 + zone)" }
  return "EPSG:\((place.y < 0 ? 32_700 : 32_600) + zone)"
}
