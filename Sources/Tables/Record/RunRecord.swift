import LayerIO
import OpportunityMap

/// What a run did: `run.json`. The one product that holds timings.
package struct RunRecord: Sendable, Codable {
  /// The project's parameters as they were used.
  package struct Parameters: Sendable, Codable {
    /// Name of the project.
    package var name: String
    /// Path of the project file, as given.
    package var project: String
    /// SHA-256 of the project file, in hexadecimal.
    package var projectSHA256: String
    /// Working system.
    package var crs: String
    /// Currency of all amounts, by its code of ISO 4217.
    package var currency: String
    /// First year of the horizon.
    package var from: Int
    /// Last year of the horizon.
    package var to: Int
    /// Weight by theme.
    package var weights: [String: Double]
    /// Path of the cycle catalogue as the project file gives it.
    package var cycles: String
    /// SHA-256 of the cycle catalogue, in hexadecimal.
    package var cyclesSHA256: String
    /// Path of the catalogue of packages.
    package var packages: String
    /// SHA-256 of the catalogue of packages, in hexadecimal.
    package var packagesSHA256: String
    /// Path of the catalogue of couplings.
    package var couplings: String
    /// SHA-256 of the catalogue of couplings, in hexadecimal.
    package var couplingsSHA256: String
    /// Path of the catalogue of the transformation scan; nil where the project tells of no buildings.
    package var transformation: String?
    /// SHA-256 of that catalogue, in hexadecimal.
    package var transformationSHA256: String?
    /// Path of the paths of population; nil where the project names none.
    package var population: String?
    /// SHA-256 of these, in hexadecimal.
    package var populationSHA256: String?
    /// Path of the catalogue of the facility programme; nil where the project names no population.
    package var facilities: String?
    /// SHA-256 of that catalogue, in hexadecimal.
    package var facilitiesSHA256: String?
    /// Path of the catalogue of social real estate; nil where the project tells of no buildings.
    package var socialRealEstate: String?
    /// SHA-256 of that catalogue, in hexadecimal.
    package var socialRealEstateSHA256: String?
    /// Path of the norms; nil where no layer asks for them.
    package var norms: String?
    /// SHA-256 of the norms, in hexadecimal.
    package var normsSHA256: String?
    /// The one price level of all amounts.
    package var priceYear: Int
    /// Path of the price index.
    package var prices: String
    /// SHA-256 of the price index, in hexadecimal.
    package var pricesSHA256: String
    /// Whether every position went through PROJ itself.
    package var exactProjection: Bool
    /// Codes of the neighbourhoods that the run looked at; nil for all.
    package var part: [String]?

    /// Parameters.
    package init(
      name: String, project: String, projectSHA256: String, crs: String, currency: String,
      horizon: ClosedRange<Int>,
      weights: [String: Double], cycles: String, cyclesSHA256: String, packages: String,
      packagesSHA256: String, couplings: String, couplingsSHA256: String,
      transformation: String? = nil, transformationSHA256: String? = nil,
      population: String? = nil, populationSHA256: String? = nil, facilities: String? = nil,
      facilitiesSHA256: String? = nil, socialRealEstate: String? = nil,
      socialRealEstateSHA256: String? = nil, norms: String? = nil,
      normsSHA256: String? = nil, priceYear: Int, prices: String, pricesSHA256: String,
      exactProjection: Bool, part: [String]? = nil
    ) {
      self.name = name
      self.project = project
      self.projectSHA256 = projectSHA256
      self.crs = crs
      self.currency = currency
      from = horizon.lowerBound
      to = horizon.upperBound
      self.weights = weights
      self.cycles = cycles
      self.cyclesSHA256 = cyclesSHA256
      self.packages = packages
      self.packagesSHA256 = packagesSHA256
      self.couplings = couplings
      self.couplingsSHA256 = couplingsSHA256
      (self.transformation, self.transformationSHA256) = (transformation, transformationSHA256)
      (self.population, self.populationSHA256) = (population, populationSHA256)
      (self.facilities, self.facilitiesSHA256) = (facilities, facilitiesSHA256)
      self.socialRealEstate = socialRealEstate
      self.socialRealEstateSHA256 = socialRealEstateSHA256
      self.norms = norms
      self.normsSHA256 = normsSHA256
      self.priceYear = priceYear
      (self.prices, self.pricesSHA256) = (prices, pricesSHA256)
      self.exactProjection = exactProjection
      self.part = part
    }
  }

  /// The plane that a class of a layer became.
  package struct PlaneRecord: Sendable, Codable {
    /// Key of the theme.
    package var theme: String
    /// Source as the project file names it.
    package var source: String
    /// Class, such as `depth_cm >= 15`.
    package var label: String
    /// Severity, over 0 up to 1.
    package var severity: Double
    /// Whether the challenge is where the layer is not.
    package var isOutside: Bool
    /// Key of the area that it is confined to; nil for none.
    package var within: String?

    /// A plane.
    package init(
      theme: String, source: String, label: String, severity: Double, isOutside: Bool,
      within: String?
    ) {
      self.theme = theme
      self.source = source
      self.label = label
      self.severity = severity
      self.isOutside = isOutside
      self.within = within
    }
  }

  /// Version of the format of this file.
  package var kansenkaartRun = 1
  /// Version of the program.
  package var version: String
  /// The project's parameters as they were used.
  package var parameters: Parameters
  /// Every source with its hash, counts, coordinate operation, repairs, drops, notes and defaults.
  package var inputs: [IntakeRecord]
  /// The planes, in the order of the signature's bits.
  package var planes: [PlaneRecord]
  /// How the figures add up.
  package var reconciliation: Reconciliation
  /// How many works there are and what they cost, with what the sums leave out.
  package var works: WorkSums
  /// How projects were made; nil where no product asked for them.
  package var bundling: Bundling?
  /// What was written, and what was kept of the saved stack.
  package var products: [WrittenProduct]
  /// Seconds by stage, and by step of making projects as `bundling.step`. The only part that differs
  /// between two runs on the same input.
  package var timings: [String: Double]

  /// A record.
  package init(
    version: String, parameters: Parameters, inputs: [IntakeRecord], planes: [PlaneRecord],
    reconciliation: Reconciliation, works: WorkSums, bundling: Bundling?,
    products: [WrittenProduct], timings: [String: Double]
  ) {
    self.version = version
    self.parameters = parameters
    self.inputs = inputs
    self.planes = planes
    self.reconciliation = reconciliation
    self.works = works
    self.bundling = bundling
    self.products = products
    self.timings = timings
  }

  /// Names of the products that a folder with this record has no place for.
  package var obsoleteProducts: [String] {
    let present = Set(products.map(\.file) + [Product.runRecord.fileName])
    return Product.allCases.map(\.fileName).filter { !present.contains($0) }
  }
}
