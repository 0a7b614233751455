import Geometry
import LayerIO
import TestSupport
import Testing

@Suite struct KnownDeliveryTests {
  @Test(arguments: [
    (["identificatie.lokaalID", "bronhouder", "relatieveHoogteligging", "eindRegistratie"], "BGT"),
    (["lokaal_id", "bronhouder", "relatieve_hoogteligging", "eind_registratie"], "BGT"),
    (["identificatie", "bouwjaar", "status", "gebruiksdoel", "oppervlakte_min"], "BAG"),
    (["identificatie", "oppervlakte", "status", "gebruiksdoel", "openbare_ruimte"], "BAG"),
    (["BU_CODE", "BU_NAAM", "WK_CODE", "GM_CODE", "WATER"], "CBS"),
    (["buurtcode", "buurtnaam", "wijkcode", "gemeentecode", "water"], "CBS"),
    (["Maatregel", "Uitvoeringsjaar"], "GWSW"),
    (["http://data.crow.nl/imbor/def/abc", "fid"], "IMBOR"),
    (
      ["projectnummer", "asset", "geplandeStartUitvoering", "geplandeEindeUitvoering"],
      "Uitvoeringsplan"
    ),
    (["work_reference_number", "proposed_start_date", "proposed_end_date"], "Street Manager"),
    (["GipodId", "Owner", "Start", "End"], "GIPOD"),
  ])
  func `a delivery is recognised by its fields, however they are spelled`(
    fields: [String], key: String
  ) {
    #expect(KnownDelivery.recognised(by: fields)?.key == key)
  }

  @Test(arguments: [
    ["code", "naam"], ["buurtcode", "buurtnaam"], ["objectnr", "soort", "planjaar"], [],
    ["identificatie", "status"],
  ])
  func `a few common names are no delivery`(fields: [String]) {
    #expect(KnownDelivery.recognised(by: fields) == nil)
  }

  private func notes(_ properties: [String], filter: [FieldCondition] = []) throws -> [IntakeNote] {
    let folder = try TemporaryFolder()
    let features = properties.map {
      #"{"type":"Feature","properties":{\#($0)},"geometry":{"type":"Polygon","coordinates":"#
        + "[[[5.1,52],[5.2,52],[5.2,52.1],[5.1,52]]]}}"
    }.joined(separator: ",")
    let path = try folder.write(
      #"{"type":"FeatureCollection","features":[\#(features)]}"#, to: "a.geojson")
    let reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
    let layer = try reader.read(SourceOptions(source: path, role: "test", filter: filter))
    #expect(layer.attributes.columns.count == filter.count)
    return layer.record.notes.filter { $0.kind == .delivery }
  }

  private static let bgt = #""lokaalID":"a","bronhouder":"G1","relatieveHoogteligging":"#

  @Test func `historic versions are counted, and no more once where leaves them out`() throws {
    let versions = [
      Self.bgt + #"0,"eindRegistratie":"2019-05-01""#, Self.bgt + #"0,"eindRegistratie":null"#,
    ]
    let notes = try notes(versions)
    #expect(notes.count == 1 && notes[0].count == 1)
    #expect(notes[0].text.en.contains("add where: {eindRegistratie: null}."))
    #expect(notes[0].text.nl.contains("zijn historie"))
    let actual = FieldCondition(field: "eindRegistratie", test: .isNull)
    let left = try self.notes(versions, filter: [actual])
    #expect(left.map(\.text.en) == ["The source looks like BGT (large-scale topography)."])
  }

  @Test func `levels above the ground and water beside land are told`() throws {
    let levels = try notes([Self.bgt + "1", Self.bgt + "0"])
    #expect(levels.map(\.count) == [1])
    #expect(levels[0].text.en.contains("'relatieveHoogteligging' than 0"))
    let area = #""BU_CODE":"BU1","GM_CODE":"GM1","WATER":"#
    let parts = try notes([area + #""NEE""#, area + #""JA""#, area + #""NEE""#])
    #expect(parts.map(\.count) == [1])
    #expect(parts[0].text.en.contains("where: {WATER: {not: [JA, B]}}"))
  }
}
