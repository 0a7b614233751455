import Geometry
import LayerStack
import Workers

/// How the works on each asset meet the themes; works on one asset share its figures. Flat arrays with
/// a value for each theme of each asset, asset after asset, in the map's order of themes.
///
/// A work's score is the sum over themes of weight x s / sum of weights, where s is its severity for
/// the theme: over its signatures, share of area x the highest severity among the theme's planes. An
/// asset without a surface is measured by its length instead. A theme that is measured in people has the
/// severity of those whom the works reach instead, each as often as it counts. Scores lie within 0 to 1.
package struct ScoreTable: Sendable {
  /// Number of themes.
  package let themeCount: Int
  /// Area in m2, length in m and severity of each theme of each asset, side by side.
  private var figures: [Double]
  /// Severity of each theme that is measured in people, over those whom works on each asset reach; empty for
  /// the other themes. Shape: themes x assets.
  private var ofPeople: [[Double]]
  /// Score: the sum of its parts. Shape: `assets`.
  package private(set) var scores: [Double]
  /// Surface in m2, inside and outside neighbourhoods. Shape: `assets`.
  package private(set) var surface: [Double]
  /// Length in m. Shape: `assets`.
  package private(set) var length: [Double]
  /// Part of the surface in m2 (or length in m) outside all neighbourhoods. Shape: `assets`.
  package private(set) var outside: [Double]
  /// Neighbourhood that holds the largest part; -1 where none does. Shape: `assets`.
  package private(set) var neighbourhoods: [Int32]
  private var weights: Weights

  /// Surface in m2 under at least one plane of the theme. Shape: `assets x themes`.
  package var areas: ThemeFigures { ThemeFigures(figures: figures, place: 0) }

  /// Length in m under at least one plane of the theme. Shape: `assets x themes`.
  package var lengths: ThemeFigures { ThemeFigures(figures: figures, place: 1) }

  /// Area-weighted (or length-weighted) severity, 0 to 1. Shape: `assets x themes`.
  package var severities: ThemeFigures { ThemeFigures(figures: figures, place: 2) }

  /// Part of an asset's surface (or length) under a theme, 0 to 1; `index` counts assets x themes.
  /// Sums of areas may exceed the whole by rounding.
  package func share(at index: Int) -> Double {
    let asset = index / themeCount
    let isBare = surface[asset] == 0
    let (part, whole) = (isBare ? lengths : areas, isBare ? length[asset] : surface[asset])
    return part[index] > 0 ? min(1, part[index] / whole) : 0
  }

  /// What a theme adds to an asset's score: weight x severity / sum of weights; `index` counts assets x
  /// themes.
  package func part(at index: Int) -> Double {
    weights.part(index % themeCount, scoredSeverity(at: index))
  }

  /// The severity that counts in the score: of people where the theme is measured in them, else of the
  /// ground; `index` counts assets x themes.
  package func scoredSeverity(at index: Int) -> Double {
    severityOfPeople(at: index) ?? severities[index]
  }

  /// Severity of a theme over the people whom works on an asset reach, 0 to 1; nil where the theme is not
  /// measured in people. `index` counts assets x themes.
  package func severityOfPeople(at index: Int) -> Double? {
    let severities = ofPeople[index % themeCount]
    return severities.isEmpty ? nil : severities[index / themeCount]
  }

  /// The figures of an asset's themes.
  package func themes(of asset: Int, in values: ThemeFigures) -> Slice<ThemeFigures> {
    values[asset * themeCount..<(asset + 1) * themeCount]
  }

  /// Number of themes that touch the asset. Polygons that were drawn to share a border may overlap by
  /// what rounding leaves, so less than 1 cm2 (or 1 cm of length) is not a touch.
  package func themeCount(of asset: Int) -> Int {
    let isBare = surface[asset] == 0
    return themes(of: asset, in: isBare ? lengths : areas).count { $0 >= (isBare ? 1e-2 : 1e-4) }
  }

  /// How an asset lies towards the neighbourhoods.
  package enum Place: Sendable {
    /// Within them.
    case inside
    /// Partly outside all of them.
    case partlyOutside
    /// Outside all of them.
    case outside
  }

  /// How an asset lies towards the neighbourhoods. Less than 1 cm2 (or 1 cm of length) is rounding.
  package func place(of asset: Int) -> Place {
    let isBare = surface[asset] == 0
    if neighbourhoods[asset] < 0 { return .outside }
    return outside[asset] >= (isBare ? 1e-2 : 1e-4) ? .partlyOutside : .inside
  }

  /// Works out the figures of all assets, on at most `threads` threads; all but scores and their parts
  /// hold for any weights.
  init(
    _ table: OverlapTable, themes: [Theme], severities levels: SeverityTable, threads: Int = 1
  ) {
    themeCount = themes.count
    let blocks = AssetBlocks(table, threads: threads)
    let (count, zones) = (themes.count, ZoneMembers(table))
    let sizes = (0..<blocks.count).map { 3 * blocks.assets(of: $0).count * count }
    let (figures, sums) = filledArray(sizes: sizes, threads: threads) {
      (block, figures: inout OutputSpan<Double>) in
      AssetSums(block, of: blocks, zones, levels, themeCount: count, figures: &figures)
    }
    self.figures = figures
    surface = sums.flatMap(\.surface)
    length = sums.flatMap(\.length)
    outside = sums.flatMap(\.outside)
    neighbourhoods = sums.flatMap(\.neighbourhoods)
    weights = Weights(themes)
    ofPeople = [[Double]](repeating: [], count: count)
    scores = weights.scores(figures, ofPeople, threads: threads)
  }

  /// Scores themes that are measured in people by those whom the works on each asset reach.
  mutating func measure(
    _ themes: [Theme], in people: [PeopleTable], planes: [Plane], threads: Int
  ) {
    let counted = themes.map { theme in people.first { $0.key == theme.measure } }
    guard counted.contains(where: { $0 != nil }) else { return }
    ofPeople = counted.enumerated().map { theme, people in
      guard let table = people?.table else { return [] }
      return table.severities(
        of: theme, SeverityTable(table.signatures, themes: themes, planes: planes))
    }
    scores = weights.scores(figures, ofPeople, threads: threads)
  }

  /// Gives the themes other weights: only scores and their parts depend on them.
  mutating func weigh(_ themes: [Theme], threads: Int) {
    guard weights != Weights(themes) else { return }
    weights = Weights(themes)
    scores = weights.scores(figures, ofPeople, threads: threads)
  }

  /// Takes what assets have of the themes from a table of the same assets that knows of more
  /// neighbourhoods, within which a challenge may be by absence.
  mutating func takeThemes(from wider: ScoreTable) {
    (figures, ofPeople, scores) = (wider.figures, wider.ofPeople, wider.scores)
  }
}

