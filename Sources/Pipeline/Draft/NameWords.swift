import LayerIO

/// How well a name says what a word says: 3 for the word itself, 2 for one of several words, 1 for a part
/// of a word, 0 for not at all. Words of fewer than four letters are no part of a word, but may end one
/// as in `boomnr` and `treeid`.
func likeness(of name: String, to word: String) -> Int {
  let plain = plainName(name)
  if plain == word { return 3 }
  if plainWords(name).contains(word) { return 2 }
  return (word.count >= 4 ? plain.contains(word) : isEnding(word, of: plain)) ? 1 : 0
}

/// Whether a short word for a number or an id ends a name; those of qualities, such as `snelheid`, and of
/// payments end in the same letters.
private func isEnding(_ word: String, of plain: String) -> Bool {
  ["nr", "id"].contains(word) && plain.hasSuffix(word)
    && !["heid", "paid"].contains(where: plain.hasSuffix)
}

/// The best likeness of a name to one of several words.
func likeness(of name: String, to words: [String]) -> Int {
  words.reduce(0) { max($0, likeness(of: name, to: $1)) }
}

/// What a field of a source may hold.
enum FieldMeaning: String, CaseIterable {
  case id, name, due, earliest, latest, last, built, cycle, cost, budget, street
  case severity, inhabitants, dwellings, crown
}

/// Names of fields, plain (see `plainName`), in Dutch, English, German and French; the most telling
/// first.
let fieldWords: [FieldMeaning: [String]] = [
  .id: [
    "id", "objectnr", "objectid", "nr", "nummer", "code", "kode", "identificatie", "lokaalid",
    "number", "identifier", "ref", "reference", "assetid", "guid", "uuid", "kennung", "schlussel",
    "schluessel", "numero", "num", "no", "identifiant", "matricule", "pand", "key",
  ],
  .name: [
    "naam", "name", "buurtnaam", "bunaam", "wijknaam", "title", "titel", "omschrijving", "label",
    "bezeichnung", "stadtteilname", "nom", "libelle", "nomquartier", "intitule",
  ],
  .due: [
    "planjaar", "due", "dueyear", "yeardue", "uitvoeringsjaar", "jaaruitvoering", "vervangjaar",
    "vervangingsjaar", "jaarvervanging", "gepland", "programmajaar", "planned", "plannedyear",
    "planyear", "yearplanned", "scheduled", "replacementyear", "renewalyear", "worksyear",
    "planjahr", "ausfuhrungsjahr", "ausfuehrungsjahr", "erneuerungsjahr", "fallig", "faellig",
    "faelligkeit", "falligkeit", "geplant", "austauschjahr", "anneeprevue", "prevue", "prevu",
    "anneetravaux", "echeance", "anneerenouvellement", "programmation", "uitvoering",
    "kapjaar", "veljaar", "rooijaar", "sloopjaar", "fellingyear", "fälljahr", "faelljahr",
  ],
  .earliest: [
    "vroegste", "vroegst", "vroegstejaar", "startjaar", "beginjaar", "earliest", "startyear",
    "fruhestens", "fruehestens", "startjahr", "auplustot", "anneedebut",
  ],
  .latest: [
    "uiterlijk", "uiterstejaar", "eindjaar", "latest", "endyear", "spatestens", "spaetestens",
    "endjahr", "auplustard", "anneefin",
  ],
  .last: [
    "laatsteonderhoud", "laatsterenovatie", "laatste", "renovatiejaar", "jaarrenovatie", "last",
    "lastrenewed", "lastmaintenance", "renewed", "resurfaced", "rehabilitated", "letzte",
    "letztesanierung", "saniert", "sanierungsjahr", "sanierung", "derniere", "dernier",
    "dernierentretien", "refection", "anneerefection", "renovatie", "renovation",
  ],
  .built: [
    "aanlegjaar", "jaaraanleg", "jaarvanaanleg", "plantjaar", "bouwjaar", "aanlegdatum", "aanleg",
    "installatiejaar", "built", "builtyear", "yearbuilt", "constructionyear", "constructed",
    "installed", "installyear", "installdate", "planted", "yearplanted", "plantingyear", "baujahr",
    "pflanzjahr", "verlegejahr", "verlegt", "errichtet", "inbetriebnahme", "anneepose", "datepose",
    "pose", "anneeconstruction", "construction", "anneeplantation", "plantation", "miseenservice",
  ],
  .cycle: [
    "levensduur", "cyclus", "onderhoudscyclus", "cycle", "lifespan", "lifetime", "life",
    "servicelife", "interval", "lebensdauer", "nutzungsdauer", "zyklus", "dureedevie", "duree",
    "periodicite",
  ],
  .budget: [
    "potje", "budget", "kostenplaats", "dekking", "financiering", "fonds", "fund", "funding",
    "costcentre", "costcenter", "kostenstelle", "haushalt", "topf", "finanzierung", "enveloppe",
    "financement", "lignebudgetaire",
  ],
  .cost: [
    "kosten", "kostenraming", "raming", "bedrag", "investering", "cost", "costs", "amount", "price",
    "estimate", "kostenschatzung", "betrag", "preis", "cout", "couts", "montant", "prix",
    "estimation",
  ],
  .street: [
    "straat", "straatnaam", "openbareruimte", "street", "streetname", "roadname", "strasse",
    "strassenname", "rue", "nomrue", "voie", "nomvoie",
  ],
  .severity: [
    "diepte", "waterdiepte", "depth", "waterdepth", "tiefe", "wassertiefe", "uberflutungstiefe",
    "profondeur", "hauteureau", "ernst", "severity", "schwere", "gravite", "risico", "risk",
    "risiko", "risque",
  ],
  .inhabitants: [
    "aantalinwoners", "inwoners", "inhabitants", "population", "residents", "einwohner",
    "einwohnerzahl", "habitants", "nbhabitants",
  ],
  .dwellings: [
    "aantalwoningen", "woningen", "woningvoorraad", "dwellings", "households", "housingunits",
    "wohnungen", "wohneinheiten", "logements", "nblogements",
  ],
  .crown: [
    "kroonm2", "kroonoppervlak", "kroonoppervlakte", "crownm2", "crownarea", "kronenflache",
    "surfacehouppier",
  ],
]

/// Words of a name that tell a year, in any of the four languages.
let yearWords = ["jaar", "year", "jahr", "annee", "datum", "date"]
