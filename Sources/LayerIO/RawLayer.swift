import Geometry

/// A source as its format's reader hands it over: everything the file holds that was asked for, in
/// the file's own coordinate system, nothing judged yet except what the format itself forbids.
package struct RawLayer: Sendable {
  /// Geometries, one for each kept feature.
  package var geometry: GeometryArray
  /// Attributes that were asked for, one row for each kept feature.
  package var attributes: AttributeTable
  /// Position of each kept feature in the source, counted from 1. Shape: `count`.
  package var sourceFeatures: [Int]
  /// Names of all attributes that occur in the source, in its order.
  package var fieldNames: [String]
  /// Coordinate system that the file declares, as an authority code or well-known text; nil where it
  /// declares none. GeoJSON without a `crs` member declares none here, though its standard says CRS84.
  package var declaredCRS: String?
  /// What is wrong with geometries, by the feature's position in the source. A feature that has nothing
  /// usable left is without paths; it is dropped once it is known that the filter wants it.
  var problems: [Int: FeatureProblem] = [:]
  /// The box around all features of the source, where some of them may have been passed over since they
  /// lie elsewhere; nil where all are here.
  var extent: Bounds?
  /// The box around all features of the source, those that were passed over included; nil without any.
  var bounds: Bounds? { extent ?? geometry.bounds }
  /// How the fields of a table were told apart, or why there are none, in English, for whoever misses one;
  /// nil where there is nothing to say.
  var layout: String?
  /// Currencies that a spreadsheet shows the numbers of a field with.
  var shownCurrencies: [String: [Currency: ValueSamples]] = [:]
  /// Where a name stands more than once in the header of a sheet, by that name: fields need different ones.
  var repeatedNames: [String: [String]] = [:]
  /// What happened so far: format, size, hash, features read and dropped, notes.
  package var record: IntakeRecord

  /// A raw layer; traps when the parts differ in count.
  package init(
    geometry: GeometryArray, attributes: AttributeTable, sourceFeatures: [Int],
    fieldNames: [String], declaredCRS: String?, extent: Bounds? = nil, record: IntakeRecord
  ) {
    precondition(geometry.count == attributes.count && geometry.count == sourceFeatures.count)
    self.geometry = geometry
    self.attributes = attributes
    self.sourceFeatures = sourceFeatures
    self.fieldNames = fieldNames
    self.declaredCRS = declaredCRS
    self.extent = extent
    self.record = record
  }

  /// Takes what is called x for y, and y for x.
  mutating func exchangeAxes() {
    for index in geometry.positions.indices {
      let position = geometry.positions[index]
      geometry.positions[index] = Position(position.y, position.x)
    }
    extent = extent?.exchanged
  }

  /// The layer without the features at the given indices.
  func leavingOut(_ indices: Set<Int>) -> RawLayer {
    selecting((0..<geometry.count).filter { !indices.contains($0) })
  }

  /// The features at the given indices, in that order.
  func selecting(_ kept: [Int]) -> RawLayer {
    var result = RawLayer(
      geometry: geometry.selecting(kept), attributes: attributes.selecting(kept),
      sourceFeatures: kept.map { sourceFeatures[$0] }, fieldNames: fieldNames,
      declaredCRS: declaredCRS, extent: extent, record: record)
    result.problems = problems
    result.layout = layout
    (result.shownCurrencies, result.repeatedNames) = (shownCurrencies, repeatedNames)
    return result
  }

  /// The columns that have a name, by their letter in a sheet or else their number.
  func places(of name: String) -> [String] {
    if let places = repeatedNames[name] { return places }
    return fieldNames.indices.filter { fieldNames[$0] == name }.map { "number \($0 + 1)" }
  }

  /// Whether it has an attribute of that name, or one that has it as an alias.
  func has(_ name: String) -> Bool {
    fieldNames.contains(name) || attributes.column(name) != nil
  }
}
