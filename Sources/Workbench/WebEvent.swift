import Foundation
import Pipeline

/// What somebody who waits for a reply hears meanwhile, as an event of a stream (server-sent events).
package enum WebEvent: Sendable {
  /// A stage is so far, as a part of one.
  case progress(Stage, Double)
  /// Nothing new: whoever left is noticed by it.
  case pulse
  /// The reply; the last event.
  case reply(WebReply)

  /// Its bytes.
  package var bytes: Data {
    switch self {
    case .pulse: return Data(":\n\n".utf8)
    case .progress(let stage, let part):
      return event("progress", ["stage": .text(stage.rawValue), "part": .number(part)])
    case .reply(let reply):
      // Documents for programs stand on one line.
      let name = reply.type == .problem ? "problem" : "reply"
      return Data("event: \(name)\ndata: ".utf8) + reply.body + Data("\n\n".utf8)
    }
  }

  private func event(_ name: String, _ data: JSONValue) -> Data {
    Data("event: \(name)\ndata: ".utf8) + ((try? data.bytes) ?? Data()) + Data("\n\n".utf8)
  }
}
