import LayerIO
import ProjectFile

/// A layer of a project as it can be edited: where it stands, and which field is which.
struct ProjectLayer {
  /// What it is.
  enum Kind: Equatable {
    case neighbourhoods
    /// An entry of the schedule.
    case works(Int)
    /// A layer of a theme, both by number.
    case challenge(Int, Int)
  }

  /// What a field tells.
  struct Field {
    /// Its key in the file.
    let key: String
    /// Where it stands, below the layer.
    let below: [ProjectLines.Step]
    /// Name of the field; nil where none is named.
    let name: String?
    /// Whether more than a name stands there, or nothing may be left out, so that it is edited by hand.
    var isByHand = false
  }

  let kind: Kind
  /// Where it stands in the file.
  let place: [ProjectLines.Step]
  let options: SourceOptions
  let fields: [Field]

  /// Where it stands as people write it, such as `themes.water.layers[0]`.
  var role: String { options.role }

  /// All layers of a project, in the order of the file.
  static func all(of project: ProjectFile) -> [ProjectLayer] {
    let areas =
      project.missing.contains("neighbourhoods") ? [] : [ProjectLayer(project.neighbourhoods)]
    let themes = project.themes.indices.flatMap { theme in
      project.themes[theme].layers.indices.map {
        ProjectLayer(project.themes[theme].layers[$0], of: project.themes[theme].key, theme, $0)
      }
    }
    return areas + themes + project.schedule.indices.map { ProjectLayer(project.schedule[$0], $0) }
  }

  private init(_ source: NeighbourhoodSource) {
    kind = .neighbourhoods
    place = [.key("neighbourhoods")]
    options = source.options
    fields = [
      Field(key: "id", below: [], name: source.id, isByHand: !source.options.made.isEmpty),
      Field(key: "name", below: [], name: source.name),
    ]
  }

  private init(_ source: ScheduleSource, _ index: Int) {
    kind = .works(index)
    place = [.key("schedule"), .index(index)]
    options = source.options
    let order: [ScheduleField] = [
      .id, .due, .last, .built, .cycle, .earliest, .latest, .cost, .budget, .street,
    ]
    fields = order.map { field in
      Field(
        key: field.rawValue, below: [.key("fields")], name: source.fields[field],
        isByHand: source.values[field] != nil || !source.options.made.isEmpty && field == .id)
    }
  }

  private init(_ layer: ThemeLayer, of key: String, _ theme: Int, _ index: Int) {
    kind = .challenge(theme, index)
    place = [.key("themes"), .key(key), .key("layers"), .index(index)]
    options = layer.options
    switch layer.severity {
    case .steps(let name, _, _), .map(let name, _):
      // What is derived makes its own. Which values count is told beside the field: it can't come or go by itself.
      fields =
        layer.derivation == nil
        ? [Field(key: "field", below: [.key("severity")], name: name)] : []
    case .constant: fields = []
    }
  }
}
