"""Whether everyone can read the page of an audit, and whether it says what its tables say."""

import csv
import io
import os
import re
import unittest

from browser import Browser
from test_report import AXE, REPORTS


def page(name):
    return os.path.join(REPORTS, name, "audit.html")


def rows(name, file):
    with io.open(os.path.join(REPORTS, name, file), encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


class Audit(unittest.TestCase):
    """A browser with the page that `name` says, opened anew for each test."""

    name, language = "audit-nl", "nl"
    size = (1366, 768)

    @classmethod
    def setUpClass(cls):
        if not os.path.exists(page(cls.name)):
            raise unittest.SkipTest(f"{cls.name} is not here")
        cls.browser = Browser().__enter__()
        cls.addClassCleanup(cls.browser.__exit__)

    def setUp(self):
        self.browser.messages.clear()
        self.browser.requests.clear()
        self.browser.size(*self.size, phone=self.size[0] < 500)
        self.browser.call("Page.navigate", url="about:blank")
        self.browser.call("Page.navigate", url=f"file://{os.path.abspath(page(self.name))}")
        self.browser.wait("location.protocol === 'file:' && document.readyState === 'complete'")

    def tearDown(self):
        self.assertEqual(self.browser.messages, [], "the console is quiet")

    def run_script(self, script):
        return self.browser.run(script)

    def test_axe_finds_nothing(self):
        self.run_script("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
        self.run_script(AXE + "; 0")
        found = self.run_script("""axe.run(document, { resultTypes: ['violations'] }).then((result) =>
          result.violations.map(({ id, impact, nodes }) =>
            ({ id, impact, nodes: nodes.slice(0, 3).map((node) => node.html + node.failureSummary) })))""")
        self.assertEqual(found, [])

    def test_it_asks_nothing_of_the_network(self):
        asked = [url for url in self.browser.requests if not re.match("(file|data|about):", url)]
        self.assertEqual(asked, [])
        self.assertEqual(self.run_script("document.scripts.length"), 0)

    def test_nothing_is_wider_than_the_window(self):
        self.run_script("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
        self.assertLessEqual(self.run_script("document.documentElement.scrollWidth"), self.size[0])

    def test_the_sums_are_those_of_the_tables_and_add_up(self):
        table = rows(self.name, "audit_summary.csv")
        cents = {row["outcome"]: round(100 * float(row["cash_eur"])) for row in table}
        cases = rows(self.name, "audit_cases.csv")
        self.assertGreater(len(cases), 5)
        possible = sum(round(100 * float(row["possible_eur"])) for row in cases)
        self.assertEqual(sum(cents.values()), possible)
        for row in cases:
            parts = sum(round(100 * float(row[f"{outcome.replace('-', '_')}_eur"]))
                        for outcome in cents if outcome != "kept-apart")
            self.assertEqual(parts, round(100 * float(row["possible_eur"])), row["case"])
        shown = self.run_script("[...document.querySelectorAll('table')][0].querySelector('tbody tr:last-child td').innerText")
        self.assertEqual(int(re.sub("[.,]", "", shown)), possible)
        pairs = rows(self.name, "audit_pairs.csv")
        self.assertEqual(len(pairs), sum(int(row["pairs"]) for row in table))

    def test_the_page_is_of_one_language(self):
        self.assertEqual(self.run_script("document.documentElement.lang"), self.language)
        text = self.run_script("document.body.innerText")
        words = {"nl": ["gemiste kansen", "Samen gedaan", "Vooruit"], "en": ["missed windows", "Done together", "Ahead"]}
        for language, own in words.items():
            for word in own:
                (self.assertIn if language == self.language else self.assertNotIn)(word, text)


class AuditInEnglish(Audit):
    name, language = "audit-en", "en"


class AuditOnPhone(Audit):
    size = (390, 844)
