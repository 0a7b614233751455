import LayerIO

/// What the page of a ballot says, by key.
let ballotTexts: [String: Wording] = [
  "title": Wording(
    en: "%1: choose what happens in your street", nl: "%1: kies mee wat er in uw straat gebeurt"),
  "lead": Wording(
    en: "There is %1 to spend. Below are %2 things that can really be done. Which do you want?",
    nl: "Er is %1 te verdelen. Hieronder staan %2 dingen die echt kunnen. Wat wilt u?"),
  "chooseTitle": Wording(en: "1. Choose", nl: "1. Kies"),
  "choose": Wording(
    en: "Tick everything you find a good idea. As many as you like.",
    nl: "Vink aan wat u een goed idee vindt. Zoveel als u wilt."),
  "saveTitle": Wording(en: "2. Save", nl: "2. Sla op"),
  "save": Wording(
    en: "Press the button at the bottom. You get a small file: your ballot.",
    nl: "Druk op de knop onderaan. U krijgt een klein bestand: uw stembiljet."),
  "sendTitle": Wording(en: "3. Send", nl: "3. Stuur op"),
  "send": Wording(en: "%1", nl: "%1"),
  "sendTo": Wording(en: "Send the file to %1.", nl: "Stuur het bestand naar %1."),
  "sendBack": Wording(
    en: "Send the file back to whoever gave you this page.",
    nl: "Stuur het bestand terug naar wie u deze pagina gaf."),
  "until": Wording(en: "At the latest on %1.", nl: "Uiterlijk op %1."),
  "list": Wording(en: "What can be done", nl: "Wat er kan"),
  "neighbourhood": Wording(en: "Neighbourhood", nl: "Buurt"),
  "kind": Wording(en: "What kind", nl: "Wat voor iets"),
  "kind-project": Wording(en: "Works together", nl: "Werken samen"),
  "kind-work": Wording(en: "One work", nl: "Eén werk"),
  "kind-coupling": Wording(en: "Something extra with a work", nl: "Iets extra's bij een werk"),
  "all": Wording(en: "All", nl: "Alles"),
  "shown": Wording(en: "You see %1 of %2.", nl: "U ziet er %1 van de %2."),
  "planned": Wording(
    en: "In the plan for %1. Your vote fixes it.",
    nl: "Staat in het plan voor %1. Met uw stem ligt het vast."),
  "extra": Wording(
    en: "Only if chosen. Then in %1.", nl: "Alleen als het gekozen wordt. Dan in %1."),
  "area": Wording(en: "%2 (%1 m²)", nl: "%2 (%1 m²)"),
  "helps": Wording(en: "Helps with: %1.", nl: "Helpt bij: %1."),
  "reaches": Wording(en: "What plays here: %1.", nl: "Wat hier speelt: %1."),
  "workHours": Wording(en: "The work takes %1 hours.", nl: "Het werk kost %1 uur."),
  "upkeepHours": Wording(
    en: "Upkeep of this ground takes %1 hours a year.",
    nl: "Deze grond onderhouden kost %1 uur per jaar."),
  "upkeepMore": Wording(
    en: "Upkeep costs %1 more each year.", nl: "Het onderhoud kost elk jaar %1 meer."),
  "upkeepLess": Wording(
    en: "Upkeep costs %1 less each year.", nl: "Het onderhoud kost elk jaar %1 minder."),
  "noneChosen": Wording(
    en: "You have chosen nothing yet. There is %3.", nl: "U hebt nog niets gekozen. Er is %3."),
  "sum": Wording(en: "%1 chosen, together %2 of %3.", nl: "%1 gekozen, samen %2 van de %3."),
  "sumOne": Wording(en: "1 chosen, %2 of %3.", nl: "1 gekozen, %2 van de %3."),
  "sumOver": Wording(
    en: "%1 chosen, together %2. That is more than %3. You may: all votes together decide.",
    nl: "%1 gekozen, samen %2. Dat is meer dan %3. Dat mag: alle stemmen samen beslissen."),
  "saveButton": Wording(en: "Save my ballot", nl: "Sla mijn stembiljet op"),
  "chooseFirst": Wording(
    en: "Tick at least one thing first.", nl: "Vink eerst ten minste één ding aan."),
  "code": Wording(en: "Your code", nl: "Uw code"),
  "codeHelp": Wording(
    en: "It is in the letter that you got.", nl: "Die staat in de brief die u kreeg."),
  "codeFirst": Wording(en: "Fill in your code first.", nl: "Vul eerst uw code in."),
  "saved": Wording(
    en:
      "Saved: the file %1, among your downloads. %2 Did you change your mind? Save again and send only the last one.",
    nl:
      "Opgeslagen: het bestand %1, bij uw downloads. %2 Bedenkt u zich? Sla opnieuw op en stuur alleen het laatste."
  ),
  "sendTitle2": Wording(en: "Good to know", nl: "Goed om te weten"),
  "privacy": Wording(
    en:
      "This page sends nothing and keeps nothing. Your ballot holds your choices and a random number, no name or address.",
    nl:
      "Deze pagina verstuurt niets en bewaart niets. In uw stembiljet staan uw keuzes en een willekeurig nummer, geen naam of adres."
  ),
  "counting": Wording(
    en:
      "Prices are estimates. What is chosen becomes a decision in the plan; how votes are counted is told with the result.",
    nl:
      "Prijzen zijn ramingen. Wat gekozen wordt, komt als besluit in het plan; hoe er geteld wordt, staat bij de uitslag."
  ),
  "noScript": Wording(
    en: "This page needs JavaScript. Switch it on, or ask for the ballot on paper.",
    nl: "Deze pagina heeft JavaScript nodig. Zet dat aan, of vraag het stembiljet op papier."),
]
