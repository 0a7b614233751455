import Formats
import Foundation
import Geometry
import LayerIO
import TestSupport

/// Formats that a sample is written in, each by another hand: our own products, text written here, GDAL's
/// own converter.
enum SampleFormat: String, CaseIterable {
  case geoJSON = "geojson"
  case geoPackage = "gpkg"
  case flatGeobuf = "fgb"
  case shapefile = "shp"
  case gml
  case csv

  /// What the format has room for: a Shapefile holds one kind of shape.
  func takes(_ kind: ShapeKind) -> Bool { self != .shapefile || kind != .mixed }

  /// Every format with each kind of shape that it takes.
  static let withShapes = allCases.flatMap { format in
    ShapeKind.allCases.filter(format.takes).map { (format, $0) }
  }

  /// Name of the column in the format: ten characters in a Shapefile.
  func fieldName(_ name: String) -> String {
    self == .shapefile ? String(name.prefix(10)) : name
  }

  /// Whether it keeps a feature without geometry: GDAL leaves those out of an indexed FlatGeobuf.
  var keepsEmptyFeatures: Bool { self != .flatGeobuf }

  /// Writes a sample, whose positions are said to be of the system with the given code, and tells how to
  /// read it.
  func write(
    _ sample: SampleLayer, system code: String = "EPSG:28992", to folder: TemporaryFolder
  ) throws -> SourceOptions {
    let path = folder.file("sample.\(rawValue)")
    let system = try CoordinateSystem(code)
    switch self {
    case .geoJSON: try folder.write(sample.geoJSON(code), to: "sample.geojson")
    case .csv: try folder.write(sample.csv, to: "sample.csv")
    case .flatGeobuf: try writeFlatGeobuf(sample.table, system: system, to: path)
    case .geoPackage:
      try writeGeoPackage([TableLayer(sample.table)], styles: [], system: system, to: path)
    case .shapefile, .gml:
      let package = try SampleFormat.geoPackage.write(sample, system: code, to: folder)
      try convert(package.path, path)
    }
    var options = SourceOptions(source: path, role: "test", radius: 1, keepsOriginals: true)
    options.idField = "id"
    options.fields = .only(SampleLayer.fieldNames.map(fieldName))
    if self == .geoPackage { options.layer = "sample" }
    if self == .csv { (options.wkt, options.crs) = ("geometrie", code) }
    return options
  }

  private func convert(_ package: String, _ path: String) throws {
    let driver = self == .gml ? ["GML"] : ["ESRI Shapefile", "-lco", "ENCODING=UTF-8"]
    let result = try runProgram(
      "/usr/bin/env", ["ogr2ogr", "-q", "-f"] + driver + [path, package, "sample"])
    guard result.status == 0 else { throw ConversionError(message: result.errors) }
  }
}

/// What ogr2ogr complains about.
struct ConversionError: Error {
  let message: String
}

extension SampleLayer {
  static let fieldNames = ["id", "name", "amount", "whole_number", "day"]

  /// The sample as our products are made from.
  var table: VectorTable {
    let kinds: [ShapeKind: VectorTable.GeometryKind] = [
      .polygons: .multiPolygon, .lines: .multiLineString, .points: .multiPoint, .mixed: .mixed,
    ]
    return VectorTable(
      name: "sample",
      columns: [
        .init(name: "id", values: .text(features.map(\.id))),
        .init(name: "name", values: .text(features.map(\.name))),
        .init(name: "amount", values: .number(features.map(\.amount), decimals: 3)),
        .init(name: "whole_number", values: .integer(features.map(\.whole))),
        .init(name: "day", values: .text(features.map(\.day))),
      ], geometryKind: kinds[kind] ?? .mixed, geometry: geometry)
  }

  // MARK: GeoJSON

  func geoJSON(_ system: String) -> String {
    let members = features.map { feature in
      #"{"type":"Feature","geometry":\#(feature.geoJSON),"properties":{\#(feature.properties)}}"#
    }
    return #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"\#(system)"}},"#
      + #""features":["# + members.joined(separator: ",\n") + "]}"
  }

  // MARK: CSV

  var csv: String {
    func quoted(_ text: String?) -> String {
      text.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" } ?? ""
    }
    let rows = features.map { feature in
      [
        quoted(feature.id), quoted(feature.name), feature.amount.map { "\($0)" } ?? "",
        "\(feature.whole)", quoted(feature.day), quoted(feature.wellKnownText),
      ].joined(separator: ";")
    }
    let head = (Self.fieldNames + ["geometrie"]).joined(separator: ";")
    return ([head] + rows).joined(separator: "\r\n") + "\r\n"
  }
}

extension SampleFeature {
  fileprivate var properties: String {
    func text(_ value: String?) -> String {
      value.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\\\"") + "\"" } ?? "null"
    }
    return
      #""id":\#(text(id)),"name":\#(text(name)),"amount":\#(amount.map { "\($0)" } ?? "null"),"#
      + #""whole_number":\#(whole),"day":\#(text(day))"#
  }

  fileprivate var geoJSON: String {
    let parts = parts(open: "[", close: "]") { "[\($0.x),\($0.y)]" }
    return parts.isEmpty
      ? "null" : #"{"type":"\#(type)","coordinates":[\#(parts.joined(separator: ","))]}"#
  }

  fileprivate var wellKnownText: String? {
    let parts = parts(open: "(", close: ")") { "\($0.x) \($0.y)" }
    return parts.isEmpty ? nil : "\(type.uppercased()) (\(parts.joined(separator: ", ")))"
  }

  private var type: String {
    switch paths.first?.role {
    case .line: "MultiLineString"
    case .point: "MultiPoint"
    default: "MultiPolygon"
    }
  }

  /// The parts of a Multi geometry: polygons as lists of rings, lines as lists of positions, points.
  private func parts(
    open: String, close: String, _ position: (Position) -> String
  ) -> [String] {
    func list(_ members: [String]) -> String { open + members.joined(separator: ",") + close }
    var polygons: [[String]] = []
    var others: [String] = []
    for path in paths {
      let places = path.positions.map(position)
      switch path.role {
      case .shell: polygons.append([list(places)])
      case .hole: polygons[polygons.count - 1].append(list(places))
      case .line: others.append(list(places))
      case .point: others += places
      }
    }
    return polygons.map(list) + others
  }
}
