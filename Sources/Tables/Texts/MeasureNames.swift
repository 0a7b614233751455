import LayerIO
import OpportunityMap
import ProjectBundling

/// Names of types of asset and measures, from the cycle catalogue.
package struct MeasureNames: Sendable {
  private let catalogue: CycleCatalogue

  /// The names of a catalogue.
  package init(_ catalogue: CycleCatalogue) {
    self.catalogue = catalogue
  }

  /// `sewer: replace`, in words; keys where the catalogue does not know them.
  package func name(of work: BundlingWork, _ map: OpportunityMap, _ language: Language) -> String {
    name(of: map.works[work.work].measure, type: map.assets[work.asset].type, language)
  }

  /// Name of a type of asset; its key where the catalogue does not know it.
  package func name(ofType type: String, _ language: Language) -> String {
    catalogue.types[type]?.name[language.rawValue] ?? type
  }

  /// The names of types of asset, by key.
  package var types: [String: Wording] { catalogue.types.compactMapValues { wording($0.name) } }

  /// The names of measures, by key; those that are called otherwise on one type than on another have none.
  package var measures: [String: Wording] {
    let all = catalogue.types.values.flatMap(\.measures)
    return Dictionary(grouping: all, by: \.key).compactMapValues { same in
      Set(same.map(\.name)).count == 1 ? wording(same[0].name) : nil
    }
  }

  private func wording(_ names: [String: String]) -> Wording? {
    guard let dutch = names[Language.nl.rawValue], let english = names[Language.en.rawValue] else {
      return nil
    }
    return Wording(en: english, nl: dutch)
  }

  /// A measure on a type of asset, in words; keys where the catalogue does not know them.
  package func name(of measure: String, type: String, _ language: Language) -> String {
    let typeName = name(ofType: type, language)
    let measureName = catalogue.measure(measure, of: type)?.name[language.rawValue] ?? measure
    switch language {
    case .nl: return "\(typeName) \(measureName)"
    case .en: return "\(measureName) \(typeName)"
    }
  }
}

/// Names of the kinds of work of a problem in one language, each made once.
struct KindNames: Sendable {
  private let problem: BundlingProblem
  /// The names that kinds have, ascending.
  private let names: [String]
  /// Index in `names` of each kind's, which several kinds may share. Shape: `problem.kinds`.
  private let nameOfKind: [Int]

  init(
    _ problem: BundlingProblem, _ map: OpportunityMap, _ measures: MeasureNames,
    _ language: Language
  ) {
    self.problem = problem
    var ofKind = [String?](repeating: nil, count: problem.kinds.count)
    for work in problem.works where ofKind[work.kind] == nil {
      ofKind[work.kind] = measures.name(of: work, map, language)
    }
    let names = Set(ofKind.compactMap(\.self)).sorted()
    nameOfKind = ofKind.map { name in names.firstIndex { $0 == name } ?? -1 }
    self.names = names
  }

  /// The kinds of works of the problem, the most frequent first, with their number where there are
  /// several.
  func list(_ works: [Int32]) -> [String] {
    var counts = [Int](repeating: 0, count: names.count)
    for work in works { counts[nameOfKind[problem.works[Int(work)].kind]] += 1 }
    return counts.indices.filter { counts[$0] > 0 }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
      .map { counts[$0] > 1 ? "\(names[$0]) (\(counts[$0]))" : names[$0] }
  }
}
