"""The page of docs/python.md that reads tiles from a static web server, in Debian's Chromium."""

import http.server
import os
import re
import shutil
import sys
import threading

import pytest
from conftest import CHECKOUT

pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")


class Ranges(http.server.SimpleHTTPRequestHandler):
    """Answers a range of bytes, as static web servers do and Python's own does not."""

    def do_GET(self):
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not asked:
            if self.path == "/favicon.ico":
                self.send_response(204)
                return self.end_headers()
            return super().do_GET()
        first, last = map(int, asked.groups())
        with open(self.translate_path(self.path), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            file.seek(first)
            data = file.read(last - first + 1)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{first + len(data) - 1}/{size}")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def test_the_page_draws_works_and_challenges_from_ranges_of_the_archive(juinen, tmp_path):
    sys.path.insert(0, str(CHECKOUT / "tools/report.d"))
    from browser import Browser
    [page] = re.findall(r"```html\n(.*?)```", (CHECKOUT / "docs/python.md").read_text("utf-8"), re.S)
    (tmp_path / "tiles.html").write_text(page, "utf-8")
    for name in ("maplibre-gl.js", "maplibre-gl.css"):
        shutil.copy(CHECKOUT / "layers/maplibre" / name, tmp_path)
    juinen.to_pmtiles(tmp_path / "city.pmtiles", progress=False)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *given: Ranges(*given, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with Browser() as browser:
            browser.size(1000, 700)
            browser.call("Page.navigate", url=f"http://127.0.0.1:{server.server_port}/tiles.html")
            browser.wait("typeof map !== 'undefined' && map && map.getLayer('works') && map.loaded()")
            browser.idle()
            drawn = "map.queryRenderedFeatures({layers: ['%s']}).length"
            assert browser.run(drawn % "points") > 100 and browser.run(drawn % "challenges") > 100
            browser.run("map.jumpTo({zoom: 15.5}); true")
            browser.idle()
            assert browser.run(drawn % "works") > 10
            # What a spot shows is what the run says of it.
            work = browser.run("map.queryRenderedFeatures({layers: ['works']})"
                               ".find((feature) => !('feature_count' in feature.properties)).properties")
            told = juinen.works().set_index("work_id").loc[work["work_id"]]
            assert work["planned_year"] == told["planned_year"]
            if "KANSENKAART_PICTURES" in os.environ:
                browser.screenshot(os.path.join(os.environ["KANSENKAART_PICTURES"], "tiles.png"))
            assert not browser.messages, browser.messages
    finally:
        server.shutdown()
