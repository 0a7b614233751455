import LayerIO

/// A file of a run. Those of tables follow from the definitions of these; `run.json` comes with every choice
/// of files.
public struct Product: Sendable, Hashable {
  /// What a file is.
  enum Kind: Sendable, Hashable {
    /// A table in a format that has a file for each table.
    case table(ProductTable, ProductTable.Format)
    /// Rows of a table of one kind of geometry, as GeoJSON.
    case part(ProductTable, GeometryPart)
    /// The tables that the GeoPackage has as layers.
    case geoPackage
    /// The tables that have a CSV, a sheet each.
    case workbook
    case stack
    case report
    case record
  }

  /// Name of the file.
  public let fileName: String
  let kind: Kind

  private init(_ fileName: String, _ kind: Kind) {
    self.fileName = fileName
    self.kind = kind
  }

  /// The figures of the saved stack.
  public static let stackFigures = Product("stack.figures", .stack)
  /// The geometry of the saved stack.
  public static let stackGeometry = Product("stack.geometry", .stack)
  /// The tables with geometry, for a desktop GIS.
  public static let geoPackage = Product("kansenkaart.gpkg", .geoPackage)
  /// The tables without geometry, for people.
  public static let workbook = Product("kansenkaart.xlsx", .workbook)
  /// The page with map, figures, sources and method.
  public static let report = Product("report.html", .report)
  /// What the run did.
  public static let runRecord = Product("run.json", .record)

  /// A table for programs.
  public static func csv(_ table: ProductTable) -> Product {
    Product(table.name + ".csv", .table(table, .csv))
  }

  /// A table for maps on the web.
  public static func geoJSON(_ table: ProductTable) -> Product {
    Product(table.name + ".geojson", .table(table, .geoJSON))
  }

  /// The rows of a table of one kind of geometry, for maps on the web that take no mixed layers.
  package static func geoJSON(_ table: ProductTable, _ part: GeometryPart) -> Product {
    Product("\(table.name)_\(part.rawValue).geojson", .part(table, part))
  }

  /// A table with its spatial index, in the working system.
  public static func flatGeobuf(_ table: ProductTable) -> Product {
    Product(table.name + ".fgb", .table(table, .flatGeobuf))
  }

  /// What a run writes unless it is told otherwise.
  public static let usual = Set(allCases.filter { !$0.isOnRequest })

  /// Whether the file is written only where it is asked for by name.
  public var isOnRequest: Bool { format == .flatGeobuf || part != nil }

  /// The kind of geometry of its rows, where it has those of a kind alone.
  package var part: GeometryPart? { if case .part(_, let part) = kind { part } else { nil } }

  /// All of them, those first that take longest, lest one of these be left to a single thread in the end.
  package static let longestFirst: [Product] = {
    let long: [Product] = [
      .workbook, .report, .geoPackage, .geoJSON(.opportunities), .geoJSON(.challenges),
      .geoJSON(.candidates), .stackGeometry, .csv(.overlaps), .csv(.opportunities),
      .csv(.streets), .csv(.hours), .stackFigures,
    ]
    return long + allCases.filter { !long.contains($0) }
  }()

  /// Whether the file shows geometry, or distances are measured for it, in a project of which works are
  /// planned by a programme or decisions, or not.
  public func hasGeometry(plansWorks: Bool) -> Bool {
    showsGeometry || self == .report || showsBuildings || needsProjects(plansWorks: plansWorks)
  }

  /// Whether its tables stand in it with their geometry.
  var showsGeometry: Bool {
    switch format {
    case .geoJSON, .flatGeobuf, .geoPackage: true
    case .csv, .workbook, nil: false
    }
  }

  /// Whether the file shows the geometry of the stack itself.
  public var needsFaces: Bool { self == .report || tables.contains { $0.need == .faces } }

  /// Whether it tells of the buildings.
  package var showsBuildings: Bool {
    self == .report || tables.contains { $0.need == .buildings }
  }

  /// Whether the file is the saved stack, which `kansenkaart score` asks again.
  public var isStack: Bool { kind == .stack }

  /// Whether later commands on the folder read the file.
  var isReadAgain: Bool {
    isStack || Self.explained.contains(self) || Self.compared.contains(self)
      || Self.shared.contains(self)
  }

  /// What `kansenkaart explain` reads.
  package static let explained: [Product] = [
    .csv(.candidates), .csv(.candidateWorks), .csv(.costSplits), .csv(.nearMisses),
    .csv(.couplings),
  ]

  /// What `kansenkaart compare` reads of folders: the first it can't do without.
  package static let compared: [Product] = [
    .csv(.opportunities), .csv(.candidates), .csv(.programme), .csv(.couplings), .csv(.baselines),
    .csv(.baselineReach),
  ]

  /// What `kansenkaart share` reads besides the saved stack: the first it can't do without.
  package static let shared: [Product] = [
    .csv(.opportunities), .csv(.packages), .csv(.candidates), .csv(.candidateWorks),
    .csv(.costSplits), .csv(.couplings), .csv(.patterns), .csv(.baselines), .csv(.baselineReach),
  ]

  /// The tables that the file holds.
  public var tables: [ProductTable] {
    switch kind {
    case .table(let table, _), .part(let table, _): [table]
    case .geoPackage: ProductTable.allCases.filter { $0.formats.contains(.geoPackage) }
    case .workbook: ProductTable.readingOrder
    case .stack, .report, .record: []
    }
  }

  /// The format of the tables that it holds; nil where it holds none.
  package var format: ProductTable.Format? {
    switch kind {
    case .table(_, let format): format
    case .part: .geoJSON
    case .geoPackage: .geoPackage
    case .workbook: .workbook
    case .stack, .report, .record: nil
    }
  }

  /// Whether it is made from a plan of projects, or says in which year works are done while a programme or
  /// decisions say so.
  public func needsProjects(plansWorks: Bool) -> Bool {
    self == .report || tables.contains { $0.need == .projects }
      || plansWorks && tables.contains { $0.need == .plannedYears || $0.need == .buildings }
  }

  /// Whether it looks otherwise where there is a plan of projects.
  package var showsProjects: Bool { needsProjects(plansWorks: true) }
}

extension Product: CaseIterable {
  /// All files, in the order in which they are listed.
  public static let allCases: [Product] =
    files(.geoJSON) { geoJSON($0) } + [geoPackage] + files(.flatGeobuf, flatGeobuf)
    + GeometryPart.allCases.map { geoJSON(.opportunities, $0) } + files(.csv, csv)
    + [workbook, stackFigures, stackGeometry, report, runRecord]

  private static func files(
    _ format: ProductTable.Format, _ file: (ProductTable) -> Product
  ) -> [Product] {
    ProductTable.allCases.filter { $0.formats.contains(format) }.map(file)
  }
}

extension Product {
  /// The file of a name; nil where no run writes such a file.
  public init?(fileName: String) {
    guard let known = Self.allCases.first(where: { $0.fileName == fileName }) else { return nil }
    self = known
  }
}
