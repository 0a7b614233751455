import Formats

/// A document as JSON that can stand within a script element: no text in it can end the element.
package func scriptJSON(_ document: some Encodable) throws -> String {
  String(decoding: try compactJSON(document), as: UTF8.self).replacing("<", with: "\\u003c")
}
