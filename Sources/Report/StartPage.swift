import Foundation
import LayerIO
import Tables

/// The page on which a project is made of files, or its sources are changed. It says by hash which script and style it
/// has, so that nothing else can run in it.
package struct StartPage {
  /// The scripts in the order in which they stand in the page.
  static let scripts = ["base", "served", "start"]

  private let language: Language
  /// Whether the project is still to be made.
  private let isDraft: Bool

  /// A page.
  package init(language: Language, isDraft: Bool) {
    (self.language, self.isDraft) = (language, isDraft)
  }

  /// The whole page.
  /// - Throws: `ProductError` when a part can't be read.
  package func text() throws -> String {
    let files = PageFiles(mapLibraryFolder: nil)
    let script = try Self.scripts.map { try files.part("\($0).js") }.joined()
    let style = try files.part("report.css") + files.part("start.css")
    let texts = language.startTexts
    let title = escapedForMarkup(texts[isDraft ? "startTitle" : "startSources"] ?? "")
    let policy =
      "default-src 'none'; script-src '\(policyHash(script))'; style-src '\(policyHash(style))'; "
      + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
    return """
      <!doctype html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <link rel="icon" href="data:,"><title>\(title)</title><style>\(style)</style></head>
      <body class="start"><header><h1>\(title)</h1><p></p>\(links)</header><main></main>
      <script type="application/json" id="given">\(try given(texts))</script>
      <script>\(script)</script></body></html>

      """
  }

  /// To the same page in the other language.
  private var links: String {
    Language.allCases.filter { $0 != language }.map { other in
      let name = other == .nl ? "Nederlands" : "English"
      return "<a lang=\"\(other.rawValue)\" href=\"?lang=\(other.rawValue)\">\(name)</a>"
    }.joined()
  }

  /// What the script is given: texts and how numbers are written.
  private func given(_ texts: [String: String]) throws -> String {
    struct Given: Encodable {
      let texts: [String: String]
      let locale: String
    }
    return try scriptJSON(Given(texts: texts, locale: language.locale))
  }
}

/// A source of a content security policy: SHA-256 of a script or style in base64.
package func policyHash(_ text: String) -> String {
  let digits = Array(sha256(of: Data(text.utf8)).utf8)
  let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
    UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
  }
  return "sha256-\(Data(bytes).base64EncodedString())"
}
