"""Links in place of accounts: what each lets people see and do, in the browser and without one."""

import json
import os
import re
import shutil
import socket
import time
import unittest

from browser import Browser
from service import Service, copy_of_demo
from test_people import AXE, fill


class Links(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.project = copy_of_demo()
        cls.folder = os.path.dirname(cls.project)
        cls.service = Service(cls.project, "--closed").__enter__()
        cls.service.wait(240)

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        shutil.rmtree(os.path.dirname(os.path.dirname(cls.folder)))

    def address(self, key, path="/"):
        return f"http://127.0.0.1:{self.service.port}{path}?key={key}"

    def axe(self, browser):
        if AXE:
            with open(AXE) as file:
                browser.run(file.read() + "; 0")
            found = browser.run(
                "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))")
            self.assertEqual(found, [])

    def test_1_a_link_is_made_used_and_withdrawn_in_the_page(self):
        for language in ["nl", "en"]:
            with self.subTest(language), Browser() as browser, Browser() as other:
                browser.size(1366, 768)
                browser.visit(self.service.url)
                browser.visit(f"http://127.0.0.1:{self.service.port}/?lang={language}")
                browser.wait("byId('tab-access')", 20)
                browser.run("byId('tab-access').click()")
                browser.wait("byId('access-name')", 20)
                fill(browser, "access-name", f"Waternet <b> {language}")
                fill(browser, "access-kind", "party")
                fill(browser, "access-party", "rioolheffing")
                browser.run("byId('access').requestSubmit()")
                browser.wait("byId('access-address')", 20)
                address = browser.run("byId('access-address').value")
                self.assertIsNone(browser.run("document.querySelector('#access-list b')"))
                self.axe(browser)
                self.assertEqual(browser.messages, [])

                other.size(1366, 768)
                other.visit(address)
                self.assertNotIn("key=", other.run("location.href"))
                other.run("change({ tab: 'decide' })")
                other.wait("deciding.page && served.party")
                self.assertIsNone(other.run("byId('tab-access')"))
                other.run("drawTab()")
                self.assertEqual(other.run("byId('decide-by').value"), f"Waternet <b> {language}")
                self.assertIn("rioolheffing", other.run("byId('decide-party').textContent"))
                of_roads = other.run("figures.columns.workID[figures.columns.budget.findIndex("
                                     "(budget) => figures.budgets[budget] === 'wegen')]")
                fill(other, "decide-works", of_roads)
                other.run("byId('decide-take').click()")
                other.wait("/wegen/.test(byId('decide-answer').textContent)", 60)

                number = re.search(r"withdraw-(\d+)", browser.run("byId('access-list').innerHTML"))[1]
                browser.run(f"byId('withdraw-{number}').click()")
                browser.wait(f"!byId('withdraw-{number}')", 20)
                self.assertEqual(self.service.ask("GET", "/state", key=address.split("key=")[1])[0], 401)

    def test_2_whoever_sees_no_costs_has_a_page_and_data_without_any(self):
        key = self.service.link("Inwoners", "without-costs")
        paths = ["/?lang=nl", "/?lang=en", "/state", "/v1", "/v1/openapi.json", "/v1/collections"]
        kinds = [each["id"] for each in self.service.ask("GET", "/v1/collections", key=key)[1]["collections"]]
        self.assertEqual(kinds, ["works", "challenges", "neighbourhoods", "projects"])
        for kind in kinds:
            paths += [f"/v1/collections/{kind}", f"/v1/collections/{kind}/items?limit=10000",
                      f"/v1/collections/{kind}/items?limit=50&f=html"]
        paths += [f"/v1/tiles/WebMercatorQuad/{tile}" for tile in ["0/0/0", "12/1349/2106", "14/5397/8425"]]
        # What works and projects cost, as numbers and as people write them.
        costs = set()
        for kind in ["works", "projects"]:
            for feature in self.service.ask("GET", f"/v1/collections/{kind}/items?limit=10000")[1]["features"]:
                costs |= {value for name, value in feature["properties"].items()
                          if name.endswith("_eur") and isinstance(value, (int, float)) and value > 10_000}
        self.assertGreater(len(costs), 1000)
        told = {text for value in costs for text in
                [str(value), f"{value:,.0f}", f"{value:,.0f}".replace(",", ".")]}
        for path in paths:
            status, text, headers = self.service.ask("GET", path, key=key)
            self.assertEqual(status, 200, path)
            text = text.decode("latin-1") if isinstance(text, bytes) else json.dumps(text, ensure_ascii=False)
            # The library that draws maps is everybody's.
            text = re.sub(r"<style>.*?</style>", "", text, flags=re.S)
            text = re.sub(r"</script><script>.*</script>", "", text, flags=re.S)
            # Degrees are no amounts, though 52.089 may look like one.
            text = re.sub(r'"(coordinates|bbox)": \[[-\[\]\d\s.,e]*\]', "", text)
            self.assertIsNone(re.search(r"€|â\x82¬|\beuros?\b|_eur\b|\bEUR\b", text), path)
            found = set(re.findall(r"(?<![\d.,])\d[\d.,]*\d(?![\d.,])", text)) & told
            self.assertEqual(found, set(), path)
            self.assertEqual(headers["cache-control"], "private, no-cache")
        for path in ["/decisions", "/compare", "/compare/base/siloed", "/scenarios", "/scenarios/siloed", "/links",
                     "/decisions/history"]:
            self.assertEqual(self.service.ask("GET", path, key=key)[0], 403, path)
        self.assertEqual(self.service.ask("POST", "/ask", {"changes": {"weights": {"water": 3}}}, key=key)[0], 403)

        for size, language in [((1366, 768), "nl"), ((390, 844), "en")]:
            with self.subTest(size), Browser() as browser:
                browser.size(*size, phone=size[0] < 500)
                browser.visit(self.address(key))
                browser.visit(f"http://127.0.0.1:{self.service.port}/?lang={language}")
                browser.wait("map && map.isStyleLoaded() && map.areTilesLoaded()", 60)
                street = browser.run("document.querySelector('#streets option').value")
                fill(browser, "street", street)
                browser.run("byId('choices').requestSubmit()")
                browser.wait("document.querySelector('#found table')", 30)
                self.assertIn(street, browser.run("byId('found').textContent"))
                self.axe(browser)
                self.assertEqual(browser.messages, [])

    def test_3_whoever_waits_by_a_link_that_is_withdrawn_hears_no_answer(self):
        key = self.service.link("Wie wacht", "look")
        number = next(each["id"] for each in self.service.ask("GET", "/links")[1]["links"] if each["name"] == "Wie wacht")
        body = b'{"changes":{"weights":{"water":7},"works":{"all":{"earlier":3}}}}'
        request = (f"POST /ask HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\nAccept: text/event-stream\r\n"
                   f"Cookie: kansenkaart={key}\r\nContent-Type: application/json\r\n"
                   f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode() + body
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=60) as connection:
            connection.sendall(request)
            heard = connection.recv(1 << 16)
            self.assertEqual(self.service.ask("DELETE", f"/links/{number}", {})[0], 200)
            begun = time.monotonic()
            while chunk := connection.recv(1 << 16):
                heard += chunk
        self.assertIn(b"event: problem", heard)
        self.assertIn(b"401", heard)
        self.assertNotIn(b"event: reply", heard)
        self.assertLess(time.monotonic() - begun, 2)
        self.assertNotIn(key, self.service.words())
        self.assertNotIn("Wie wacht", self.service.words())

    def test_4_two_maps_go_in_step_and_show_what_differs(self):
        for size in [(1366, 768), (390, 844)]:
            with self.subTest(size), Browser() as browser:
                browser.size(*size, phone=size[0] < 500)
                browser.visit(self.service.url)
                browser.visit(f"http://127.0.0.1:{self.service.port}/compare?lang=nl&left=base&right=siloed")
                browser.wait("comparing.answer && maps.left && maps.right", 120)
                browser.run("maps.right.map.jumpTo({ center: maps.right.map.getCenter().toArray().map((at) => at + 0.003),"
                            " zoom: 14 }); 0")
                self.assertEqual(browser.run("[maps.left, maps.right].map(({ map }) => [map.getZoom(), map.getCenter().lng])"
                                             ".map(String).filter((text, index, all) => text !== all[0])"), [])
                browser.wait("sides.every((side) => maps[side].map.areTilesLoaded() && maps[side].map.isStyleLoaded())", 60)
                answer = self.service.ask("GET", "/compare/base/siloed?lang=nl")[1]
                self.assertEqual(browser.run("comparing.answer.works_total"), answer["works_total"])
                for side in ["left", "right"]:
                    lit = browser.run(f"new Set(maps.{side}.map.queryRenderedFeatures({{ layers: ['lit', 'lit-points'] }})"
                                      ".map(({ properties }) => properties.work_id)).size")
                    self.assertGreater(lit, 0, side)
                # Each work that is lit differs.
                ids = {work["id"] for work in answer["works"]}
                shown = browser.run("maps.left.map.queryRenderedFeatures({ layers: ['lit'] }).map(({ properties }) => properties.work_id)")
                self.assertLessEqual(set(shown), ids)
                stacked = browser.run("byId('right-map').getBoundingClientRect().top >= byId('left-map').getBoundingClientRect().bottom")
                self.assertEqual(stacked, size[0] < 500)
                # Another choice is drawn, and told.
                browser.run("select.right.value = 'base'; select.right.dispatchEvent(new Event('change'))")
                browser.wait("/hetzelfde/.test(byId('difference').textContent)", 60)
                self.axe(browser)
                self.assertEqual(browser.messages, [])


if __name__ == "__main__":
    unittest.main()
