"""Asks a running service as people and programs do, and tells how long each kind of question takes.

Two users ask what-if all the while, one for weights and one for a wider horizon or a budget; what is measured comes
from a third. Each kind is asked one request after another on one connection, so that a time is that of an answer and
not of a queue that this program made.
"""

import argparse
import http.client
import json
import math
import os
import random
import re
import statistics
import threading
import time

from service import Service


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("project")
    parser.add_argument("--requests", type=int, default=200, help="of each kind")
    parser.add_argument("--without-browser", action="store_true")
    parser.add_argument("--without-users", action="store_true", help="nobody else asks")
    return parser.parse_args()


class Line:
    """One connection that stays open, as a browser's does."""

    def __init__(self, service):
        self.service = service
        self.connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=600)

    def get(self, path):
        """Status, bytes and milliseconds."""
        return self.request("GET", path)

    def ask(self, changes):
        """The same of a question."""
        return self.request("POST", "/ask", json.dumps({"changes": changes}), {"Content-Type": "application/json"})

    def request(self, method, path, body=None, headers={}):
        started = time.perf_counter()
        self.connection.request(method, path, body, {"Cookie": f"kansenkaart={self.service.key}", **headers})
        reply = self.connection.getresponse()
        text = reply.read()
        return reply.status, text, (time.perf_counter() - started) * 1000


def percentile(times, share):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def tell(what, times, goal=None):
    line = f"{what:<44}{len(times):>6}{statistics.median(times):>10.1f}{percentile(times, 0.95):>10.1f}{max(times):>10.1f}"
    print(line + (f"   goal p95 {goal} ms" if goal else ""), flush=True)


def memory(process):
    """The most memory that a process has held, and what it holds, in MB."""
    with open(f"/proc/{process}/status") as file:
        fields = dict(line.split(":", 1) for line in file)
    return [int(fields[name].split()[0]) / 1024 for name in ["VmHWM", "VmRSS"]]


def user(service, changes, stop, times):
    """Asks one question after another, with half a second to look at each answer."""
    line = Line(service)
    while not stop.is_set():
        status, text, milliseconds = line.ask(changes())
        if status != 200:
            raise RuntimeError(text[:500])
        times.append(milliseconds)
        stop.wait(0.5)


def tile_of(longitude, latitude, zoom):
    """Column and row of the web Mercator tile that holds a place."""
    count = 1 << zoom
    column = int((longitude + 180) / 360 * count)
    angle = math.radians(latitude)
    return column, int((1 - math.asinh(math.tan(angle)) / math.pi) / 2 * count)


def features(service, options, chance):
    line = Line(service)
    _, text, _ = line.get("/v1/collections?f=json")
    for collection in json.loads(text)["collections"]:
        name = collection["id"]
        if "." in name or ":" in name:
            continue
        _, text, _ = line.get(f"/v1/collections/{name}/items?limit=1&f=json")
        matched = json.loads(text)["numberMatched"]
        if matched < 1000:
            continue
        _, _, first = line.get(f"/v1/collections/{name}/items?limit=1000&f=json")
        times = []
        for _ in range(options.requests):
            offset = chance.randrange(max(1, matched - 1000))
            status, text, milliseconds = line.get(f"/v1/collections/{name}/items?limit=1000&offset={offset}&f=json")
            if status != 200 or json.loads(text)["numberReturned"] != min(1000, matched):
                raise RuntimeError(text[:500])
            times.append(milliseconds)
        tell(f"1,000 of {matched:,} {name} (first: {first:.0f})", times, 30)


