"""From an empty folder to a map, in the browser: files are dropped, looked at, and become a project; and files that mean harm."""

import base64
import difflib
import json
import os
import pathlib
import pty
import shutil
import socket
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time
import unittest
import zipfile
import zlib

from browser import Browser
from service import PROGRAM, Service, small_project
from test_people import AXE

DEMO = "layers/juinen"


def demo_files():
    """The files of the demo municipality, as somebody has them who has no project yet."""
    names = [name for name in os.listdir(DEMO) if name.endswith((".geojson", ".csv"))]
    # What was dug up in the past is no schedule.
    return sorted(f"{DEMO}/{name}" for name in names if name != "historie.csv")


def drop(browser, paths):
    """Drops files on the page, as somebody with a mouse does."""
    browser.run("""(async (files) => {
      const transfer = new DataTransfer();
      for (const [name, data] of files) {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      byId('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    })(%s)""" % json.dumps([[os.path.basename(path), base64.b64encode(pathlib.Path(path).read_bytes()).decode()]
                            for path in paths]))


def settle(browser, files, seconds=120):
    """Waits until all files were looked at and what they come to is there."""
    browser.wait(f"sources.state.files.length === {files} && sources.looks.size >= {files} && !byId('status').textContent"
                 " && sources.draft && document.querySelectorAll('progress').length === 0", seconds)


