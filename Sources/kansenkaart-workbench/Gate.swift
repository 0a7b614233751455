import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// Which requests come in: those to the service's own names. A page elsewhere whose name was made to lead here
/// (DNS rebinding) sends its own name.
final class Gate: Sendable {
  private let host: String
  private let publicURL: String?
  /// What holds once the service listens at a port.
  private let state = Mutex<(root: String, names: Set<String>)>(("", []))

  init(host: String, publicURL: String?) {
    self.host = host
    self.publicURL = publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  /// Notes at which port the service listens.
  func listens(at port: Int) {
    let root = publicURL ?? "http://\(bracketed(host)):\(port)"
    let names = names(at: port)
    state.withLock { $0 = (root, names) }
  }

  /// Address of the service, without a slash at the end.
  var root: String { state.withLock(\.root) }

  /// Whether a request is to a name of the service.
  func lets(_ request: Request) -> Bool {
    // A second name is left among the headers (RFC 9112 has it refused).
    guard let name = HTTPField.Name("Host"), request.headers[name] == nil,
      let authority = request.head.authority?.lowercased()
    else { return false }
    return state.withLock { $0.names.contains(authority) }
  }

  /// Whether a request comes from a page of the service itself, or from no page at all.
  func letsOrigin(_ request: Request) -> Bool {
    guard let origin = request.headers[.origin]?.lowercased() else { return true }
    let name = URL(string: origin).map { url in
      (url.host ?? "") + (url.port.map { ":\($0)" } ?? "")
    }
    return name.map { name in state.withLock { $0.names.contains(name) } } ?? false
  }

  private func names(at port: Int) -> Set<String> {
    let own = Set([host, "127.0.0.1", "localhost", "::1"].map { "\(bracketed($0)):\(port)" })
    guard let url = publicURL.flatMap(URL.init), let name = url.host else { return own }
    return own.union([name + (url.port.map { ":\($0)" } ?? "")])
  }

  private func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
