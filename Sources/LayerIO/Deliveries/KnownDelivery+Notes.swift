extension KnownDelivery {
  /// Fields that are read, where they are there, to tell what to mind, though no project asks for them.
  /// They are those of deliveries of today, to the letter, since readers look fields up so.
  static let watchedFields = [
    "eindRegistratie", "eind_registratie", "eindregistratie", "EINDREGISTRATIE", "objectEindTijd",
    "object_eind_tijd", "eindGeldigheid", "eind_geldigheid", "eindgeldigheid", "tijdstipInactief",
    "tijdstip_inactief", "terminationDate", "termination_date", "terminationdate", "water", "WATER",
    "Water", "H2O", "relatieveHoogteligging", "relatieve_hoogteligging", "relatievehoogteligging",
  ]

  /// What to say of a source after its `where`: which known delivery it looks like and what to mind.
  static func notes(on raw: RawLayer) -> [IntakeNote] {
    guard let delivery = recognised(by: raw.fieldNames) else { return [] }
    let matters = [
      delivery.historyNote(raw), delivery.asideNote(raw), delivery.levelNote(raw),
      delivery.advice.map { (1, $0) },
    ].compactMap(\.self)
    let looks = Wording(
      en: "The source looks like \(delivery.name.en).",
      nl: "De bron lijkt op \(delivery.name.nl).")
    guard !matters.isEmpty else { return [IntakeNote(kind: .delivery, count: 1, text: looks)] }
    return matters.map { count, text in
      IntakeNote(
        kind: .delivery, count: count,
        text: Wording(en: "\(looks.en) \(text.en)", nl: "\(looks.nl) \(text.nl)"))
    }
  }

  private func historyNote(_ raw: RawLayer) -> (Int, Wording)? {
    for name in history {
      guard let column = Self.column([name], raw) else { continue }
      let count = (0..<column.count).count { column[$0].codeText != nil }
      guard count > 0 else { continue }
      let remedy = "where: {\(column.name): null}"
      return (
        count,
        Wording(
          en: "Objects with '\(column.name)' are history, no longer there; add \(remedy).",
          nl:
            "Objecten met '\(column.name)' zijn historie en bestaan niet meer; zet er \(remedy) bij."
        )
      )
    }
    return nil
  }

  private func asideNote(_ raw: RawLayer) -> (Int, Wording)? {
    guard let aside, let column = Self.column(aside.field, raw) else { return nil }
    let count = (0..<column.count).count { aside.values.contains(column[$0].codeText ?? "") }
    guard count > 0 else { return nil }
    let list = aside.values.joined(separator: ", ")
    let remedy = "where: {\(column.name): {not: [\(list)]}}"
    return (
      count,
      Wording(
        en: "It holds \(aside.what.en); leave them out with \(remedy).",
        nl: "Er zitten \(aside.what.nl) in; laat ze weg met \(remedy).")
    )
  }

  private func levelNote(_ raw: RawLayer) -> (Int, Wording)? {
    guard let level, let column = Self.column([level], raw) else { return nil }
    let count = (0..<column.count).count { !["0", nil].contains(column[$0].codeText) }
    guard count > 0 else { return nil }
    return (
      count,
      Wording(
        en: "Objects with another '\(column.name)' than 0 lie above or below the ground.",
        nl: "Objecten met een andere '\(column.name)' dan 0 liggen boven of onder het maaiveld.")
    )
  }

  private static func column(_ names: [String], _ raw: RawLayer) -> AttributeColumn? {
    field(names, among: raw.attributes.columns.map(\.name)).flatMap { raw.attributes.column($0) }
  }
}
