import LayerIO
import Report
import Tables

/// The pattern book as a page to leaf through: a list, then a leaf for each pattern with the way to the next and the one
/// before. One file, without scripts and without a network; it prints a pattern to a page.
package struct PatternPage {
  private let book: PatternBook
  private let patterns: [SharedPattern]
  private let language: Language

  /// The page of a book.
  package init(_ book: PatternBook, language: Language) {
    (self.book, self.language) = (book, language)
    patterns = book.patterns
  }

  /// The whole page.
  package var text: String {
    let title = say("Pattern book", "Praktijkboek")
    let leaves = patterns.indices.map(leaf).joined(separator: "\n")
    return """
      \(plainHead(title, language, styles: plainStyles + Self.styles))
      <h1 id="top">\(title)</h1>
      <p>\(lead)</p>
      <nav aria-label="\(say("Patterns", "Patronen"))"><ol>\(patterns.indices.map(entry).joined())</ol></nav>
      \(leaves)
      <footer><p>\(licence)</p></footer>
      </main></body></html>

      """
  }

  // MARK: Words

  private func say(_ english: String, _ dutch: String, _ arguments: String...) -> String {
    language.markup(english, dutch, arguments)
  }

  private func words(_ wording: Wording) -> String { escapedForMarkup(wording.text(in: language)) }

  private var lead: String {
    say(
      "Combinations of works that recur, of %1 cities, and what people learnt from them. What a city tells of projects is a "
        + "proposal of its plan, not something that was done; what was done stands under 'Lessons'. A gain is cash and valued "
        + "effects together, against the same works each alone.",
      "Combinaties van werken die terugkomen, van %1 steden, en wat mensen ervan leerden. Wat een stad over projecten vertelt, "
        + "is een voorstel uit haar plan en niet iets dat is gedaan; wat gedaan is, staat onder 'Lessen'. Winst is geld en "
        + "gewaardeerde effecten samen, tegenover dezelfde werken elk apart.",
      language.number(book.cities.count))
  }

  private var licence: String {
    say(
      "This book may be used for anything (CC0 1.0). Ask a city before you rely on its figures.",
      "Dit boek mag voor alles gebruikt worden (CC0 1.0). Vraag een stad na voordat u op haar cijfers bouwt."
    )
  }

  private func name(_ pattern: SharedPattern) -> String {
    let kinds = pattern.key.kinds.map { book.name(ofKind: $0).map(words) ?? escapedForMarkup($0) }
    return kinds.joined(separator: " + ")
  }

  private func themes(_ pattern: SharedPattern) -> String {
    pattern.key.themes.map { key in
      escapedForMarkup(book.name(ofTheme: key)?.text(in: language) ?? language.themeName(key))
    }.joined(separator: ", ")
  }

  private func entry(_ index: Int) -> String {
    let pattern = patterns[index]
    let (cities, lessons) = (pattern.cityCount, pattern.lessons.count)
    let count =
      (cities == 1
        ? say("1 city", "1 stad") : say("%1 cities", "%1 steden", language.number(cities)))
      + ", "
      + (lessons == 1
        ? say("1 lesson", "1 les") : say("%1 lessons", "%1 lessen", language.number(lessons)))
    return
      "<li><a href=\"#p\(index + 1)\">\(name(pattern))</a> <small>\(themes(pattern))</small><small>\(count)</small></li>"
  }

  // MARK: Leaves

  private func leaf(_ index: Int) -> String {
    let pattern = patterns[index]
    let principles = Set(pattern.lessons.compactMap(\.principle).map(words)).sorted()
    return """
      <article id="p\(index + 1)" tabindex="-1" aria-labelledby="h\(index + 1)">
      <h2 id="h\(index + 1)">\(index + 1). \(name(pattern))</h2>
      <p>\(pattern.key.themes.isEmpty ? "" : say("For: %1.", "Voor: %1.", themesText(pattern)))</p>
      \(principles.map { "<p class=\"principle\">\($0)</p>" }.joined())
      \(places(pattern, index))
      \(twins(pattern))
      \(lessons(pattern))
      \(turning(index))
      </article>
      """
  }

  private func themesText(_ pattern: SharedPattern) -> String {
    pattern.key.themes.map { book.name(ofTheme: $0)?.text(in: language) ?? language.themeName($0) }
      .joined(separator: ", ")
  }

  /// The way to the one before, the list and the next.
  private func turning(_ index: Int) -> String {
    var links: [String] = []
    if index > 0 { links.append("<a href=\"#p\(index)\">\(say("The one before", "Vorige"))</a>") }
    links.append("<a href=\"#top\">\(say("To the list", "Naar de lijst"))</a>")
    if index + 1 < patterns.count {
      links.append("<a href=\"#p\(index + 2)\">\(say("The next", "Volgende"))</a>")
    }
    let label = say("Turn the leaf from %1", "Blader vanaf %1", "\(index + 1)")
    return "<nav class=\"turn\" aria-label=\"\(label)\">\(links.joined(separator: " "))</nav>"
  }

  private func places(_ pattern: SharedPattern, _ index: Int) -> String {
    let title = "<h3>\(say("Where it recurs", "Waar het terugkomt"))</h3>"
    guard !pattern.places.isEmpty else {
      return title + "<p>"
        + say("No city of this book tells of it.", "Geen stad uit dit boek vertelt erover.")
        + "</p>"
    }
    let heads = [
      say("City", "Stad"), say("Type of neighbourhood", "Type buurt"), say("Projects", "Projecten"),
      say("Neighbourhoods", "Buurten"), say("Times chance", "Keer toeval"),
      say("Gain of a project", "Winst per project"),
      say("Chances left in the city", "Kansen over in de stad"),
      say("Ask, until", "Vragen aan, tot en met"),
    ]
    let rows = pattern.places.map { city, place in
      [
        escapedForMarkup(city.city), words(place.type), language.number(place.projects),
        language.number(place.neighbourhoods),
        place.lift.map { language.number($0, decimals: 1) } ?? "-",
        place.meanGain.map {
          "\(escapedForMarkup(city.currency)) \(language.number($0)) (\(city.priceYear))"
        } ?? "-",
        language.number(place.twins),
        "\(escapedForMarkup(city.contact)), \(escapedForMarkup(city.expires))",
      ]
    }
    let head = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let body = rows.map { row in
      "<tr><th scope=\"row\">\(row[0])</th>" + row.dropFirst().map { "<td>\($0)</td>" }.joined()
        + "</tr>"
    }.joined()
    let label = say(
      "Where pattern %1 recurs", "Waar patroon %1 terugkomt", "\(index + 1)")
    return title
      + "<div class=\"wide\" role=\"region\" aria-label=\"\(label)\" tabindex=\"0\"><table><thead><tr>\(head)</tr></thead>"
      + "<tbody>\(body)</tbody></table></div>"
  }

  private func twins(_ pattern: SharedPattern) -> String {
    let twins = book.twins(of: pattern)
    guard !twins.isEmpty else { return "" }
    let items = twins.map { city, works in
      "<li>\(escapedForMarkup(city.city)): "
        + say(
          "works of each of these kinds are due (at least %1 of the rarest)",
          "werken van elk van deze soorten zijn aan de beurt (minstens %1 van de zeldzaamste)",
          language.number(works)) + "</li>"
    }
    return "<h3>\(say("Cities that could have it too", "Steden waar het ook zou kunnen"))</h3><p>"
      + say(
        "The same kinds of work are due there and the same themes play, but its plan has no project that follows it. Whether they "
          + "meet in a street, the city has to look.",
        "Daar zijn dezelfde soorten werk aan de beurt en spelen dezelfde thema's, maar het plan heeft geen project dat dit volgt. Of "
          + "ze elkaar in een straat treffen, moet de stad bekijken.")
      + "</p><ul>\(items.joined())</ul>"
  }

  private func lessons(_ pattern: SharedPattern) -> String {
    let title = "<h3>\(say("Lessons", "Lessen"))</h3>"
    guard !pattern.lessons.isEmpty else {
      return title + "<p>"
        + say(
          "Nobody wrote down yet what worked and what did not.",
          "Nog niemand heeft opgeschreven wat wel en niet werkte.") + "</p>"
    }
    return title + pattern.lessons.map(lesson).joined()
  }

  private func lesson(_ lesson: Lesson) -> String {
    let parts: [(String, String?)] = [
      (say("Figures", "Cijfers"), lesson.figures.map(words)),
      (say("What worked", "Wat werkte"), lesson.worked.map(words)),
      (say("What did not", "Wat niet werkte"), lesson.failed.map(words)),
      (say("Before", "Ervoor"), link(lesson.before)), (say("After", "Erna"), link(lesson.after)),
      (say("Drawing", "Tekening"), link(lesson.drawing)),
      (say("Ask", "Vragen aan"), lesson.contact.isEmpty ? nil : escapedForMarkup(lesson.contact)),
      (say("Source", "Bron"), escapedForMarkup(lesson.source)),
    ]
    let told = parts.compactMap { name, text in text.map { "<dt>\(name)</dt><dd>\($0)</dd>" } }
    let year = lesson.year.map { ", \($0)" } ?? ""
    return "<section><h4>\(words(lesson.place))\(year)</h4><dl>\(told.joined())</dl></section>"
  }

  /// A link to a page of the web, which nobody opens but the reader.
  private func link(_ address: String) -> String? {
    guard address.hasPrefix("https://") else { return nil }
    let text = escapedForMarkup(address)
    return "<a href=\"\(text)\" rel=\"noreferrer\">\(text)</a>"
  }

  private static let styles = """
    nav ol{padding-left:2rem}nav li{margin:.4rem 0}article{border-top:3px solid #2166ac;margin-top:2.5rem;padding-top:.5rem;scroll-margin-top:1rem}
    article:focus{outline:none}thead th:first-child,td:nth-child(2){text-align:left}a{color:#134b7c}.principle{font-size:1.1rem}
    .turn a{display:inline-block;padding:.4rem .8rem;margin:.5rem .5rem 0 0;border:1px solid #2166ac;border-radius:.3rem;text-decoration:none}
    h3{font-size:1.05rem;margin:1.2rem 0 .3rem}h4{margin:.8rem 0 .2rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem .8rem;margin:0;max-width:46rem}
    dt{color:#595959}dd{margin:0;overflow-wrap:anywhere}td{white-space:normal}
    a:focus-visible,.wide:focus-visible{outline:2px solid #2166ac;outline-offset:2px}
    @media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
    @media print{article{break-before:page}.turn{display:none}}
    """
}
