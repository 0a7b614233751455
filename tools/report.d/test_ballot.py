"""What a resident does with the ballot, in a real browser without a network."""

import json
import os
import re
import tempfile
import unittest

from browser import Browser
from test_report import AXE, REPORTS


class BallotCase(unittest.TestCase):
    """A browser with a ballot, opened anew for each test."""

    name = "vote"
    size = (1366, 768)

    @classmethod
    def setUpClass(cls):
        cls.folder = os.path.join(REPORTS, cls.name)
        if not os.path.exists(os.path.join(cls.folder, "ballot.html")):
            raise unittest.SkipTest(f"{cls.name} is not here")
        with open(os.path.join(cls.folder, "ballot.json"), encoding="utf-8") as file:
            cls.paper = json.load(file)
        cls.browser = Browser().__enter__()
        cls.addClassCleanup(cls.browser.__exit__)

    def setUp(self):
        self.browser.messages.clear()
        self.browser.size(*self.size, phone=self.size[0] < 500)
        self.browser.visit("file://" + os.path.join(self.folder, "ballot.html"))
        self.browser.wait("document.querySelector('#options li')")

    def tearDown(self):
        self.assertEqual(self.browser.messages, [], "the console is quiet")

    def run_script(self, script):
        return self.browser.run(script)

    def text(self, selector):
        return self.run_script(f"document.querySelector({json.dumps(selector)}).innerText")

    def axe(self):
        self.run_script(AXE + "; 0")
        return self.run_script("""axe.run(document, { resultTypes: ['violations'] }).then((result) =>
          result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => node.html + node.failureSummary) })))""")

    def tick(self, *ids):
        for number in ids:
            self.run_script(f"document.querySelector('#option-{number}').click()")

    def save(self):
        with tempfile.TemporaryDirectory() as folder:
            self.browser.saves_in(folder)
            self.run_script("document.querySelector('#save').click()")
            path = self.browser.saved(folder)
            with open(path, encoding="utf-8") as file:
                return os.path.basename(path), json.load(file)


class Choosing(BallotCase):

    def test_everything_that_is_offered_stands_there_with_its_price(self):
        options = self.paper["options"]
        self.assertEqual(self.run_script("document.querySelectorAll('#options li').length"), len(options))
        for option in options:
            text = self.text(f"#item-{option['id']}")
            self.assertIn(option["name"]["nl"], text)
            digits = re.sub(r"\D", "", text.split("EUR")[1].split("\n")[0])
            self.assertEqual(int(digits) * (1 if option["price_cents"] % 100 else 100), option["price_cents"])
            self.assertIn(str(option["year"]), text)

    def test_what_is_ticked_is_saved_and_nothing_else(self):
        self.tick("01", "03", "02", "03")
        name, ballot = self.save()
        self.assertEqual(sorted(ballot), ["chosen", "number", "vote"])
        self.assertEqual(ballot["chosen"], ["01", "02"])
        self.assertEqual(ballot["vote"], self.paper["vote"])
        self.assertRegex(ballot["number"], r"^[0-9a-f]{32}$")
        self.assertTrue(name.startswith(self.paper["vote"]))
        self.assertIn(name, self.text("#told"))

    def test_a_ballot_keeps_its_number_until_the_page_is_opened_anew(self):
        self.tick("01")
        first = self.save()[1]["number"]
        self.tick("02")
        self.assertEqual(self.save()[1]["number"], first)
        self.setUp()
        self.tick("01")
        self.assertNotEqual(self.save()[1]["number"], first)

    def test_an_empty_ballot_is_not_saved(self):
        self.run_script("document.querySelector('#save').click()")
        self.assertIn("Vink eerst", self.text("#told"))

    def test_the_sum_is_that_of_what_is_ticked(self):
        self.tick("01", "02")
        cents = sum(option["price_cents"] for option in self.paper["options"] if option["id"] in ("01", "02"))
        shown = self.run_script(f"amount({cents})")
        self.assertIn(shown, self.text("#sum"))
        self.assertIn("2 gekozen", self.text("#sum"))

    def test_filters_leave_what_they_say_and_keep_what_is_ticked(self):
        self.tick("01")
        kind = next(option["kind"] for option in self.paper["options"] if option["kind"] != self.paper["options"][0]["kind"])
        self.run_script(f"""(() => {{ const list = document.querySelector('#kind'); list.value = '{kind}';
          list.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()""")
        wanted = [option["id"] for option in self.paper["options"] if option["kind"] == kind]
        self.assertEqual(self.run_script("[...document.querySelectorAll('#options input')].map(({ value }) => value)"), wanted)
        self.assertEqual(self.save()[1]["chosen"], ["01"])

    def test_the_other_language_is_a_press_away_and_keeps_what_is_ticked(self):
        self.tick("01")
        self.run_script("document.querySelector('.language').click()")
        self.assertEqual(self.run_script("document.documentElement.lang"), "en")
        self.assertIn("Save my ballot", self.text("#save"))
        self.assertIn(self.paper["options"][0]["name"]["en"], self.text("#item-01"))
        self.assertEqual(self.run_script("document.activeElement.className"), "language")
        self.assertEqual(self.save()[1]["chosen"], ["01"])

    def test_nothing_is_asked_of_a_network_and_no_other_script_can_run(self):
        self.assertEqual(self.run_script("performance.getEntriesByType('resource').length"), 0)
        self.run_script("(() => { const made = document.createElement('script'); made.textContent = 'window.hacked = 1'; document.body.append(made); })()")
        self.assertIsNone(self.run_script("window.hacked ?? null"))
        # The browser tells on the console that it refused.
        self.browser.messages.clear()


