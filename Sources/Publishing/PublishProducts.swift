import Geometry
import LayerIO
import LayerStack
import OpportunityMap

/// What products are made of.
public struct ProductInput: Sendable {
  /// The figures.
  public var map: OpportunityMap
  /// Geometry of the neighbourhoods; feature `i` is neighbourhood `i`.
  public var neighbourhoods: GeometryArray
  /// Geometry of the assets; feature `i` is asset `i`.
  public var assets: GeometryArray
  /// The faces of the stack; nil where no product asks for them.
  public var faces: StackFaces?
  /// Source of each schedule entry, as the project file names it.
  public var scheduleSources: [String]
  /// The system that all geometry is in.
  public var workingSystem: CoordinateSystem

  /// An input.
  public init(
    map: OpportunityMap, neighbourhoods: GeometryArray, assets: GeometryArray, faces: StackFaces?,
    scheduleSources: [String], workingSystem: CoordinateSystem
  ) {
    self.map = map
    self.neighbourhoods = neighbourhoods
    self.assets = assets
    self.faces = faces
    self.scheduleSources = scheduleSources
    self.workingSystem = workingSystem
  }

  /// Makes a table; nil for challenges without faces.
  func table(_ kind: ProductTable) -> VectorTable? {
    switch kind {
    case .opportunities: opportunityTable(map, assets: assets, sources: scheduleSources)
    case .challenges: faces.map { challengeTable(map, faces: $0) }
    case .neighbourhoods: neighbourhoodTable(map, neighbourhoods: neighbourhoods)
    case .coverage: coverageTable(map)
    case .budgets: budgetTable(map)
    case .overlaps: overlapsTable(map)
    }
  }
}

/// What became of a product.
public struct WrittenProduct: Sendable, Codable, Equatable {
  /// Name of the file.
  public var file: String
  /// Rows by table.
  public var rows: [String: Int]
}

/// Writes products, but for `run.json`, into the folder's hidden part, each table made once. Returns
/// what was written, in the order of `Product.allCases`.
/// - Throws: `ProductError`, `CoordinateSystemError`.
public func writeProducts(
  _ products: Set<Product>, of input: ProductInput, to folder: ProductFolder, threads: Int,
  exactProjection: Bool, progress: (Double) throws -> Void
) throws -> [WrittenProduct] {
  let chosen = Product.allCases.filter(products.contains)
  let needed = Set(chosen.flatMap(\.tables))
  let kinds = ProductTable.allCases.filter(needed.contains)
  let made = try concurrentMap(count: kinds.count, threads: threads) { input.table(kinds[$0]) }
  let tables = Dictionary(uniqueKeysWithValues: zip(kinds, made))
  var written: [WrittenProduct] = []
  for product in chosen where product != .runRecord {
    let content = product.tables.compactMap { tables[$0] ?? nil }
    guard !content.isEmpty else { continue }
    try product.write(
      content, from: input.workingSystem, to: folder.path(of: product.fileName), threads: threads,
      exact: exactProjection)
    let rows = content.map { ($0.name, $0.rowCount) }
    written.append(
      WrittenProduct(file: product.fileName, rows: Dictionary(uniqueKeysWithValues: rows)))
    try progress(Double(written.count) / Double(chosen.count))
  }
  return written
}

extension Product {
  fileprivate func write(
    _ tables: [VectorTable], from system: CoordinateSystem, to path: String, threads: Int,
    exact: Bool
  ) throws {
    switch self {
    case .opportunitiesGeoJSON, .challengesGeoJSON, .neighbourhoodsGeoJSON:
      try writeGeoJSON(tables[0], from: system, to: path, threads: threads, exact: exact)
    case .geoPackage:
      let layers = tables.flatMap { $0.splitByGeometry() }
      let styles = layers.map { TableStyle(table: $0.name, qml: mapStyle(of: $0)) }
      try writeGeoPackage(layers, styles: styles, system: system, to: path)
    case .opportunitiesCSV, .neighbourhoodsCSV, .coverageCSV, .budgetsCSV, .overlapsCSV:
      try writeCSV(tables[0], to: path, threads: threads)
    case .runRecord: break
    }
  }
}
