"""A city in memory that answers any number of questions: the program's own workbench, on this machine alone."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Union

import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

from . import program
from .errors import Cancelled, CommandError, InputError, KansenkaartError, MissingInput, ProgramFault, StaleError
from .program import Bar, Progress
from .results import PathLike, Run
from .scenario import Scenario
from .tables import described, typed

#: Tables of an answer, by the name of their collection.
COLLECTIONS = {"works": "opportunities", "challenges": "challenges", "neighbourhoods": "neighbourhoods",
               "projects": "candidates", "programme": "programme"}
_STAGES = {"reading": "Reading layers", "stacking": "Stacking", "mapping": "Finding opportunities",
           "bundling": "Making projects", "faces": "Making faces", "writing": "Writing products"}
_BY_STATUS: dict[int, type[KansenkaartError]] = {
    400: InputError, 404: MissingInput, 409: InputError, 412: StaleError, 422: InputError}
_PAGE = 10_000


class Session:
    """A city in memory. Use it with ``with``: it starts the workbench (docs/workbench.md) at a free port of this
    machine, with a key that nobody else has, and ends it at the end.

    Nothing is written: scenarios are asked, not saved.
    """

    def __init__(self, project: Union[PathLike, Run], *, threads: int | None = None, progress: Progress = None,
                 cancel: threading.Event | None = None) -> None:
        """Reads and stacks a project, or loads the stack that a run saved.

        :raises KansenkaartError: what is wrong with the project, in the program's words.
        """
        path = str(project.folder if isinstance(project, Run) else project)
        if not os.path.exists(path):
            raise MissingInput(f"{path}: There is no such file or folder.")
        if os.path.isdir(path) and not os.path.isfile(os.path.join(path, "run.json")):
            raise MissingInput(f"{path}: This is not the output folder of a run. Name one, or a project file.")
        service = program.find_program("kansenkaart-workbench")
        command = [str(service), path, "--port", "0", "--closed"]
        if threads is not None:
            command += ["--threads", str(threads)]
        self._progress = progress
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._log,
            env=program.environment(service))
        try:
            self._open(cancel)
        except BaseException:
            self.close()
            raise

    def _open(self, cancel: threading.Event | None) -> None:
        assert self._process.stdout
        address = urllib.parse.urlsplit(self._process.stdout.readline().decode().strip())
        if not address.hostname or not address.port:
            self._process.wait()
            raise ProgramFault(self._words() or "The workbench did not start.")
        self._host, self._port = address.hostname, address.port
        self._key = urllib.parse.parse_qs(address.query)["key"][0]
        with Bar(self._progress) as bar:
            shown = None
            while True:
                state = self._get("/state")
                if state["open"]:
                    return
                if state.get("problem"):
                    raise InputError(_told(state["problem"]))
                opening = state.get("opening") or {}
                if "stage" in opening and opening != shown:
                    shown = opening
                    bar.show(opening["stage"], _STAGES.get(opening["stage"], opening["stage"]),
                             float(opening.get("part", 0)))
                if cancel is not None and cancel.is_set():
                    raise Cancelled("The session was cancelled.")
                if self._process.poll() is not None:
                    raise ProgramFault(self._words() or "The workbench ended.")
                time.sleep(0.05)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the session, and the workbench with it."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()

    @property
    def scenarios(self) -> pd.DataFrame:
        """The scenarios that the project has: ``key``, ``name``, ``base`` and ``reason``."""
        found = pd.DataFrame(self._get("/scenarios")["scenarios"])
        return found[["key", "name", "base", "reason"]]

    def ask(self, scenario: Union[Scenario, Mapping[str, Any]], *, decisions: Sequence[Mapping[str, Any]] = (),
            against: str | None = None, language: str | None = None, cancel: threading.Event | None = None) -> Answer:
        """The answer to a scenario, or to bare changes, beside that of another scenario.

        :param decisions: further decisions, such as ``{"lock": ["R-12"], "year": 2030}``.
        :param against: key of the scenario that it changes and is held against; the scenario's base by default.
        :raises InputError: for changes that speak of what there is not.
        :raises Cancelled: after ``cancel``; the program stops working on it.
        """
        changes = scenario.changes if isinstance(scenario, Scenario) else scenario
        base = against or (scenario.base if isinstance(scenario, Scenario) else "base")
        body: dict[str, Any] = {"changes": dict(changes), "against": base}
        if decisions:
            body["decisions"] = [dict(decision) for decision in decisions]
        query = f"?lang={language}" if language else ""
        return Answer(self, self._stream("/ask" + query, body, cancel))

    def features(self, collection: str, scenario: str = "base") -> gpd.GeoDataFrame:
        """A collection of a scenario in the project's working system, with the columns of its product: ``works``,
        ``challenges``, ``neighbourhoods``, ``projects``, or ``programme``, which has no geometry and is a DataFrame.

        :raises MissingInput: where there is no such scenario or collection.
        """
        if collection not in COLLECTIONS:
            raise MissingInput(f"There is no collection '{collection}'. There are: {', '.join(COLLECTIONS)}.")
        name = collection if scenario == "base" else f"{scenario}.{collection}"
        about = self._get(f"/v1/collections/{urllib.parse.quote(name)}?f=json")
        system = about.get("storageCrs")
        query = f"?f=json&limit={_PAGE}" + (f"&crs={urllib.parse.quote(system, safe='')}" if system else "")
        address: str | None = f"/v1/collections/{urllib.parse.quote(name)}/items{query}"
        features: list[dict[str, Any]] = []
        while address:
            page = self._get(address)
            features += page["features"]
            following = next((link["href"] for link in page.get("links", []) if link["rel"] == "next"), None)
            address = _path(following) if following else None
        return _frame(features, system, COLLECTIONS[collection])

    def report(self, scenario: str = "base") -> str:
        """The report of a scenario, or of an answer by its key, as a page of HTML."""
        found = self._send("GET", "/" if scenario == "base" else f"/scenarios/{urllib.parse.quote(scenario)}")
        return found.decode("utf-8")

    def tile(self, z: int, row: int, column: int, collections: Sequence[str] = ("works", "challenges")) -> bytes:
        """A vector tile (Mapbox Vector Tile 2.1) of some collections on the grid of the web; empty where nothing is."""
        chosen = urllib.parse.quote(",".join(collections))
        return self._send("GET", f"/v1/tiles/WebMercatorQuad/{z}/{row}/{column}?collections={chosen}")

    def tile_document(self, collections: Sequence[str]) -> dict[str, Any]:
        """TileJSON of some collections."""
        chosen = urllib.parse.quote(",".join(collections))
        found: dict[str, Any] = json.loads(
            self._send("GET", f"/v1/tiles/WebMercatorQuad/tilejson.json?collections={chosen}"))
        return found

    def _get(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._send("GET", path))
        return found

    def _send(self, method: str, path: str) -> bytes:
        connection = self._connection()
        try:
            connection.request(method, path, headers=self._headers())
            reply = connection.getresponse()
            body = reply.read()
        except (OSError, http.client.HTTPException) as error:
            raise ProgramFault(f"The workbench does not answer: {error}. {self._words()}") from None
        finally:
            connection.close()
        if reply.status >= 400:
            raise _problem(reply.status, body)
        return body

    def _stream(self, path: str, body: dict[str, Any], cancel: threading.Event | None) -> dict[str, Any]:
        """Asks, listens to how far it is, and returns the reply. Whoever leaves has the work stopped."""
        connection = self._connection()
        headers = {**self._headers(), "Accept": "text/event-stream", "Content-Type": "application/json"}
        try:
            connection.request("POST", path, json.dumps(body), headers)
            reply = connection.getresponse()
            if reply.status >= 400:
                raise _problem(reply.status, reply.read())
            with Bar(self._progress) as bar:
                for name, data in _events(reply):
                    if cancel is not None and cancel.is_set():
                        raise Cancelled("The question was cancelled.")
                    if name == "progress":
                        told = json.loads(data)
                        bar.show(told["stage"], _STAGES.get(told["stage"], told["stage"]), told["part"])
                    elif name == "problem":
                        raise _problem(0, data)
                    elif name == "reply":
                        found: dict[str, Any] = json.loads(data)
                        return found
        except (OSError, http.client.HTTPException) as error:
            raise ProgramFault(f"The workbench does not answer: {error}. {self._words()}") from None
        finally:
            connection.close()
        raise ProgramFault("The workbench ended before it answered. " + self._words())

    def _connection(self) -> http.client.HTTPConnection:
        if self._process.poll() is not None:
            raise CommandError("The session has ended. Open another one.")
        return http.client.HTTPConnection(self._host, self._port)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key}"}

    def _words(self) -> str:
        self._log.seek(0)
        return self._log.read().decode("utf-8", "replace").strip().removeprefix("kansenkaart: ")


class Answer:
    """The answer to a question, beside that of the scenario that it changes."""

    def __init__(self, session: Session, document: dict[str, Any]) -> None:
        self._session = session
        #: All that the workbench told.
        self.document = document
        #: Its key, by which :meth:`Session.report` and tiles know it; the last 16 answers are kept.
        self.key: str = document["key"]

    def __repr__(self) -> str:
        return f"<Answer {self.key} against {self.document['against']}>"

    @property
    def sentences(self) -> list[str]:
        """What differs, in words."""
        return list(self.document["sentences"])

    @property
    def figures(self) -> pd.DataFrame:
        """The figures of docs/scenarios.md by ``key``: ``title``, ``unit``, ``before``, ``after`` and ``meaning``."""
        frame = pd.DataFrame(self.document["figures"]).set_index("key")
        return frame[["title", "unit", "before", "after", "meaning"]]

    @property
    def themes(self) -> pd.DataFrame:
        """Share of each theme's ground under works that are done, 0 to 1, before and after, each beside the share of
        all ground that chance would give."""
        return pd.DataFrame(self.document["themes"]).set_index("title")

    @property
    def differing_works(self) -> pd.DataFrame:
        """Works that come, go or move: id, year before and after, cost."""
        columns = ["id", "what", "before", "after", "kind", "street", "cost"]
        return _years(pd.DataFrame(self.document["works"], columns=columns))

    @property
    def differing_projects(self) -> pd.DataFrame:
        """Projects that come, go or move, by id, with their years."""
        return _years(pd.DataFrame(self.document["projects"], columns=["id", "before", "after"]))

    def works(self) -> gpd.GeoDataFrame:
        """All works under this answer."""
        return self.features("works")

    def projects(self) -> gpd.GeoDataFrame:
        """All projects under this answer."""
        return self.features("projects")

    def features(self, collection: str) -> gpd.GeoDataFrame:
        """A collection under this answer, see :meth:`Session.features`."""
        return self._session.features(collection, self.key)


def _years(frame: pd.DataFrame) -> pd.DataFrame:
    """The same with years as whole numbers, also where there is none."""
    return frame.astype({"before": "Int64", "after": "Int64"})


def _events(stream: http.client.HTTPResponse) -> Iterator[tuple[str, bytes]]:
    """The events of a stream; a pulse has no name."""
    name = ""
    for line in stream:
        if line.startswith(b"event: "):
            name = line[7:].strip().decode()
        elif line.startswith(b"data: "):
            yield name, line[6:].strip()
            name = ""
        elif line.startswith(b":"):
            yield "", b""


def _problem(status: int, body: bytes) -> KansenkaartError:
    try:
        told = json.loads(body)
    except ValueError:
        return ProgramFault(body.decode("utf-8", "replace"))
    return _BY_STATUS.get(int(told.get("status", status)), ProgramFault)(_told(told.get("detail") or told.get("title")))


def _told(problem: Any) -> str:
    return str(problem).removeprefix("kansenkaart: ")


def _path(address: str) -> str:
    parts = urllib.parse.urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _frame(features: list[dict[str, Any]], system: str | None, table: str) -> Any:
    """Features as a table; all but the programme have a geometry, also where there is no feature."""
    rows = pd.DataFrame([feature["properties"] for feature in features])
    shapes = [shape(feature["geometry"]) if feature.get("geometry") else None for feature in features]
    if table == "programme":
        return described(typed(rows, table), table)
    return described(typed(gpd.GeoDataFrame(rows, geometry=shapes, crs=system), table), table)
