/// A delivery that many people have, recognised by its fields: what it is, and what to mind with it.
/// Names of fields are plain: see `plainName`.
package struct KnownDelivery: Sendable, Equatable {
  /// What a field of a delivery holds.
  package enum Meaning: String, Sendable {
    case id, name, earliest, due, latest, last, built, cost, budget, street, type
  }

  /// Short name, such as `BGT`.
  package var key: String
  /// What it is.
  package var name: Wording
  /// Groups of fields: a source is this if it has one of each group.
  package var marks: [[String]]
  /// What its fields hold, the first that is there counting.
  package var fields: [Meaning: [String]] = [:]
  /// Fields that are filled for what is no longer so.
  package var history: [String] = []
  /// A field with the values of features that are something else, such as the water of a neighbourhood.
  package var aside: (field: [String], values: [String], what: Wording)?
  /// A field with the values of the features to take, where others are no works.
  package var chosen: (field: String, value: String)?
  /// Field with the level above the ground: 0 on it.
  package var level: String?
  /// The type of asset that it holds.
  package var assetType: String?
  /// Its coordinate system, where the delivery has one alone.
  package var system: String?
  /// What to mind, where its fields alone tell.
  package var advice: Wording?

  package static func == (a: KnownDelivery, b: KnownDelivery) -> Bool { a.key == b.key }
}

extension KnownDelivery {
  /// The delivery that has these fields, or nil.
  package static func recognised(by fields: some Sequence<String>) -> KnownDelivery? {
    let names = Set(fields.map(plainName))
    let isIMBOR = fields.contains { $0.hasPrefix("http") && $0.lowercased().contains("imbor") }
    if isIMBOR { return imbor }
    return catalogue.first { delivery in
      delivery.marks.allSatisfy { group in group.contains(where: names.contains) }
    }
  }

  /// The field among these that holds something, or nil.
  package func field(_ meaning: Meaning, among fields: [String]) -> String? {
    Self.field(self.fields[meaning] ?? [], among: fields)
  }

  /// The field among these with one of the plain names, the first name first.
  package static func field(_ names: [String], among fields: [String]) -> String? {
    names.lazy.compactMap { name in fields.first { plainName($0) == name } }.first
  }
}
