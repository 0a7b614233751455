"""A running workbench, and a small project for it. Standard library only."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

SERVICE = os.environ["KANSENKAART_SERVICE"]
PROGRAM = os.environ["KANSENKAART_PROGRAM"]


class Service:
    """A workbench on a project. Use it with `with`; the project stays when it ends."""

    def __init__(self, project, *options):
        self.project, self.options = project, options

    def __enter__(self):
        # What it says goes to files: nobody has to read it for it to go on.
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [SERVICE, self.project, "--port", "0", *self.options], stdout=subprocess.PIPE, stderr=self.log)
        self.url = self.process.stdout.readline().decode().strip()
        if "--closed" in self.options:
            self.process.stdout.readline()
        self.key = self.url.split("key=")[1]
        self.port = int(self.url.split(":")[2].split("/")[0])
        return self

    def __exit__(self, *_):
        self.stop(signal.SIGTERM)

    def stop(self, how):
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def words(self):
        """All that it wrote in its log."""
        self.log.seek(0)
        return self.log.read().decode()

    def wait(self, seconds=120):
        """Waits until the project is open."""
        end = time.monotonic() + seconds
        while not self.ask("GET", "/state")[1]["open"]:
            if time.monotonic() > end:
                raise TimeoutError("the project does not open")
            time.sleep(0.02)
        return self

    def ask(self, method, path, body=None, key=True, **headers):
        """Asks and returns status, document and headers; `key` is a key, or whether that of the start goes along."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        sent = {"Content-Type": "application/json"} if body is not None else {}
        if key:
            sent["Cookie"] = f"kansenkaart={self.key if key is True else key}"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = None if body is None else body if isinstance(body, (bytes, str)) else json.dumps(body)
        connection.request(method, path, data, sent)
        reply = connection.getresponse()
        text = reply.read()
        connection.close()
        kind = reply.headers.get("content-type", "")
        return reply.status, json.loads(text) if "json" in kind else text, reply.headers

    def raw(self, data, seconds=5):
        """Sends bytes as they are and returns what comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(data)
            answer = b""
            try:
                while chunk := connection.recv(1 << 16):
                    answer += chunk
            except TimeoutError:
                pass
            return answer

    def link(self, name, kind, **more):
        """Makes a link and returns its key."""
        status, document, _ = self.ask("POST", "/links", {"name": name, "kind": kind, **more})
        if status != 200:
            raise RuntimeError(document)
        return document["key"]

    def version(self):
        """The version of the decisions, as whoever edits them sends it."""
        return self.ask("GET", "/decisions")[2]["etag"]

    def decide(self, decision, version=None, by="test"):
        return self.ask("POST", "/decisions", {"decision": decision, "by": by},
                        If_Match=version or self.version())


def small_project(roads=40):
    """A folder with a project of one neighbourhood and some roads, W1 and on."""
    folder = tempfile.mkdtemp(prefix="kansenkaart-small-")

    def square(x0, y0, x1, y1, **properties):
        ring = [[155000 + x, 463000 + y] for x, y in
                [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]]
        return {"type": "Feature", "properties": properties,
                "geometry": {"type": "Polygon", "coordinates": [ring]}}

    def write(name, features):
        with open(f"{folder}/{name}", "w") as file:
            json.dump({"type": "FeatureCollection", "features": features}, file)

    write("areas.geojson", [square(0, 0, 1000, 100, code="A", name="Here")])
    write("flood.geojson", [square(0, 0, 400, 100)])
    write("roads.geojson", [
        square(20 * n, 0, 20 * n + 15, 10, id=f"W{n + 1}", due=2028 + n % 5, cost=1000 + n)
        for n in range(roads)])
    with open(f"{folder}/project.yaml", "w") as file:
        file.write("""kansenkaart: 1
name: Small
crs: EPSG:28992
horizon: {from: 2027, to: 2036}
neighbourhoods: {source: areas.geojson, id: code, name: name, crs: "EPSG:28992"}
themes:
  water: {layers: [{source: flood.geojson, crs: "EPSG:28992"}]}
schedule:
  - source: roads.geojson
    crs: "EPSG:28992"
    asset_type: pavement-brick
    fields: {id: id, due: due, cost: cost}
    budget: roads
programme: {budgets: {roads: {per_year: 8000, carry_over: true}}}
""")
    return folder


def copy_of_demo():
    """A copy of the demo municipality that can be edited: its project file."""
    folder = tempfile.mkdtemp(prefix="kansenkaart-demo-")
    shutil.copytree("layers", f"{folder}/layers")
    return f"{folder}/layers/juinen/project.yaml"
