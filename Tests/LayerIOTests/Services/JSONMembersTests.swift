import Foundation
import TestSupport
import Testing

@testable import LayerIO

/// Where members and elements are found in the bytes of JSON.
@Suite struct JSONMembersTests {
  private func members(_ text: String) throws -> [String: String] {
    let bytes = Array(text.utf8)
    return try JSONMembers.members(of: bytes).mapValues {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  @Test func `members are found as they are written, whatever they hold`() throws {
    let text = #"""
       { "a" : 1.50e3 , "b":[ {"x":"}],\"" } , 2 ],"c" :null,"d":{ "e":{} }, "f":"\\" , "g":[] } 
      """#
    #expect(
      try members(text) == [
        "a": "1.50e3", "b": #"[ {"x":"}],\"" } , 2 ]"#, "c": "null", "d": #"{ "e":{} }"#,
        "f": #""\\""#, "g": "[]",
      ])
    #expect(try members("{}").isEmpty)
    #expect(try members("\u{FEFF}{\"a\":1}") == ["a": "1"])
  }

  @Test func `elements are found as they are written`() throws {
    let text = #"{"features":[ {"a":[1,2]},"x,y" , 3 ,[] ]}"#
    let bytes = Array(text.utf8)
    let array = try #require(JSONMembers.members(of: bytes)["features"])
    #expect(
      try JSONMembers.elements(of: array, in: bytes).map {
        String(decoding: bytes[$0], as: UTF8.self)
      }
        == [#"{"a":[1,2]}"#, #""x,y""#, "3", "[]"])
  }

  @Test(arguments: [
    "", "[]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1}x", "{\"a\":\"x}", "{\"a\":[1,2}",
    "{,}",
    "{\"a\" 1}", "<html>", "{\"a\":1,}", "{\"a\":}",
  ])
  func `what ends too early or is no object is refused`(text: String) {
    #expect(throws: JSONMembers.Malformed.self) { try members(text) }
  }

  @Test func `cut anywhere, a page is refused`() {
    let page = Array(
      #"{"type":"FeatureCollection","features":[{"id":"é\"","properties":{"a":[1.5,null]}}],"links":[]}"#
        .utf8)
    for length in 0..<page.count {
      #expect(throws: JSONMembers.Malformed.self) {
        try JSONMembers.members(of: Array(page[..<length]))
      }
    }
  }

  @Test func `Foundation finds the same in random objects`() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let object = Dictionary(
        uniqueKeysWithValues: (0..<Int.random(in: 0...5, using: &random)).map { index in
          ("k\(index)", Self.value(depth: 3, &random))
        })
      let options: JSONSerialization.WritingOptions =
        Bool.random(using: &random) ? .prettyPrinted : []
      let bytes = [UInt8](try JSONSerialization.data(withJSONObject: object, options: options))
      let found = try JSONMembers.members(of: bytes)
      #expect(Set(found.keys) == Set(object.keys))
      for (name, range) in found {
        let part = try JSONSerialization.jsonObject(
          with: Data(bytes[range]), options: .fragmentsAllowed)
        #expect(object[name] == (part as? NSObject))
      }
    }
  }

  private static func value(depth: Int, _ random: inout SeededGenerator) -> NSObject {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
    case 0: return NSNumber(value: Int.random(in: -1000...1000, using: &random))
    case 1:
      return NSString(
        string: ["", "a,b", "}", "]\"", "é\\", ":"].randomElement(using: &random) ?? "")
    case 2: return NSNull()
    case 3: return NSNumber(value: 0.5)
    case 4:
      return NSArray(
        array: (0..<Int.random(in: 0...3, using: &random)).map { _ in
          value(depth: depth - 1, &random)
        })
    default:
      return NSDictionary(
        dictionary: Dictionary(
          uniqueKeysWithValues: (0..<Int.random(in: 0...3, using: &random)).map {
            ("m\($0)", value(depth: depth - 1, &random))
          }))
    }
  }
}
