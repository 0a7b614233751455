import Tables

/// Who reads the products of a run that are made for people.
package struct ProductReader: Sendable {
  /// Their language.
  package var language: Language
  /// What the run did, without products and timings, which are not known before the products are.
  package var record: RunRecord

  /// A reader.
  package init(language: Language, record: RunRecord) {
    self.language = language
    self.record = record
  }
}
