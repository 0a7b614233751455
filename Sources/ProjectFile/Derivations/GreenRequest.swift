import LayerIO

/// What the 3-30-300 rule asks of a source of dwellings.
package struct GreenRequest: Sendable, Equatable {
  /// The trees, as points or as crowns.
  package var trees: SourceOptions
  /// Attribute of a tree with the area of its crown in m2; nil takes the area of its polygon.
  package var crown: String?
  /// Cool green, as polygons.
  package var cool: SourceOptions

  /// A request.
  package init(trees: SourceOptions, crown: String? = nil, cool: SourceOptions) {
    self.trees = trees
    self.crown = crown
    self.cool = cool
  }
}

extension GreenRequest: DerivationRequest {
  package static let key = "green"

  package init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["trees", "cool"])
    let trees = try keys.needed("trees", in: value)
    let treeKeys = try trees.members(known: sourceKeys + ["crown"])
    crown = try treeKeys.text("crown")
    self.trees = try SourceOptions(
      treeKeys, in: trees, fields: .only([crown].compactMap(\.self)), keepsOriginals: true)
    // A tree is where its stem is; the surface that points need is not looked at.
    self.trees.radius = 1
    self.trees.uses = [crown].compactMap(\.self).map { FieldUse($0, as: .number) }
    let cool = try keys.needed("cool", in: value)
    self.cool = try SourceOptions(
      cool.members(known: sourceKeys), in: cool, fields: .only([]))
  }

  package var derivedFields: [String] { ["trees", "crown_share", "cool_m", "missed"] }

  package var sources: [SourceOptions] { [trees, cool] }

  package var needsNorms: Bool { true }
}
