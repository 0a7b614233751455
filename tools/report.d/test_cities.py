"""Whether everyone can read the pages of cities beside each other and of the pattern book."""

import csv
import io
import json
import os
import unittest

from browser import Browser
from test_report import AXE, REPORTS


class SharedPage(unittest.TestCase):
    """A page without scripts, opened from disk for each test."""

    folder, file, language = "cities-nl", "cities.html", "nl"
    size = (1366, 768)

    @classmethod
    def setUpClass(cls):
        cls.path = os.path.join(REPORTS, cls.folder, cls.file)
        if not os.path.exists(cls.path):
            raise unittest.SkipTest(f"{cls.folder} is not here")
        cls.browser = Browser().__enter__()
        cls.addClassCleanup(cls.browser.__exit__)

    def setUp(self):
        self.browser.messages.clear()
        self.browser.requests.clear()
        self.browser.size(*self.size, phone=self.size[0] < 500)
        self.browser.call("Page.navigate", url=f"file://{os.path.abspath(self.path)}")
        self.browser.wait("document.readyState === 'complete' && document.querySelector('main')")

    def tearDown(self):
        self.assertEqual(self.browser.messages, [], "the console is quiet")

    def run_script(self, script):
        return self.browser.run(script)

    def open_all(self):
        self.run_script("document.querySelectorAll('details').forEach((item) => { item.open = true; })")

    def test_axe_finds_nothing(self):
        self.open_all()
        self.run_script(AXE + "; 0")
        found = self.run_script("""axe.run(document, { resultTypes: ['violations'] }).then((result) =>
          result.violations.map(({ id, nodes }) =>
            ({ id, nodes: nodes.slice(0, 3).map((node) => node.html + node.failureSummary) })))""")
        self.assertEqual(found, [])

    def test_nothing_is_wider_than_the_window(self):
        self.open_all()
        self.assertLessEqual(self.run_script("document.documentElement.scrollWidth"), self.size[0])

    def test_the_keyboard_reaches_everything(self):
        self.open_all()
        wanted = self.run_script("""[...document.querySelectorAll('a, summary, [tabindex="0"]')]
          .map((item, index) => (item.dataset.stop = index)).length""")
        reached = set()
        for _ in range(wanted + 3):
            self.browser.key("Tab")
            reached.add(self.run_script("document.activeElement.dataset.stop ?? ''"))
        self.assertEqual(len(reached - {""}), wanted)

    def test_it_asks_for_nothing_but_itself(self):
        self.assertEqual([url for url in self.browser.requests if not url.startswith(("file:", "data:"))], [])
        self.assertEqual(self.run_script("document.documentElement.lang"), self.language)
        self.assertEqual(self.run_script("document.scripts.length"), 0)


class Cities(SharedPage):

    def rows(self, name):
        path = os.path.join(REPORTS, self.folder, name)
        with io.open(path, encoding="utf-8-sig", newline="") as source:
            return list(csv.DictReader(source))

    def test_figures_are_those_of_the_table(self):
        cities = list(dict.fromkeys(row["city"] for row in self.rows("cities.csv")))
        self.assertGreaterEqual(len(cities), 2)
        shown = self.run_script("[...document.querySelectorAll('table')[0].querySelectorAll('tbody th')].map((head) => head.innerText)")
        self.assertEqual(shown, cities)
        cost = next(row for row in self.rows("cities.csv") if row["figure"] == "cost_due")
        text = self.run_script("document.body.innerText")
        whole = f"{float(cost['per_hectare']):,.0f}"
        self.assertIn(whole.replace(",", ".") if self.language == "nl" else whole, text)

    def test_what_is_defined_otherwise_is_said(self):
        key = "what_" + self.language
        text = self.run_script("document.body.innerText")
        for row in self.rows("cities_definitions.csv"):
            self.assertIn(row[key], text)

    def test_each_neighbourhood_has_its_type_on_a_map(self):
        titles = self.run_script("[...document.querySelectorAll('figure path title')].map((title) => title.textContent)")
        wanted = [f"{row['neighbourhood_name']}: {row['type']}." for row in self.rows("cities_neighbourhoods.csv")]
        self.assertEqual(len(titles), len(wanted))
        for title, start in zip(titles, wanted):
            self.assertTrue(title.startswith(start), title)


class CitiesInEnglish(Cities):
    folder, language = "cities-en", "en"


class CitiesOnPhone(Cities):
    size = (390, 844)


class PatternBook(SharedPage):
    folder, file = "book-nl", "patterns.html"

    def test_every_pattern_has_a_leaf_and_the_leaves_lead_to_each_other(self):
        with io.open(os.path.join(REPORTS, self.folder, "patterns.json"), encoding="utf-8") as source:
            book = json.load(source)
        keys = {json.dumps(place["key"], sort_keys=True) for city in book["cities"] for place in city["patterns"]}
        keys |= {json.dumps(lesson["key"], sort_keys=True) for lesson in book["lessons"]}
        self.assertEqual(self.run_script("document.querySelectorAll('article').length"), len(keys))
        links = self.run_script("[...document.querySelectorAll('a[href^=\"#\"]')].map((link) => link.hash)")
        for link in set(links):
            self.assertTrue(self.run_script(f"document.querySelector({json.dumps(link)}) !== null"), link)
        self.run_script("document.querySelector('article .turn a:last-child').click()")
        self.assertEqual(self.run_script("location.hash"), "#p2")

    def test_it_prints_a_pattern_to_a_page(self):
        pages = self.browser.pdf().count(b"/Type /Page\n")
        self.assertGreaterEqual(pages, self.run_script("document.querySelectorAll('article').length"))


class PatternBookInEnglish(PatternBook):
    folder, language = "book-en", "en"


class PatternBookOnPhone(PatternBook):
    size = (390, 844)


del SharedPage
