import OpportunityMap

/// The catalogues that buildings are judged by.
package struct BuildingCatalogues: Sendable {
  package var transformation: TransformationCatalogue

  /// Catalogues.
  package init(transformation: TransformationCatalogue) {
    self.transformation = transformation
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
  }
}
