import Testing

@testable import LayerIO

/// Which values a note names.
@Suite struct ValueSamplesTests {
  @Test(arguments: [
    (["pm", "pm"], "'pm'"),
    (["a", "b", "a"], "'a', 'b'"),
    (["a", "b", "c", "d", "e", "a"], "'a', 'b', 'c', 'd', 'e'"),
    (["a", "b", "c", "d", "e", "f"], "'a', 'b', 'c', 'd', 'e', ..."),
  ])
  func `dots stand for values that are not named`(values: [String], list: String) {
    var all = ValueSamples()
    for value in values { all.add(value) }
    #expect(all.list == list && all.count == values.count)
    var (first, second) = (ValueSamples(), ValueSamples())
    for value in values.prefix(3) { first.add(value) }
    for value in values.dropFirst(3) { second.add(value) }
    first.add(second)
    #expect(first == all)
  }
}
