import Pipeline
import Report

/// The page that stands where the report will, as long as the project is being read.
struct WaitingPage {
  /// How far it is; nil where it ended.
  let opening: (stage: Stage, part: Double)?
  /// Why there will be no report.
  let problem: String?
  /// Whether there is no project yet.
  var isEmpty = false

  /// The whole page; it asks for itself anew each second. Which language the project asks for is not known yet.
  var text: String {
    let refresh = problem == nil ? "<meta http-equiv=\"refresh\" content=\"1\">" : ""
    return """
      <!doctype html>
      <html lang="nl"><head><meta charset="utf-8">\(refresh)
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>Kansenkaart</title>
      <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem;color:#1b2a38}
      progress{width:100%}pre{white-space:pre-wrap;background:#f4ecec;padding:1rem}</style></head>
      <body><main>\(content)</main></body></html>

      """
  }

  private var content: String {
    if isEmpty {
      return """
        <h1>Hier is nog geen project</h1>
        <p>Wie de sleutel heeft, kan het hier maken. Deze pagina ververst zichzelf. <span lang="en">There is no
        project here yet; whoever has the key can make one. This page follows by itself.</span></p>
        """
    }
    if let problem {
      return """
        <h1>Het project kan niet geopend worden</h1>
        <p>Herstel dit, en start de dienst opnieuw. <span lang="en">Mend this, and start the service again.</span></p>
        <pre lang="en">\(escapedForMarkup(problem))</pre>
        """
    }
    let number = opening.flatMap { now in Stage.allCases.firstIndex(of: now.stage) } ?? 0
    let done = (Double(number) + (opening?.part ?? 0)) / Double(Stage.allCases.count)
    return """
      <h1>De kaart komt eraan</h1>
      <p>\(stage). Deze pagina ververst zichzelf. <span lang="en">The map is being made; this page follows by
      itself.</span></p>
      <progress max="1" value="\(done)">\(Int(100 * done))%</progress>
      """
  }

  private var stage: String {
    switch opening?.stage {
    case .stacking: "De lagen worden gestapeld"
    case .mapping: "De kaart wordt berekend"
    case .bundling: "De projecten worden gezocht"
    case .faces: "De vlakken worden gemaakt"
    case .writing: "De pagina wordt geschreven"
    case .reading, nil: "De bestanden worden gelezen"
    }
  }
}
