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
    try fillFolder(output, control, obsolete: \.record.obsoleteProducts) { folder in
      var clock = StageClock()
      let options = MainJob.Options(
        threads: session.threads, exactProjection: session.city.exactProjection,
        products: products.filter { !$0.isStack })
      var publication = try Publication(
        self, of: session.city, options, control: control, language: language)
      return try publication.publish(into: folder, &clock)
    }
  }
}
