import OpportunityMap

/// The catalogues that buildings are judged by.
package struct BuildingCatalogues: Sendable {
  package var transformation: TransformationCatalogue
  /// What facilities are asked for, and by whom; nil where the project tells of no population.
  package var facilities: (catalogue: FacilityCatalogue, population: PopulationPaths)?

  /// Catalogues.
  package init(
    transformation: TransformationCatalogue,
    facilities: (catalogue: FacilityCatalogue, population: PopulationPaths)?
  ) {
    (self.transformation, self.facilities) = (transformation, facilities)
  }
}

/// What is said of the buildings of a city.
package struct BuildingsAnswer: Sendable {
  /// The buildings.
  package let stock: BuildingStock
  /// What vacant ones can become.
  package let scan: TransformationScan
  /// Where vacancy is scattered.
  package let areas: [VacancyArea]
  /// Who looks for room.
  package let initiatives: Initiatives
  /// Which of them can have which place.
  package let matching: Matching
  /// Which facilities come to lack; nil where the project tells of no population.
  package let facilities: FacilityProgramme?

  /// Judges the buildings, with the works that are planned around them.
  /// - Throws: `IntegerProgram.Failure` where the solver finds nothing.
  package init(
    _ input: BuildingsInput, _ catalogues: BuildingCatalogues, works: PlannedWorks, threads: Int
  ) throws {
    (stock, initiatives) = (input.stock, input.initiatives)
    let year = works.map.years.lowerBound
    scan = TransformationScan(
      stock, catalogues.transformation, works: works, year: year, threads: threads)
    areas = VacancyArea.all(stock, within: catalogues.transformation.together)
    matching = try Matching(initiatives, stock, scan, year: year)
    let stopped = scan.stoppedForOtherUse
    facilities = try catalogues.facilities.map { [stock] asked in
      try FacilityProgramme(
        stock, asked.catalogue, asked.population, codes: works.map.neighbourhoods.map(\.id),
        years: works.map.years, canConvert: { !stopped.contains($0) })
    }
  }
}

extension TransformationScan {
  /// Buildings that a veto stops for another use: they become no facility.
  fileprivate var stoppedForOtherUse: Set<Int> {
    guard let use = catalogue.destinations.firstIndex(where: { $0.key == "other-use" }) else {
      return []
    }
    let rows = buildings.indices.filter { outcome($0, use).isStopped }
    return Set(rows.map { buildings[$0] })
  }
}
