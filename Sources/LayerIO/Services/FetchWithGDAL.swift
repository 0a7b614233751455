import CGDAL
import Foundation
import Geometry
import Workers

/// Reads a feature type of a Web Feature Service with GDAL's driver, which knows its versions, pages and dialects of GML,
/// and writes it to a file as GeoJSON.
/// - Throws: `SourceError`; `CancellationError` for work that nobody waits for.
func fetchWithGDAL(_ service: ServiceSource, to path: String) throws -> FetchedRows {
  try collectingGDALMessages { messages in
    try withGDALSettings([
      "GDAL_HTTP_CONNECTTIMEOUT": "20", "GDAL_HTTP_TIMEOUT": "300", "GDAL_HTTP_MAX_RETRY": "2",
      "GDAL_HTTP_RETRY_DELAY": "1", "OGR_WFS_PAGE_SIZE": "1000",
      "OGR_WFS_LOAD_MULTIPLE_LAYER_DEFN": "NO",
    ]) {
      let dataset = try GDALDataset(service: service, messages)
      let layers = dataset.layers
      guard
        let layer = layers.first(where: { $0.name == service.layer })
          ?? layers.first(where: { $0.name.hasSuffix(":" + service.layer) })
      else {
        let names = layers.map(\.name)
        // People name it without the prefix of its namespace.
        let plain = names.map { String($0.split(separator: ":").last ?? "") }
        let near =
          nearestName(to: service.layer, among: names + plain).map { "Is '\($0)' meant? " } ?? ""
        throw service.failure(
          "The service has no feature type '\(service.layer)'.",
          near + "It has: \(names.prefix(40).joined(separator: ", ")).")
      }
      guard layer.hasGeometry else {
        throw service.failure(
          "The feature type '\(service.layer)' has no geometry.", "Name one that has.")
      }
      let system = try chosenSystem(service, layer)
      try? FileManager.default.removeItem(atPath: path)
      let read = try dataset.write(layer, service, to: path, messages)
      try Interruption.check()
      return FetchedRows(count: read, order: "the service's", system: system)
    }
  }
}

/// The system that the service gives; one that the project asks for has to be the same.
private func chosenSystem(_ service: ServiceSource, _ layer: GDALLayer) throws -> String? {
  guard let crs = service.crs, let given = layer.declaredCRS else { return layer.declaredCRS }
  let same = try? CoordinateSystem(crs).description == CoordinateSystem(given).description
  guard same == true else {
    throw service.failure(
      "The service gives '\(service.layer)' in \(given), and 'crs' asks for \(crs).",
      "Leave 'crs' out: what comes in \(given) is brought to the project's system.")
  }
  return given
}

extension GDALDataset {
  /// Opens a Web Feature Service.
  fileprivate convenience init(service: ServiceSource, _ messages: GDALMessages) throws {
    do {
      try self.init(
        path: "WFS:" + service.address.text, source: service.name, options: [], messages,
        drivers: ["WFS"])
    } catch is SourceError {
      throw service.failure(
        "The service does not answer as a WFS: \(messages.last).",
        "Check the address: it is what comes before '?service=WFS'. What it wants of those who ask goes into the "
          + "environment: GDAL_HTTP_USERPWD=user:password, or GDAL_HTTP_HEADERS='X-Api-Key: ...'.")
    }
  }

  /// Writes a layer as GeoJSON; the number of features.
  fileprivate func write(
    _ layer: GDALLayer, _ service: ServiceSource, to path: String, _ messages: GDALMessages
  ) throws -> Int {
    let before = messages.texts.count
    // Numbers of 17 digits are read as the same number again (IEEE 754, binary64).
    var arguments = ["-f", "GeoJSON", "-lco", "SIGNIFICANT_FIGURES=17", "-nln", "snapshot"]
    if let box = service.box {
      arguments += ["-spat"] + box.map { String($0) } + ["-spat_srs", "OGC:CRS84"]
    }
    let promised = service.box == nil ? layer.featureCount : nil
    // Formats that are being written do not tell how many there are.
    let count =
      try translate(layer.name, to: path, arguments)
      ? GDALDataset(path: path, source: service.name, options: [], messages, drivers: ["GeoJSON"])
        .layers.first?.featureCount : nil
    guard let count, messages.since(before).isEmpty || count == promised else {
      throw service.failure(
        "It could not be read to its end: \(messages.last).",
        "Try again, or limit it with 'bbox'.")
    }
    if let promised, promised >= 0, promised != count {
      throw service.failure(
        "It said that there are \(promised) features, and gave \(count).",
        "Ask again with --refresh: it may have changed while it was read.")
    }
    return count
  }
}
