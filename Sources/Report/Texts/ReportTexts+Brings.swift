extension ReportText {
  /// What it brings.
  package static let brings = [
    ReportText("bringsTitle", en: "What it brings", nl: "Wat het oplevert"),
    ReportText(
      "bringsText",
      en:
        "From what all works cost to what is paid, beside other ways of doing the same "
        + "works, by who pays. Cash is money; what is valued is never added to it.",
      nl:
        "Van wat alle werken kosten naar wat er betaald wordt, naast andere manieren om "
        + "hetzelfde werk te doen, en naar wie betaalt. Geld is geld; wat gewaardeerd is "
        + "wordt er nooit bij opgeteld."),
    ReportText(
      "bridgeTitle",
      en: "From all works to what is paid (cash)",
      nl: "Van alle werken naar wat betaald wordt (geld)"),
    ReportText(
      "bridgeProposedTitle",
      en: "From all works to what would be paid if all projects went ahead (cash)",
      nl: "Van alle werken naar wat betaald zou worden als alle projecten doorgaan (geld)"),
    ReportText(
      "bridgeText",
      en:
        "Each line leads to the list behind it. Amounts are rounded to whole units so that "
        + "each total is the sum of the lines above it.",
      nl:
        "Elke regel leidt naar de lijst erachter. Bedragen zijn zo afgerond dat elk totaal "
        + "de som is van de regels erboven."),
    ReportText(
      "bridgeInShort",
      en:
        "Of %1 that is due %2 is not done; doing works together saves %3, and %4 comes on "
        + "top for challenges: %5 is paid.",
      nl:
        "Van de %1 die aan de beurt is, gebeurt %2 niet; samen doen bespaart %3, en voor "
        + "opgaven komt er %4 bij: betaald wordt %5."),
    ReportText(
      "bridgeProposedInShort",
      en:
        "Of %1 that is due all proposals together would save %3, and %4 would come on top "
        + "for challenges: %5 would be paid, if there is money for it.",
      nl:
        "Van de %1 die aan de beurt is zouden alle voorstellen samen %3 besparen, en voor "
        + "opgaven komt er %4 bij: dan wordt %5 betaald, als er geld voor is."),
    ReportText(
      "bridgePlain",
      en: "Of %1 that is due %2 is not done; doing works together saves %3: %5 is paid.",
      nl:
        "Van de %1 die aan de beurt is, gebeurt %2 niet; samen doen bespaart %3: betaald "
        + "wordt %5."),
    ReportText(
      "bridgeProposedPlain",
      en:
        "Of %1 that is due all proposals together would save %3: %5 would be paid, if there"
        + " is money for it.",
      nl:
        "Van de %1 die aan de beurt is zouden alle voorstellen samen %3 besparen: dan wordt"
        + " %5 betaald, als er geld voor is."),
    ReportText("bridgeCarriedOut", en: "Carried out already: %1.", nl: "Al uitgevoerd: %1."),
    ReportText("step", en: "Step", nl: "Stap"),
    ReportText("bar", en: "Bar", nl: "Balk"),
    ReportText(
      "bridge-due",
      en: "All works due from %1 to %2, each alone",
      nl: "Alle werken van %1 tot en met %2, elk apart"),
    ReportText("bridge-carriedOut", en: "Carried out already", nl: "Al uitgevoerd"),
    ReportText("bridge-undone", en: "Due and not done", nl: "Aan de beurt en niet gedaan"),
    ReportText("bridge-alone", en: "What is done, each alone", nl: "Wat gedaan wordt, elk apart"),
    ReportText("bridge-savedExcavation", en: "Saved: digging", nl: "Bespaard: graven"),
    ReportText("bridge-savedSurface", en: "Saved: surface", nl: "Bespaard: verharding"),
    ReportText(
      "bridge-savedTraffic",
      en: "Saved: traffic and site",
      nl: "Bespaard: verkeer en bouwplaats"),
    ReportText(
      "bridge-savedPlan",
      en: "Saved: plan and participation",
      nl: "Bespaard: plan en participatie"),
    ReportText("bridge-savedTender", en: "Saved: tenders", nl: "Bespaard: aanbesteding"),
    ReportText(
      "bridge-savedSetup",
      en: "Setting up the projects",
      nl: "Opzetten van de projecten"),
    ReportText(
      "bridge-coupled",
      en: "Extra cost of what rides along for challenges",
      nl: "Extra kosten van wat meelift voor opgaven"),
    ReportText("bridge-paid", en: "Paid for the works", nl: "Betaald voor de werken"),
    ReportText(
      "bridge-proposed",
      en: "Would be paid if all proposals went ahead",
      nl: "Te betalen als alle voorstellen doorgaan"),
    ReportText(
      "bridge-compensated",
      en: "What budgets pay each other for moving works",
      nl: "Wat budgetten elkaar betalen voor schuiven"),
    ReportText("bridge-charged", en: "Charged to the budgets", nl: "Ten laste van de budgetten"),
    ReportText("bridge-unspent", en: "Left of the budgets", nl: "Over van de budgetten"),
    ReportText("bridge-available", en: "Money of the budgets", nl: "Geld van de budgetten"),
    ReportText(
      "movedText",
      en:
        "Done in another year than due: %1. That changes when they are paid, not how much.",
      nl:
        "In een ander jaar gedaan dan het planjaar: %1. Dat verandert wanneer ze betaald "
        + "worden, niet hoeveel."),
    ReportText(
      "nothingFromBeyond",
      en: "No work that is due after %1 is brought forward.",
      nl: "Geen werk van na %1 wordt naar voren gehaald."),
    ReportText(
      "recompute",
      en: "Add it up yourself from the CSV files",
      nl: "Zelf natellen in de CSV-bestanden"),
    ReportText(
      "recomputeText",
      en:
        "Each amount is a sum of one column of a file that the run writes beside this "
        + "report.",
      nl:
        "Elk bedrag is een som van één kolom van een bestand dat naast dit rapport wordt "
        + "geschreven."),
    ReportText(
      "rows-due",
      en: "opportunities.csv: cost_eur, of rows with a due of %1 or earlier",
      nl: "opportunities.csv: cost_eur, van regels met een due van %1 of eerder"),
    ReportText(
      "rows-carriedOut",
      en: "opportunities.csv: cost_eur, of rows with the planned_origin carried-out",
      nl: "opportunities.csv: cost_eur, van regels met als planned_origin carried-out"),
    ReportText("rows-undone", en: "undone.csv: cost_eur", nl: "undone.csv: cost_eur"),
    ReportText(
      "rows-alone",
      en: "baselines.csv: cost_alone_eur of plan",
      nl: "baselines.csv: cost_alone_eur van plan"),
    ReportText(
      "rows-savedExcavation",
      en:
        "candidates.csv: saved_excavation_eur, of rows with a programmed_year; without a "
        + "programme of all",
      nl:
        "candidates.csv: saved_excavation_eur, van regels met een programmed_year; zonder "
        + "programma van alle"),
    ReportText(
      "rows-savedSurface",
      en:
        "candidates.csv: saved_surface_eur, of rows with a programmed_year; without a "
        + "programme of all",
      nl:
        "candidates.csv: saved_surface_eur, van regels met een programmed_year; zonder "
        + "programma van alle"),
    ReportText(
      "rows-savedTraffic",
      en:
        "candidates.csv: saved_traffic_eur, of rows with a programmed_year; without a "
        + "programme of all",
      nl:
        "candidates.csv: saved_traffic_eur, van regels met een programmed_year; zonder "
        + "programma van alle"),
    ReportText(
      "rows-savedPlan",
      en:
        "candidates.csv: saved_plan_eur, of rows with a programmed_year; without a "
        + "programme of all",
      nl:
        "candidates.csv: saved_plan_eur, van regels met een programmed_year; zonder "
        + "programma van alle"),
    ReportText(
      "rows-savedTender",
      en:
        "candidates.csv: saved_tender_eur, of rows with a programmed_year; without a "
        + "programme of all",
      nl:
        "candidates.csv: saved_tender_eur, van regels met een programmed_year; zonder "
        + "programma van alle"),
    ReportText(
      "rows-savedSetup",
      en:
        "candidates.csv: saved_setup_eur, of rows with a programmed_year; without a "
        + "programme of all",
      nl:
        "candidates.csv: saved_setup_eur, van regels met een programmed_year; zonder "
        + "programma van alle"),
    ReportText(
      "rows-coupled",
      en: "couplings.csv: extra_cost_mid_eur, of rows that are chosen",
      nl: "couplings.csv: extra_cost_mid_eur, van regels die gekozen zijn (chosen)"),
    ReportText(
      "rows-paid",
      en: "baselines.csv: paid_eur of plan",
      nl: "baselines.csv: paid_eur van plan"),
    ReportText("rows-proposed", en: "the lines above", nl: "de regels hierboven"),
    ReportText(
      "rows-compensated",
      en: "baselines.csv: charged_eur less paid_eur of plan",
      nl: "baselines.csv: charged_eur min paid_eur van plan"),
    ReportText("rows-charged", en: "programme.csv: spent_eur", nl: "programme.csv: spent_eur"),
    ReportText("rows-unspent", en: "unspent.csv: unspent_eur", nl: "unspent.csv: unspent_eur"),
    ReportText(
      "rows-available",
      en: "programme.csv: available_eur",
      nl: "programme.csv: available_eur"),
    ReportText(
      "carriedTitle",
      en: "Measures that ride along for challenges",
      nl: "Maatregelen die meeliften voor opgaven"),
    ReportText(
      "carriedText",
      en:
        "What works carry along. Extra cost and upkeep are cash; what it brings over its "
        + "life is valued and paid to nobody. Press a kind for its works.",
      nl:
        "Wat werken meenemen. Extra kosten en onderhoud zijn geld; de opbrengst over de "
        + "levensduur is gewaardeerd en niemand krijgt die. Kies een soort voor de werken."),
    ReportText("carriedKind", en: "Measure", nl: "Maatregel"),
    ReportText("carriedCost", en: "Extra cost (cash)", nl: "Extra kosten (geld)"),
    ReportText("carriedUpkeep", en: "Upkeep (cash, later)", nl: "Onderhoud (geld, later)"),
    ReportText("carriedEffects", en: "Brings (valued)", nl: "Opbrengst (gewaardeerd)"),
    ReportText("carriedOn", en: "%1: %2 times", nl: "%1: %2 keer"),
    ReportText(
      "baselinesTitle",
      en: "Beside other ways, within the same budgets",
      nl: "Naast andere manieren, binnen dezelfde budgetten"),
    ReportText(
      "baselinesText",
      en: "What would the same budgets do if works were put together in another way?",
      nl: "Wat zouden dezelfde budgetten doen als werken anders werden samengevoegd?"),
    ReportText("way-plan", en: "The programme", nl: "Het programma"),
    ReportText("way-siloed", en: "Every work by itself", nl: "Elk werk apart"),
    ReportText("way-leading", en: "Leading discipline", nl: "Leidende discipline"),
    ReportText("way-nothing", en: "Doing nothing", nl: "Niets doen"),
    ReportText(
      "wayText-plan",
      en: "That of this report: works together where that pays, within the budgets.",
      nl: "Dat van dit rapport: werken samen waar dat loont, binnen de budgetten."),
    ReportText(
      "wayText-siloed",
      en: "The same rules and budgets, but no two works together.",
      nl: "Dezelfde regels en budgetten, maar geen twee werken samen."),
    ReportText(
      "wayText-leading",
      en:
        "Sewers keep their year and what shares their ground follows where its window "
        + "allows it, as is often done by hand.",
      nl:
        "Het riool houdt zijn jaar en wat op dezelfde grond ligt gaat mee als het venster "
        + "dat toelaat, zoals vaak met de hand gebeurt."),
    ReportText(
      "wayText-nothing",
      en: "No work is done: no money is spent, and the risk runs on.",
      nl: "Er gebeurt geen werk: er wordt geen geld uitgegeven en het risico loopt door."),
    ReportText("groupDone", en: "What is done", nl: "Wat er gebeurt"),
    ReportText("groupCash", en: "Cash", nl: "Geld"),
    ReportText(
      "groupValued",
      en: "Valued, paid to nobody",
      nl: "Gewaardeerd, niemand krijgt dit"),
    ReportText(
      "groupReached",
      en: "Part of each challenge under works that are done",
      nl: "Deel van elke opgave onder werken die gedaan worden"),
    ReportText(
      "allGround",
      en: "Of all ground (what chance would give)",
      nl: "Van alle grond (wat toeval zou geven)"),
    ReportText(
      "businessTitle",
      en: "Who pays, who benefits",
      nl: "Wie betaalt, wie heeft er baat bij"),
    ReportText(
      "businessText",
      en:
        "The programme against every work by itself within the same budgets. Above the line"
        + " the programme is cheaper, below it dearer.",
      nl:
        "Het programma tegenover elk werk apart binnen dezelfde budgetten. Boven de lijn is"
        + " het programma goedkoper, eronder duurder."),
    ReportText(
      "businessProposed",
      en: "All proposals against the same works one by one, whatever the budgets.",
      nl: "Alle voorstellen tegenover dezelfde werken elk apart, los van budgetten."),
    ReportText(
      "businessChart",
      en: "Paid less (above) or more (below), by year and party (cash)",
      nl: "Minder betaald (boven) of meer (onder), per jaar en partij (geld)"),
    ReportText(
      "businessBy",
      en: "By party; brought back to the first year at %1 over %2 years",
      nl: "Per partij; teruggerekend naar het eerste jaar tegen %1 over %2 jaar"),
    ReportText("who", en: "Who", nl: "Wie"),
    ReportText("cashSum", en: "Cash, sum of the years", nl: "Geld, som van de jaren"),
    ReportText("cashPresent", en: "Cash, present value", nl: "Geld, contante waarde"),
    ReportText("valuedPresent", en: "Valued, present value", nl: "Gewaardeerd, contante waarde"),
    ReportText("everybody", en: "Everybody", nl: "Iedereen"),
    ReportText("linesOf", en: "What it consists of, for", nl: "Waaruit het bestaat, voor"),
    ReportText("businessLines", en: "What it consists of: %1", nl: "Waaruit het bestaat: %1"),
    ReportText("item", en: "Item", nl: "Post"),
    ReportText("kind", en: "Kind", nl: "Soort"),
    ReportText("years", en: "Years", nl: "Jaren"),
    ReportText("sumOfYears", en: "Sum of the years", nl: "Som van de jaren"),
    ReportText("presentValue", en: "Present value", nl: "Contante waarde"),
    ReportText("inCash", en: "cash", nl: "geld"),
    ReportText("valued", en: "valued", nl: "gewaardeerd"),
    ReportText("isAssumed", en: "(assumption)", nl: "(aanname)"),
    ReportText(
      "nothingAhead",
      en: "Nothing has to be paid in advance.",
      nl: "Er hoeft niets te worden voorgeschoten."),
    ReportText(
      "afterText",
      en: "In %1 falls what is left to be paid after the horizon.",
      nl: "In %1 valt wat na de looptijd nog betaald moet worden."),
    ReportText(
      "neverBack",
      en: "More is paid, at most %1, and that does not come back.",
      nl: "Er wordt meer betaald, hoogstens %1, en dat komt niet terug."),
    ReportText(
      "ahead",
      en: "More is paid at first: at most %1, made good from %2 on.",
      nl: "Er wordt eerst meer betaald: hoogstens %1, terugverdiend vanaf %2."),
    ReportText(
      "gapTitle",
      en: "How far from the best possible",
      nl: "Hoe ver van het best mogelijke"),
    ReportText(
      "gapText",
      en:
        "Projects, apart from budgets: what all proposals together are worth, with valued "
        + "effects and the price of moving.",
      nl:
        "Projecten, los van budgetten: wat alle voorstellen samen waard zijn, met "
        + "gewaardeerde effecten en de prijs van schuiven."),
    ReportText(
      "gapProgramme",
      en:
        "The programme: within these budgets nothing is possible that is more than %1 "
        + "better.",
      nl: "Het programma: binnen deze budgetten is niets mogelijk dat meer dan %1 beter is."),
    ReportText(
      "gapBest",
      en: "The programme: within these budgets nothing better is possible (%1).",
      nl: "Het programma: binnen deze budgetten is niets beters mogelijk (%1)."),
    ReportText(
      "gapCut",
      en: "The search was cut off by time.",
      nl: "Het zoeken is door tijd afgebroken."),
    ReportText(
      "gapProposals",
      en: "Worth of all proposals, valued effects included",
      nl: "Waarde van alle voorstellen, met gewaardeerde effecten"),
    ReportText("gapWorth", en: "These proposals", nl: "Deze voorstellen"),
    ReportText(
      "gapLeading",
      en: "By the rule of the leading discipline",
      nl: "Volgens de regel van de leidende discipline"),
    ReportText("gapBound", en: "More is not possible than", nl: "Meer is niet mogelijk dan"),
    ReportText("gapAway", en: "Difference", nl: "Verschil"),
    ReportText("gapPart", en: "Of which: %1", nl: "Waarvan: %1"),
    ReportText(
      "restsMore",
      en: "All of it, with the heaviest assumptions",
      nl: "Alles, met de zwaarste aannames"),
  ]
}
