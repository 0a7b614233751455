"""Runs the recipes of a page on the products in a folder, and holds what they give against the products' own figures."""

import collections
import csv
import http.server
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "report.d"))
from browser import Browser  # noqa: E402


class Database:
    """A PostgreSQL server of its own, that only a socket in its folder leads to. Use it with `with`."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="kansenkaart-postgres-")
        # PostgreSQL does not run as root.
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.programs = pathlib.Path("/usr/lib/postgresql/15/bin")
        self.server("initdb", "--auth=trust", f"--username={self.user}", f"{self.folder}/data")
        self.server("pg_ctl", "--wait", f"--pgdata={self.folder}/data", f"--log={self.folder}/log",
                    "--options", f"-c listen_addresses='' -c unix_socket_directories={self.folder}", "start")
        self.environment = {**os.environ, "PGHOST": self.folder, "PGUSER": self.user}
        return self

    def __exit__(self, *_):
        self.server("pg_ctl", "--mode=immediate", f"--pgdata={self.folder}/data", "stop")
        shutil.rmtree(self.folder)

    def server(self, program, *arguments):
        run = [str(self.programs / program), *arguments]
        if os.getuid() == 0:
            run = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", *run]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def rows(self, query):
        answer = subprocess.run(
            ["psql", "--dbname=juinen", "--csv", "--tuples-only", "--command", query], check=True,
            env=self.environment, capture_output=True, text=True).stdout
        return list(csv.reader(answer.splitlines()))


class Folder(http.server.ThreadingHTTPServer):
    """Serves a folder on this machine, as `python3 -m http.server` does. Use it with `with`."""

    def __init__(self, folder):
        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *arguments):
                super().__init__(*arguments, directory=folder)

            def do_GET(self):
                # The browser asks for a picture of the page, which no recipe has.
                if self.path == "/favicon.ico":
                    self.send_response(204)
                    return self.end_headers()
                super().do_GET()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


def works(folder):
    with open(f"{folder}/opportunities.csv", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


# Challenges are told within neighbourhoods, and a work may reach out of them.
WITHIN = """SELECT work_id FROM opportunities AS o JOIN neighbourhoods AS n ON ST_Intersects(o.geom, n.geom)
GROUP BY work_id, o.geom HAVING abs(sum(ST_Area(ST_Intersection(o.geom, n.geom))) - ST_Area(o.geom)) < 0.001"""


def check_postgis(shell, queries, folder):
    surfaces = [work for work in works(folder) if float(work["area_m2"] or 0) > 0]
    with Database() as database:
        subprocess.run(["bash", "-euc", shell], check=True, cwd=folder, env=database.environment)
        ids = {row[0] for row in database.rows("SELECT work_id FROM opportunities")}
        costs = collections.Counter()
        for work in surfaces:
            if work["work_id"] in ids and work["planned_year"] and 2027 <= int(work["planned_year"]) <= 2030:
                costs[work["neighbourhood_name"]] += float(work["cost_eur"] or 0)
        found = {name: float(cost or 0) for name, _, cost in database.rows(queries[0])}
        for name, cost in costs.items():
            assert abs(found[name] - cost) < 1, (name, found[name], cost)
        # PostGIS overlays for itself what the engine says.
        told = {work["work_id"]: float(work["water_area_m2"]) for work in surfaces
                if work["work_id"] in ids and float(work["water_area_m2"]) > 1}
        made = {work: float(area) for work, area in database.rows(queries[1])}
        within = {row[0] for row in database.rows(WITHIN)} & told.keys()
        assert len(within) > 0.9 * len(told) > 100
        for work, area in told.items():
            low = area if work in within else 0
            assert low - 0.02 - 1e-6 * area < made.get(work, 0) < area + 0.02 + 1e-6 * area, (
                work, made.get(work), area)
    print(f"PostGIS: {len(costs)} neighbourhoods and {len(within)} of {len(told)} works in water agree")


def opened(browser, page, ready):
    browser.messages.clear()
    browser.size(1000, 700)
    browser.call("Page.navigate", url=page)
    browser.wait(ready)
    return browser


def check_leaflet(browser, page):
    opened(browser, page, "document.querySelectorAll('path.leaflet-interactive').length > 50")
    browser.run("Object.values(map._layers).find((layer) => layer.feature).openPopup(); true")
    browser.wait("document.querySelector('.leaflet-popup-content p')?.textContent.includes('save')")
    assert not browser.messages, browser.messages
    print("Leaflet: projects and their words are there")


def check_maplibre(browser, page):
    opened(browser, page, "typeof map !== 'undefined' && map.getLayer('works') && map.loaded()")
    browser.idle()
    count = browser.run("map.queryRenderedFeatures({layers: ['works']}).length")
    assert count > 100, count
    spot = browser.run("""(() => {
      for (let y = 50; y < 650; y += 7) for (let x = 50; x < 950; x += 7)
        if (map.queryRenderedFeatures([x, y], {layers: ['works']}).length) return [x, y];
    })()""")
    browser.move(*spot)
    browser.wait("""map.queryRenderedFeatures([%d, %d], {layers: ['works']}).some((feature) =>
      feature.state.pointed && feature.id === feature.properties.work_id)""" % tuple(spot))
    assert not browser.messages, browser.messages
    print(f"MapLibre: {count} works are there, and the one that is pointed at knows it")


def main(page, folder):
    text = pathlib.Path(page).read_text(encoding="utf-8")
    blocks = {kind: re.findall(rf"```{kind}\n(.*?)```", text, re.S) for kind in ["sh", "sql", "html"]}
    check_postgis(blocks["sh"][0], blocks["sql"], folder)
    for name, html in zip(["leaflet", "maplibre"], blocks["html"], strict=True):
        pathlib.Path(folder, f"{name}.html").write_text(html, encoding="utf-8")
    with Folder(folder) as server, Browser() as browser:
        place = f"http://127.0.0.1:{server.server_port}"
        check_leaflet(browser, f"{place}/leaflet.html")
        check_maplibre(browser, f"{place}/maplibre.html")


main(*sys.argv[1:])
