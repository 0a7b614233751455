import Foundation

/// A source that is a collection of an OGC API Features service, or a feature type of a Web Feature Service.
package struct ServiceSource: Sendable, Hashable {
  /// How a service is asked.
  package enum `Protocol`: String, Sendable {
    /// OGC API Features.
    case features
    /// Web Feature Service.
    case wfs

    /// What records call it.
    var name: String { self == .features ? "OGC API Features" : "WFS" }
  }

  /// Where the service is.
  package var address: ServiceAddress
  /// How it is asked.
  package var `protocol`: Protocol
  /// Name of the collection or feature type.
  package var layer: String
  /// The coordinate system that the project asks for; nil takes the data's own.
  package var crs: String?
  /// West, south, east and north of what is asked for, in degrees (CRS84); nil asks for all.
  package var box: [Double]?

  /// A source.
  package init(
    address: ServiceAddress, protocol: Protocol, layer: String, crs: String? = nil,
    box: [Double]? = nil
  ) {
    (self.address, self.protocol, self.layer) = (address, `protocol`, layer)
    (self.crs, self.box) = (crs, box)
  }

  /// What messages and records call it.
  package var name: String { "\(address.text) (\(layer))" }

  /// Name of its snapshot, without ending.
  package var snapshotName: String {
    let parts = [
      address.text, `protocol`.rawValue, layer, crs ?? "",
      (box ?? []).map { String($0) }.joined(separator: ","),
    ]
    let hash = sha256(of: Data(parts.joined(separator: "\0").utf8))
    return LayerIO.snapshotName(layer, String(hash.prefix(8)))
  }

  /// The box as services are asked for it; nil where there is none.
  var boxText: String? {
    box.map { $0.map { String(describing: $0) }.joined(separator: ",") }
  }

  func failure(_ problem: String, _ remedy: String, feature: Int? = nil) -> SourceError {
    SourceError(source: name, feature: feature, problem: problem, remedy: remedy)
  }
}