/// One of the figures of each theme of each asset of a score table, in the order of assets and then of
/// themes.
package struct ThemeFigures: RandomAccessCollection, Sendable {
  fileprivate let figures: [Double]
  /// Place among an asset's figures of a theme.
  fileprivate let place: Int

  /// The first theme of the first asset.
  package var startIndex: Int { 0 }
  /// Number of assets x themes.
  package var endIndex: Int { figures.count / 3 }
  /// The figure of a theme of an asset.
  package subscript(index: Int) -> Double { figures[3 * index + place] }
}

extension OverlapTable {
  /// Of a table in numbers: severity of a theme over all whom each asset reaches, 0 where that is nobody.
  /// Shape: assets.
  fileprivate func severities(of theme: Int, _ levels: SeverityTable) -> [Double] {
    var (sums, numbers) = (
      [Double](repeating: 0, count: assetCount), [Double](repeating: 0, count: assetCount)
    )
    for row in areas {
      let severity = levels.severity(signature: row.signature, zone: row.zone, theme: theme)
      for asset in assetSets[Int(row.assetSet)] {
        numbers[Int(asset)] += row.area
        sums[Int(asset)] += row.area * severity
      }
    }
    return zip(sums, numbers).map { $1 > 0 ? min(1, $0 / $1) : 0 }
  }
}

/// Weights of themes, and what scores they make.
private struct Weights: Sendable, Equatable {
  private let weights: [Double]
  private let total: Double

  init(_ themes: [Theme]) {
    weights = themes.map(\.weight)
    total = weights.reduce(0, +)
  }

  @inline(__always)
  func part(_ theme: Int, _ severity: Double) -> Double {
    total > 0 ? weights[theme] * severity / total : 0
  }

  /// Score of each asset from the figures of its themes, and from severities of people for themes that have
  /// them.
  func scores(_ figures: [Double], _ ofPeople: [[Double]], threads: Int) -> [Double] {
    let count = weights.count
    let chunks = (0..<(count > 0 ? figures.count / (3 * count) : 0)).chunks(of: 16_384)
    return filledArray(sizes: chunks.map(\.count), threads: threads) { chunk, scores in
      for asset in chunks[chunk] {
        var score = 0.0
        for theme in 0..<count {
          let severity =
            ofPeople[theme].isEmpty
            ? figures[3 * (asset * count + theme) + 2] : ofPeople[theme][asset]
          score += part(theme, severity)
        }
        scores.append(score)
      }
    }
  }
}
