import LayerIO
import OpportunityMap

/// How records name a source, in words.
extension Language {
  /// A source by what people call it, its path behind it.
  package func sourceName(_ name: Wording?, source: String) -> String {
    name.map { "\(text($0)) (\(source))" } ?? source
  }

  /// The class of a plane, such as `depth_cm >= 15`, with the ground that it is confined to.
  package func planeLabel(_ plane: Plane) -> String {
    let area = plane.area.map { self.text(.onlyWithin, text($0.name)) }
    return [plane.label, area ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// What a source is for. The record names it by its place in the project file, such as
  /// `themes.water.layers[0]`; what this does not know is said as it stands.
  package func roleText(_ role: String, themeName: (String) -> String) -> String {
    if role == "neighbourhoods" { return text(.neighbourhoodsRole) }
    if let found = role.wholeMatch(of: /schedule\[(\d+)\]/) {
      return text(.scheduleRole, place(found.1))
    }
    if let found = role.wholeMatch(of: /(areas|people)\.(.+)/) {
      return text(found.1 == "areas" ? .areaRole : .peopleRole, String(found.2))
    }
    guard let found = role.wholeMatch(of: /themes\.(.+?)\.layers\[(\d+)\](?:\.(.+))?/) else {
      return role
    }
    let layer = text(.themeRole, themeName(String(found.1)), place(found.2))
    return found.3.map { "\(layer), \($0)" } ?? layer
  }

  /// A place that counts from 0, as people count.
  private func place(_ index: Substring) -> String { Int(index).map { number($0 + 1) } ?? "" }

  /// A coordinate system with where it is known from. The record says that in English.
  package func systemText(_ system: String) -> String {
    let origins: [TextKey] = [.givenSystem, .declaredSystem, .standardSystem]
    for origin in origins {
      let english = "(\(Language.en.text(origin)))"
      guard system.hasSuffix(english) else { continue }
      return system.dropLast(english.count) + "(\(text(origin)))"
    }
    return system
  }
}