class Start(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="kansenkaart-start-")
        self.service = Service(self.folder).__enter__()

    def tearDown(self):
        self.service.__exit__()
        shutil.rmtree(self.folder)

    def axe(self, browser):
        if not AXE:
            return
        with open(AXE) as file:
            browser.run(file.read() + "; 0")
        found = browser.run("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))")
        self.assertEqual(found, [])

    def picture(self, browser, name):
        """Keeps what the page looks like, where that is asked for."""
        folder = os.environ.get("KANSENKAART_PICTURES")
        if folder:
            os.makedirs(folder, exist_ok=True)
            browser.screenshot(f"{folder}/{name}.png")

    def init_at_terminal(self):
        """What `kansenkaart init` writes in the folder for somebody who takes each guess with Enter."""
        files = sorted(name for name in os.listdir(self.folder) if name.endswith((".geojson", ".csv")))
        ours, theirs = pty.openpty()
        process = subprocess.Popen([os.path.abspath(PROGRAM), "init", *files, "--language", "nl"], cwd=self.folder,
                                   stdin=theirs, stderr=theirs, stdout=subprocess.PIPE)
        os.close(theirs)

        def hear():
            """A terminal that nobody reads from would fill up."""
            try:
                while os.read(ours, 1 << 16):
                    pass
            except OSError:
                pass

        listener = threading.Thread(target=hear)
        listener.start()
        os.write(ours, b"\n" * 200)
        text = process.communicate()[0].decode()
        listener.join(10)
        os.close(ours)
        return text

    def test_1_from_an_empty_folder_to_the_map(self):
        for language, size in [("nl", (1366, 768)), ("en", (390, 844))]:
            with self.subTest(language=language), Browser() as browser:
                browser.size(*size, phone=size[0] < 500)
                browser.visit(self.service.url)
                browser.visit(f"{self.service.url.split('?')[0]}?lang={language}")
                if language == "nl":
                    self.picture(browser, "empty-nl")
                    self.axe(browser)
                    drop(browser, demo_files())
                settle(browser, len(demo_files()))
                self.axe(browser)
                self.picture(browser, f"dropped-{language}")
                browser.run("document.querySelectorAll('.source')[2].scrollIntoView()")
                self.picture(browser, f"cards-{language}")
                roles = browser.run("Object.fromEntries(sources.draft.questions.filter(({ key }) => key === 'role')"
                                    ".map(({ layer, answer }) => [layer, answer]))")
                self.assertEqual(roles["buurten.geojson"], "neighbourhoods")
                self.assertEqual(roles["wateroverlast.geojson"], "challenge")
                self.assertEqual(roles["riool.geojson"], "works")
                self.assertEqual(browser.run("document.documentElement.scrollWidth <= innerWidth"), True)
                self.assertEqual(browser.messages, [])
        with Browser() as browser:
            browser.size(1366, 768)
            browser.visit(self.service.url)
            settle(browser, len(demo_files()))
            # Heat is no theme that a name tells; say what it is, and take it back.
            self.choose(browser, "ask hitte.geojson role", "challenge")
            browser.wait("sources.draft.text.includes('- source: hitte.geojson')")
            self.assertEqual(browser.run("document.activeElement.id"), "ask hitte.geojson role")
            self.choose(browser, "ask hitte.geojson role", "unused")
            browser.wait("sources.draft.text.includes('# - hitte.geojson')")
            browser.run("byId('check').click()")
            browser.wait("byId('report')", 120)
            self.assertIn("bronnen gelezen", browser.run("byId('report').textContent"))
            browser.run("byId('make').scrollIntoView()")
            self.picture(browser, "checked-nl")
            browser.run("byId('show').click()")
            browser.wait("byId('project-text')")
            self.axe(browser)
            shown = browser.run("byId('project-text').textContent")
            browser.run("byId('write').click()")
            browser.wait("byId('progress') || location.pathname === '/' && typeof figures.from === 'number'", 60)
            self.picture(browser, "running-nl")
            browser.wait("document.documentElement?.dataset.ready === 'true' && typeof map !== 'undefined'", 300)
            browser.idle()
            self.assertEqual(browser.run("figures.themes.length"), 5)
            with open(f"{self.folder}/project.yaml") as file:
                written = file.read()
            self.assertEqual(written, shown)
            self.assertEqual(written, self.init_at_terminal())
            self.assertEqual(sorted(os.listdir(self.folder)),
                             sorted([os.path.basename(path) for path in demo_files()] + ["project.yaml"]))
            # From the map to its sources.
            browser.wait("byId('to-sources')", 20)
            browser.visit(self.service.url.split("?")[0] + "sources")
            browser.wait("sources.state?.project?.layers.length > 8 && document.querySelectorAll('#used .source svg')"
                         ".length === sources.state.project.layers.length", 120)
            self.axe(browser)
            self.picture(browser, "sources-nl")
            field = "set schedule[1] cost"
            self.choose(browser, field, "")
            browser.wait("sources.mapIsOld && !byId('status').textContent")
            with open(f"{self.folder}/project.yaml") as file:
                changed = [line for line in difflib.ndiff(written.split("\n"), file.read().split("\n"))
                           if line[0] in "+-"]
            self.assertEqual(changed, ["-       cost: kosten"])
            browser.run("byId('rebuild').click()")
            browser.wait("document.documentElement?.dataset.ready === 'true' && typeof map !== 'undefined'", 300)
            self.assertEqual(browser.messages, [])

    def choose(self, browser, field, value):
        browser.run("""((id, value) => {
          const select = byId(id);
          select.focus();
          select.value = value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        })(%s, %s)""" % (json.dumps(field), json.dumps(value)))

    def test_2_by_keyboard_alone(self):
        """The button for files is reached and works without a mouse, and a file that is there is asked about."""
        with Browser() as browser:
            browser.size(1366, 768)
            browser.visit(self.service.url)
            reached = []
            for _ in range(6):
                browser.key("Tab")
                reached.append(browser.run("document.activeElement.id"))
            self.assertIn("choose", reached)
            drop(browser, [f"{DEMO}/buurten.geojson"])
            settle(browser, 1)
            browser.wait("byId('write')")
            self.assertEqual(browser.run("byId('write').disabled"), True)
            self.assertIn("opgave", browser.run("byId('complete').textContent"))
            drop(browser, [f"{DEMO}/buurten.geojson"])
            browser.wait("document.querySelector('.replace')")
            self.axe(browser)
            self.assertTrue(browser.run("document.activeElement.classList.contains('replace')"))
            browser.key("Enter")
            browser.wait("!document.querySelector('.replace')")
            settle(browser, 1)
            browser.wait("document.getElementById('take-out buurten.geojson') && !document.querySelector('progress')")
            browser.run("new Promise((done) => setTimeout(done, 1000))")
            browser.run("document.getElementById('take-out buurten.geojson').focus()")
            browser.key("Enter")
            browser.wait("document.activeElement.textContent === t('startYes')")
            browser.key("Enter")
            browser.wait("sources.state.files.length === 0")
            self.assertEqual(os.listdir(self.folder), [])

    def test_3_what_is_wrong_with_a_file_or_a_project_stays_on_the_page(self):
        with Browser() as browser:
            browser.size(390, 844, phone=True)
            browser.visit(self.service.url)
            bad = f"{self.folder}-bad.geojson"
            with open(bad, "w") as file:
                file.write('{"type": "FeatureCollection", "features": [{"type": "Feature"')
            drop(browser, [bad])
            browser.wait("document.querySelector('.source .problem')", 60)
            self.axe(browser)
            self.picture(browser, "broken-nl")
            note = f"{self.folder}-note.pdf"
            with open(note, "w") as file:
                file.write("x")
            drop(browser, [note])
            browser.wait("document.querySelector('#coming .problem')")
            self.assertIn("data behind it", browser.run("byId('coming').textContent"))
            os.remove(bad)
            os.remove(note)


