"""Whether everyone can read the pages of cities beside each other and of the pattern book."""

import io
import json
import os

import plain_page
from test_report import REPORTS


class Cities(plain_page.PlainPage):
    folder, file = "cities-nl", "cities.html"

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


class PatternBook(plain_page.PlainPage):
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
