"""What a reader does with the report, in a real browser without a network."""

import csv
import io
import json
import os
import random
import re
import unittest

from browser import Browser

REPORTS = os.environ["KANSENKAART_REPORTS"]
with open(os.environ["KANSENKAART_AXE"], encoding="utf-8") as axe:
    AXE = axe.read()
TABS = "[...document.querySelectorAll('[role=tab]')].map((tab) => tab.id)"


def report(name):
    return os.path.join(REPORTS, name, "report.html")


def rows(name, file):
    """Rows of a product; none where the project does not ask for it."""
    path = os.path.join(REPORTS, name, file)
    if not os.path.exists(path):
        return []
    with io.open(path, encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def works(name):
    return rows(name, "opportunities.csv")


def listed_works(name):
    """Works that are due within the horizon, which ends in 2041 in all these projects, or of which no
    year is known."""
    return [work for work in works(name) if not work["due"] or int(work["due"]) <= 2041]


class ReportCase(unittest.TestCase):
    """A browser with the report that `name` says, opened anew for each test."""

    name = "juinen-nl"
    size = (1366, 768)

    @classmethod
    def setUpClass(cls):
        if not os.path.exists(report(cls.name)):
            raise unittest.SkipTest(f"{cls.name} is not here")
        cls.browser = Browser().__enter__()
        cls.addClassCleanup(cls.browser.__exit__)

    def setUp(self):
        self.browser.messages.clear()
        self.browser.size(*self.size, phone=self.size[0] < 500)
        self.seconds = self.browser.open(report(self.name))

    def tearDown(self):
        self.assertEqual(self.browser.messages, [], "the console is quiet")

    def run_script(self, script):
        return self.browser.run(script)

    def text(self, selector):
        return self.run_script(f"document.querySelector({json.dumps(selector)}).innerText")

    def has_tab(self, key):
        return self.run_script(f"document.querySelector('#tab-{key}') !== null")

    def click_on(self, selector):
        self.run_script(f"document.querySelector({json.dumps(selector)}).click()")
        self.settle()

    def choose(self, selector, value):
        self.run_script(f"""(() => {{
          const field = document.querySelector({json.dumps(selector)});
          field.value = {json.dumps(str(value))};
          for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, {{ bubbles: true }}));
        }})()""")
        self.settle()

    def tell(self, more=""):
        """Figures for whoever reads the output; they depend on the machine and decide nothing."""
        print(f"\n{self.name}: opens in {self.seconds:.2f} s, its main thread computes for "
              f"{self.browser.busy():.2f} s; {os.path.getsize(report(self.name)) / 1e6:.1f} MB{more}")

    def settle(self):
        self.run_script("new Promise((done) => setTimeout(done, 350))")
        self.browser.idle()

    def map_picture(self):
        clip = self.run_script("""(() => {
          const { x, y, width, height } = document.querySelector('#map').getBoundingClientRect();
          return { x, y, width, height };
        })()""")
        return self.browser.screenshot(clip=clip)

    def map_content(self):
        """What the map shows: each feature with its colours. Unlike a picture it is the same where the
        map lies a thousandth of a pixel elsewhere."""
        return self.run_script("""[...new Set(map.queryRenderedFeatures().map((feature) =>
          JSON.stringify([feature.layer.id, feature.id, feature.properties,
            Object.entries(feature.layer.paint).filter(([name]) => name.endsWith('-color'))])))].sort()""")


class DemoReport(ReportCase):

    def test_it_opens_from_disk_with_its_map_and_figures(self):
        self.assertTrue(self.run_script("map.loaded()"))
        self.assertGreater(self.run_script("map.queryRenderedFeatures({layers: ['faces']}).length"), 100)
        self.assertIn("Juinen", self.text("h1"))
        self.tell()

    def test_it_asks_nothing_of_the_network(self):
        page = self.run_script("performance.getEntriesByType('resource').map((entry) => entry.name)")
        self.assertEqual([name for name in page if not re.match("(data|blob|kansenkaart):", name)], [])

    def test_the_slider_shows_the_works_of_its_year(self):
        self.choose("#works", "all")
        before = self.map_content()
        self.choose("#year", 2030)
        self.assertNotEqual(self.map_content(), before)
        self.assertIn("2030", self.text("#timeline output"))
        shown = set(self.run_script("""map.queryRenderedFeatures(
          {layers: ['work-fills', 'work-lines', 'work-points']})
          .map((feature) => figures.columns.assetID[feature.id - 1])"""))
        planned = {work["asset_id"] for work in works(self.name) if work["planned_year"] == "2030"}
        self.assertTrue(shown)
        self.assertLessEqual(shown, planned)
        self.assertIn("year=2030", self.run_script("location.hash"))

    def test_layers_change_the_map_and_its_legend(self):
        pictures, contents, legends = set(), set(), set()
        views = self.run_script("[...document.querySelector('#view').options].map((o) => o.value)")
        self.assertEqual(len(views), 5 + 2 * self.run_script("figures.themes.length"))
        for view in views:
            self.choose("#view", view)
            pictures.add(self.map_picture())
            contents.add("".join(self.map_content()))
            legends.add(self.text("#legend"))
        self.assertEqual(len(pictures), len(views), "every view draws another map")
        self.assertEqual(len(contents), len(views), "of other features or colours")
        self.assertEqual(len(legends), len(views), "and explains it")

    def test_the_map_says_what_the_faces_say(self):
        """An independent reader finds the same stack height at random places, in the GeoJSON."""
        with open(os.path.join(REPORTS, self.name, "challenges.geojson"), encoding="utf-8") as file:
            faces = [(box(f["geometry"]), f) for f in json.load(file)["features"]]
        self.choose("#works", "none")
        bounds = self.run_script("figures.bounds")
        generator, checked = random.Random(5), 0
        for zoom in [15, 17]:
            for _ in range(20):
                x = generator.uniform(bounds[0][0], bounds[1][0])
                y = generator.uniform(bounds[0][1], bounds[1][1])
                near = {height(faces, x + dx, y + dy) for dx in (-3e-5, 0, 3e-5) for dy in (-2e-5, 0, 2e-5)}
                if len(near) > 1:
                    continue  # too close to a border to tell
                self.run_script(f"map.jumpTo({{center: [{x}, {y}], zoom: {zoom}}}); 0")
                self.browser.idle()
                found = self.run_script("""map.queryRenderedFeatures(map.project(map.getCenter()),
                  {layers: ['faces']}).map((feature) => feature.properties.height)""")
                self.assertEqual(max(found, default=0), near.pop(), f"at {x}, {y}, zoom {zoom}")
                checked += 1
        self.assertGreater(checked, 20)

    def test_a_click_tells_the_parts_of_a_score(self):
        work = max(listed_works(self.name), key=lambda work: float(work["score"]))
        asset = self.run_script(f"figures.columns.assetID.indexOf({json.dumps(work['asset_id'])})")
        self.run_script(f"flyTo('assets', {asset})")
        self.settle()
        place = self.run_script(f"""(() => {{
          const feature = map.queryRenderedFeatures({{layers: ['work-fills', 'work-lines', 'work-points']}})
            .find((feature) => feature.id === {asset} + 1);
          let point = feature.geometry.coordinates;
          while (typeof point[0] !== 'number') point = point[0];
          const {{ x, y }} = map.project(point);
          const frame = map.getContainer().getBoundingClientRect();
          return [x + frame.x, y + frame.y];
        }})()""")
        self.browser.move(*place)
        self.browser.wait("!document.querySelector('#tooltip').hidden")
        self.browser.click(*place)
        self.browser.wait("!document.querySelector('#details').hidden")
        shown = self.run_script("""[...document.querySelectorAll('#details table:last-of-type')].at(-1)
          .innerText""")
        numbers = [float(n.replace(",", ".")) for n in re.findall(r"(\d+,\d)\n", shown + "\n")]
        self.assertAlmostEqual(sum(numbers[:-1]), numbers[-1], delta=0.3)
        self.assertAlmostEqual(numbers[-1], 100 * float(work["score"]), delta=0.06)

    def test_weights_score_and_rank_as_the_program_does(self):
        self.click_on("#tab-weights")
        first = self.text("#weight-best")
        self.choose("#weight-0", 0)
        self.choose("#weight-4", 5)
        self.assertNotEqual(self.text("#weight-best"), first)
        weights = self.run_script("state.weights")
        themes = self.run_script("figures.themes.map((theme) => theme.key)")
        self.assertEqual([weights[0], weights[4]], [0, 5])
        rows = listed_works(self.name)
        # A theme that is measured in people is scored by whom its works reach.
        columns = [f"{theme}_people_severity" if f"{theme}_people_severity" in rows[0] else f"{theme}_severity"
                   for theme in themes]
        expected = {work["work_id"]: sum(
            weight * float(work[column]) for weight, column in zip(weights, columns)
        ) / sum(weights) for work in rows}
        order = self.run_script("Array.from(scores.order, (work) => figures.columns.workID[work])")
        found = self.run_script(
            "Array.from(scores.order, (work) => scores.assets[figures.columns.workAsset[work]])")
        self.assertEqual(sorted(order), sorted(expected))
        for work, score in zip(order, found):
            self.assertAlmostEqual(score, expected[work], delta=2e-7)
        best = [expected[work] for work in order]
        self.assertTrue(all(a >= b - 2e-7 for a, b in zip(best, best[1:])))

    def test_the_project_weights_give_the_scores_of_the_products(self):
        found = dict(zip(self.run_script("figures.columns.workID"), self.run_script(
            "Array.from(figures.columns.workAsset, (asset) => scores.assets[asset])")))
        for work in works(self.name):
            self.assertAlmostEqual(found[work["work_id"]], float(work["score"]), delta=2e-7)

    def test_neighbourhoods_stand_side_by_side(self):
        self.click_on("#tab-areas")
        self.choose("#compare-0", 0)
        self.choose("#compare-1", 5)
        table = "document.querySelector('#tab .wide')"
        names = self.run_script("figures.neighbourhoods.map((place) => place.name)")
        self.assertEqual(self.run_script(f"{table}.querySelectorAll('thead th').length"), 3)
        for name in (names[0], names[5]):
            self.assertIn(name, self.run_script(f"{table}.innerText"))
        self.choose("#compare-2", 7)
        self.choose("#compare-3", 9)
        self.assertEqual(self.run_script(f"{table}.querySelectorAll('thead th').length"), 5)
        self.assertEqual(self.run_script("map.getFilter('chosen')[2][1]"), [1, 6, 8, 10])

    def test_the_list_of_works_sorts_filters_and_flies(self):
        self.click_on("#tab-works")
        before = self.run_script("map.getCenter().toArray()")
        self.click_on("#sort-cost")
        row = self.text("#work-rows tbody tr")
        dearest = max((work for work in listed_works(self.name) if work["cost_eur"]),
                      key=lambda work: float(work["cost_eur"]))
        self.assertIn(f"{round(float(dearest['cost_eur'])):,}".replace(",", "."), row)
        self.choose("#filter-area", 2)
        code = self.run_script("figures.neighbourhoods[2].id")
        count = sum(1 for work in listed_works(self.name) if work["neighbourhood_code"] == code)
        self.assertIn(f"{count:,}".replace(",", "."), self.text("#work-rows caption"))
        self.click_on("#work-rows tbody button")
        self.run_script("new Promise((done) => setTimeout(done, 900))")
        self.assertNotEqual(self.run_script("map.getCenter().toArray()"), before)
        self.assertFalse(self.run_script("document.querySelector('#details').hidden"))

    def test_projects_gain_what_the_products_say_and_follow_the_weights(self):
        products = {row["candidate_id"]: float(row["net_gain_eur"])
                    for row in rows(self.name, "candidates.csv")}
        found = self.run_script("figures.candidates.map((one) => [one.id, netGain(one)])")
        self.assertEqual({one for one, _ in found}, set(products))
        for one, gain in found:
            self.assertAlmostEqual(gain, products[one], delta=0.02)
        # What changes is what each gains, where something of a challenge rides along.
        gain_of_each = "figures.candidates.map(netGain)"
        before = self.run_script(gain_of_each)
        self.click_on("#tab-weights")
        self.choose("#weight-0", 0)
        last = self.run_script("figures.themes.length") - 1
        self.choose(f"#weight-{last}", 5)
        rides = any(float(row["challenge_weight_eur"]) for row in rows(self.name, "candidates.csv"))
        self.assertEqual(self.run_script(gain_of_each) != before, rides)
        gains = self.run_script("rankedCandidates().map((index) => netGain(figures.candidates[index]))")
        self.assertEqual(gains, sorted(gains, reverse=True))

    def test_a_project_of_the_list_is_flown_to_and_opens_its_sheet(self):
        self.click_on("#tab-candidates")
        zoom, content = self.run_script("map.getZoom()"), self.map_content()
        self.choose("#candidate-area", 3)
        self.click_on("#candidate-sort-year")
        self.click_on("#candidate-rows tbody button")
        self.run_script("new Promise((done) => setTimeout(done, 900))")
        self.browser.idle()
        self.assertGreater(self.run_script("map.getZoom()"), zoom)
        self.assertNotEqual(self.map_content(), content)
        shown = self.run_script("candidateList.shown")
        candidate = self.run_script(f"(({{ id, neighbourhood, year, reason }}) =>"
                                    f" ({{ id, neighbourhood, year, reason }}))(figures.candidates[{shown}])")
        self.assertEqual(candidate["neighbourhood"], 3)
        earliest = self.run_script("Math.min(...figures.candidates"
                                   ".filter((one) => one.neighbourhood === 3 && one.year > 0).map((one) => one.year))")
        self.assertEqual(candidate["year"], earliest)
        sheet = self.text("#details")
        self.assertIn(candidate["id"], sheet)
        self.assertIn(candidate["reason"].strip(), sheet)
        chosen = """map.queryRenderedFeatures(
          {layers: ['candidate-areas', 'candidate-lines', 'candidate-points']}).map((one) => one.id)"""
        self.assertIn(shown + 1, self.run_script(chosen))

    def test_charts_stack_a_bar_for_each_year_and_budget(self):
        self.click_on("#tab-coverage")
        series = self.run_script("figures.costByBudget.filter((costs) => costs.some((cost) => cost > 0)).length")
        years = self.run_script("figures.to - figures.from + 1")
        bars = "[...document.querySelectorAll('figure svg rect')]"
        self.assertEqual(self.run_script(f"{bars}.length"), series * years)
        self.assertGreater(self.run_script(f"Math.max(...{bars}.map((bar) => bar.height.baseVal.value))"), 20)

    def test_the_programme_shows_the_money_and_works_of_its_products(self):
        accounts = rows(self.name, "programme.csv")
        self.assertEqual(self.has_tab("programme"), bool(accounts))
        if not accounts:
            return
        self.click_on("#tab-programme")
        reasons = self.run_script("figures.programme.lines.filter((line) => line.startsWith('- ')).length")
        self.assertEqual(self.run_script("document.querySelectorAll('#tab > ul > li').length"), reasons)
        undone = rows(self.name, "undone.csv")
        self.assertEqual(self.run_script("figures.columns.undoneWork.length"), len(undone))
        parties = self.run_script("figures.programme.accounts.map((account) => account.party)")
        for number, party in enumerate(parties):
            self.choose("#programme-party", number)
            shown = self.run_script("""[...document.querySelectorAll('#programme-account tbody tr')].map((row) =>
              [...row.children].map((cell) => cell.innerText.replace(/[^0-9,-]/g, '')))""")
            expected = [row for row in accounts if row["party"] == party]
            self.assertEqual([int(row[0]) for row in shown], [int(row["year"]) for row in expected])
            for row, account in zip(shown, expected):
                self.assertAlmostEqual(int(row[3]), float(account["spent_eur"]), delta=0.51)
        years = {}
        for row in rows(self.name, "programme_projects.csv"):
            years.setdefault((row["kind"], int(row["year"])), set()).add(row["project_id"])
        self.choose("#programme-year", expected[3]["year"])
        year = int(expected[3]["year"])
        caption = self.text("#programme-rows caption")
        counts = [int(number.replace(".", "")) for number in re.findall(r"[0-9.]+", caption)]
        self.assertEqual(counts, [year, len(years.get(("candidate", year), ())),
                                  len(years.get(("work", year), ()))])
        self.click_on("#programme-rows tbody button")
        self.assertFalse(self.run_script("document.querySelector('#details').hidden"))

    def test_the_pattern_book_leads_to_the_projects_that_follow_it(self):
        patterns = rows(self.name, "patterns.csv")
        self.click_on("#tab-patterns")
        self.assertEqual(self.run_script("figures.patterns.length"), len(patterns))
        row = self.run_script("""[...document.querySelector('#pattern-rows tbody tr').children]
          .map((cell) => cell.innerText.replace(/[^0-9,-]/g, ''))""")
        first = patterns[0]
        self.assertEqual(row[1:3], [first["count"], first["neighbourhood_count"]])
        self.assertAlmostEqual(int(row[3]), float(first["mean_gain_eur"]), delta=0.51)
        self.click_on("#pattern-rows tbody button")
        self.click_on("#details li button")
        shown = self.run_script("figures.candidates[candidateList.shown].id")
        self.assertIn(shown, self.run_script("figures.patterns[0].candidates.map((one) => figures.candidates[one].id)"))

    def test_the_address_brings_a_setting_back(self):
        self.choose("#view", "type")
        self.choose("#works", "all")
        self.choose("#year", 2031)
        self.click_on("#tab-weights")
        self.choose("#weight-1", 3)
        content, address = self.map_content(), self.run_script("address()")
        self.assertGreater(len(content), 100)
        self.browser.open(report(self.name), address)
        self.assertEqual(self.run_script("[state.view, state.works, state.year, state.tab]"),
                         ["type", "all", 2031, "weights"])
        self.assertEqual(self.run_script("state.weights[1]"), 3)
        self.assertEqual(self.run_script("document.querySelector('#year').value"), "2031")
        self.assertEqual(self.map_content(), content)

    def test_the_address_brings_the_filters_and_the_order_of_a_list_back(self):
        self.click_on("#tab-works")
        kind = self.run_script("document.querySelector('#filter-type').options[1].text")
        self.choose("#filter-type", "0")
        self.click_on("#sort-cost")
        listed, address = self.text("#work-rows"), self.run_script("address()")
        self.assertIn("works.order=-cost", address)
        self.browser.open(report(self.name), address)
        self.assertEqual(self.text("#work-rows"), listed)
        self.assertEqual(self.run_script("document.querySelector('#filter-type').selectedOptions[0].text"), kind)
        # Filters are told by what readers see: another report may have it elsewhere, or not at all.
        self.browser.open(report(self.name), address.replace("works.type=", "works.type=no+such+"))
        self.assertEqual(self.run_script("workList.filters.type"), "")
        self.click_on("#sort-due")
        self.click_on("#tab-undone" if self.has_tab("undone") else "#tab-streets")
        self.run_script("history.back()")
        self.settle()
        self.assertEqual(self.run_script("[state.tab, workList.sort, workList.down]"), ["works", "due", False])

    def test_the_address_brings_a_place_back_to_the_pixel(self):
        for zoom in (12, 20):
            self.run_script(f"map.jumpTo({{ center: [5.12345678912, 52.0987654321], zoom: {zoom} }}); 0")
            self.settle()
            self.run_script("map.panBy([33.3, 7.7], { animate: false }); 0")
            self.settle()
            place, address = self.run_script("map.getCenter().toArray()"), self.run_script("address()")
            self.browser.open(report(self.name), address)
            self.assertAlmostEqual(self.run_script("map.getZoom()"), zoom, delta=1e-6)
            x, y = self.run_script(f"""(() => {{
              const {{ x, y }} = map.project({place});
              return [x - map.getContainer().clientWidth / 2, y - map.getContainer().clientHeight / 2];
            }})()""")
            self.assertLess(max(abs(x), abs(y)), 0.5)

    def test_an_address_that_fits_nothing_changes_nothing(self):
        self.browser.open(report(self.name), "#map=x&works=y&year=9&weights=1,z&tab=q&compare=n&at=1,2")
        self.assertEqual(self.run_script("[state.view, state.works, state.year, state.tab]"),
                         ["height", "best", None, "overview"])
        self.assertEqual(self.run_script("state.weights"),
                         self.run_script("figures.themes.map((theme) => theme.weight)"))

    def test_numbers_stand_as_dutch_readers_write_them(self):
        self.assertRegex(self.text("#tab"), r"1\.277,1 ha")
        self.assertRegex(self.text("#tab"), r"EUR\s\d{2,3},\d mln")


class EnglishReport(ReportCase):
    name = "juinen-en"

    def test_numbers_stand_as_english_readers_write_them(self):
        self.assertRegex(self.text("#tab"), r"1,277\.1 ha")
        self.assertRegex(self.text("#tab"), r"EUR\s\d{2,3}\.\d million")


class RotterdamReport(DemoReport):
    """A real city, with a hundred thousand works."""

    name = "rotterdam"

    def test_it_opens_from_disk_with_its_map_and_figures(self):
        self.assertTrue(self.run_script("map.loaded()"))
        self.assertLess(os.path.getsize(report(self.name)), 30e6)
        reactions = [self.time(f"change({change})") for change in (
            "{works: 'all'}", "{year: 2031}", "{view: 'theme-energy'}")]
        self.tell("; all works, a year, a layer in "
                  + ", ".join(f"{seconds:.2f}" for seconds in reactions) + " s")

    def time(self, script):
        return self.run_script(f"""(async () => {{
          const start = performance.now();
          {script};
          await new Promise((done) => map.once('idle', done));
          return (performance.now() - start) / 1000;
        }})()""")

    # These are about figures of Juinen.
    test_layers_change_the_map_and_its_legend = None
    test_weights_score_and_rank_as_the_program_does = None
    test_numbers_stand_as_dutch_readers_write_them = None
    test_the_address_brings_a_setting_back = None
    test_neighbourhoods_stand_side_by_side = None


def box(geometry):
    points = [p for polygon in polygons(geometry) for p in polygon[0]]
    return (min(p[0] for p in points), min(p[1] for p in points),
            max(p[0] for p in points), max(p[1] for p in points))


def polygons(geometry):
    parts = geometry["coordinates"]
    return parts if geometry["type"] == "MultiPolygon" else [parts]


def height(faces, x, y):
    """Stack height at a place: the number of crossings to its right is odd within a ring."""
    for (west, south, east, north), feature in faces:
        if west <= x <= east and south <= y <= north and any(
                holds(polygon, x, y) for polygon in polygons(feature["geometry"])):
            return feature["properties"]["stack_height"]
    return 0


def holds(polygon, x, y):
    inside = False
    for ring in polygon:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside


if __name__ == "__main__":
    unittest.main()
