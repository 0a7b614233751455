import Tables

/// The beginning of a page that is one file, up to and with `<main>`. `head` stands before the icon.
package func plainHead(
  _ title: String, _ language: Language, styles: String, head: String = ""
) -> String {
  """
  <!DOCTYPE html>
  <html lang="\(language.rawValue)"><head><meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  \(head)<link rel="icon" href="data:,">
  <title>\(title)</title><style>\(styles)</style></head><body><main>
  """
}

/// The look of pages that are one file without scripts: a comparison, an audit.
package let plainStyles = """
  body{font:16px/1.45 system-ui,sans-serif;color:#1d1d1d;background:#fff;margin:0}
  main{max-width:76rem;margin:0 auto;padding:1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
  p{max-width:46rem}.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
  th,td{padding:.3rem .6rem;border-bottom:1px solid #ddd;text-align:right;vertical-align:top}
  th[scope=row],tbody td:first-child{text-align:left;font-weight:400}thead th{min-width:7rem}
  small{display:block;color:#595959;font-weight:400}.charts{display:flex;flex-wrap:wrap;gap:1.5rem}
  figure{margin:0;flex:1 1 18rem;max-width:24rem}figcaption{font-weight:600;margin-bottom:.3rem}
  figure svg{width:100%;height:auto}svg text{font-size:10px}.whole{fill:#eee}.part{fill:#2166ac}.mark{fill:#000}
  figure path{stroke:#fff;stroke-width:1}summary{cursor:pointer}
  """
