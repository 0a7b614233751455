"""What the programme brings, what it leaves undone and which packages suit where: shown as the products say."""

import re

from test_report import ReportCase as Case, rows


def number(text):
    """An amount as Dutch or English readers write it, as a whole number."""
    sign = -1 if text.strip()[:1] in "-−" else 1
    return sign * int(re.sub(r"[^0-9]", "", text) or 0)


def total(table, column, keep=lambda row: True):
    return sum(float(row[column] or 0) for row in table if keep(row))


class Results(Case):

    def bridge(self):
        """The steps as the page writes them, by key."""
        keys = self.run_script("figures.results.bridge.map(({ key }) => key)")
        shown = self.run_script("""[...document.querySelectorAll('.bridge tbody tr')].map((row) =>
          row.children[2].innerText)""")
        self.assertEqual(len(keys), len(shown))
        return dict(zip(keys, map(number, shown)))

    def test_the_bridge_adds_up_and_is_what_the_files_say(self):
        self.click_on("#tab-brings")
        bridge = self.bridge()
        totals = self.run_script("figures.results.bridge.map(({ isTotal }) => isTotal)")
        level = 0
        for (key, amount), is_total in zip(bridge.items(), totals):
            if is_total and level:
                self.assertEqual(amount, level, key)
            level = amount if is_total else level + amount
        programmed = lambda row: row["programmed_year"]
        candidates, baselines = rows(self.name, "candidates.csv"), rows(self.name, "baselines.csv")
        plan = next((row for row in baselines if row["baseline"] == "plan"), None)
        expected = {"due": total(rows(self.name, "opportunities.csv"), "cost_eur",
                                 lambda row: row["due"] and int(row["due"]) <= 2041)}
        for key, column in [("Excavation", "excavation"), ("Surface", "surface"), ("Traffic", "traffic"),
                            ("Plan", "plan"), ("Tender", "tender"), ("Setup", "setup")]:
            if plan:
                expected[f"saved{key}"] = -total(candidates, f"saved_{column}_eur", programmed)
            elif f"saved{key}" in bridge:
                expected[f"saved{key}"] = -total(candidates, f"saved_{column}_eur")
        couplings = rows(self.name, "couplings.csv")
        if "coupled" in bridge:
            expected["coupled"] = total(couplings, "extra_cost_mid_eur", lambda row: row["chosen"] == "true")
        if plan:
            expected |= {
                "undone": -total(rows(self.name, "undone.csv"), "cost_eur"),
                "alone": float(plan["cost_alone_eur"]), "paid": float(plan["paid_eur"]),
                "charged": total(rows(self.name, "programme.csv"), "spent_eur"),
                "unspent": total(rows(self.name, "unspent.csv"), "unspent_eur"),
                "available": total(rows(self.name, "programme.csv"), "available_eur"),
            }
        for key, amount in expected.items():
            self.assertAlmostEqual(bridge[key], amount, delta=1, msg=key)
        self.assertLessEqual(set(bridge) - set(expected), {"compensated", "proposed"})

    def test_each_step_of_the_bridge_leads_to_its_list(self):
        steps = self.run_script("figures.results.bridge.map(({ key }) => key)")
        for index, key in enumerate(steps):
            self.click_on("#tab-brings")
            if not self.run_script(f"bridgeLists['{key}'] !== undefined"):
                continue
            self.run_script(f"document.querySelectorAll('.bridge tbody tr')[{index}].querySelector('button').click()")
            self.settle()
            self.assertNotIn("−", self.text("#tab h2"))
            if key not in ("coupled", "compensated"):
                self.assertNotEqual(self.run_script("state.tab"), "brings", key)
        if "undone" in steps:
            self.click_on("#tab-brings")
            self.run_script("openUndone()")
            self.settle()
            self.assertEqual(number(self.text("#undone-rows caption")), len(rows(self.name, "undone.csv")))

    def test_other_ways_stand_beside_the_programme_as_the_file_has_them(self):
        baselines = rows(self.name, "baselines.csv")
        self.click_on("#tab-brings")
        self.assertEqual(self.run_script("document.querySelector('#baselines') !== null"), bool(baselines))
        if not baselines:
            return
        shown = self.run_script("""Object.fromEntries(figures.results.figures.map(({ name, title }) => [name,
          [...document.querySelectorAll('table.ways tbody tr')]
            .filter((row) => row.children[0].innerText === title)
            .map((row) => [...row.children].slice(1).map((cell) => cell.innerText))[0]]))""")
        self.assertEqual(len(baselines), 4)
        for name, cells in shown.items():
            for row, cell in zip(baselines, cells):
                if row[name]:
                    self.assertAlmostEqual(number(cell), float(row[name]), delta=0.51, msg=name)
                else:
                    self.assertEqual(cell, "–", name)

    def test_the_business_case_adds_up_by_party_and_year(self):
        lines = rows(self.name, "business_case.csv")
        self.assertEqual(bool(lines), self.run_script("Boolean(figures.results?.business?.lines.length)"))
        if not lines:
            return
        for kind in ("true", "false"):
            expected = sum((-1 if row["is_cost"] == "true" else 1) * float(row["present_eur"])
                           for row in lines if row["is_paid"] == kind)
            found = self.run_script(f"""netOf(figures.results.business.lines
              .filter(({{ isPaid }}) => isPaid === {kind}), 'present')""")
            self.assertAlmostEqual(found, expected, delta=1)
        undiscounted = sum((-1 if row["is_cost"] == "true" else 1) * float(row["undiscounted_eur"])
                           for row in lines if row["is_paid"] == "true")
        by_year = self.run_script(
            "sumOf(figures.results.business.actors.flatMap(({ paidByYear }) => paidByYear))")
        self.assertAlmostEqual(by_year, undiscounted, delta=1)
        self.click_on("#tab-brings")
        charts = self.run_script("document.querySelectorAll('#business figure svg').length")
        self.assertEqual(self.run_script("document.querySelectorAll('#business figure table').length"), charts)

    def test_what_rides_along_is_what_the_file_says(self):
        chosen = [row for row in rows(self.name, "couplings.csv") if row["chosen"] == "true"]
        self.click_on("#tab-brings")
        counts = self.run_script("""[...document.querySelectorAll('#carried .scroll:first-of-type tbody tr')]
          .map((row) => row.children[1].innerText)""")
        self.assertEqual(sum(map(number, counts)), len(chosen))

    def test_what_is_not_done_sorts_and_filters(self):
        undone = rows(self.name, "undone.csv")
        self.assertEqual(self.has_tab("undone"), bool(undone))
        if not undone:
            return
        self.click_on("#tab-undone")
        self.assertEqual(number(self.text("#undone-rows caption")), len(undone))
        column = {"risk": "risk_left_eur", "cost": "cost_eur"}
        for key, place in (("risk", 3), ("cost", 2)):
            if key == "cost":
                self.click_on("#undone-sort-cost")
            first = self.text(f"#undone-rows tbody tr > :nth-child({place + 1})")
            self.assertEqual(number(first), round(max(float(row[column[key]] or 0) for row in undone)))
            sort = f"document.querySelector('#undone-sort-{key}').closest('th').getAttribute('aria-sort')"
            self.assertEqual(self.run_script(sort), "descending")
        self.click_on("#undone-sort-cost")
        first = self.text("#undone-rows tbody tr > :nth-child(3)")
        self.assertEqual(number(first), round(min(float(row["cost_eur"]) for row in undone if row["cost_eur"])))
        party = undone[0]["party"]
        self.choose("#undone-party", self.run_script(f"figures.parties.indexOf({party!r})"))
        self.assertEqual(number(self.text("#undone-rows caption")),
                         sum(row["party"] == party for row in undone))
        language = self.run_script("document.documentElement.lang")
        reasons = {row["work_id"]: (row[f"reason_{language}"], row["because_of"]) for row in undone}
        shown = self.run_script("""filteredUndone().slice(0, 25).map((row, index) => [
          figures.columns.workID[figures.columns.undoneWork[row]],
          document.querySelectorAll('#undone-rows tbody tr')[index].lastElementChild.innerText])""")
        for work, words in shown:
            reason, cause = reasons[work]
            for part in reason.split(cause) if cause else [reason]:
                self.assertIn(part.strip(), words)

    def test_a_reason_leads_to_the_project_that_took_the_money(self):
        if not self.has_tab("undone"):
            return
        self.click_on("#tab-undone")
        button = "document.querySelector('#undone-rows td:last-child button')"
        if not self.run_script(f"{button} !== null"):
            return
        project = self.run_script("figures.columns.undoneCause[filteredUndone()[0]]")
        self.run_script(f"{button}.click()")
        self.settle()
        self.assertIn(project, self.text("#details"))

    def test_packages_stand_as_the_file_has_them_with_the_reason_at_a_press(self):
        verdicts = rows(self.name, "packages.csv")
        self.assertEqual(self.has_tab("packages"), bool(verdicts))
        if not verdicts:
            return
        self.click_on("#tab-packages")
        shown = self.run_script("[...document.querySelectorAll('.cell')].map((cell) => cell.className.split(' ')[1])")
        self.assertEqual(shown, [row["outcome"] for row in verdicts][:len(shown)])
        packages = self.run_script("figures.packages.length")
        language = self.run_script("document.documentElement.lang")
        at = next(index for index, row in enumerate(verdicts[:len(shown)]) if row["outcome"] == "suits")
        before = self.map_content()
        self.click_on(f"#cell-{at // packages}-{at % packages}")
        for reason in verdicts[at][f"reasons_{language}"].split("; "):
            self.assertIn(reason[1:], self.text("#package-sheet .card"))
        self.assertEqual(self.run_script("state.view"), "package")
        self.assertNotEqual(self.map_content(), before)
        self.assertIn(f"package={at % packages}", self.run_script("address()"))

    def test_the_story_tells_figures_that_lead_to_what_they_consist_of(self):
        paragraphs = self.run_script("document.querySelectorAll('.story p').length")
        self.assertLessEqual(paragraphs, 8)
        self.assertGreater(paragraphs, 1)
        story = self.text(".story")
        self.assertNotRegex(story, r"%\d|undefined|NaN|null|>=|<=")
        count = self.run_script("document.querySelectorAll('.story button').length")
        for index in range(count):
            self.click_on("#tab-overview")
            self.run_script(f"document.querySelectorAll('.story button')[{index}].click()")
            self.settle()
            self.assertTrue(self.text("#tab h2"))

    def test_the_browsers_back_undoes_a_page_and_a_sheet(self):
        pages = ["brings", "candidates"]
        for page in pages:
            self.click_on(f"#tab-{page}")
        self.run_script("openCandidate(0)")
        self.settle()
        self.assertIn("project=", self.run_script("location.hash"))
        for expected, has_sheet in (("candidates", False), ("brings", False)):
            self.run_script("history.back()")
            self.settle()
            self.assertEqual(self.run_script("state.tab"), expected)
            self.assertEqual(self.run_script("!document.querySelector('#details').hidden"), has_sheet)
        self.run_script("history.go(2)")
        self.settle()
        self.assertEqual(self.run_script("[state.tab, state.project]"),
                         ["candidates", self.run_script("figures.candidates[0].id")])
        self.assertFalse(self.run_script("document.querySelector('#details').hidden"))

    def test_years_and_percentages_are_written_as_what_they_are(self):
        self.click_on("#tab-areas")
        self.choose("#compare-0", 0)
        self.choose("#compare-1", 5)
        numbers = self.run_script("figures.numbers")
        for name, meaning in numbers.items():
            cells = self.run_script(f"""[...document.querySelectorAll('#tab .wide tr')]
              .filter((row) => row.children[0].innerText.toLowerCase() === {name!r}.toLowerCase())
              .flatMap((row) => [...row.children].slice(1).map((cell) => cell.innerText))""")
            for cell in cells:
                if meaning["isYear"] and cell != "–":
                    self.assertRegex(cell, r"^\d{4}$", name)
                if meaning["unit"] and cell != "–":
                    self.assertTrue(cell.endswith(meaning["unit"]), (name, cell))

    def test_a_budget_has_one_colour_in_all_charts(self):
        colours = {}
        for tab in ("coverage", "programme", "brings"):
            if not self.has_tab(tab):
                continue
            self.click_on(f"#tab-{tab}")
            keys = self.run_script("""[...document.querySelectorAll('figure .key li')].map((item) =>
              [item.innerText.trim(), item.querySelector('.swatch').style.background])""")
            budgets = set(self.run_script("figures.budgets.filter((name) => name)"))
            for name, colour in keys:
                if name in budgets:
                    self.assertEqual(colours.setdefault(name, colour), colour, (tab, name))


