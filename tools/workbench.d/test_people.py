"""What people do in the browser: ask, keep, adopt, decide, undo, edit at once; figures are those of the command line."""

import csv
import json
import os
import shutil
import subprocess
import tempfile
import time
import unittest

from browser import Browser
from service import PROGRAM, Service, copy_of_demo

AXE = os.environ.get("KANSENKAART_AXE")


def slide(browser, field, value):
    browser.run(f"""(() => {{
      const slider = byId('{field}');
      slider.value = {value};
      slider.dispatchEvent(new Event('input', {{ bubbles: true }}));
    }})()""")


def fill(browser, field, value):
    browser.run(f"""(() => {{
      const input = byId('{field}');
      input.value = {json.dumps(value)};
      input.dispatchEvent(new Event(input.tagName === 'SELECT' ? 'change' : 'input', {{ bubbles: true }}));
    }})()""")


class People(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.project = copy_of_demo()
        cls.folder = os.path.dirname(cls.project)
        cls.service = Service(cls.project).__enter__()
        cls.service.wait()

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        shutil.rmtree(os.path.dirname(os.path.dirname(cls.folder)))

    def open(self, browser, tab, size=(1366, 768), query=""):
        browser.size(*size, phone=size[0] < 500)
        browser.visit(self.service.url)
        if query:
            browser.visit(self.service.url.split("?")[0] + query)
        browser.run(f"change({{ tab: '{tab}' }})")
        browser.idle()

    def asked(self, browser):
        browser.wait("asking.answer && !asking.running", 120)
        browser.idle()
        return browser.run("asking.answer")

    def quiet(self, browser):
        """What the page complained about."""
        self.assertEqual(browser.messages, [])

    def axe(self, browser):
        if not AXE:
            return
        with open(AXE) as file:
            browser.run(file.read() + "; 0")
        found = browser.run("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))")
        self.assertEqual(found, [])

    def test_1_an_answer_is_that_of_the_command_line(self):
        with Browser() as browser:
            self.open(browser, "ask")
            slide(browser, "ask-budget-1", 0.5)
            slide(browser, "ask-later", 2)
            answer = self.asked(browser)
            self.quiet(browser)
        with tempfile.TemporaryDirectory() as out:
            os.makedirs(f"{self.folder}/scenarios", exist_ok=True)
            path = f"{self.folder}/scenarios/by-hand.yaml"
            with open(path, "w") as file:
                file.write("kansenkaart_scenario: 1\nname: by hand\nchanges: "
                           "{budgets: {rioolheffing: {factor: 0.5}}, works: {all: {later: 2}}}\n")
            subprocess.run([PROGRAM, "compare", self.project, "by-hand", "--output", f"{out}/c", "--quiet"],
                           check=True, stdout=subprocess.DEVNULL)
            os.remove(path)
            with open(f"{out}/c/scenarios.csv", encoding="utf-8-sig") as file:
                rows = {row["scenario"]: row for row in csv.DictReader(file)}
            with open(f"{out}/c/scenario_works.csv", encoding="utf-8-sig") as file:
                works = [row for row in csv.DictReader(file) if row["scenario"] == "by-hand"]
        for figure in answer["figures"]:
            for side, scenario in [("before", "base"), ("after", "by-hand")]:
                told = rows[scenario][figure["key"]]
                if told == "":
                    self.assertIsNone(figure[side], figure["key"])
                else:
                    self.assertAlmostEqual(float(told), figure[side], delta=0.006, msg=figure["key"])
        self.assertEqual(answer["works_total"], len(works))
        told = {work["id"]: (work["what"], work["before"], work["after"]) for work in answer["works"]}
        number = lambda text: int(text) if text else None
        self.assertEqual(told, {row["work_id"]: (row["change"], number(row["year_first"]), number(row["year"]))
                                for row in works if row["work_id"] in told})
        # Whom it costs: what all budgets spend is what is charged.
        charged = next(f for f in answer["figures"] if f["key"] == "charged_eur")
        for side in ["before", "after"]:
            self.assertAlmostEqual(sum(b[side]["spent"] for b in answer["budgets"]), charged[side], delta=0.02)

    def test_2_the_map_and_words_follow_the_slider(self):
        for language, size in [("nl", (1366, 768)), ("en", (1920, 1080)), ("nl", (390, 844))]:
            with self.subTest(language=language, size=size), Browser() as browser:
                self.open(browser, "ask", size, f"?lang={language}")
                slide(browser, "ask-budget-0", 0.25)
                answer = self.asked(browser)
                self.assertGreater(answer["works_total"], 100)
                shown = browser.run("byId('ask-summary').innerText")
                self.assertIn({"nl": "Bespaard in geld", "en": "Saved in cash"}[language], shown)
                goes = next(work["id"] for work in answer["works"] if work["what"] == "goes")
                state = browser.run(f"""map.getFeatureState({{ source: 'assets', sourceLayer: 'assets',
                  id: figures.columns.workAsset[figures.columns.workID.indexOf('{goes}')] + 1 }}).change""")
                self.assertEqual(state, "goes")
                self.axe(browser)
                browser.run("byId('ask-reset').click()")
                browser.idle()
                self.assertIsNone(browser.run("asking.answer"))
                self.assertEqual(browser.run(f"byId('ask-budget-0').value"), "1")
                self.quiet(browser)
                # The page asks nobody but the service.
                hosts = browser.run("performance.getEntriesByType('resource').map(({ name }) => name)"
                                    ".filter((name) => /^https?:/.test(name)).map((name) => new URL(name).host)")
                self.assertEqual(set(hosts) - {f"127.0.0.1:{self.service.port}"}, set())

    def test_3_a_slider_that_moves_on_gives_up_the_question_before(self):
        with Browser() as browser:
            self.open(browser, "ask")
            for step in range(8):
                slide(browser, "ask-budget-2", 0.3 + 0.05 * step)
                time.sleep(0.2)
            self.asked(browser)
            self.assertEqual(browser.run("asking.changes.budgets.groen.factor"), 0.65)
            half = browser.run("asking.answer.key")
            slide(browser, "ask-budget-2", 1)
            browser.wait("!asking.answer")
            slide(browser, "ask-budget-2", 0.65)
            self.asked(browser)
            self.assertEqual(browser.run("asking.answer.key"), half)

    def test_4_what_was_asked_is_kept_compared_and_adopted(self):
        with Browser() as browser:
            self.open(browser, "ask")
            slide(browser, "ask-weight-0", 4)
            self.asked(browser)
            fill(browser, "keep-name", "Meer water, één keer")
            fill(browser, "keep-why", "de kelders: \"nat\"")
            browser.run("byId('keep').requestSubmit()")
            browser.wait("byId('adopt')")
            with open(f"{self.folder}/scenarios/meer-water-een-keer.yaml") as file:
                self.assertIn("changes: {weights: {water: 4}}", file.read())
            compared = self.service.ask("GET", "/compare?lang=nl")[1].decode()
            self.assertIn("Meer water, één keer", compared)
            fill(browser, "adopt-by", "raad")
            browser.run("byId('adopt').click()")
            browser.wait("/Het is nu deel/.test(byId('keep-said').textContent)")
            with open(self.project) as file:
                self.assertIn("scenario: meer-water-een-keer, by: raad", file.read())
            browser.visit(self.service.url.split("?")[0])
            self.assertEqual(browser.run("figures.themes[0].weight"), 4)

    def test_5_a_decision_is_tried_taken_undone_and_redone(self):
        with Browser() as browser:
            self.open(browser, "candidates")
            browser.run("openCandidate(0)")
            browser.run("byId('decide-project').click()")
            browser.wait("byId('decide-works').value.length > 5")
            fill(browser, "decide-by", "wegen")
            fill(browser, "decide-why", "samen met de <b>school</b>")
            browser.run("byId('decide-try').click()")
            browser.wait("document.querySelector('#decide-answer .changed-figures') || deciding.problem", 120)
            self.assertEqual(browser.run("deciding.problem"), "")
            self.assertFalse(os.path.exists(f"{self.folder}/decisions.yaml"), "to try writes nothing")
            browser.run("byId('decide-take').click()")
            browser.wait("byId('remove-1')", 60)
            with open(f"{self.folder}/decisions.yaml") as file:
                self.assertIn('by: wegen', file.read())
            self.assertIsNone(browser.run("document.querySelector('#decisions b')"))
            self.axe(browser)
            browser.run("byId('undo').click()")
            browser.wait("!byId('remove-1')", 60)
            browser.wait("byId('redo')", 60)
            browser.run("byId('redo').click()")
            browser.wait("byId('remove-1')", 60)
            # The page says that it is of before.
            browser.wait("byId('reload')", 20)
            browser.wait("/wegen/.test(byId('history').textContent)", 20)
            browser.run("byId('remove-1').click()")
            browser.wait("!byId('remove-1')", 60)
            # What contradicts is named, and not taken.
            fill(browser, "decide-works", "nergens")
            browser.run("byId('decide-take').click()")
            browser.wait("/nergens/.test(byId('decide-answer').textContent)", 60)

    def test_6_of_two_browsers_the_second_is_shown_both_versions(self):
        with Browser() as first, Browser() as second:
            for browser, name in [(first, "wegen"), (second, "riool")]:
                self.open(browser, "decide")
                browser.wait("deciding.page")
                fill(browser, "decide-by", name)
            works = first.run("figures.candidates[1].members.map(({ work }) => figures.columns.workID[work])")
            others = first.run("figures.candidates[2].members.map(({ work }) => figures.columns.workID[work])")
            fill(first, "decide-works", " ".join(works))
            fill(second, "decide-works", " ".join(others))
            first.run("byId('decide-take').click()")
            first.wait("byId('remove-1')", 60)
            second.run("byId('decide-take').click()")
            second.wait("byId('conflict')", 60)
            self.assertIn(works[0], second.run("byId('conflict').textContent"))
            self.assertEqual(second.run("byId('decide-works').value"), " ".join(others))
            second.run("byId('take-theirs').click()")
            second.wait("byId('remove-1')", 60)
            second.run("byId('decide-take').click()")
            second.wait("byId('remove-2')", 60)
            self.assertEqual(len(self.service.ask("GET", "/decisions")[1]["decisions"]), 2)

    def test_7_whoever_has_no_key_looks_and_asks(self):
        with Browser() as browser:
            browser.size(1366, 768)
            browser.visit(self.service.url.split("?")[0] + "?lang=en")
            browser.run("change({ tab: 'decide' })")
            browser.wait("deciding.page && served.revision !== null")
            self.assertIsNone(browser.run("byId('decide-take')"))
            self.assertIn("look and ask", browser.run("byId('decide').textContent"))

    def test_8_changed_files_are_noticed_and_the_map_made_anew(self):
        with Browser() as browser:
            self.open(browser, "overview")
            path = f"{self.folder}/riool.geojson"
            with open(path) as file:
                text = file.read()
            with open(path, "w") as file:
                file.write(text + "\n")
            browser.wait("byId('rebuild')", 20)
            self.assertIn("riool.geojson", browser.run("byId('notice').textContent"))
            browser.run("window.isOld = true; byId('rebuild').click()")
            browser.wait("typeof isOld === 'undefined' && document.documentElement?.dataset.ready === 'true'", 120)
            self.assertEqual(self.service.ask("GET", "/state")[1]["changed"], [])

    def test_9_works_are_chosen_on_the_map_and_kept_apart(self):
        with Browser() as browser:
            self.open(browser, "decide")
            browser.wait("deciding.page")
            browser.run("byId('pick').click()")
            # Two trees that stand alone, so that a press can mean nothing else.
            browser.run("""(() => {
              const { workAsset, workID } = figures.columns;
              window.chosen = [...workID.keys()].filter((work) => isShownIn(null, work)
                && /^B/.test(workID[work]) && worksOf(workAsset[work]).length === 1).slice(0, 2);
            })()""")
            ids = browser.run("chosen.map((work) => figures.columns.workID[work])")
            self.assertEqual(len(ids), 2)

            def press(index):
                browser.run(f"map.jumpTo({{ zoom: 18 }}); flyTo('assets', figures.columns.workAsset[chosen[{index}]]);"
                            "new Promise((done) => setTimeout(done, 1500))")
                browser.idle()
                found = json.loads(browser.run(f"""(() => {{
                  const asset = figures.columns.workAsset[chosen[{index}]];
                  const box = byId('map').getBoundingClientRect();
                  for (let y = 20; y < box.height - 20; y += 6) for (let x = 20; x < box.width - 20; x += 6) {{
                    const found = hit({{ x, y }});
                    if (found?.layer === 'assets' && found.index === asset) return JSON.stringify([box.x + x, box.y + y]);
                  }}
                  return 'null';
                }})()"""))
                self.assertIsNotNone(found, "the tree is on the map")
                browser.click(*found)
            press(0)
            browser.wait(f"byId('decide-works').value === '{ids[0]}'", 10)
            press(0)
            browser.wait("byId('decide-works').value === ''", 10)
            press(0)
            browser.run("byId('pick-group').click()")
            press(1)
            browser.wait(f"byId('decide-works').value === '{ids[0]} | {ids[1]}'", 10)
            self.assertEqual(browser.run("byId('decide-kind').value"), "split")
            self.assertEqual(browser.run("document.querySelectorAll('#picked tbody tr').length"), 2)
            self.axe(browser)
            fill(browser, "decide-by", "groen")
            before = len(self.service.ask("GET", "/decisions")[1]["decisions"])
            browser.run("byId('decide-take').click()")
            browser.wait(f"byId('remove-{before + 1}')", 60)
            with open(f"{self.folder}/decisions.yaml") as file:
                self.assertIn(ids[1], file.read())
            # Elsewhere a press looks again.
            browser.run("change({ tab: 'overview' })")
            self.assertTrue(browser.run("takesClick === null && !picking.isOn"))
            self.quiet(browser)


if __name__ == "__main__":
    unittest.main()
