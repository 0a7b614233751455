"""What readers take away from the report: a picture of the map, lists, prints; and a background for the map."""

import base64
import csv
import io
import json
import os
import re
import struct
import subprocess
import tempfile
import zipfile
import zlib
from xml.etree import ElementTree

from test_report import ReportCase as Case, rows, works

# Names of the elements of a sheet.
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

# Texts as they were drawn, and the ends of lines, by whatever draws on a canvas.
WATCH = """window.drawn = []; window.lines = [];
  for (const [name, list] of [['fillText', drawn], ['moveTo', lines], ['lineTo', lines]]) {
    const plain = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...values) {
      list.push(values);
      return plain.apply(this, values);
    };
  } 0"""


def tile(red, green, blue):
    """A picture of 256 by 256 dots of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    row = b"\0" + bytes([red, green, blue]) * 256
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(row * 256)) + chunk(b"IEND", b""))


class Taking(Case):

    def save_with(self, selector):
        """The file that a press of a button saves: its name and its bytes."""
        with tempfile.TemporaryDirectory() as folder:
            self.browser.saves_in(folder)
            self.run_script(f"document.querySelector({json.dumps(selector)}).click()")
            path = self.browser.saved(folder)
            with open(path, "rb") as file:
                return os.path.basename(path), file.read()

    # The picture of the map.

    def test_the_picture_of_the_map_stands_by_itself(self):
        self.choose("#year", 2030)
        self.run_script(WATCH)
        name, data = self.save_with("#save-picture")
        self.assertRegex(name, r"^juinen-[a-z-]+\.png$")
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", data[16:24])
        frame = self.run_script("[map.getContainer().clientWidth, map.getContainer().clientHeight]")
        self.assertEqual(width, 2 * frame[0])
        self.assertGreater(height, 2 * frame[1] + 150, "texts stand around the map")
        drawn = self.run_script("drawn.map(([text]) => text)")
        whole = " ".join(drawn)
        self.assertIn(self.run_script("document.title"), drawn)
        self.assertIn("2030", whole)
        for item in self.run_script("""[...document.querySelectorAll('#legend li, #legend h2')]
              .map((item) => item.innerText.trim())"""):
            self.assertIn(item, drawn, "the legend")
        self.assertIn(self.run_script("""new Date().toLocaleDateString(figures.locale,
          { day: 'numeric', month: 'long', year: 'numeric' })"""), whole)
        self.assertIn("wateroverlast.geojson", whole, "its sources")
        self.assertIn("N", drawn)

    def test_the_scale_of_the_picture_is_as_long_as_it_says(self):
        self.run_script(WATCH)
        self.save_with("#save-picture")
        scale = next(text for text in self.run_script("drawn.map(([text]) => text)")
                     if re.fullmatch(r"[\d.,]+ k?m", text))
        metres = int(scale.split()[0]) * (1000 if "km" in scale else 1)
        # The bar is the one line that is flat; MapLibre's own distance says how long it is.
        length = self.run_script("""(() => {
          const flat = lines.findIndex(([x, y], at) => at && lines[at - 1][1] === y && lines[at - 1][0] < x);
          return lines[flat][0] - lines[flat - 1][0];
        })()""")
        ground = self.run_script(f"""(() => {{
          const {{ clientWidth: w, clientHeight: h }} = map.getContainer();
          return map.unproject([w / 2 - {length} / 2, h / 2]).distanceTo(map.unproject([w / 2 + {length} / 2, h / 2]));
        }})()""")
        self.assertAlmostEqual(ground / metres, 1, delta=0.01)

    def test_the_picture_holds_the_map_as_it_is_on_the_screen(self):
        self.choose("#works", "none")
        if self.run_script("document.querySelector('#show-candidates') !== null"):
            self.run_script("document.querySelector('#show-candidates').checked && "
                            "document.querySelector('#show-candidates').click()")
        self.settle()
        _, data = self.save_with("#save-picture")
        # Of each colour of the legend the picture has as much as the map's own canvas, twice as fine.
        shares = self.run_script("""(async () => {
          const picture = await createImageBitmap(await (await fetch('data:image/png;base64,PNG')).blob());
          map.redraw();
          const count = (image) => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [image.width, image.height];
            const pen = canvas.getContext('2d');
            pen.drawImage(image, 0, 0);
            const dots = pen.getImageData(0, 0, image.width, image.height).data, counts = {};
            for (let at = 0; at < dots.length; at += 4) {
              const colour = dots[at] << 16 | dots[at + 1] << 8 | dots[at + 2];
              counts[colour] = (counts[colour] ?? 0) + 1;
            }
            return counts;
          };
          const [wanted, found] = [count(map.getCanvas()), count(picture)];
          return figures.themes.map((_, index) => {
            const colour = parseInt(heightColour(index + 1).slice(1), 16);
            return [wanted[colour] ?? 0, (found[colour] ?? 0) / 4];
          });
        })()""".replace("PNG", base64.b64encode(data).decode()))
        checked = 0
        for wanted, found in shares:
            if wanted > 2000:
                # On a phone faces are hardly wider than a dot, of which the finer picture shows more or less.
                self.assertAlmostEqual(found / wanted, 1, delta=0.15)
                checked += 1
        self.assertGreater(checked, 1)

    # Lists.

    def saved_list(self, tab):
        """The rows of a list as its file has them, and what stands below them about it."""
        name, data = self.save_with(f"#export-{tab}")
        self.assertRegex(name, r"^juinen-[a-z-]+\.csv$")
        text = data.decode("utf-8-sig")
        self.assertTrue(text.endswith("\r\n"))
        separator = {"nl": ";", "en": ","}[self.run_script("document.documentElement.lang")]
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        end = lines.index([])
        head, about = lines[0], dict(line[:2] for line in lines[end + 1:])
        for line in lines[1:end]:
            self.assertEqual(len(line), len(head))
        return [dict(zip(head, line)) for line in lines[1:end]], about

    def shown_count(self, rows_of):
        return int(re.sub(r"\D", "", re.search(r"\d[\d.,]*", self.text(f"#{rows_of} caption")).group()))

    def number_column(self):
        return self.run_script("t('number')")

    def amount(self, text):
        return float(text.replace(",", "."))

    def test_the_list_of_works_is_saved_as_it_is_filtered_and_sorted(self):
        self.click_on("#tab-works")
        self.choose("#filter-area", 2)
        self.click_on("#sort-cost")
        found, about = self.saved_list("works")
        self.assertEqual(len(found), self.shown_count("work-rows"))
        code, place = self.run_script("[figures.neighbourhoods[2].id, figures.neighbourhoods[2].name]")
        expected = {work["work_id"]: work for work in works(self.name)
                    if work["neighbourhood_code"] == code and (not work["due"] or int(work["due"]) <= 2041)}
        ids = [row[self.number_column()] for row in found]
        self.assertEqual(sorted(ids), sorted(expected))
        self.assertIn(place, about.values(), "the filter is told")
        cost = self.run_script("euros(t('cost')).heading")
        year = self.run_script("t('year')")
        for row in found:
            work = expected[row[self.number_column()]]
            if work["cost_eur"]:
                self.assertAlmostEqual(self.amount(row[cost]), float(work["cost_eur"]), delta=0.51)
            self.assertEqual(row[year], work["planned_year"])
        costs = [self.amount(row[cost]) for row in found if row[cost]]
        self.assertEqual(costs, sorted(costs, reverse=True))
        # The first page of the list is the beginning of the file.
        first = self.run_script("""[...document.querySelectorAll('#work-rows tbody tr')].map((row) =>
          row.innerText)""")
        self.assertEqual(len(first), min(25, len(found)))
        for text, row in zip(first, found):
            if row[cost]:
                self.assertIn(self.run_script(f"write.amount({self.amount(row[cost])})"), text)

    def test_the_list_of_projects_is_saved_as_it_is_filtered(self):
        self.click_on("#tab-candidates")
        self.choose("#candidate-area", 3)
        found, _ = self.saved_list("candidates")
        code = self.run_script("figures.neighbourhoods[3].id")
        expected = {row["candidate_id"]: row for row in rows(self.name, "candidates.csv")
                    if row["neighbourhood_code"] == code}
        self.assertGreater(len(expected), 1)
        self.assertEqual(sorted(row[self.number_column()] for row in found), sorted(expected))
        net, count = self.run_script("[euros(t('netGain')).heading, t('works')]")
        for row in found:
            project = expected[row[self.number_column()]]
            self.assertAlmostEqual(self.amount(row[net]), float(project["net_gain_eur"]), delta=0.51)
            self.assertEqual(row[count], project["work_count"])

    def test_the_list_of_what_is_not_done_is_saved_as_it_is_filtered(self):
        self.click_on("#tab-undone")
        undone = rows(self.name, "undone.csv")
        party = undone[0]["party"]
        self.choose("#undone-party", self.run_script(f"figures.parties.indexOf({party!r})"))
        found, about = self.saved_list("undone")
        expected = {row["work_id"]: row for row in undone if row["party"] == party}
        self.assertEqual(sorted(row[self.number_column()] for row in found), sorted(expected))
        self.assertIn(party, about.values())
        why = self.run_script("t('why')")
        language = self.run_script("document.documentElement.lang")
        for row in found:
            self.assertEqual(row[why], expected[row[self.number_column()]][f"reason_{language}"])

    def test_the_list_of_streets_is_saved_as_it_is_searched(self):
        self.click_on("#tab-streets")
        self.choose("#street-text", "laan")
        found, about = self.saved_list("streets")
        expected = [row for row in rows(self.name, "streets.csv") if "laan" in row["street"].lower()]
        self.assertGreater(len(expected), 5)
        street, count, year = self.run_script("[t('street'), t('worksDueShort'), t('firstYear')]")
        self.assertEqual(sorted((row[street], row[count], row[year]) for row in found),
                         sorted((row["street"], row["work_count"], row["first_year"]) for row in expected))
        self.assertIn("laan", about.values())

    def saved_workbook(self, tab):
        """The rows of each sheet of a list's workbook, as texts and numbers, and what its cells are written as."""
        name, data = self.save_with(f"#export-xlsx-{tab}")
        self.assertRegex(name, r"^juinen-[a-z-]+\.xlsx$")
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            self.assertIsNone(parts.testzip())
            trees = {path: ElementTree.fromstring(parts.read(path)) for path in parts.namelist()}
        sheets = []
        for number in (1, 2):
            rows_found = []
            for row in trees[f"xl/worksheets/sheet{number}.xml"].iter(f"{SHEET}row"):
                cells = {}
                for cell in row.iter(f"{SHEET}c"):
                    column = 0
                    for letter in re.match("[A-Z]+", cell.get("r")).group():
                        column = 26 * column + ord(letter) - 64
                    text = cell.find(f"{SHEET}is/{SHEET}t")
                    cells[column - 1] = float(cell.find(f"{SHEET}v").text) if text is None else text.text
                rows_found.append(cells)
            sheets.append(rows_found)
        return sheets, trees

    def test_a_list_is_saved_as_a_workbook_with_the_cells_of_its_text(self):
        for tab, prefix in [("works", "work"), ("candidates", "candidate"), ("undone", "undone"), ("streets", "street")]:
            self.click_on(f"#tab-{tab}")
            text, about = self.saved_list(tab)
            (found, told), trees = self.saved_workbook(tab)
            head = [found[0][column] for column in range(len(found[0]))]
            self.assertEqual(len(found) - 1, len(text))
            numbers = 0
            for cells, row in zip(found[1:], text):
                self.assertEqual(list(row), head)
                for column, name in enumerate(head):
                    value = cells.get(column)
                    if isinstance(value, float):
                        numbers += 1
                        self.assertEqual(value, self.amount(row[name]))
                    else:
                        # Text needs no apostrophe where cells have types.
                        self.assertEqual(value or "", row[name].removeprefix("'"))
            self.assertGreater(numbers, len(text))
            self.assertEqual({cells[0]: cells[1] for cells in told}, about)
            sheet = trees["xl/worksheets/sheet1.xml"]
            self.assertEqual(sheet.find(f"{SHEET}autoFilter").get("ref").split(":")[0], "A1")
            self.assertEqual(sheet.find(f"{SHEET}sheetViews/{SHEET}sheetView/{SHEET}pane").get("state"), "frozen")

    # The background.

    def network(self):
        return [url for url in self.browser.requests if url.startswith("http")]

    def opened_anew(self):
        self.browser.requests.clear()
        self.browser.open(os.path.join(os.environ["KANSENKAART_REPORTS"], self.name, "report.html"))

    def test_a_background_comes_when_it_is_asked_for_and_is_remembered(self):
        self.opened_anew()
        self.choose("#works", "none")
        self.click_on("#tab-streets")
        self.assertEqual(self.network(), [], "nothing is loaded unasked")
        drawn = "map.redraw(); map.getCanvas().toDataURL()"
        before = self.run_script(drawn)
        self.browser.serve_tiles(tile(255, 0, 0))
        try:
            self.click_on("#background-grey")
            self.assertTrue(self.network())
            self.assertEqual({url.split("/")[2] for url in self.network()}, {"service.pdok.nl"})
            self.assertNotEqual(self.run_script(drawn), before)
            self.assertIn("Kadaster", self.text("#map-credit"))
            self.assertNotIn("background", self.run_script("address()"), "who gets the address loads nothing")
            self.opened_anew()
            self.assertEqual(
                self.run_script("document.querySelector('#background-grey').getAttribute('aria-pressed')"), "true")
            self.assertTrue(self.network(), "it is remembered")
            self.click_on("#background-none")
            self.opened_anew()
            self.assertEqual(self.network(), [], "and forgotten")
        finally:
            self.run_script("localStorage.clear()")
            self.browser.call("Fetch.disable")

    def test_a_background_that_does_not_come_is_told(self):
        self.click_on("#background-aerial")
        self.browser.wait("document.querySelector('#background-help').textContent")
        self.assertEqual(self.text("#background-help"), self.run_script("t('backgroundFails')"))
        self.click_on("#background-none")
        self.assertEqual(self.text("#background-help"), "")
        self.run_script("localStorage.clear()")
        self.browser.messages.clear()  # The browser itself says that the network is not there.

    # Print.

    def printed(self):
        """The text of each page that a print has, and how many pictures of some size it has."""
        self.run_script("window.print = () => {}; 0")
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(self.browser.pdf())
            file.flush()
            text = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=True,
                                  text=True).stdout
            images = subprocess.run(["pdfimages", "-list", file.name], capture_output=True, check=True,
                                    text=True).stdout.splitlines()[2:]
            size = subprocess.run(["pdfinfo", file.name], capture_output=True, check=True, text=True).stdout
        self.assertIn("(A4)", size)
        wide = [line for line in images if int(line.split()[3]) > 300]
        return text.split("\f")[:-1], len(wide)

    def test_every_page_prints_with_title_date_map_and_source(self):
        for tab in self.run_script("[...document.querySelectorAll('[role=tab]')].map((one) => one.id)"):
            self.click_on(f"#{tab}")
            heading = self.text("#tab h2")
            pages, pictures = self.printed()
            whole = re.sub(r"\s+", " ", " ".join(pages))
            self.assertIn(re.sub(r"\s+", " ", heading), whole, tab)
            self.assertIn(self.run_script("document.title"), whole)
            self.assertIn(self.run_script("t('printed', today())"), whole)
            self.assertIn("wateroverlast.geojson", whole)
            self.assertGreaterEqual(pictures, 1, tab)
            self.assertEqual(self.run_script("document.querySelector('#print-head').childElementCount"), 0)

    def test_a_sheet_prints_all_works_alone(self):
        sizes = self.run_script("figures.candidates.map((one) => one.members.length)")
        few = [size if size <= 10 else 0 for size in sizes]
        for index in (sizes.index(max(sizes)), few.index(max(few))):
            self.run_script(f"window.print = () => {{}}; openCandidate({index})")
            self.settle()
            self.click_on("#print")
            heading = self.text("#tab h2")
            pages, pictures = self.printed()
            whole = " ".join(pages)
            ids = self.run_script(f"""figures.candidates[{index}].members
              .map(({{ work }}) => figures.columns.workID[work])""")
            self.assertEqual(len(ids), sizes[index])
            for work in ids:
                self.assertIn(work, whole)
            self.assertNotIn(heading, re.sub(r"\s+", " ", whole), "the page behind it is left out")
            self.assertIn(self.run_script("t('printed', today())"), whole)
            self.assertEqual(pictures, 1)
            if sizes[index] <= 10:
                self.assertLessEqual(len(pages), 2)
            self.assertFalse(self.run_script("document.body.classList.contains('printing')"))
            if sizes[index] > 10:
                self.assertFalse(self.run_script("document.querySelector('#details details').open"),
                                 "what was folded is folded again")


class EnglishTaking(Taking):
    name = "juinen-en"
    size = (1920, 1080)


class TakingOnPhone(Taking):
    size = (390, 844)


del Case