class EnglishResults(Results):
    name = "juinen-en"


class ResultsOnPhone(Results):
    size = (390, 844)

    def test_the_first_screen_shows_figures(self):
        shown = self.run_script("""[...document.querySelectorAll('.facts strong')].filter((item) => {
          const { top, bottom } = item.getBoundingClientRect();
          return top > 0 && bottom < innerHeight;
        }).length""")
        self.assertGreaterEqual(shown, 4)

    def test_targets_are_large_enough_for_a_thumb(self):
        for tab in self.run_script("[...document.querySelectorAll('[role=tab]')].map((tab) => tab.id)"):
            self.click_on(f"#{tab}")
            small = self.run_script("""[...document.querySelectorAll('#panel button, #panel select, #panel summary')]
              .filter((item) => item.checkVisibility() && !item.closest('p, li span, figure'))
              .filter((item) => item.getBoundingClientRect().height < 43.5).map((item) => item.outerHTML.slice(0, 90))""")
            self.assertEqual(small, [], tab)


class HostileResults(Results):
    """A project without a programme, budgets or couplings."""

    name = "hostile"
    # There are no projects, and a theme is called as a budget is.
    test_the_browsers_back_undoes_a_page_and_a_sheet = None
    test_a_budget_has_one_colour_in_all_charts = None
    test_packages_stand_as_the_file_has_them_with_the_reason_at_a_press = None
    test_years_and_percentages_are_written_as_what_they_are = None


del Case