class Access(BallotCase):

    def test_axe_finds_nothing(self):
        self.assertEqual(self.axe(), [])
        self.tick("01")
        self.run_script("document.querySelector('#save').click()")
        self.assertEqual(self.axe(), [])

    def test_the_keyboard_does_all_of_it(self):
        wanted = self.run_script("document.querySelectorAll('button, select, input').length")
        reached = set()
        for _ in range(wanted + 2):
            self.browser.key("Tab")
            reached.add(self.run_script("document.activeElement.id || document.activeElement.className"))
        self.assertGreaterEqual(len(reached), wanted)
        self.run_script("document.querySelector('#option-02').focus()")
        self.browser.key(" ")
        self.assertTrue(self.run_script("document.querySelector('#option-02').checked"))

    def test_what_has_the_focus_is_not_hidden_behind_the_bar(self):
        self.run_script("window.scrollTo(0, 0)")
        for _ in range(self.run_script("document.querySelectorAll('button, select, input').length") - 1):
            self.browser.key("Tab")
            hidden = self.run_script("""(() => { const item = document.activeElement;
              if (item === document.body || item.closest('.bar')) return false;
              return item.getBoundingClientRect().bottom > document.querySelector('.bar').getBoundingClientRect().top + 1; })()""")
            self.assertFalse(hidden, self.run_script("document.activeElement.outerHTML.slice(0, 200)"))

    def test_nothing_sticks_out(self):
        self.assertLessEqual(self.run_script("document.documentElement.scrollWidth"), self.size[0])

    def test_what_is_pressed_is_large_enough(self):
        small = self.run_script("""[...document.querySelectorAll('button, select, #options label')].filter((item) => {
          const { width, height } = item.getBoundingClientRect(); return width < 24 || height < 24; }).length""")
        self.assertEqual(small, 0)


class AccessOnAPhone(Access):
    size = (390, 844)


class Narrow(BallotCase):
    size = (320, 640)

    def test_nothing_sticks_out(self):
        self.assertLessEqual(self.run_script("document.documentElement.scrollWidth"), 320)


class WithCodes(BallotCase):
    name = "vote-codes"

    def test_a_code_is_asked_and_stands_in_the_ballot(self):
        self.tick("01")
        self.run_script("document.querySelector('#save').click()")
        self.assertEqual(self.run_script("document.activeElement.id"), "code")
        with open(os.path.join(self.folder, "codes.txt"), encoding="utf-8") as file:
            code = file.read().split()[0]
        self.run_script(f"""(() => {{ const field = document.querySelector('#code'); field.value = '{code}';
          field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()""")
        self.assertEqual(self.save()[1]["code"], code)

    def test_axe_finds_nothing(self):
        self.assertEqual(self.axe(), [])


if __name__ == "__main__":
    unittest.main()
