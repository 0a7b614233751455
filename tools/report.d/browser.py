"""Drives Debian's Chromium over its DevTools protocol, through a pipe: standard library only.

The browser runs without a network: every name resolves to nothing, and pages come from disk.
"""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--remote-debugging-pipe",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking", "--no-first-run",
    "--force-device-scale-factor=1", "--hide-scrollbars", "--disable-component-update", "--disable-sync",
]


class Browser:
    """A running browser with one page. Use it with `with`."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="kansenkaart-browser-")
        to_browser, self.write = os.pipe()
        self.read, from_browser = os.pipe()
        # The browser reads commands from descriptor 3 and answers on 4.
        script = f'exec 3<&{to_browser} 4>&{from_browser}; exec chromium "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", script, "chromium", *FLAGS, f"--user-data-dir={self.folder}", "about:blank"],
            pass_fds=[to_browser, from_browser], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer, self.count, self.session = b"", 0, None
        self.messages = []  # what the console and the page complained about
        self.requests = []  # addresses that the page asked for
        self.tile = None  # picture that stands in for each tile of the network, in base64
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(t for t in targets if t["type"] == "page")
        self.session = self.call(
            "Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")
        self.call("Performance.enable", timeDomain="threadTicks")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        os.close(self.write)
        os.close(self.read)
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, method, **params):
        """Calls a method of the protocol and returns its result."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next_message()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def next_message(self):
        while b"\0" not in self.buffer:
            chunk = os.read(self.read, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser is gone")
            self.buffer += chunk
        line, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(line)
        self.note(message)
        return message

    def note(self, message):
        params = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        if message.get("method") == "Fetch.requestPaused":
            self.answer(params["requestId"])
        if message.get("method") == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.messages.append(details.get("exception", {}).get("description", details["text"]))
        if message.get("method") == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            self.messages.append(" ".join(str(a.get("value", a.get("description"))) for a in params["args"]))
        if message.get("method") == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            if "GPU stall due to ReadPixels" not in params["entry"]["text"]:
                self.messages.append(params["entry"]["text"])

    def serve_tiles(self, picture):
        """Has each tile of the network answered with a picture."""
        self.tile = base64.b64encode(picture).decode()
        self.call("Fetch.enable", patterns=[{"urlPattern": "https://*"}])

    def answer(self, request):
        """Answers a request with the tile; nobody waits for what the browser says to that."""
        message = {
            "id": 0, "method": "Fetch.fulfillRequest", "sessionId": self.session, "params": {
                "requestId": request, "responseCode": 200, "body": self.tile, "responseHeaders": [
                    {"name": "Content-Type", "value": "image/png"},
                    {"name": "Access-Control-Allow-Origin", "value": "*"}]}}
        os.write(self.write, json.dumps(message).encode() + b"\0")

    def saves_in(self, folder):
        """Has the browser save files in a folder without asking."""
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=folder)

    def saved(self, folder, seconds=20):
        """The path of the one file that is saved in a folder."""
        end = time.monotonic() + seconds
        while True:
            # Asking the browser anything has its messages read.
            self.run("0")
            names = [name for name in os.listdir(folder) if not name.endswith(".crdownload")]
            if names and names == os.listdir(folder):
                return os.path.join(folder, names[0])
            if time.monotonic() > end:
                raise TimeoutError("nothing was saved")
            time.sleep(0.05)

    def size(self, width, height, phone=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=phone)

    def open(self, path, fragment=""):
        """Opens a report from disk; returns the seconds until it is ready and drawn."""
        self.call("Page.navigate", url="about:blank")
        start = time.monotonic()
        self.call("Page.navigate", url=f"file://{os.path.abspath(path)}{fragment}")
        self.wait("document.documentElement?.dataset.ready === 'true'")
        self.idle()
        return time.monotonic() - start

    def visit(self, url):
        """Opens a page that the workbench serves, once it is ready and drawn."""
        self.call("Page.navigate", url=url)
        self.wait("document.documentElement?.dataset.ready === 'true'", 120)
        self.idle()

    def busy(self):
        """Seconds of processor time that the page's main thread has used so far."""
        metrics = self.call("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in metrics if m["name"] == "TaskDuration")

    def run(self, script):
        """The value of a script; promises are waited for."""
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    def wait(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.02)

    def idle(self):
        """Waits until the map has drawn all it has to."""
        self.run("""new Promise((done) => {
          if (typeof map === 'undefined' || !map) return done();
          const check = () => (map.loaded() && !map.isMoving() ? done() : map.once('idle', check));
          requestAnimationFrame(() => requestAnimationFrame(check));
        })""")

    def key(self, name, shift=False):
        codes = {"Tab": 9, "Enter": 13, "ArrowRight": 39, "ArrowLeft": 37, "ArrowDown": 40, " ": 32}
        text = {"Enter": "\r", " ": " "}.get(name)
        extra = {"text": text} if text else {}
        for kind in ["keyDown", "keyUp"]:
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name if name != " " else "Space",
                      windowsVirtualKeyCode=codes[name], modifiers=8 if shift else 0,
                      **(extra if kind == "keyDown" else {}))

    def click(self, x, y):
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ["mousePressed", "mouseReleased"]:
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def move(self, x, y):
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def screenshot(self, path=None, clip=None):
        params = {"clip": {**clip, "scale": 1}} if clip else {}
        data = base64.b64decode(self.call("Page.captureScreenshot", format="png", **params)["data"])
        if path:
            with open(path, "wb") as file:
                file.write(data)
        return data

    def pdf(self):
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True,
                                          preferCSSPageSize=True)["data"])
