import Geometry

/// Numbers of a source and where they lie, to tell data that are where they say from data that are not.
struct Placement: Sendable {
  /// The system that the numbers are said to be in.
  let system: CoordinateSystem
  /// Some of its positions, in that system; those of all features, not of the first. At most 500.
  let sample: [Position]

  /// A way to read the numbers.
  struct Reading: Sendable {
    let system: CoordinateSystem
    /// Whether what is called x is y.
    let isExchanged: Bool
  }

  private static let mostSamples = 500

  /// Positions of a layer as they were read, or what is known of where they lie; nil without any.
  init?(of raw: RawLayer, in system: CoordinateSystem) {
    let all = raw.geometry.positions
    let step = max(1, all.count / Self.mostSamples)
    var sample = stride(from: 0, to: all.count, by: step).map { all[$0] }
      .filter { ($0 * 0) == .zero }
    if sample.isEmpty, let box = raw.extent, box.isFinite {
      sample = [box.middle]
    }
    guard !sample.isEmpty else { return nil }
    (self.system, self.sample) = (system, sample)
  }

  fileprivate init(of numbers: [Position], in system: CoordinateSystem) {
    (self.system, sample) = (system, numbers)
  }

  // MARK: Where

  /// Part of the sample that lies in an area, read as it is said to be.
  func share(in area: CoordinateSystem.Area) -> Double {
    share(Reading(system: system, isExchanged: false), in: area)
  }

  private func share(_ reading: Reading, in area: CoordinateSystem.Area) -> Double {
    let places = degrees(reading)
    return Double(places.count(where: area.contains)) / Double(sample.count)
  }

  private func degrees(_ reading: Reading) -> [Position] {
    let numbers = reading.isExchanged ? sample.map { Position($0.y, $0.x) } : sample
    guard !reading.system.isGeographic else { return numbers }
    guard let wgs84 = try? CoordinateSystem(CoordinateSystem.crs84Definition),
      let way = try? CoordinateOperation(from: reading.system, to: wgs84)
    else { return [] }
    return (try? way.transformed(numbers)) ?? []
  }

  // MARK: How else

  /// Part of the sample that must lie in the area for another reading to be the likely one.
  private static let likely = 0.5

  /// The first other reading by which at least half of the sample lies in an area and where that
  /// reading's system is used; nil without one.
  func otherReading(in area: CoordinateSystem.Area, working: CoordinateSystem) -> Reading? {
    otherReadings(working).first { reading in
      share(reading, in: area) >= Self.likely
        && (reading.system.areaOfUse.map { share(reading, in: $0.wide) >= Self.likely } ?? true)
    }
  }

  /// The likeliest first: the axes exchanged, then other systems.
  private func otherReadings(_ working: CoordinateSystem) -> [Reading] {
    let others = ([working] + commonSystems).filter { $0.code != system.code }
    return [Reading(system: system, isExchanged: true)]
      + others.map { Reading(system: $0, isExchanged: false) }
      + others.map { Reading(system: $0, isExchanged: true) }
  }
}

/// Systems that deliveries are met in and in whose area of use all of a box of numbers would lie, the
/// likeliest first.
package func likelySystems(for box: Bounds) -> [CoordinateSystem] {
  commonSystems.filter { system in
    system.areaOfUse.map { Placement(of: box.corners, in: system).share(in: $0.wide) == 1 } ?? false
  }
}

extension Placement.Reading {
  /// What the numbers are then, for an error.
  var name: String {
    let axes = system.isGeographic ? "latitude first" : "northing first"
    let code = "\(system.code ?? system.definition) (\(system.name))"
    return isExchanged ? "\(code) with \(axes)" : code
  }

  /// Keys of the project file that read them so, of a source that was read by `current`.
  func keys(insteadOf current: CoordinateSystem?) -> String {
    let crs = system.code == current?.code ? [] : ["'crs: \(system.code ?? system.definition)'"]
    return (crs + (isExchanged ? ["'axes: yx'"] : [])).joined(separator: " and ")
  }
}

extension CoordinateSystem.Area {
  /// The area with a margin, since data go over borders and areas of use are told roughly.
  var wide: CoordinateSystem.Area { padded(byPart: 0.1, atLeast: 0.5) }
}

/// Systems that deliveries are met in, the likeliest first.
private let commonSystems = [
  "EPSG:4326", "EPSG:28992", "EPSG:31370", "EPSG:25831", "EPSG:25832", "EPSG:25833", "EPSG:27700",
  "EPSG:2056", "EPSG:2154", "EPSG:3035", "EPSG:3857",
].compactMap { try? CoordinateSystem($0) }
