"""Whether everyone can use the report: keyboard, screen readers, phones, both languages."""

import json
import os
import re
import sqlite3
import xml.etree.ElementTree

from test_report import AXE, TABS, ReportCase as Case, report, rows


class Access(Case):

    def all_tabs(self):
        for tab in self.run_script(TABS):
            self.click_on(f"#{tab}")
            yield tab

    def axe(self):
        self.run_script(AXE + "; 0")
        found = self.run_script("""axe.run(document, { resultTypes: ['violations'] }).then((result) =>
          result.violations.map(({ id, impact, nodes }) =>
            ({ id, impact, nodes: nodes.slice(0, 3).map((node) => node.html + node.failureSummary) })))""")
        return found

    def test_axe_finds_nothing(self):
        for tab in self.all_tabs():
            self.assertEqual(self.axe(), [], tab)
        self.run_script("inspect({ layer: 'assets', index: 0 })")
        self.assertEqual(self.axe(), [], "details")
        if self.run_script("figures.candidates.length"):
            self.run_script("openCandidate(0)")
            self.assertEqual(self.axe(), [], "sheet")
        if self.run_script("hasContent.streets()"):
            self.run_script("openStreet(allStreets()[0])")
            self.assertEqual(self.axe(), [], "street")

    def test_the_keyboard_reaches_everything(self):
        for tab in self.all_tabs():
            wanted = self.run_script("""[...document.querySelectorAll(
              'a, button, input, select, summary, [tabindex="0"]')]
              .filter((item) => item.checkVisibility() && !item.disabled && item.tabIndex >= 0)
              .map((item, index) => (item.dataset.stop = index)).length""")
            self.run_script("document.activeElement.blur()")
            reached = set()
            for _ in range(wanted + 3):
                self.browser.key("Tab")
                reached.add(self.run_script("document.activeElement.dataset.stop ?? ''"))
            self.assertEqual(len(reached - {""}), wanted, tab)

    def test_arrows_go_from_tab_to_tab(self):
        self.run_script("document.querySelector('[role=tab]').focus()")
        self.browser.key("ArrowRight")
        self.assertEqual(self.run_script("document.activeElement.id"), self.run_script(TABS)[1])
        self.assertEqual(self.run_script("'tab-' + state.tab"), self.run_script(TABS)[1])

    def test_enter_looks_at_the_middle_of_the_map(self):
        self.run_script("""(() => {
          const { coordinates } = figures.shapes.areas;
          map.jumpTo({ center: lngLat(coordinates[0], coordinates[1]) });
          map.getCanvas().focus();
        })()""")
        self.browser.idle()
        self.browser.key("Enter")
        self.browser.wait("!document.querySelector('#details').hidden")
        self.assertTrue(self.text("#details"))

    def test_nothing_is_wider_than_the_window(self):
        for tab in self.all_tabs():
            self.assertLessEqual(
                self.run_script("document.documentElement.scrollWidth"), self.size[0], tab)

    def test_the_page_stays_while_its_parts_scroll(self):
        if self.size[0] < 760:
            return  # A phone scrolls the page.
        for tab in self.all_tabs():
            self.assertLessEqual(
                self.run_script("document.documentElement.scrollHeight"), self.size[1], tab)

    def test_charts_have_their_numbers_in_a_table(self):
        self.click_on("#tab-coverage")
        charts = self.run_script("document.querySelectorAll('figure svg[role=img]').length")
        self.assertGreater(charts, 1)
        self.assertEqual(self.run_script("document.querySelectorAll('figure table').length"), charts)


class Terms(Case):

    def test_a_press_tells_what_a_term_means_and_another_takes_it_away(self):
        text = self.text("#tab")
        count = self.run_script("document.querySelectorAll('#tab .term').length")
        self.assertGreater(count, 3)
        terms = self.run_script("[...document.querySelectorAll('#tab .term')].map((one) => one.innerText.toLowerCase())")
        self.assertEqual(len(terms), len(set(terms)), "each term is explained where it stands first")
        self.run_script("document.querySelector('#tab .term').focus()")
        self.browser.key("Enter")
        self.assertEqual(self.run_script("document.querySelector('#tab .term').getAttribute('aria-expanded')"), "true")
        self.assertIn(self.text("#tab .meaning"), self.run_script(
            "termKeys.map((key) => t(`meaning-${key}`))"))
        self.browser.key("Enter")
        self.assertEqual(self.text("#tab"), text)

    def test_a_score_of_buildings_is_not_explained_as_that_of_works(self):
        self.click_on("#tab-buildings")
        self.assertIn("score", self.text("#tab").lower())
        terms = self.run_script("[...document.querySelectorAll('#tab .term')].map((one) => one.innerText.toLowerCase())")
        self.assertNotIn("score", terms)

    def test_each_term_is_met_on_some_page(self):
        met = set()
        for tab in self.run_script(TABS):
            self.click_on(f"#{tab}")
            met |= set(self.run_script("[...document.querySelectorAll('#tab .term')].map((one) => one.innerText.toLowerCase())"))
        forms = self.run_script("glossary().map(({ forms }) => forms.map((form) => form.toLowerCase()))")
        self.run_script("openCandidate(0)")
        met |= set(self.run_script("[...document.querySelectorAll('#details .term')].map((one) => one.innerText.toLowerCase())"))
        self.assertEqual([own for own in forms if not met & set(own)], [])


