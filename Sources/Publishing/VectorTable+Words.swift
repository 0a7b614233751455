import Formats
import LayerIO
import Tables

extension VectorTable {
  /// What readers are told of the table and its columns.
  func words(in language: Language) -> LayerWords {
    LayerWords(
      layer: name, title: title(in: language),
      meaning: label.map { language.text($0.meaning) } ?? "",
      columns: columns.map { column in
        LayerWords.Column(
          name: column.name, title: column.heading(in: language),
          meaning: column.label.map { plain(language.text($0.meaning)) } ?? "")
      })
  }
}
