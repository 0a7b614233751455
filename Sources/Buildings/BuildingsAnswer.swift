import OpportunityMap
import ProjectFile

/// The catalogues that buildings are judged by.
package struct BuildingCatalogues: Sendable {
  package var transformation: TransformationCatalogue
  /// What facilities are asked for, and by whom; nil where the project tells of no population.
  package var facilities: (catalogue: FacilityCatalogue, population: PopulationPaths)?
  package var social: SocialCatalogue
  /// Who has which part of the rights to build.
  package var rights: [DevelopmentRights]

  /// Catalogues.
  package init(
    transformation: TransformationCatalogue,
    facilities: (catalogue: FacilityCatalogue, population: PopulationPaths)?,
    social: SocialCatalogue, rights: [DevelopmentRights] = []
  ) {
    self.rights = rights
    (self.transformation, self.facilities, self.social) = (transformation, facilities, social)
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
  /// Who pays which part of what is chosen, where it is told who has the rights to build.
  package let shares: [FacilityShare]
  /// What social real estate means, and what can be put together.
  package let social: SocialRealEstate

  /// Judges the buildings, with the works that are planned around them.
  /// - Throws: `IntegerProgram.Failure` where the solver finds nothing.
  package init(
    _ input: BuildingsInput, _ catalogues: BuildingCatalogues, works: PlannedWorks, threads: Int
  ) throws {
    (stock, initiatives) = (input.stock, input.initiatives)
    let year = works.map.years.lowerBound
    let scanned = { (stock: BuildingStock) in
      TransformationScan(
        stock, catalogues.transformation, works: works, year: year, threads: threads)
    }
    scan = scanned(stock)
    areas = VacancyArea.all(stock, within: catalogues.transformation.together)
    matching = try Matching(initiatives, stock, scan, year: year)
    let stopped = scan.stoppedForOtherUse
    facilities = try catalogues.facilities.map { [stock] asked in
      try FacilityProgramme(
        stock, asked.catalogue, asked.population, codes: works.map.neighbourhoods.map(\.id),
        years: works.map.years, canConvert: { !stopped.contains($0) })
    }
    shares =
      try facilities?.shares(catalogues.rights, codes: works.map.neighbourhoods.map(\.id)) ?? []
    social = try SocialRealEstate(
      stock, input.ways, catalogues.social, facilities, years: works.map.years, threads: threads,
      scan: scanned)
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
