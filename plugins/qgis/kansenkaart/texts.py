# SPDX-License-Identifier: GPL-2.0-or-later
"""What people read, in Dutch and English. QGIS's own language decides; where that is neither, it is English."""

from qgis.core import QgsApplication


def language():
    """The language that QGIS speaks, as far as we do."""
    return "nl" if QgsApplication.locale().lower().startswith("nl") else "en"


def text(key, *values, default=None):
    """A text in the reader's language, with values in the places {0}, {1} and so on."""
    words = TEXTS[key if key in TEXTS or default is None else default]
    return words[language()].format(*values) if values else words[language()]


def _both(nl, en):
    return {"nl": nl, "en": en}


TEXTS = {
    "provider": _both("Kansenkaart: opgaven en onderhoud op één kaart",
                      "Kansenkaart: challenges and maintenance on one map"),
    "setting.program": _both("Het programma kansenkaart (leeg: zoek het in het PATH)",
                             "The program kansenkaart (empty: look in the PATH)"),
    "filter.project": _both("Project van Kansenkaart", "Kansenkaart project"),

    # The program.
    "program.missing": _both(
        "Het programma 'kansenkaart' is niet gevonden. Installeer Kansenkaart (docs/install.md van "
        "Kansenkaart vertelt hoe: met zijn pakket voor Debian staat het op het PATH). Zet het in een map van het PATH, of "
        "noem zijn volledige pad in QGIS bij Extra > Opties > Processing > Providers > Kansenkaart.",
        "The program 'kansenkaart' was not found. Install Kansenkaart (docs/install.md of Kansenkaart "
        "tells how: its package for Debian puts it on the PATH). Put it into a folder of the PATH, or give its full "
        "path in QGIS under Settings > Options > Processing > Providers > Kansenkaart."),
    "program.not-there": _both(
        "'{0}' is niet het programma 'kansenkaart'. Noem in QGIS bij Extra > Opties > Processing > Providers > "
        "Kansenkaart het volledige pad van een bestand dat 'kansenkaart' heet en dat u mag uitvoeren, of maak de "
        "instelling leeg; dan wordt in het PATH gezocht.",
        "'{0}' is not the program 'kansenkaart'. Under Settings > Options > Processing > Providers > Kansenkaart "
        "give the full path of a file that is called 'kansenkaart' and that you may run, or leave the setting "
        "empty, to look in the PATH."),
    "program.does-not-start": _both("'{0}' start niet: {1}.", "'{0}' does not start: {1}."),
    "program.failed": _both("Het programma stopte met code {0} en zei niets.",
                            "The program ended with code {0} and said nothing."),
    "program.stopped": _both("Gestopt. Wat er al stond in de map is gebleven; half werk is opgeruimd.",
                             "Stopped. What was in the folder is still there; half work was tidied up."),
    "program.killed": _both(
        "Afgebroken. Wat er al stond in de map is gebleven; een volgende keer in die map ruimt het halve werk op.",
        "Killed. What was in the folder is still there; the next time in that folder tidies up the half work."),

    # What comes out.
    "package.no-project": _both("QGIS kan het project in {0} niet lezen: {1}",
                                "QGIS can't read the project in {0}: {1}"),
    "package.invalid": _both("Niet alle lagen van {0} gaan open: {1}",
                             "Not all layers of {0} can be opened: {1}"),
    "package.is-read": _both(
        "{0} staat open in QGIS en zou worden overschreven. Geef het projectbestand een andere naam.",
        "{0} is open in QGIS and would be replaced. Give the project file another name."),
    "output.is-open": _both(
        "Lagen van {0} staan open in QGIS. Een bestand dat open staat wordt niet vervangen: verwijder eerst die "
        "groep lagen, of kies een andere map.",
        "Layers of {0} are open in QGIS. A file that is open is not replaced: remove that group of layers first, "
        "or choose another folder."),

    # Layers.
    "layer.no-places": _both("'{0}' is geen vectorlaag met een plaats op de kaart.",
                             "'{0}' is no vector layer with a place on the map."),
    "layer.no-system": _both(
        "Van laag '{0}' is het coördinatenstelsel niet bekend. Stel het in bij de eigenschappen van de laag.",
        "The coordinate system of layer '{0}' is not known. Set it in the properties of the layer."),
    "layer.no-selection": _both("In laag '{0}' is niets geselecteerd, en alleen de selectie zou tellen.",
                                "Nothing is selected in layer '{0}', of which only the selection would count."),
    "layer.written": _both("Laag '{0}' ({1}) komt als GeoPackage naast het project: {2}",
                           "Layer '{0}' ({1}) becomes a GeoPackage beside the project: {2}"),
    "layer.remark": _both("laag '{0}' zoals zij in QGIS open stond: {1}",
                          "layer '{0}' as it was open in QGIS: {1}"),
    "layer.not-written": _both("Laag '{0}' kan niet worden geschreven: {1}",
                               "Layer '{0}' can't be written: {1}"),
    "layer.not-whole": _both("Laag '{0}' kwam niet heel in het GeoPackage: {1}",
                             "Layer '{0}' is not whole in the GeoPackage: {1}"),
    "layer.twice": _both("Meer dan één laag heet '{0}'. Geef ze een eigen naam, of noem de id van de laag.",
                         "More than one layer is called '{0}'. Give them names of their own, or the layer's id."),
    "layer.unknown": _both("Er is geen laag '{0}' open. Open zijn: {1}",
                           "No layer '{0}' is open. Open are: {1}"),
    "layer.no-field": _both("Laag '{0}' heeft geen veld '{1}'. Wel: {2}",
                            "Layer '{0}' has no field '{1}'. It has: {2}"),
    "reason.no-file": _both("geen bestand dat Kansenkaart zo leest", "no file that Kansenkaart reads as it is"),
    "reason.filter": _both("met het filter {0}", "with the filter {0}"),
    "reason.selection": _both("alleen de selectie van {0}", "only the selection of {0}"),
    "reason.changes": _both("met wijzigingen die niet zijn opgeslagen", "with changes that are not saved"),
    "reason.opened": _both("op een eigen manier geopend", "opened in a way of its own"),
    "reason.system": _both("als {0}, anders dan het bestand zegt", "as {0}, other than the file tells"),

    # Roles.
    "roles.no-json": _both("Dit is geen lijst van lagen met hun rol: {0}",
                           "This is no list of layers with their roles: {0}"),
    "roles.unknown-key": _both("'{0}' is onbekend; bedoelt u: {1}", "'{0}' is not known; did you mean: {1}"),
    "roles.needs": _both("Laag '{0}': '{1}' ontbreekt.", "Layer '{0}': '{1}' is missing."),
    "roles.no-fields": _both("Laag '{0}': 'fields' noemt per gegeven een veld.",
                             "Layer '{0}': 'fields' names a field for each thing."),
    "roles.no-number": _both("'{0}' is geen getal ({1}).", "'{0}' is no number ({1})."),
    "roles.no-pair": _both("'{0}' mist een = met iets erachter ({1}).", "'{0}' lacks = with something behind it ({1})."),
    "roles.no-way": _both("Laag '{0}': zeg hoe ernstig, met grenzen of per waarde.",
                          "Layer '{0}': tell how severe it is, by steps or by value."),
    "roles.two-ways": _both("Laag '{0}': kies grenzen of waarden, niet beide.",
                            "Layer '{0}': choose steps or values, not both."),

    # Parameters that several algorithms have.
    "PROJECT": _both("Projectbestand", "Project file"),
    "PROJECT.help": _both("Het bestand project.yaml van Kansenkaart.", "The file project.yaml of Kansenkaart."),
    "FOLDER": _both("Map van een eerdere kansenkaart", "Folder of an earlier opportunity map"),
    "FOLDER.help": _both("De uitvoermap van 'Kansenkaart maken', met run.json en stack.figures erin.",
                         "The output folder of 'Make the opportunity map', with run.json and stack.figures in it."),
    "NEIGHBOURHOOD": _both("Alleen deze buurten (codes, met komma's)", "These neighbourhoods alone (codes, with commas)"),
    "NEIGHBOURHOOD.help": _both("Buurten worden altijd als geheel bekeken. Leeg: allemaal.",
                                "Neighbourhoods are always looked at as a whole. Empty: all of them."),
    "REFRESH": _both("Bronnen in databases opnieuw ophalen", "Fetch sources in databases anew"),
    "REFRESH.help": _both("Anders telt de kopie die naast het project staat.",
                          "Otherwise the copy beside the project counts."),
    "PRODUCTS": _both("Alleen deze producten (namen, met komma's)", "These products alone (names, with commas)"),
    "PRODUCTS.help": _both(
        "Leeg: alles. Voor lagen in QGIS is kansenkaart.gpkg nodig; om opnieuw te scoren stack.figures en "
        "stack.geometry.",
        "Empty: all. Layers in QGIS need kansenkaart.gpkg; scoring again needs stack.figures and stack.geometry."),
    "LANGUAGE": _both("Taal van wat eruit komt", "Language of what comes out"),
    "LANGUAGE.help": _both("Zonder keuze telt die van het project, en anders die van QGIS.",
                           "Without a choice that of the project counts, and else that of QGIS."),
    "language.own": _both("zoals het project zegt, en anders zoals QGIS", "as the project says, and else as QGIS does"),
    "LOAD": _both("Lagen openen, met stijl en in een groep", "Open the layers, styled and in a group"),
    "LOAD.help": _both("Lagen, groepen, stijlen en kaartthema's komen uit kansenkaart.gpkg.",
                       "Layers, groups, styles and themes of the map come from kansenkaart.gpkg."),
    "OUTPUT": _both("Map voor wat eruit komt", "Folder for what comes out"),
    "OUTPUT.help": _both("Wordt gemaakt als zij er niet is. Producten van een eerdere keer worden vervangen.",
                         "Made if absent. Products of an earlier time are replaced."),
    "WORKS": _both("Werken", "Works"),
    "WORK_LINES": _both("Werken, lijnen", "Works, lines"),
    "WORK_POINTS": _both("Werken, punten", "Works, points"),
    "PROJECTS": _both("Projecten", "Projects"),
    "CHALLENGES": _both("Opgaven", "Challenges"),
    "NEIGHBOURHOODS": _both("Buurten", "Neighbourhoods"),
    "GEOPACKAGE": _both("GeoPackage", "GeoPackage"),
    "REPORT": _both("Rapport", "Report"),
    "WARNINGS": _both("Aantal waarschuwingen", "Number of warnings"),

    # Check.
    "check.title": _both("Project controleren", "Check a project"),
    "check.short": _both("Zegt wat er is gelezen, hersteld en weggelaten", "Tells what was read, mended and dropped"),
    "check.help": _both(
        "Leest alle bronnen van een project en zegt per bron wat er is gelezen, hersteld en weggelaten, en waarom. "
        "Er wordt niets geschreven. Het verslag staat in het logboek; wat de cijfers anders kan maken dan bedoeld, "
        "valt daarin op.",
        "Reads all sources of a project and tells of each what was read, mended and dropped, and why. Nothing is "
        "written. The report is in the log, where what may make the figures other than was meant stands out."),

    # Opportunity map.
    "opportunitymap.title": _both("Kansenkaart maken", "Make the opportunity map"),
    "opportunitymap.short": _both("Legt opgaven en onderhoud op elkaar", "Stacks challenges and maintenance"),
    "opportunitymap.help": _both(
        "Legt de opgaven van een project op elkaar en het onderhoud daaroverheen, en opent werken, projecten, opgaven "
        "en buurten met hun stijl in een groep. Kaartthema's (het oog boven de lagen) tonen elke opgave en elk jaar. "
        "Er wordt pas iets vervangen als alles klaar is; stoppen ruimt op.",
        "Stacks the challenges of a project and lays maintenance over them, and opens works, projects, challenges and "
        "neighbourhoods, styled, in a group. Themes of the map (the eye above the layers) show each challenge and "
        "each year. Nothing is replaced before all is ready; stopping tidies up."),

    # Score again.
    "scoreagain.title": _both("Opnieuw scoren", "Score again"),
    "scoreagain.short": _both("Dezelfde kaart met andere gewichten of jaren",
                              "The same map with other weights or years"),
    "scoreagain.help": _both(
        "Vraagt een eerdere kansenkaart opnieuw, met andere gewichten van thema's of andere jaren. Er wordt niets "
        "opnieuw gestapeld, dus dit gaat veel sneller. Als een bron sindsdien is veranderd, wordt dat gezegd en "
        "gebeurt er niets. Kies een nieuwe map om beide kaarten naast elkaar te houden.",
        "Asks an earlier opportunity map again, with other weights of themes or other years. Nothing is stacked anew, "
        "so it is much quicker. Where a source has changed since, that is said and nothing is done. Choose a new "
        "folder to keep both maps side by side."),
    "WEIGHTS": _both("Gewichten, zoals water=3, energy=1.5", "Weights, such as water=3, energy=1.5"),
    "WEIGHTS.help": _both(
        "De sleutel van een thema in het project, met een punt voor de decimalen. Thema's die u niet noemt houden hun "
        "gewicht.",
        "The key of a theme in the project, with a point before decimals. Themes that you do not name keep their "
        "weight."),
    "FROM": _both("Eerste jaar", "First year"),
    "FROM.help": _both("Het eerste jaar waarin werken tellen.", "The first year in which works count."),
    "TO": _both("Laatste jaar", "Last year"),
    "TO.help": _both("Het laatste jaar waarin werken tellen.", "The last year in which works count."),
    "scoreagain.one-year": _both("Geef het eerste en het laatste jaar, of geen van beide.",
                                 "Give the first and the last year, or neither."),

    # Compare.
    "compare.title": _both("Vergelijken", "Compare"),
    "compare.short": _both("Scenario's of eerdere kaarten naast elkaar", "Scenarios or earlier maps side by side"),
    "compare.help": _both(
        "Zet scenario's van een project naast elkaar: zoals het is, elk werk apart, volgens de leidende discipline, "
        "niets doen, en wat er in de map 'scenarios' naast het project staat. Met de map van een eerdere kansenkaart "
        "in plaats van een project gaat het sneller. Met twee mappen worden die kaarten met elkaar vergeleken. De "
        "tabellen komen in een groep; comparison.html is de pagina om te lezen.",
        "Holds scenarios of a project beside each other: as it is, each work by itself, by the leading discipline, "
        "doing nothing, and what is in the folder 'scenarios' beside the project. With the folder of an earlier "
        "opportunity map in place of a project it is quicker. With two folders these maps are compared. The tables go "
        "into a group; comparison.html is the page to read."),
    "SCENARIOS": _both("Scenario's (sleutels, met komma's; leeg: allemaal)",
                       "Scenarios (keys, with commas; empty: all)"),
    "SCENARIOS.help": _both("Zoals base, siloed, leading, nothing, of de naam van een bestand in 'scenarios'.",
                            "Such as base, siloed, leading, nothing, or the name of a file in 'scenarios'."),
    "OTHER_FOLDER": _both("Map van de kaart om mee te vergelijken", "Folder of the map to compare with"),
    "OTHER_FOLDER.help": _both("De eerste map is waar deze naast wordt gehouden.",
                               "The first folder is what this one is held against."),
    "compare.LOAD": _both("Tabellen openen in een groep", "Open the tables in a group"),
    "compare.LOAD.help": _both("Alle waarden blijven tekst, zodat codes hun nullen houden.",
                               "All values stay text, so that codes keep their zeros."),
    "SCENARIOS_TABLE": _both("Scenario's", "Scenarios"),
    "REACH_TABLE": _both("Bereik per thema en buurt", "Reach by theme and neighbourhood"),
    "WORKS_TABLE": _both("Werken die komen, gaan of schuiven", "Works that come, go or move"),
    "PROJECTS_TABLE": _both("Projecten die komen, gaan of schuiven", "Projects that come, go or move"),
    "COUPLINGS_TABLE": _both("Koppelingen", "Couplings"),
    "ORIGINS_TABLE": _both("Waar ze van gemaakt zijn", "What they were made from"),
    "compare.one-of-two": _both("Kies een projectbestand of de map van een eerdere kansenkaart, niet beide.",
                                "Choose a project file or the folder of an earlier opportunity map, not both."),
    "compare.other-alone": _both(
        "Een tweede map wordt met de eerste map vergeleken, zonder project en zonder scenario's.",
        "A second folder is compared with the first folder, without a project and without scenarios."),
    "compare.no-key": _both("'{0}' is geen sleutel van een scenario.", "'{0}' is no key of a scenario."),

    # Draft.
    "draftproject.title": _both("Project opzetten uit open lagen", "Draft a project from open layers"),
    "draftproject.short": _both("Schrijft project.yaml uit de lagen die open staan",
                                "Writes project.yaml from the layers that are open"),
    "draftproject.help": _both(
        "Schrijft het projectbestand uit de lagen die open staan. U kiest welke laag de buurten zijn, welke lagen "
        "opgaven zijn en hoe ernstig, en welke lagen onderhoud zijn, met hun velden. Er wordt niets geraden: wat u "
        "niet kiest komt er niet in. Een laag die een bestand is, wordt van daar gelezen. Een laag in het geheugen of "
        "in een database, met een filter, met wijzigingen of waarvan alleen de selectie telt, komt zoals zij nu is als "
        "GeoPackage in een map naast het project. Daarna leest Kansenkaart het project en staat het verslag in het logboek.",
        "Writes the project file from the layers that are open. You choose which layer holds the neighbourhoods, which "
        "layers are challenges and how severe, and which are maintenance, with their fields. Nothing is guessed: what "
        "you do not choose is not in it. A layer that is a file is read from there. A layer in memory or in a "
        "database, with a filter, with changes, or of which only the selection counts becomes, as it is now, a "
        "GeoPackage in a folder beside the project. Then Kansenkaart reads the project, and the report is in the log."),
    "NAME": _both("Naam van het project", "Name of the project"),
    "NAME.help": _both("Zoals de naam van de gemeente.", "Such as the name of the municipality."),
    "SYSTEM": _both("Coördinatenstelsel om in te rekenen", "Coordinate system to work in"),
    "SYSTEM.help": _both(
        "Een stelsel in meters met een code van EPSG, zoals EPSG:28992. Lagen in andere stelsels worden omgerekend.",
        "A projected system with a code of EPSG, such as EPSG:28992. Layers in other systems are converted."),
    "NEIGHBOURHOODS.help": _both("De laag met de vlakken van de buurten.", "The layer with the polygons of the neighbourhoods."),
    "CODE": _both("Veld met de code van de buurt", "Field with the code of the neighbourhood"),
    "CODE.help": _both("Elke code komt één keer voor.", "Each code occurs once."),
    "NEIGHBOURHOOD_NAME": _both("Veld met de naam van de buurt", "Field with the name of the neighbourhood"),
    "NEIGHBOURHOOD_NAME.help": _both("Zonder naam telt de code.", "Without a name the code counts."),
    "CHALLENGES.help": _both(
        'Voor qgis_process: een lijst als [{"layer": "wateroverlast", "theme": "water", "severity": {"field": '
        '"diepte_cm", "steps": [5, 15, 30]}}], met de sleutels layer, selected, theme, severity, reach, outside, '
        "width en radius uit docs/project-file.md.",
        'For qgis_process: a list such as [{"layer": "floods", "theme": "water", "severity": {"field": "depth_cm", '
        '"steps": [5, 15, 30]}}], with the keys layer, selected, theme, severity, reach, outside, width and radius '
        "of docs/project-file.md."),
    "SCHEDULE": _both("Onderhoud", "Maintenance"),
    "SCHEDULE.help": _both(
        'Voor qgis_process: een lijst als [{"layer": "riool", "asset_type": "sewer", "width": 2.5, "fields": {"id": '
        '"nr", "built": "aanlegjaar"}}], met de sleutels layer, selected, asset_type, fields, budget, measure, '
        "price_year, width en radius uit docs/project-file.md.",
        'For qgis_process: a list such as [{"layer": "sewers", "asset_type": "sewer", "width": 2.5, "fields": {"id": '
        '"nr", "built": "year"}}], with the keys layer, selected, asset_type, fields, budget, measure, price_year, '
        "width and radius of docs/project-file.md."),
    "draftproject.OUTPUT": _both("Projectbestand om te schrijven", "Project file to write"),
    "draftproject.OUTPUT.help": _both("Wat er al staat onder die naam krijgt een ~ achter zijn naam.",
                                      "What stands there under that name gets a ~ behind its name."),
    "draftproject.kept": _both("Wat in {0} stond is bewaard als {0}~", "What was in {0} is kept as {0}~"),
    "draftproject.system-code": _both(
        "'{0}' heeft geen code van EPSG. Kies een stelsel met een code, zoals EPSG:28992.",
        "'{0}' has no code of EPSG. Choose a system that has one, such as EPSG:28992."),
    "draftproject.system-degrees": _both(
        "{0} rekent in graden. Kies een stelsel in meters, zoals EPSG:28992.",
        "{0} is in degrees. Choose a projected system, such as EPSG:28992."),
    "draftproject.horizon": _both("Het eerste jaar ({0}) komt na het laatste ({1}).",
                                  "The first year ({0}) comes after the last ({1})."),
    "draftproject.no-challenge": _both("Kies ten minste één laag met een opgave.",
                                       "Choose at least one layer with a challenge."),
    "draftproject.part-of-layer": _both(
        "Een grens aan het aantal objecten of een filter van Processing wordt niet gelezen. Gebruik het filter van de "
        "laag, of de selectie.",
        "A limit to the number of features or a filter of Processing is not read. Use the filter of the layer, or the "
        "selection."),
    "draftproject.not-right": _both(
        "{0} is geschreven, maar kan nog niet worden gebruikt:\n{1}",
        "{0} was written, but can't be used as it is:\n{1}"),

    # The dialog of the draft.
    "role.add": _both("Laag toevoegen", "Add a layer"),
    "role.remove": _both("Deze laag weghalen", "Remove this layer"),
    "role.suggest": _both("Voorstel van Kansenkaart voor deze laag", "Suggest: what Kansenkaart makes of this layer"),
    "suggest.title": _both("Voorstel", "Suggestion"),
    "suggest.look": _both("Kijk dit na:\n{0}", "Look at this:\n{0}"),
    "suggest.left-out": _both(
        "Dit hoort er volgens Kansenkaart ook bij, maar past niet in deze kaart. Gebruik een filter op de laag, of vul "
        "het projectbestand aan:\n{0}",
        "By Kansenkaart this belongs to it too, but has no place in this card. Use a filter on the layer, or add to the "
        "project file:\n{0}"),
    "suggest.no-file": _both("Kansenkaart kan alleen een voorstel doen voor een laag die een bestand is, zonder filter: '{0}'.",
                             "Kansenkaart can only suggest for a layer that is a file, without a filter: '{0}'."),
    "suggest.no-yaml": _both("Voor een voorstel is PyYAML voor Python nodig, dat bij QGIS hoort te zitten.",
                             "A suggestion needs PyYAML for Python, which should come with QGIS."),
    "suggest.no-challenge": _both("Kansenkaart ziet in '{0}' geen opgave.", "Kansenkaart sees no challenge in '{0}'."),
    "suggest.no-works": _both("Kansenkaart ziet in '{0}' geen onderhoud.", "Kansenkaart sees no maintenance in '{0}'."),
    "role.layer": _both("Laag", "Layer"),
    "role.selected": _both("Alleen de selectie telt", "Only the selection counts"),
    "role.theme": _both("Thema", "Theme"),
    "role.field": _both("Veld dat zegt hoe ernstig (leeg: overal even ernstig)",
                        "Field that tells how severe (empty: equally severe everywhere)"),
    "role.steps": _both("Grenzen, zoals 5; 15; 30", "Steps, such as 5; 15; 30"),
    "role.values": _both("Of per waarde, een per regel: licht = 0,3", "Or by value, one a line: low = 0.3"),
    "role.severity": _both("Ernst overal, 0 tot 1 (leeg: 1)", "Severity everywhere, 0 to 1 (empty: 1)"),
    "role.reach": _both("Reikwijdte in m (leeg: het object zelf)", "Reach in m (empty: the feature itself)"),
    "role.outside": _both("De opgave is waar geen object is", "The challenge is where no feature is"),
    "role.width": _both("Breedte van lijnen in m", "Width of lines in m"),
    "role.radius": _both("Straal van punten in m", "Radius of points in m"),
    "role.asset_type": _both("Soort object, zoals sewer of tree", "Type of asset, such as sewer or tree"),
    "role.type_field": _both("Of het veld met de soort", "Or the field with the type"),
    "role.types": _both("met per waarde de soort, een per regel: asfalt = pavement-asphalt",
                        "with the type by value, one a line: asphalt = pavement-asphalt"),
    "role.budget": _both("Budget van alle werken", "Budget of all works"),
    "role.price_year": _both("Prijspeil van de kosten (jaar)", "Price level of the costs (year)"),
    "role.fields.id": _both("Veld: nummer", "Field: id"),
    "role.fields.built": _both("Veld: jaar van aanleg", "Field: year built"),
    "role.fields.last": _both("Veld: jaar van het laatste onderhoud", "Field: year of the last maintenance"),
    "role.fields.due": _both("Veld: jaar waarin het aan de beurt is", "Field: year in which it is due"),
    "role.fields.cycle": _both("Veld: cyclus in jaren", "Field: cycle in years"),
    "role.fields.cost": _both("Veld: kosten", "Field: cost"),
    "role.fields.budget": _both("Veld: budget", "Field: budget"),
    "role.fields.street": _both("Veld: straat", "Field: street"),
    "role.fields.earliest": _both("Veld: eerste jaar dat kan", "Field: earliest year"),
    "role.fields.latest": _both("Veld: laatste jaar dat kan", "Field: latest year"),
}
