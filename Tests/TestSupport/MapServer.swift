import Foundation

/// MapServer on a port of this machine: OGC API Features and WFS over files of the tests' own. It runs as long as
/// somebody has it.
package final class MapServer: Sendable {
  /// Whether the programs are installed.
  package static let isInstalled = FileManager.default.isExecutableFile(atPath: program)

  /// Why tests of it are passed over where they are not.
  package static let lack = "MapServer is not installed; tools/test installs it"

  private static let program = "/usr/lib/cgi-bin/mapserv"

  /// The port that it listens on.
  package let port: Int
  private let process: Int32

  /// Serves GeoJSON files in a folder, in RD, by their names without ending.
  package init(_ layers: [String], in folder: String) throws {
    let programs = folder + "/www/cgi-bin"
    try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: programs + "/mapserv", withDestinationPath: Self.program)
    try
      "CONFIG\n  ENV\n    \"MS_MAP_NO_PATH\" \"1\"\n  END\n  MAPS\n    \"test\" \"\(folder)/test.map\"\n  END\nEND\n"
      .write(toFile: folder + "/server.conf", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // A test that is killed leaves it no longer than that.
    process.arguments = [
      "-c",
      """
      cd '\(folder)/www'
      MAPSERVER_CONFIG_FILE='\(folder)/server.conf' exec timeout 1200 python3 -u -m http.server --cgi --bind 127.0.0.1 0
      """,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    self.process = process.processIdentifier
    // Its first line tells the port.
    var line = ""
    while !line.contains("\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw CocoaError(.fileReadUnknown) }
      line += String(decoding: more, as: UTF8.self)
    }
    port = line.firstMatch(of: /port (\d+)/).flatMap { Int($0.1) } ?? 0
    // It is read with each request, and tells links as they are given.
    try map(of: layers, in: folder).write(
      toFile: folder + "/test.map", atomically: true, encoding: .utf8)
  }

  deinit { kill(process, SIGTERM) }

  /// Address of its OGC API Features.
  package var features: String { "http://127.0.0.1:\(port)/cgi-bin/mapserv/test/ogcapi" }

  /// Address of its WFS.
  package var wfs: String { "http://127.0.0.1:\(port)/cgi-bin/mapserv?map=test" }

  private func map(of layers: [String], in folder: String) -> String {
    let parts = layers.map { name in
      """
        LAYER
          NAME "\(name)"
          TYPE POLYGON
          STATUS ON
          CONNECTIONTYPE OGR
          CONNECTION "\(folder)/\(name).geojson"
          DATA "\(name)"
          PROJECTION "epsg:28992" END
          METADATA
            "ows_title" "\(name)"
            "ows_include_items" "all"
            "gml_include_items" "all"
            "gml_types" "auto"
            "gml_featureid" "id"
          END
          TEMPLATE "x"
        END
      """
    }
    return """
      MAP
        NAME "test"
        EXTENT 150000 460000 160000 470000
        PROJECTION "epsg:28992" END
        WEB
          METADATA
            "ows_title" "test"
            "ows_enable_request" "*"
            "oga_enable_request" "*"
            "ows_srs" "EPSG:28992 EPSG:4326"
            "wfs_onlineresource" "\(wfs)&"
            "oga_onlineresource" "\(features)"
          END
        END
      \(parts.joined(separator: "\n"))
      END
      """
  }
}
