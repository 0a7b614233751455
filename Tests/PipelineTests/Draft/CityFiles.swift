import Foundation
import TestSupport
import Testing

/// A small city whose files are called as people call them in a language: two neighbourhoods of 200 m x
/// 200 m side by side, a flood, sewers, roads of two kinds, trees and a building that is empty.
struct CityFiles {
  /// Names of the files and of their fields, and values, in a language.
  struct Words: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var areas: (file: String, code: String, name: String, inhabitants: String)
    var flood: (file: String, depth: String)
    var sewer: (file: String, id: String, built: String, cost: String, budget: String)
    var road: (file: String, id: String, type: String, asphalt: String, brick: String, due: String)
    var tree: (file: String, id: String, planted: String, life: String, street: String)
    var building: (file: String, status: String, vacant: String, used: String)
  }

  static let languages = [
    Words(
      testDescription: "nl", areas: ("buurten", "buurtcode", "buurtnaam", "inwoners"),
      flood: ("wateroverlast", "diepte_cm"),
      sewer: ("riolering", "leidingnr", "aanlegjaar", "kosten", "potje"),
      road: ("wegen", "wegvaknr", "soort", "asfalt", "klinkers", "planjaar"),
      tree: ("bomen", "boomnr", "plantjaar", "levensduur", "straat"),
      building: ("panden", "status", "leegstaand", "in gebruik")),
    Words(
      testDescription: "en", areas: ("neighbourhoods", "code", "name", "population"),
      flood: ("flooding", "depth_cm"),
      sewer: ("sewers", "asset_id", "year_built", "cost", "funding"),
      road: ("roads", "id", "surface", "asphalt", "brick", "planned_year"),
      tree: ("trees", "tree_id", "planted", "lifespan", "street"),
      building: ("buildings", "occupancy", "vacant", "occupied")),
    Words(
      testDescription: "de", areas: ("Stadtteile", "Schlüssel", "Bezeichnung", "Einwohner"),
      flood: ("Überflutung", "Tiefe_cm"),
      sewer: ("Kanäle", "Nummer", "Baujahr", "Betrag", "Kostenstelle"),
      road: ("Strassen", "Nr", "Belag", "Asphalt", "Pflaster", "Planjahr"),
      tree: ("Bäume", "Nr", "Pflanzjahr", "Lebensdauer", "Straße"),
      building: ("Gebäude", "Nutzung", "leerstehend", "genutzt")),
    Words(
      testDescription: "fr", areas: ("quartiers", "code", "nom_quartier", "habitants"),
      flood: ("inondations", "profondeur_cm"),
      sewer: ("égouts", "numéro", "année_pose", "coût", "enveloppe"),
      road: ("voiries", "id", "revêtement", "enrobé", "pavés", "année_prévue"),
      tree: ("arbres", "id", "année_plantation", "durée_de_vie", "rue"),
      building: ("bâtiments", "occupation", "inoccupé", "occupé")),
  ]

  let folder: TemporaryFolder
  /// The files, in an order that tells nothing.
  let paths: [String]

  init(_ words: Words) throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    func write(_ name: String, _ features: [String]) throws -> String {
      let crs = #"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}"#
      return try folder.write(
        #"{"type":"FeatureCollection","crs":\#(crs),"features":[\#(features.joined(separator: ","))]}"#,
        to: name + ".geojson")
    }
    let areas = try write(
      words.areas.file,
      [0, 1].map {
        square(
          $0 * 200, 0, 200,
          #""\#(words.areas.code)":"A\#($0)","\#(words.areas.name)":"Noord \#($0)","#
            + #""\#(words.areas.inhabitants)":\#(300 + $0)"#)
      })
    let flood = try write(
      words.flood.file,
      [6, 20, 40].enumerated().map {
        square($0 * 50, 20, 40, #""\#(words.flood.depth)":\#($1)"#)
      })
    let sewers = try write(
      words.sewer.file,
      (0..<3).map {
        line(
          $0 * 60,
          #""\#(words.sewer.id)":"S\#($0)","\#(words.sewer.built)":\#(1968 + $0),"#
            + #""\#(words.sewer.cost)":\#(1000 * $0 + 500),"\#(words.sewer.budget)":"fonds A""#)
      })
    let roads = try write(
      words.road.file,
      (0..<4).map {
        square(
          $0 * 60, 100, 30,
          #""\#(words.road.id)":"R\#($0)","\#(words.road.due)":\#(2028 + $0),"#
            + #""\#(words.road.type)":"\#($0 < 2 ? words.road.asphalt : words.road.brick)""#)
      })
    let building = try write(
      words.building.file,
      (0..<4).map {
        square(
          $0 * 60, 160, 10,
          #""nr":\#($0),"\#(words.building.status)":"#
            + #""\#($0 == 0 ? words.building.vacant : words.building.used)""#)
      })
    let rows = (0..<3).map { "T\($0);\(1990 + $0);60;Allee \($0 / 2);\(155_010 + $0 * 9);463050" }
    let header = [
      words.tree.id, words.tree.planted, words.tree.life, words.tree.street, "x", "y",
    ]
    let trees = try folder.write(
      ([header.joined(separator: ";")] + rows).joined(separator: "\n") + "\n",
      to: words.tree.file + ".csv")
    paths = [trees, roads, building, areas, sewers, flood]
  }
}

private func square(_ x: Int, _ y: Int, _ side: Int, _ properties: String) -> String {
  let (x, y) = (155_000 + x, 463_000 + y)
  let ring = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    .map { "[\(x + $0.0),\(y + $0.1)]" }.joined(separator: ",")
  return #"{"type":"Feature","properties":{\#(properties)},"geometry":"#
    + #"{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
}

private func line(_ x: Int, _ properties: String) -> String {
  #"{"type":"Feature","properties":{\#(properties)},"geometry":{"type":"LineString","coordinates":"#
    + "[[\(155_000 + x),463010],[\(155_040 + x),463010]]}}"
}
