"""What holds for every page that is one file without scripts. Import the module, not the class, which would be tried by itself."""

import csv
import io
import os
import unittest

from browser import Browser
from test_report import AXE, REPORTS


class PlainPage(unittest.TestCase):
    """The page `file` of `folder`, opened from disk for each test."""

    folder, file, language = "", "", "nl"
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
        self.browser.call("Page.navigate", url="about:blank")
        self.browser.call("Page.navigate", url=f"file://{os.path.abspath(self.path)}")
        self.browser.wait("location.protocol === 'file:' && document.readyState === 'complete' && document.querySelector('main')")

    def tearDown(self):
        self.assertEqual(self.browser.messages, [], "the console is quiet")

    def run_script(self, script):
        return self.browser.run(script)

    def rows(self, name):
        """Rows of a table that stands beside the page."""
        with io.open(os.path.join(REPORTS, self.folder, name), encoding="utf-8-sig", newline="") as source:
            return list(csv.DictReader(source))

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
        self.assertEqual([url for url in self.browser.requests if not url.startswith(("file:", "data:", "about:"))], [])
        self.assertEqual(self.run_script("document.documentElement.lang"), self.language)
        self.assertEqual(self.run_script("document.scripts.length"), 0)
