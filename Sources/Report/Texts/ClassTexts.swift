import Foundation
import LayerIO
import OpportunityMap
import Tables

extension Language {
  /// The class of a plane in words, with the ground that it is confined to.
  func classText(of plane: Plane) -> String {
    var plane = plane
    plane.label = classText(plane.label)
    return planeLabel(plane)
  }

  /// The class of a layer in words: `depth_cm >= 15` is said as `depth_cm: 15 or more`. Classes by name, and
  /// those without a label, stay as they are.
  func classText(_ label: String) -> String {
    for (sign, words) in limits {
      let parts = label.components(separatedBy: sign)
      guard parts.count == 2, let limit = Double(parts[1]) else { continue }
      let (field, format) =
        derived[parts[0]].map { (text($0.name), $0.format) } ?? (parts[0], .plain)
      return filled(text(words), with: [field, number(limit, as: format)])
    }
    return label
  }

  private func number(_ value: Double, as format: LimitFormat) -> String {
    switch format {
    case .share: number(100 * value, decimals: decimals(100 * value)) + "%"
    case .plain: number(value, decimals: decimals(value))
    }
  }

  /// As many decimals as the number has, up to three.
  private func decimals(_ value: Double) -> Int {
    (0..<3).first { number in
      let scaled = value * [1, 10, 100][number]
      return abs(scaled - scaled.rounded()) < 1e-9
    } ?? 3
  }
}

private enum LimitFormat { case plain, share }

private let limits: [(sign: String, words: Wording)] = [
  (" >= ", Wording(en: "%1: %2 or more", nl: "%1: %2 of meer")),
  (" <= ", Wording(en: "%1: %2 or less", nl: "%1: %2 of minder")),
]

/// What readers call fields that the program works out itself.
private let derived: [String: (name: Wording, format: LimitFormat)] = [
  "missed": (
    Wording(en: "parts of 3-30-300 that are missed", nl: "gemiste onderdelen van 3-30-300"), .plain
  ),
  "deficit_share": (
    Wording(en: "short of the norm", nl: "tekort tegenover de norm"), .share
  ),
  "vacancy_share": (
    Wording(en: "vacant part of the neighbourhood", nl: "leegstand in de buurt"), .share
  ),
]
