"""The sheet of a street: what, when, how long and why, with the whole street lit on the map."""

import os
import re

from test_report import ReportCase as Case, report, rows, works


class Streets(Case):

    def streets(self):
        return rows(self.name, "streets.csv")

    def open_street(self, row):
        """Opens the sheet of a street of the file by the list of streets."""
        self.click_on("#tab-streets")
        self.choose("#street-text", row["street"].upper())
        at = self.run_script(f"""filteredStreets().slice(0, 25).findIndex(({{ assets: [first] }}) =>
          streetOf(first) === {row['street']!r} && (figures.columns.assetNeighbourhood[first] < 0 ? ''
            : neighbourhoodOf(first)) === {row['neighbourhood_name']!r})""")
        self.assertGreaterEqual(at, 0)
        self.run_script(f"document.querySelectorAll('#street-rows tbody th button')[{at}].click()")
        self.settle()

    def busiest(self):
        return max(self.streets(), key=lambda row: int(row["work_count"]))

    def test_a_sheet_tells_what_happens_in_which_year(self):
        language = self.run_script("document.documentElement.lang")
        some = sorted(self.streets(), key=lambda row: int(row["work_count"]))
        some = [some[0], some[len(some) // 2], some[-1], next(row for row in some if int(row["undone_count"]))]
        for row in some:
            self.open_street(row)
            self.assertEqual(self.text("#details h2"), row["street"])
            expected = {}
            for year, kinds in re.findall(r"In (\d{4}): (.*?)\.(?= |$)", row[f"planned_{language}"]):
                expected[year] = sorted(re.split(r", | en | and ", kinds))
            found = {}
            for year, kinds in self.run_script("""[...document.querySelectorAll('#details .street-year')]
                  .map((part) => [part.querySelector('h3').innerText,
                    [...part.querySelectorAll('li > bdi')].map((item) => item.innerText)])"""):
                found[year] = kinds
            undone = found.pop(self.run_script("t('notPlanned')"), [])
            self.assertEqual(sorted(found), sorted(expected))
            for year, kinds in expected.items():
                counts = sorted(int(n) for kind in kinds for n in re.findall(r"\((\d+)\)", kind))
                shown = sorted(int(n) for kind in found[year] for n in re.findall(r"\((\d+)\)", kind))
                self.assertEqual(shown, counts, (row["street"], year))
                self.assertEqual(len(found[year]), len(kinds))
            self.assertEqual(bool(undone), int(row["undone_count"]) > 0)

    def test_the_whole_street_is_lit_and_goes_out_with_its_sheet(self):
        row = self.busiest()
        self.open_street(row)
        self.run_script("new Promise((done) => setTimeout(done, 900))")
        self.browser.idle()
        wanted = {work["asset_id"] for work in works(self.name)
                  if (work["street"], work["neighbourhood_name"]) == (row["street"], row["neighbourhood_name"])}
        shown = """[...new Set(map.queryRenderedFeatures({ layers: ['lit-edges', 'lit-points'] })
          .map((feature) => figures.columns.assetID[feature.id - 1]))]"""
        found = set(self.run_script(shown))
        self.assertLessEqual(found, wanted)
        # Of points that fall together within some pixels one is drawn.
        for asset in wanted - found:
            away = self.run_script(f"""(() => {{
              const place = (asset) => {{
                const [x, , , y] = figures.shapes.assets.boxes.subarray(4 * asset, 4 * asset + 4);
                return map.project(lngLat(x, y));
              }};
              const own = figures.columns.assetID.indexOf({asset!r});
              return Math.min(...[...lit.assets].filter((one) => one !== own)
                .map((one) => place(one).dist(place(own))));
            }})()""")
            self.assertLess(away, 5, asset)
        self.assertIn(self.run_script("t('litStreet')"), self.text("#legend"))
        self.click_on("#details .close")
        self.run_script("new Promise((done) => setTimeout(done, 500))")
        self.assertEqual(self.run_script(shown), [])
        self.assertNotIn(self.run_script("t('litStreet')"), self.text("#legend"))

    def test_the_address_brings_a_street_back_and_the_browsers_back_closes_it(self):
        row = self.busiest()
        self.open_street(row)
        address = self.run_script("address()")
        self.run_script("history.back()")
        self.settle()
        self.assertTrue(self.run_script("document.querySelector('#details').hidden"))
        self.browser.open(report(self.name), address)
        self.settle()
        self.assertEqual(self.text("#details h2"), row["street"])
        self.assertGreater(self.run_script("lit.assets.size"), 0)

    def test_how_long_follows_from_what_works_cost(self):
        days = self.run_script("""Object.fromEntries(Array.from(figures.columns.workDays).flatMap((days, work) =>
          days > 0 ? [[figures.columns.workID[work], days]] : []))""")
        rates = {}
        for work in works(self.name):
            if work["work_id"] in days and float(work["cost_eur"] or 0) > 0:
                rates.setdefault((work["asset_type"], work["measure"]), []).append(
                    float(work["cost_eur"]) / days[work["work_id"]])
        for kind, some in rates.items():
            self.assertAlmostEqual(min(some) / max(some), 1, delta=1e-3, msg=kind)
        # A day of sewer work is EUR 4,000 in the catalogue of rules, at some price level.
        self.assertAlmostEqual(rates["sewer", "replace"][0], 4000, delta=1200)
        # Together works take at least as long as the longest, and at most as long as one after the other.
        members = self.run_script("""figures.candidates.map(({ members }, index) =>
          [figures.columns.candidateDays[index], members.map(({ work }) => figures.columns.workDays[work] || 0)])""")
        for whole, parts in members:
            self.assertGreaterEqual(whole * 1.0001, max(parts))
            self.assertLessEqual(whole, sum(parts) * 1.0001)
        shown = " ".join(self.run_script("[0.4, 1, 7, 9, 26].map((days) => timeText(days))"))
        self.assertEqual([int(n) for n in re.findall(r"\d+", shown)], [1, 1, 7, 2, 5])

    def test_a_street_says_how_long_it_is_busy(self):
        self.open_street(self.busiest())
        self.assertRegex(self.text("#details"), r"ongeveer \d+ (werkdag|we[ek])|about \d+ (working day|week)")
        self.assertIn(self.run_script("t('streetHint')"), self.text("#details"))

    def test_a_work_leads_to_its_street(self):
        work = next(work for work in works(self.name) if work["street"] and work["neighbourhood_name"])
        asset = self.run_script(f"figures.columns.assetID.indexOf({work['asset_id']!r})")
        self.run_script(f"inspect({{ layer: 'assets', index: {asset} }})")
        self.run_script("[...document.querySelectorAll('#details p button.link')][0].click()")
        self.settle()
        self.assertEqual(self.text("#details h2"), work["street"])

    def test_the_map_follows_the_page_and_goes_back(self):
        settings = "[state.view, state.works, state.year]"
        before = self.run_script(settings)
        self.click_on("#tab-undone")
        self.assertEqual(self.run_script("[state.works, state.year]"), ["all", self.run_script("notPlanned")])
        self.click_on("#tab-packages")
        self.assertEqual(self.run_script("state.view"), "package")
        self.click_on("#tab-areas")
        self.assertEqual(self.run_script("state.view"), "type")
        self.click_on("#tab-overview")
        self.assertEqual(self.run_script(settings), before)
        self.click_on("#tab-packages")
        self.choose("#view", "cost")
        self.click_on("#tab-overview")
        self.assertEqual(self.run_script("state.view"), "cost", "what the reader chose stays")

    def test_each_height_of_the_stack_has_its_own_colour_from_light_to_dark(self):
        colours = self.run_script("figures.themes.map((_, index) => heightColour(index + 1))")
        shine = [sum(weight * int(colour[at:at + 2], 16) for weight, at in ((0.3, 1), (0.59, 3), (0.11, 5)))
                 for colour in colours]
        for light, dark in zip(shine, shine[1:]):
            self.assertGreater(light - dark, 12)
        on_map = self.run_script("map.getPaintProperty('faces', 'fill-color')")
        self.assertEqual(on_map[4::2], colours)


    def find(self, text):
        self.run_script("document.querySelector('#find').focus()")
        self.choose("#find", text)
        return self.run_script("[...document.querySelectorAll('#found [role=option]')].map((one) => one.innerText)")

    def test_one_field_finds_streets_neighbourhoods_projects_and_works(self):
        street = self.busiest()
        self.assertIn(street["street"], self.find(street["street"].upper())[0])
        home = rows(self.name, "neighbourhoods.csv")[0]
        self.assertIn(home["neighbourhood_name"], " ".join(self.find(home["neighbourhood_code"])))
        project = rows(self.name, "candidates.csv")[0]
        self.assertEqual(len(self.find(project["candidate_id"])), 1)
        self.browser.key("Enter")
        self.settle()
        self.assertEqual(self.run_script("state.project"), project["candidate_id"])
        work = works(self.name)[-1]
        self.assertIn(work["work_id"], self.find(work["work_id"])[0])
        self.run_script("document.querySelector('#found [role=option]').click()")
        self.settle()
        self.assertIn(work["asset_id"], self.text("#details"))

    def test_the_finder_is_used_with_the_keyboard_alone(self):
        found = self.find("laan")
        self.assertGreater(len(found), 5)
        for _ in range(2):
            self.browser.key("ArrowDown")
        chosen = self.run_script("document.getElementById(document.activeElement.getAttribute("
                                 "'aria-activedescendant')).innerText")
        self.assertEqual(chosen, found[1])
        self.browser.key("Enter")
        self.settle()
        self.assertIn(self.text("#details h2"), found[1])
        self.assertEqual(self.find("qqq"), [])
        self.assertNotEqual(self.text("#found-none"), "")


class EnglishStreets(Streets):
    name = "juinen-en"
    size = (1920, 1080)


class StreetsOnPhone(Streets):
    size = (390, 844)

    def test_a_phone_finds_a_street_on_its_first_screen(self):
        row = self.busiest()
        top, bottom = self.run_script("""(() => {
          const { top, bottom } = document.querySelector('#find').getBoundingClientRect();
          return [top, bottom];
        })()""")
        self.assertGreaterEqual(top, 0)
        self.assertLess(bottom, 844)
        self.choose("#find", row["street"])
        self.run_script(f"""[...document.querySelectorAll('#found [role=option]')]
          .find((option) => option.innerText.includes({row['street']!r})
            && option.innerText.includes({row['neighbourhood_name']!r})).click()""")
        self.settle()
        self.assertEqual(self.text("#details h2"), row["street"])
        top = self.run_script("document.querySelector('#details').getBoundingClientRect().top")
        self.assertTrue(-5 <= top <= 844)


del Case
