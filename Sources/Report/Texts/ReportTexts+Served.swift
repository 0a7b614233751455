extension ReportText {
  /// What a page says besides where the workbench serves it.
  static let served = [
    ReportText("tabAsk", en: "What if", nl: "Wat als"),
    ReportText("tabDecide", en: "Decisions", nl: "Besluiten"),
    ReportText("servedSources", en: "Sources", nl: "Bronnen"),
    ReportText(
      "servedGone", en: "The service does not answer any more.",
      nl: "De dienst geeft geen antwoord meer."),
    ReportText(
      "servedDecided",
      en: "Something was decided, or the map made anew. This page shows how it was before.",
      nl:
        "Er is iets besloten, of de kaart is opnieuw gemaakt. Deze pagina toont hoe het daarvoor was."
    ),
    ReportText("servedReload", en: "Show it as it is now", nl: "Toon hoe het nu is"),
    ReportText(
      "servedChanged", en: "These files have changed since the map was made: %1.",
      nl: "Deze bestanden zijn veranderd sinds de kaart is gemaakt: %1."),
    ReportText("servedRebuild", en: "Make the map anew", nl: "Maak de kaart opnieuw"),
    ReportText(
      "servedBuilding", en: "The map is being made anew; until then this one stays.",
      nl: "De kaart wordt opnieuw gemaakt; tot dan blijft deze staan."),
    ReportText(
      "servedNotBuilt", en: "The map could not be made anew, so this one stays: %1",
      nl: "De kaart kon niet opnieuw worden gemaakt, dus deze blijft staan: %1"),
    ReportText("askTitle", en: "What if", nl: "Wat als"),
    ReportText(
      "askText",
      en:
        "Move something and see what the programme would do then, beside what it does now. Nothing is kept until you "
        + "say so.",
      nl:
        "Schuif iets en zie wat het programma dan zou doen, naast wat het nu doet. Er wordt niets bewaard tot u dat "
        + "zegt."),
    ReportText(
      "askFirst", en: "Move a slider: the answer comes here and on the map.",
      nl: "Verschuif een schuif: het antwoord komt hier en op de kaart."),
    ReportText("askInShort", en: "In short", nl: "In het kort"),
    ReportText("askOnMap", en: "Works that change", nl: "Werken die veranderen"),
    ReportText(
      "askSearched",
      en:
        "The programme is searched anew for each question. Many programmes are nearly as good, so works that have "
        + "little to do with it can move too; the figures above tell what it comes to.",
      nl:
        "Het programma wordt bij elke vraag opnieuw gezocht. Veel programma's zijn bijna even goed, dus er kunnen ook "
        + "werken schuiven die er weinig mee te maken hebben; de cijfers hierboven zeggen wat het uitmaakt."
    ),
    ReportText("askReset", en: "Back to how it is", nl: "Terug naar hoe het is"),
    ReportText("askBusy", en: "Working it out…", nl: "Bezig met rekenen…"),
    ReportText(
      "askBudgets", en: "Money, as a share of each budget", nl: "Geld, als deel van elk budget"),
    ReportText("askWindows", en: "When works may be done", nl: "Wanneer werken mogen"),
    ReportText("askEarlier", en: "So much earlier than now", nl: "Zoveel eerder dan nu"),
    ReportText("askLater", en: "So much later than now", nl: "Zoveel later dan nu"),
    ReportText("askHorizon", en: "Look ahead until", nl: "Kijk vooruit tot en met"),
    ReportText("askYear", en: "1 year", nl: "1 jaar"),
    ReportText("askYears", en: "%1 years", nl: "%1 jaar"),
    ReportText("askWeights", en: "How heavy each theme weighs", nl: "Hoe zwaar elk thema weegt"),
    ReportText("askProjects", en: "Costs and effects", nl: "Kosten en effecten"),
    ReportText(
      "askEffect", en: "Effect of measures that works carry along",
      nl: "Effect van maatregelen die werken meenemen"),
    ReportText("askCost", en: "Cost of all works", nl: "Kosten van alle werken"),
    ReportText("askChanges", en: "What changes", nl: "Wat er verandert"),
    ReportText("askFigures", en: "Figures that change", nl: "Cijfers die veranderen"),
    ReportText("askFigure", en: "Figure", nl: "Cijfer"),
    ReportText("askNow", en: "Now", nl: "Nu"),
    ReportText("askThen", en: "Then", nl: "Dan"),
    ReportText("askDifference", en: "Difference", nl: "Verschil"),
    ReportText("askNothing", en: "No figure changes.", nl: "Er verandert geen enkel cijfer."),
    ReportText("askSame", en: "%1 figures stay the same", nl: "%1 cijfers blijven gelijk"),
    ReportText(
      "askReached", en: "Ground with a challenge under works that are done (chance would give)",
      nl: "Grond met een opgave onder gedane werken (toeval zou geven)"),
    ReportText("askReach", en: "%1 (%2)", nl: "%1 (%2)"),
    ReportText(
      "askSpent", en: "What each budget spends over all years (%1)",
      nl: "Wat elk budget over alle jaren uitgeeft (%1)"),
    ReportText("askWorks", en: "%1 works change", nl: "%1 werken veranderen"),
    ReportText("askWhat", en: "What", nl: "Wat"),
    ReportText("ask-comes", en: "comes", nl: "komt erbij"),
    ReportText("ask-goes", en: "goes", nl: "vervalt"),
    ReportText("ask-moves", en: "moves", nl: "schuift"),
    ReportText(
      "askDearest", en: "The list and the map show the %1 dearest.",
      nl: "De lijst en de kaart tonen de %1 duurste."),
    ReportText(
      "askReport", en: "The whole report of this answer", nl: "Het hele rapport van dit antwoord"),
    ReportText(
      "askLooksOnly",
      en: "You may look and ask. To edit, open the address that the service told when it began.",
      nl:
        "U mag kijken en vragen. Wie wil wijzigen, opent het adres dat de dienst bij de start gaf."),
    ReportText(
      "askMaps", en: "Both beside each other, on two maps",
      nl: "Allebei naast elkaar, op twee kaarten"),
    ReportText("keepTitle", en: "Keep it as a scenario", nl: "Bewaar als scenario"),
    ReportText("keepName", en: "Name", nl: "Naam"),
    ReportText("keepWhy", en: "Why", nl: "Waarom"),
    ReportText("keepButton", en: "Keep", nl: "Bewaar"),
    ReportText(
      "keepDone", en: "'%1' is kept beside the project.", nl: "'%1' is bewaard naast het project."),
    ReportText("keepCompare", en: "All scenarios side by side", nl: "Alle scenario's naast elkaar"),
    ReportText(
      "adoptButton", en: "Make it part of the project", nl: "Maak het deel van het project"),
    ReportText(
      "adoptDone", en: "It is part of the project now.", nl: "Het is nu deel van het project."),
    ReportText("decideTitle", en: "Decisions", nl: "Besluiten"),
    ReportText(
      "decideText",
      en:
        "What people decided goes before what the programme would choose. Each decision is a line in a file beside "
        + "the project, with who took it, when and why.",
      nl:
        "Wat mensen besluiten gaat voor wat het programma zou kiezen. Elk besluit is een regel in een bestand naast "
        + "het project, met wie het nam, wanneer en waarom."),
    ReportText("decideNone", en: "Nothing was decided yet.", nl: "Er is nog niets besloten."),
    ReportText("decideList", en: "What was decided", nl: "Wat er besloten is"),
    ReportText("decideWhat", en: "Decision", nl: "Besluit"),
    ReportText("decideWho", en: "By", nl: "Door"),
    ReportText("decideWhen", en: "When", nl: "Wanneer"),
    ReportText("decideRemove", en: "Take out", nl: "Haal weg"),
    ReportText("decideUndo", en: "Undo the last edit", nl: "Maak de laatste wijziging ongedaan"),
    ReportText("decideRedo", en: "Redo", nl: "Doe opnieuw"),
    ReportText("decideHistory", en: "Who changed what", nl: "Wie wat heeft gewijzigd"),
    ReportText("decideOutside", en: "in an editor", nl: "in een editor"),
    ReportText("edit-add", en: "added", nl: "toegevoegd"),
    ReportText("edit-replace", en: "changed", nl: "gewijzigd"),
    ReportText("edit-remove", en: "taken out", nl: "weggehaald"),
    ReportText("edit-undo", en: "undone", nl: "ongedaan gemaakt"),
    ReportText("edit-redo", en: "done again", nl: "opnieuw gedaan"),
    ReportText("edit-outside", en: "changed outside this page", nl: "buiten deze pagina gewijzigd"),
    ReportText("decide-lock", en: "do exactly these together", nl: "precies deze samen doen"),
    ReportText("decide-merge", en: "do these in one project", nl: "deze in één project doen"),
    ReportText("decide-carry", en: "with something extra", nl: "met iets extra's"),
    ReportText("decide-forbid", en: "never two of these together", nl: "nooit twee hiervan samen"),
    ReportText(
      "decide-split", en: "keep groups apart (a | between them)",
      nl: "groepen uit elkaar (een | ertussen)"),
    ReportText("decideNew", en: "A new decision", nl: "Een nieuw besluit"),
    ReportText(
      "decideWorks", en: "Works, by their ids (a project's sheet or the map fills this in)",
      nl: "Werken, met hun nummers (het blad van een project of de kaart vult dit in)"),
    ReportText("decidePick", en: "Choose works on the map", nl: "Kies werken op de kaart"),
    ReportText(
      "decidePicking",
      en:
        "A press on a work, or on the dot of a project, takes it in; another press lets go of it. Where several works are "
        + "in one place, each press takes the next.",
      nl:
        "Tik op een werk, of op de stip van een project, om het erbij te nemen; nog een tik haalt het weg. Liggen er meer "
        + "werken op één plek, dan neemt elke tik het volgende."),
    ReportText(
      "decideGroup", en: "Keep apart: next group", nl: "Uit elkaar houden: volgende groep"),
    ReportText("decidePicked", en: "Works of this decision", nl: "Werken van dit besluit"),
    ReportText("decideWhere", en: "What and where", nl: "Wat en waar"),
    ReportText("decideLetGo", en: "Let go of %1", nl: "Haal %1 weg"),
    ReportText("decideKind", en: "What", nl: "Wat"),
    ReportText("decideAnyYear", en: "any year", nl: "elk jaar mag"),
    ReportText("decideStatus", en: "Status", nl: "Stand"),
    ReportText("decideBy", en: "Your name or department", nl: "Uw naam of afdeling"),
    ReportText(
      "decideTry", en: "What would it cost or gain?", nl: "Wat kost het, wat brengt het op?"),
    ReportText("decideTake", en: "Decide", nl: "Besluit"),
    ReportText(
      "decideConflict",
      en:
        "Somebody else changed the decisions meanwhile. Yours was not taken yet; what you wrote is still in the form.",
      nl:
        "Iemand anders heeft de besluiten intussen gewijzigd. Uw besluit is nog niet genomen; wat u invulde staat er "
        + "nog."),
    ReportText("decideCame", en: "What they added", nl: "Wat erbij kwam"),
    ReportText("decideWent", en: "What they took out", nl: "Wat eruit ging"),
    ReportText("decideNothing", en: "Nothing.", nl: "Niets."),
    ReportText(
      "decideLook", en: "Go on with the decisions as they are now",
      nl: "Ga verder met de besluiten van nu"),
    ReportText(
      "decideProject", en: "Decide on this project", nl: "Neem een besluit over dit project"),
    ReportText(
      "decideParty", en: "Your link '%1' decides about the works of %2 alone.",
      nl: "Uw link '%1' besluit alleen over de werken van %2."),
    ReportText("tabAccess", en: "Links", nl: "Links"),
    ReportText("accessTitle", en: "Links for others", nl: "Links voor anderen"),
    ReportText(
      "accessText",
      en:
        "Give others a link instead of an account. A link is shown once, when it is made: send it to those whom it is for. "
        + "Whoever has it can use it until you withdraw it or it ends.",
      nl:
        "Geef anderen een link in plaats van een account. Een link ziet u één keer, als u hem maakt: stuur hem naar wie hem "
        + "nodig heeft. Wie hem heeft kan hem gebruiken tot u hem intrekt of tot hij afloopt."),
    ReportText(
      "accessOpen",
      en:
        "This service is open: whoever knows its address without a link looks and asks too, and sees all costs. Start it with "
        + "--closed to change that; then links without costs can be made as well.",
      nl:
        "Deze dienst staat open: wie het adres zonder link kent, kijkt en vraagt ook, en ziet alle kosten. Start hem met --closed "
        + "om dat te veranderen; dan kunnen er ook links zonder kosten komen."),
    ReportText("accessNew", en: "A new link", nl: "Een nieuwe link"),
    ReportText("accessName", en: "Name: for whom, and why", nl: "Naam: voor wie, en waarvoor"),
    ReportText("accessKind", en: "What it is for", nl: "Waar de link voor is"),
    ReportText("access-look", en: "look and ask", nl: "kijken en vragen"),
    ReportText(
      "access-without-costs", en: "look at what is planned, without costs",
      nl: "kijken wat er gepland is, zonder kosten"),
    ReportText(
      "access-party", en: "look, ask, and decide about the works of one party",
      nl: "kijken, vragen en besluiten over de werken van één partij"),
    ReportText("accessParty", en: "Party", nl: "Partij"),
    ReportText(
      "accessUntil", en: "Last day (may stay empty)", nl: "Laatste dag (mag leeg blijven)"),
    ReportText("accessMake", en: "Make the link", nl: "Maak de link"),
    ReportText(
      "accessMade", en: "This is the link '%1'. It is not shown again.",
      nl: "Dit is de link '%1'. Hij komt niet meer terug in beeld."),
    ReportText("accessCopy", en: "Copy", nl: "Kopieer"),
    ReportText("accessList", en: "The links there are", nl: "De links die er zijn"),
    ReportText("accessNone", en: "There are no links yet.", nl: "Er zijn nog geen links."),
    ReportText("accessMadeOn", en: "Made", nl: "Gemaakt"),
    ReportText("accessUsed", en: "Last used", nl: "Laatst gebruikt"),
    ReportText("accessNever", en: "never", nl: "nooit"),
    ReportText("accessEnds", en: "Ends after", nl: "Loopt af na"),
    ReportText("accessEnded", en: "%1 (ended)", nl: "%1 (afgelopen)"),
    ReportText("accessWithdraw", en: "Withdraw", nl: "Trek in"),
  ]
}
