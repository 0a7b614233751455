import OpportunityMap

extension Language {
  /// What readers call a theme: by the project's name for it, the usual themes by theirs, others by
  /// their key.
  public func themeName(_ theme: Theme) -> String {
    theme.name.map { text($0) } ?? themeName(theme.key)
  }

  /// What readers call a theme that the project gives no name.
  package func themeName(_ key: String) -> String {
    switch (key, self) {
    case ("water", _): "water"
    case ("energy", .nl): "energie"
    case ("energy", .en): "energy"
    case ("soil", .nl): "bodem"
    case ("soil", .en): "soil"
    case ("care", .nl): "zorg"
    case ("care", .en): "care"
    case ("vacancy", .nl): "leegstand"
    case ("vacancy", .en): "vacancy"
    default: key
    }
  }
}
