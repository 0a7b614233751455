extension ReportText {
  /// The page of projects and the sheet of each.
  package static let candidates = [
    ReportText("candidatesTitle", en: "Projects to do together", nl: "Projecten om samen te doen"),
    ReportText(
      "candidatesText",
      en:
        "Works that gain more together than alone: one dig, one tender, one time of nuisance. What is saved "
        + "is cash; what a project is worth counts valued effects too and follows the weights.",
      nl:
        "Werken die samen meer opleveren dan apart: één keer graven, één aanbesteding, één keer hinder. "
        + "De besparing is geld; wat een project waard is telt ook gewaardeerde effecten mee en volgt de "
        + "gewichten."),
    ReportText(
      "noCandidates", en: "No works gain more together than alone.",
      nl: "Er zijn geen werken die samen meer opleveren dan apart."),
    ReportText("candidatesFound", en: "%1 projects", nl: "%1 projecten"),
    ReportText("candidate", en: "Project", nl: "Project"),
    ReportText("candidates", en: "Projects", nl: "Projecten"),
    ReportText("candidatesLegend", en: "Project to do together", nl: "Project om samen te doen"),
    ReportText("netGain", en: "Worth, with valued effects", nl: "Waard, met gewaardeerde effecten"),
    ReportText("savings", en: "Saved in cash", nl: "Bespaard aan geld"),
    ReportText("savedExcavation", en: "Digging", nl: "Graven"),
    ReportText("savedSurface", en: "Surface", nl: "Verharding"),
    ReportText("savedTraffic", en: "Traffic and site", nl: "Verkeer en bouwplaats"),
    ReportText("savedPlan", en: "Plan and participation", nl: "Plan en participatie"),
    ReportText("savedTender", en: "Tender", nl: "Aanbesteding"),
    ReportText(
      "savedSetup", en: "Setting up the project", nl: "Opzetten van het project"),
    ReportText("savedNuisance", en: "Nuisance (valued)", nl: "Hinder (gewaardeerd)"),
    ReportText(
      "challengesRide", en: "Weight of challenges in the choice (nobody's euros)",
      nl: "Gewicht van opgaven bij het kiezen (niemands euro's)"),
    ReportText("movingWorks", en: "Moving works (valued)", nl: "Werken verschuiven (gewaardeerd)"),
    ReportText("moving", en: "Moving", nl: "Schuiven"),
    ReportText(
      "cuttingSurfaces", en: "Cutting new surfaces (valued)",
      nl: "Openbreken van nieuwe verharding (gewaardeerd)"),
    ReportText(
      "whatItGains", en: "What it gains against alone, done in %1",
      nl: "Wat het wint tegenover apart, gedaan in %1"),
    ReportText(
      "whoPays", en: "Who pays, in cash, without what rides along",
      nl: "Wie betaalt, in geld, zonder wat meelift"),
    ReportText(
      "movingOwn", en: "Moving its works (valued)", nl: "Schuiven van eigen werk (gewaardeerd)"),
    ReportText("party", en: "Party", nl: "Partij"),
    ReportText("alone", en: "Alone", nl: "Apart"),
    ReportText("ruleRioned", en: "RIONED rule", nl: "RIONED-regel"),
    ReportText("ruleProRata", en: "Pro rata", nl: "Naar rato"),
    ReportText("ruleShapley", en: "Shapley value", nl: "Shapley-waarde"),
    ReportText("worksTogether", en: "Works of the project", nl: "Werken van het project"),
    ReportText("andMore", en: "and %1 more", nl: "en nog %1"),
    ReportText("andOthers", en: "%1 and others", nl: "%1 e.a."),
    ReportText("nearMisses", en: "Nearly in this project", nl: "Net niet in dit project"),
    ReportText("together", en: "Saves together", nl: "Samen bespaard"),
    ReportText("why", en: "Why not", nl: "Waarom niet"),
    ReportText(
      "robustness",
      en: "Holds in %1 of the trials with other weights and due years; among the best in %2.",
      nl:
        "Houdt stand in %1 van de proeven met andere gewichten en planjaren; bij de beste in %2."),
    ReportText("status-idea", en: "proposed", nl: "voorgesteld"),
    ReportText("status-agreed", en: "agreed", nl: "afgesproken"),
    ReportText("status-programmed", en: "programmed", nl: "geprogrammeerd"),
    ReportText("status-done", en: "done", nl: "uitgevoerd"),
    ReportText("statusBy", en: "%1, decided by %2", nl: "%1, besloten door %2"),
    ReportText("print", en: "Print this sheet", nl: "Druk dit blad af"),
    ReportText("place", en: "Place", nl: "Plaats"),
    ReportText("outcome-suits", en: "suits", nl: "past"),
    ReportText("outcome-unsuited", en: "does not suit", nl: "past niet"),
    ReportText("outcome-unknown", en: "not known", nl: "niet bekend"),
    ReportText("costAlone", en: "Cost alone", nl: "Kosten apart"),
    ReportText(
      "streetOpenings",
      en: "times that a street is opened; %1 if each of these works came in its due year",
      nl: "keer dat een straat opengaat; %1 als elk van deze werken in zijn planjaar kwam"),
    ReportText(
      "savedInProgramme",
      en:
        "saved in cash, with %1 in the programme",
      nl:
        "bespaard aan geld, met %1 in het programma"),
    ReportText(
      "savedIfAll",
      en:
        "saved in cash if all proposals go ahead: %1",
      nl:
        "bespaard aan geld als alle voorstellen doorgaan: %1"),
  ]
}
