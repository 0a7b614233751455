import LayerIO
import Tables

/// The part of a served comparison that shows two answers side by side: two maps in step, and what differs between them.
package struct ComparisonMaps {
  /// Keys and names of the answers that can be chosen.
  private let choices: [(key: String, name: String)]
  private let setting: TileMapSetting

  /// Maps of the answers with some keys.
  package init(_ choices: [(key: String, name: String)], setting: TileMapSetting) {
    (self.choices, self.setting) = (choices, setting)
  }

  var policy: String { TileMapSetting.policy }

  /// - Throws: `ProductError` when a part can't be read.
  func styles() throws -> String { try setting.styles() }

  /// - Throws: `ProductError` when a part can't be read.
  func scripts() throws -> String { try setting.scripts(["compare"]) }

  /// The markup: each map below its choice, what differs below both.
  var markup: String {
    let halves = [("left", say("Left", "Links")), ("right", say("Right", "Rechts"))]
    return """
      <section id="maps"><h2>\(say("Two maps in step", "Twee kaarten die meebewegen"))</h2>
      <p>\(lead)</p>
      <div class="pair">\(halves.map(half).joined())</div>
      <div id="legend"></div>
      <div id="progress" role="status"></div>
      <div id="difference" aria-live="polite"></div></section>
      """
  }

  private func half(_ side: String, _ title: String) -> String {
    let options = choices.map {
      "<option value=\"\(escapedForMarkup($0.key))\">\(escapedForMarkup($0.name))</option>"
    }.joined()
    return """
      <div class="half"><label for="\(side)">\(title)</label> <select id="\(side)">\(options)</select>
      <div class="tile-map" id="\(side)-map"></div></div>
      """
  }

  private var lead: String {
    say(
      "Choose two; whoever moves one map moves the other. Works that differ have a bright dot or edge on both.",
      "Kies er twee; wie de ene kaart beweegt, beweegt de andere mee. Werken die verschillen hebben op beide een felle stip of rand."
    )
  }

  private func say(_ english: String, _ dutch: String) -> String {
    setting.language.markup(english, dutch)
  }
}