class EnglishTerms(Terms):
    name = "juinen-en"


class AccessOnPhone(Access):
    size = (360, 740)


class AccessInRotterdam(Access):
    name = "rotterdam"
    test_axe_finds_nothing = None
    test_the_keyboard_reaches_everything = None


WORD = re.compile(r"[^\W\d_]{2,}")


def words(*texts):
    return {word.lower() for text in texts for word in WORD.findall(text)}


class Languages(Access):
    """Every word that readers see comes from the texts of their language, or from the data."""

    other = "juinen-en"

    def seen(self):
        texts = []
        for _ in self.all_tabs():
            self.run_script("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
            texts.append(self.run_script("document.body.innerText"))
            texts += self.run_script("""[...document.querySelectorAll('*')].flatMap((item) =>
              ['aria-label', 'title', 'placeholder', 'label', 'alt', 'aria-valuetext']
                .map((name) => item.getAttribute(name)).filter(Boolean))""")
        for layer, index in [("assets", 0), ("faces", 0), ("areas", 0)]:
            self.run_script(f"inspect({{ layer: '{layer}', index: {index} }})")
            texts.append(self.text("#details"))
        self.run_script("figures.candidates.length > 0 && openCandidate(0)")
        texts.append(self.text("#details"))
        self.run_script("window.seen = []; allStreets().slice(0, 20)"
                        ".forEach((street) => { openStreet(street); seen.push(byId('details').innerText); })")
        texts += self.run_script("seen")
        return words(*texts, self.run_script("document.title"))

    def vocabulary(self):
        """Words of the texts, of the names that come in both languages, and of the sentences."""
        return words(*self.run_script("""[
          ...Object.values(texts), ...figures.themes.map((theme) => theme.name), ...figures.types,
          ...figures.measures, ...figures.areaTypes.flatMap(({ name, traits }) => [name, traits]),
          ...figures.neighbourhoods.flatMap((place) => [place.apart, ...Object.keys(place.numbers)]),
          ...figures.packages.flatMap((one) => [one.name, ...one.measures.map(({ name }) => name)]),
          ...(figures.programme?.lines ?? []), ...figures.couplings,
          ...(figures.results?.figures ?? []).flatMap(({ title, meaning }) => [title, meaning]),
          ...(figures.results?.gap.parts ?? []).map(({ reason }) => reason),
          ...(figures.results?.business?.lines ?? []).map(({ item }) => item),
          ...(figures.results?.business?.actors ?? []).map(({ name }) => name),
          ...Object.values(figures.numbers).map(({ unit }) => unit),
          ...figures.columns.undoneReason,
          ...(figures.patterns ?? []).flatMap(({ kinds }) => kinds),
          ...figures.neighbourhoods.flatMap((place) => place.verdicts.map(({ reasons }) => reasons)),
          ...figures.candidates.flatMap(({ title, reason, misses }) =>
            [title, reason, ...misses.map((miss) => miss.reason)]),
          ...figures.inputs.flatMap((input) => input.notes.map(({ text }) => text)),
          ...(figures.buildings?.vacant ?? []).flatMap(({ destination, decides, asks }) => [destination, decides, asks]),
          ...(figures.buildings?.seekers ?? []).map(({ reason }) => reason),
          ...[...figures.buildings?.shortages ?? [], ...figures.buildings?.choices ?? []]
            .flatMap((one) => [one.function, one.path]),
          ...(figures.buildings?.social ?? []).map(({ reason }) => reason),
        ].map((text) => text ?? '')"""))

    def data(self):
        return words(*self.run_script("""[
          figures.name, ...figures.neighbourhoods.flatMap((place) => [place.id, place.name]),
          ...figures.budgets, ...figures.streets, ...figures.planes.flatMap((p) => [p.source, p.label]),
          ...figures.inputs.map((input) => input.source), ...figures.columns.assetID,
          ...figures.candidates.map(({ id }) => id),
          // Rows and keys of the catalogues, by which they are found there.
          ...figures.reliance.flatMap(({ heaviest }) => heaviest),
          ...(figures.programme?.accounts ?? []).map(({ party }) => party),
          ...figures.packages.flatMap((one) => [one.source, ...one.measures.map(({ source }) => source)]),
          ...figures.columns.candidateID, ...figures.columns.workID,
          ...[...figures.buildings?.vacant ?? [], ...figures.buildings?.seekers ?? [], ...figures.buildings?.social ?? [],
            ...figures.buildings?.combinations ?? []].map(({ name }) => name),
          ...(figures.buildings?.social ?? []).map(({ owner }) => owner),
          ...(figures.buildings?.shares ?? []).map(({ party }) => party),
          ...(figures.buildings?.combinations ?? []).flatMap(({ host, owners }) => [host, ...owners]),
          ...[...figures.buildings?.seekers ?? [], ...figures.buildings?.choices ?? []].map(({ building }) => building ?? ''),
        ]"""))

    def test_no_word_is_of_another_language(self):
        own, data, seen = self.vocabulary(), self.data(), self.seen()
        self.browser.open(report(self.other))
        foreign = self.vocabulary() - own - data
        self.assertGreater(len(foreign), 200)
        self.assertEqual(sorted(seen & foreign), [])
        units = {"ha", "km", "eur", "png"}
        self.assertEqual(sorted(seen - own - data - units), [], "words from nowhere")
        self.assertEqual(self.run_script("document.documentElement.lang"), self.other[-2:])

    test_axe_finds_nothing = None
    test_the_keyboard_reaches_everything = None
    test_arrows_go_from_tab_to_tab = None
    test_enter_looks_at_the_middle_of_the_map = None
    test_nothing_is_wider_than_the_window = None
    test_the_page_stays_while_its_parts_scroll = None
    test_charts_have_their_numbers_in_a_table = None


class LanguagesOther(Languages):
    name, other = "juinen-en", "juinen-nl"


class Hostile(Access):
    """Texts of the data stay texts."""

    name = "hostile"

    def test_texts_of_the_data_appear_as_they_are(self):
        texts = self.run_script("figures.neighbourhoods.map((place) => place.name)")
        self.assertEqual(len(texts), 12)
        shown = ""
        for _ in self.all_tabs():
            shown += self.run_script("document.querySelector('#tab').textContent")
        for text in texts:
            self.assertIn(text, shown)
        for index in range(len(texts)):
            for layer in ("assets", "areas", "faces"):
                self.run_script(f"""{index} < figures.shapes.{layer}.count
                  && inspect({{ layer: '{layer}', index: {index} }})""")
        self.click_on("#tab-areas")
        for slot in range(4):
            self.choose(f"#compare-{slot}", slot)
        self.assertIsNone(self.run_script("window.hacked ?? null"))
        self.assertEqual(self.run_script("document.querySelectorAll('#panel img, #panel script').length"), 0)
        self.assertIn(texts[1], self.text("h1"))

    def test_no_field_of_a_table_starts_a_formula(self):
        folder = os.path.dirname(report(self.name))
        for file in sorted(os.listdir(folder)):
            if file.endswith(".csv"):
                for row in rows(self.name, file):
                    for field in row.values():
                        self.assertFalse(field and field[0] in "=+@\t\r", (file, field))
                        self.assertRegex(field or "", r"^(-?[\d.]*|[^-].*)$", file)

    def test_styles_of_the_geopackage_are_xml_and_its_texts_are_whole(self):
        path = os.path.join(os.path.dirname(report(self.name)), "kansenkaart.gpkg")
        with sqlite3.connect(path) as package:
            styles = package.execute("SELECT styleQML FROM layer_styles").fetchall()
            names = package.execute("SELECT neighbourhood_name FROM neighbourhoods").fetchall()
        self.assertGreater(len(styles), 2)
        for (style,) in styles:
            tree = xml.etree.ElementTree.fromstring(re.sub("<!DOCTYPE[^>]*>", "", style))
            self.assertFalse([item for item in tree.iter() if item.tag in ("script", "img", "svg")])
            self.assertRegex(tree.find("renderer-v2").get("attr", "none"), "^[a-z0-9_]+$")
        shown = self.run_script("figures.neighbourhoods.map((place) => place.name)")
        self.assertEqual(sorted(name for (name,) in names), sorted(shown))

    def test_texts_keep_their_direction_to_themselves(self):
        self.click_on("#tab-areas")
        name = self.run_script("figures.neighbourhoods[7].name")
        holders = self.run_script(f"""[...document.querySelectorAll('#tab *')]
          .filter((item) => !item.children.length && item.textContent === {json.dumps(name)})
          .map((item) => item.tagName)""")
        self.assertTrue(holders)
        self.assertEqual(set(holders) - {"BDI", "OPTION"}, set())

    test_arrows_go_from_tab_to_tab = None
    test_charts_have_their_numbers_in_a_table = None


del Case
