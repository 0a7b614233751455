extension Language {
  /// What readers call a theme: the usual themes by name, others by their key.
  public func themeName(_ key: String) -> String {
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