def tiles(service, options, chance):
    """Tiles around random works: where people look is where something is."""
    line = Line(service)
    status, text, _ = line.get("/v1/collections/works?f=json")
    west, south, east, north = json.loads(text)["extent"]["spatial"]["bbox"][0][:4]
    kinds = ["works", "challenges"]
    for kind in kinds:
        for zoom in [10, 12, 13, 14, 15, 16]:
            seen, times, sizes = set(), [], []
            for _ in range(options.requests * 4):
                place = tile_of(chance.uniform(west, east), chance.uniform(south, north), zoom)
                if place in seen:
                    continue
                seen.add(place)
                status, text, milliseconds = line.get(
                    f"/v1/collections/{kind}/tiles/WebMercatorQuad/{zoom}/{place[1]}/{place[0]}?f=mvt")
                if status not in (200, 204):
                    raise RuntimeError(text[:500])
                times.append(milliseconds)
                sizes.append(len(text))
                if len(times) == options.requests:
                    break
            tell(f"{kind}, zoom {zoom}, {statistics.mean(sizes) / 1000:.0f} kB", times, 20)


def slider(service):
    """The page's weights in Chromium: from the slider's move to the frame in which the map has its new colours."""
    from browser import Browser
    with Browser() as browser:
        browser.call("Emulation.setDeviceMetricsOverride", width=1366, height=768, deviceScaleFactor=1, mobile=False)
        started = time.perf_counter()
        browser.visit(f"{service.url}")
        browser.wait("typeof map !== 'undefined' && map && map.loaded && map.loaded()", seconds=180)
        print(f"{'report open with its map':<50}{(time.perf_counter() - started) * 1000:>10.0f} ms", flush=True)
        browser.run("location.hash = 'tab=weights'")
        browser.wait("document.getElementById('weight-0')", seconds=60)
        times = browser.run("""(async () => {
          const times = [];
          const slider = document.getElementById('weight-0');
          for (let index = 0; index < 30; index++) {
            const painted = new Promise((done) => map.once('idle', done));
            const started = performance.now();
            slider.value = String((index * 7) % 50 / 10 + 0.1);
            slider.dispatchEvent(new Event('input'));
            await painted;
            times.push(performance.now() - started);
          }
          return JSON.stringify(times);
        })()""")
        tell("weight's slider to repainted map", json.loads(times), 100)


def main():
    options = arguments()
    chance = random.Random(20261129)
    started = time.perf_counter()
    with Service(options.project) as service:
        service.wait(1200)
        print(f"open after {time.perf_counter() - started:.1f} s, memory {memory(service.process.pid)[0]:.0f} MB, "
              f"load {os.getloadavg()[0]:.1f}", flush=True)
        themes = theme_keys(options.project)
        stop, weights, wider = threading.Event(), [], []
        people = [] if options.without_users else [
            threading.Thread(target=user, args=(service, lambda: {"weights": {
                name: round(chance.uniform(0.1, 5), 2) for name in themes}}, stop, weights)),
            threading.Thread(target=user, args=(service, lambda: {"works": {"all": {
                "later": chance.randrange(1, 10)}}}, stop, wider))]
        for person in people:
            person.start()
        print(f"{'milliseconds':<44}{'times':>6}{'median':>10}{'95 %':>10}{'most':>10}")
        features(service, options, chance)
        tiles(service, options, chance)
        if not options.without_browser:
            slider(service)
        stop.set()
        for person in people:
            person.join()
        if weights:
            tell("what if: other weights, asked of the service", weights)
        if wider:
            tell("what if: wider windows", wider)
        most, now = memory(service.process.pid)
        print(f"memory: most {most:.0f} MB, now {now:.0f} MB")


def theme_keys(project):
    """The themes of a project file, or of the one whose stack a folder holds."""
    if os.path.isdir(project):
        with open(f"{project}/run.json") as file:
            return list(json.load(file)["parameters"]["weights"])
    with open(project) as file:
        text = file.read()
    block = re.search(r"^themes:.*\n((?:[ #].*\n|\n)*)", text, re.MULTILINE)
    return re.findall(r"^  (\w+):", block[1], re.MULTILINE) if block else []


if __name__ == "__main__":
    main()