class Hostile(unittest.TestCase):
    """What strangers send as files; with the key and without. The service stays up and tells of them as of any source."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="kansenkaart-hostile-")
        cls.service = Service(cls.folder).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        shutil.rmtree(cls.folder)

    def tearDown(self):
        self.assertEqual(self.service.ask("GET", "/state")[0], 200, "it is up")
        self.assertFalse([name for name in os.listdir(self.folder) if name.startswith(".")])

    def send(self, name, data, **options):
        return self.service.ask("PUT", f"/files/{name}", data, **options)

    def told(self, name, data):
        """What is told of a file that was sent."""
        self.assertEqual(self.send(name, data)[0], 200)
        start = time.monotonic()
        status, document, _ = self.service.ask("GET", f"/files/{name}")
        self.assertEqual(status, 200)
        self.assertLess(time.monotonic() - start, 60, name)
        # Either it can't be read, or there is nothing in it.
        problems = [document["problem"]] + [layer["problem"] for layer in document["layers"]]
        told = " ".join(problem for problem in problems if problem)
        self.assertTrue(told or all(layer["count"] == 0 for layer in document["layers"]), document)
        return told

    def test_no_key_no_file(self):
        self.assertEqual(self.send("a.csv", b"x", key=False)[0], 403)
        self.assertEqual(self.send("a.csv", b"x", Origin="https://evil.example")[0], 403)
        self.assertEqual(self.send("a.csv", b"x", Host="evil.example")[0], 421)
        self.assertEqual(self.service.ask("DELETE", "/files/a.csv", key=False)[0], 403)
        self.assertEqual(self.service.ask("GET", "/files/a.csv", key=False)[0], 403)

    def test_no_name_leads_elsewhere(self):
        outside = set(os.listdir(os.path.dirname(self.folder)))
        for name in ["..%2Fx.csv", "..%2F..%2Fx.csv", "%2Fetc%2Fx.csv", "a%2Fb.csv", "..%5Cx.csv", ".x.csv", "%00.csv",
                     "x%0A.csv", "../x.csv", "%2e%2e/x.csv", "", "x.csv/", "project.yaml", "-x.csv"]:
            self.assertIn(self.send(name, b"a;b\n")[0], (400, 403, 404, 405, 415), name)
        self.assertEqual(set(os.listdir(os.path.dirname(self.folder))) - outside, set())
        for path in ["/files/..%2f..%2fetc%2fpasswd", "/files/project.yaml", "/sources/layers/..%2f..", "/files/"]:
            self.assertNotIn("root:", str(self.service.ask("GET", path)[1]))

    def test_zip_bombs(self):
        def bomb(name, inside, size):
            path = f"{self.folder}-bomb"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
                with file.open(inside, "w", force_zip64=True) as member:
                    for _ in range(size >> 20):
                        member.write(b"0" * (1 << 20))
            with open(path, "rb") as file:
                data = file.read()
            os.remove(path)
            return self.told(name, data)

        self.assertIn("bomb.zip", bomb("bomb.zip", "a.csv", 2 << 30))
        self.assertIn("bomb.xlsx", bomb("bomb.xlsx", "xl/workbook.xml", 1 << 30))
        self.assertIn("bomb.ods", bomb("bomb.ods", "content.xml", 1 << 30))
        # Packed bytes of which each promises a hundred times its like, as GeoJSON that is gzip.
        pump = zlib.compressobj(9, zlib.DEFLATED, 31)
        data = b"".join(pump.compress(b"[" * (1 << 20)) for _ in range(1024)) + pump.flush()
        self.assertIn("bomb.geojson.gz", self.told("bomb.geojson.gz", data))

    def test_nested_json_and_xml(self):
        self.assertIn("deep.geojson", self.told("deep.geojson", b'{"a":[' * 4_000_000))
        deep = b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":'
        self.assertIn("ring.geojson", self.told("ring.geojson", deep + b"[" * 4_000_000))
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        self.told("laughs.gml", f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l11;</x>'.encode())
        for body in [b'{"answers":' * 50_000, b"[" * 1_000_000]:
            self.assertEqual(self.service.ask("POST", "/sources/draft", body)[0], 400)

    def test_databases_that_lead_outside_or_are_cut(self):
        path = f"{self.folder}-base"
        for name, statement in [
                ("text.gpkg", f"CREATE VIRTUAL TABLE leak USING VirtualText('/etc/passwd','UTF-8',0)"),
                ("ogr.gpkg", f"CREATE VIRTUAL TABLE leak USING VirtualOGR('/etc/passwd')"),
                ("view.gpkg", "CREATE VIEW leak AS SELECT ogr_datasource_load_layers('/etc/passwd')")]:
            base = sqlite3.connect(path)
            base.executescript("CREATE TABLE a (b); PRAGMA writable_schema = ON;")
            base.execute("INSERT INTO sqlite_master VALUES ('table', 'leak', 'leak', 0, ?)", (statement,))
            base.commit()
            base.close()
            with open(path, "rb") as file:
                self.assertIn("outside", self.told(name, file.read()))
            os.remove(path)
        subprocess.run(["ogr2ogr", "-q", "-f", "GPKG", path + ".gpkg", f"{DEMO}/bodem.geojson"], check=True)
        with open(path + ".gpkg", "rb") as file:
            whole = file.read()
        os.remove(path + ".gpkg")
        self.told("cut.gpkg", whole[:len(whole) // 2])
        self.told("zeros.gpkg", whole[:4096] + bytes(len(whole) - 4096))

    def test_pointers_and_promises(self):
        self.told("pointer.gml", b'<OGRVRTDataSource><OGRVRTLayer name="p"><SrcDataSource>/etc/passwd</SrcDataSource>'
                                 b"</OGRVRTLayer></OGRVRTDataSource>")
        self.told("wfs.gml", b"<OGRWFSDataSource><URL>http://127.0.0.1:1/</URL></OGRWFSDataSource>")
        # A header that promises two thousand million records.
        self.told("many.fgb", b"fgb\x03fgb\x00" + struct.pack("<I", 0x7FFFFFFF) + b"x" * 100)
        self.told("many.shp", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 0x7FFFFFFF) + b"\0" * 72)

    def test_half_a_file_leaves_nothing(self):
        head = (f"PUT /files/half.csv HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\n"
                f"Cookie: kansenkaart={self.service.key}\r\nContent-Length: 10000000\r\n\r\n").encode()
        connection = socket.create_connection(("127.0.0.1", self.service.port))
        connection.sendall(head + b"x" * 3_000_000)
        time.sleep(0.3)
        connection.close()
        self.assertEqual(self.service.ask("GET", "/state")[0], 200)
        end = time.monotonic() + 10
        while any(name.startswith(".upload") for name in os.listdir(self.folder)) and time.monotonic() < end:
            time.sleep(0.05)
        self.assertFalse([name for name in os.listdir(self.folder) if "half" in name or name.startswith(".")])

    def test_what_is_too_large_is_refused_before_it_comes(self):
        head = (f"PUT /files/huge.csv HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\n"
                f"Cookie: kansenkaart={self.service.key}\r\nContent-Length: {1 << 40}\r\n\r\n").encode()
        self.assertIn(b" 413 ", self.service.raw(head, 3).split(b"\r\n")[0])
        # Other requests keep their limit.
        self.assertEqual(self.service.ask("POST", "/sources/draft", b"{" + b" " * (1 << 21))[0], 413)

    def test_two_that_send_a_name_at_a_time(self):
        first = self.send("both.csv", b"a;b\n1;2\n")
        self.assertEqual(first[0], 200)
        self.assertEqual(self.send("both.csv", b"c\n")[0], 409)
        self.assertEqual(self.send("both.csv", b"c\n", If_Match='"old"')[0], 412)
        self.assertEqual(self.send("both.csv", b"c\n", If_Match=first[2]["etag"])[0], 200)

    def test_a_service_that_is_killed_leaves_no_half_file(self):
        folder = small_project()
        with Service(f"{folder}/project.yaml") as service:
            connection = socket.create_connection(("127.0.0.1", service.port))
            connection.sendall((f"PUT /files/half.csv HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
                                f"Cookie: kansenkaart={service.key}\r\nContent-Length: 10000000\r\n\r\n").encode()
                               + b"x" * 3_000_000)
            time.sleep(0.3)
            service.process.kill()
            service.process.wait()
            connection.close()
        with Service(f"{folder}/project.yaml") as service:
            service.wait()
            self.assertFalse([name for name in os.listdir(folder) if "half" in name or name.startswith(".")])
        shutil.rmtree(folder)


if __name__ == "__main__":
    unittest.main()
