extension KnownDelivery {
  /// All deliveries that are known, the most particular first.
  package static let catalogue = [
    bgt, bagResidence, bagBuilding, cbs, cbsDistricts, gwswMeasures, gwsw, amsterdam, streetManager,
    gipod,
  ]

  private static let historyFields = [
    "eindregistratie", "objecteindtijd", "eindgeldigheid", "terminationdate", "tijdstipinactief",
  ]

  private static let bgt = KnownDelivery(
    key: "BGT",
    name: Wording(
      en: "BGT (large-scale topography)", nl: "BGT (Basisregistratie Grootschalige Topografie)"),
    marks: [
      ["lokaalid", "identificatielokaalid"], ["bronhouder"],
      ["relatievehoogteligging", "eindregistratie"],
    ],
    fields: [.id: ["lokaalid", "identificatielokaalid", "gmlid"]],
    history: historyFields, level: "relatievehoogteligging")

  private static let bagBuilding = KnownDelivery(
    key: "BAG",
    name: Wording(en: "BAG buildings (panden)", nl: "panden van de BAG"),
    marks: [
      ["identificatie", "pandidentificatie"], ["bouwjaar", "oorspronkelijkbouwjaar"],
      ["status", "pandstatus"],
    ],
    fields: [
      .id: ["identificatie", "pandidentificatie"], .built: ["bouwjaar", "oorspronkelijkbouwjaar"],
    ],
    history: historyFields, assetType: "building")

  private static let bagResidence = KnownDelivery(
    key: "BAG",
    name: Wording(en: "BAG residences (verblijfsobjecten)", nl: "verblijfsobjecten van de BAG"),
    marks: [
      ["identificatie", "verblijfsobjectidentificatie"], ["gebruiksdoel"], ["oppervlakte"],
      ["status", "verblijfsobjectstatus"],
      ["huisnummer", "pandidentificatie", "openbareruimte", "nummeraanduiding"],
    ],
    fields: [.id: ["identificatie", "verblijfsobjectidentificatie"]],
    history: historyFields, assetType: "building")

  private static let cbs = KnownDelivery(
    key: "CBS",
    name: Wording(en: "neighbourhoods of CBS", nl: "buurten van het CBS"),
    marks: [["bucode", "buurtcode"], ["gmcode", "gemeentecode", "wkcode", "wijkcode"]],
    fields: [.id: ["bucode", "buurtcode"], .name: ["bunaam", "buurtnaam"]],
    aside: (
      ["water", "h2o"], ["JA", "B"],
      Wording(
        en: "parts that are water, under the code of the land beside them",
        nl: "delen die water zijn, onder de code van het land ernaast")
    ))

  private static let cbsDistricts = KnownDelivery(
    key: "CBS",
    name: Wording(en: "districts of CBS", nl: "wijken van het CBS"),
    marks: [["wkcode", "wijkcode"], ["gmcode", "gemeentecode"]],
    fields: [.id: ["wkcode", "wijkcode"], .name: ["wknaam", "wijknaam"]],
    aside: cbs.aside)

  private static let gwswMeasures = KnownDelivery(
    key: "GWSW",
    name: Wording(en: "measures of GWSW (sewers)", nl: "GWSW-Maatregelen (riolering)"),
    marks: [
      ["maatregel"], ["uitvoeringsjaar", "uitvoeringsperiode", "randvoorwaardenbeoordeling"],
    ],
    fields: [.due: ["uitvoeringsjaar", "uitvoeringsperiode"]],
    chosen: ("maatregel", "9"), assetType: "sewer",
    advice: Wording(
      en: "Measure 9 is replacing; the others (0 to 10) are no replacement.",
      nl: "Maatregel 9 is vervangen; de andere (0 tot en met 10) zijn dat niet."))

  private static let gwsw = KnownDelivery(
    key: "GWSW",
    name: Wording(en: "pipes of GWSW (sewers)", nl: "leidingen uit het GWSW (riolering)"),
    marks: [
      ["bobbeginpuntleiding", "bobbeginpunt", "bobbegin", "bobbeginpnt"],
      ["bobeindpuntleiding", "bobeindpunt", "bobeind", "bobeindpnt"],
    ],
    fields: [
      .id: ["uri", "naam", "objectguid"], .built: ["begindatum", "aanlegjaar", "jaaraanleg"],
    ],
    assetType: "sewer")

  private static let amsterdam = KnownDelivery(
    key: "Uitvoeringsplan",
    name: Wording(
      en: "the programme of works of Amsterdam", nl: "het uitvoeringsplan van Amsterdam"),
    marks: [["projectnummer"], ["geplandestartuitvoering"], ["geplandeeindeuitvoering"]],
    fields: [
      .id: ["projectnummer"], .due: ["geplandestartuitvoering"],
      .latest: ["geplandeeindeuitvoering"], .budget: ["uitvoeringsorganisatie"], .type: ["asset"],
    ],
    advice: Wording(
      en: "It gives no cost and no budget, and a project may have several surfaces.",
      nl: "Er staan geen kosten en geen budget in, en een project kan meer vlakken hebben."))

  private static let streetManager = KnownDelivery(
    key: "Street Manager",
    name: Wording(en: "works of Street Manager", nl: "werken uit Street Manager"),
    marks: [["workreferencenumber"], ["proposedstartdate", "promoterorganisation"]],
    fields: [
      .id: ["workreferencenumber"], .due: ["proposedstartdate"], .latest: ["proposedenddate"],
      .budget: ["promoterorganisation"], .street: ["streetname"],
    ],
    system: "EPSG:27700",
    advice: Wording(
      en: "Its coordinates are in EPSG:27700, also in GeoJSON, which should have degrees.",
      nl: "De coördinaten staan in EPSG:27700, ook in GeoJSON, waar graden horen te staan."))

  private static let gipod = KnownDelivery(
    key: "GIPOD",
    name: Wording(en: "works of GIPOD (Flanders)", nl: "werken uit GIPOD (Vlaanderen)"),
    marks: [["gipodid"]],
    fields: [
      .id: ["gipodid"], .due: ["start", "startdatetime"], .latest: ["end", "enddatetime"],
      .budget: ["owner"],
    ],
    advice: Wording(
      en: "Lines and points in it were widened to surfaces by 0.25 m.",
      nl: "Lijnen en punten zijn daarin met 0,25 m tot vlakken verbreed."))

  static let imbor = KnownDelivery(
    key: "IMBOR",
    name: Wording(
      en: "an exchange file of IMBOR", nl: "een uitwisselbestand van IMBOR"),
    marks: [],
    fields: [
      .id: ["identificatie", "identificatielokaalid", "objectid"],
      .built: ["jaarvanaanleg", "aanlegjaar", "plantjaar", "datumaanleg"],
    ],
    history: historyFields,
    advice: Wording(
      en: "Its columns are addresses on the web; the project file may name them by their label.",
      nl: "De kolommen zijn webadressen; het projectbestand mag ze bij hun label noemen."))
}
