import LayerIO
import ProjectFile
import Publishing
import Tables

extension Answer {
  /// Writes products of the answer into a folder, all of them or none; the saved stack is not among them.
  /// They are those of a run of the project with the same changes written into it, to the byte.
  /// - Throws: as the parts of the answer do; `ProductError`, `MissingInput` for geometry that was not
  ///   saved.
  public func publish(
    _ products: Set<Product> = Product.usual, to output: String, language: Language = .nl
  ) throws -> RunSummary {
    try publish(products, to: output, language: language, isServed: false)
  }

  /// The same, with a report that the workbench serves where that is said.
  /// - Throws: as `publish`.
  package func publish(
    _ products: Set<Product>, to output: String, language: Language, isServed: Bool
  ) throws -> RunSummary {
    try inputs.project.checkKept(in: output)
    return try fillFolder(output, control, obsolete: \.record.obsoleteProducts) { folder in
      var clock = StageClock()
      let options = MainJob.Options(
        threads: session.threads, exactProjection: session.city.exactProjection,
        products: products.filter { !$0.isStack })
      var publication = try Publication(
        self, of: session.city, options, control: control, language: language)
      publication.isServed = isServed
      return try publication.publish(into: folder, &clock)
    }
  }

  /// A table of the answer as its files hold it, without writing one: columns by name, and the geometry of
  /// each row where the table has it, in the working system. nil where the answer has nothing for it, as
  /// there is no programme without budgets.
  /// - Throws: as `publish`.
  public func table(_ table: ProductTable) throws -> VectorTable? {
    try control.interrupting {
      let files = Product.allCases.filter { $0.tables == [table] }
      var publication = try Publication(
        self, of: session.city,
        MainJob.Options(
          threads: session.threads, exactProjection: session.city.exactProjection,
          products: Set(files)), control: control, language: .en)
      return try publication.tables([table]).first
    }
  }
}
