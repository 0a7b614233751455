"""Runs of a project, and what they wrote."""

from __future__ import annotations

import json
import os
import shutil
import threading
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

import geopandas as gpd
import pandas as pd

from . import program
from .errors import KansenkaartWarning, MissingInput, OutputError, StaleError
from .program import Progress
from .tables import read_layer, read_table

if TYPE_CHECKING:
    from .stack import Stack

PathLike = Union[str, "os.PathLike[str]"]
#: The four tables with geometry that every run has, by the name of their product.
GEOMETRY_TABLES = ("opportunities", "challenges", "neighbourhoods", "candidates", "buildings")


def run(project: PathLike, output: PathLike, *, products: Iterable[str] | None = None,
        neighbourhoods: Iterable[str] | None = None, extent: tuple[float, float, float, float] | None = None,
        threads: int | None = None, language: str | None = None, refresh: bool = False,
        progress: Progress = None, cancel: threading.Event | None = None) -> Run:
    """Makes the opportunity map of a project and writes its products into a folder, all of them or none.

    :param products: file names of products to write; all but FlatGeobuf by default.
    :param neighbourhoods: codes of the neighbourhoods to look at alone.
    :param extent: minx, miny, maxx, maxy in the project's working system, in place of ``neighbourhoods``.
    :param language: ``nl`` or ``en``; the project's own by default.
    :param refresh: fetch sources in databases anew.
    :param cancel: once set, the job stops and what is half written is gone.
    :raises KansenkaartError: with the program's words; :class:`Cancelled` after ``cancel``.
    """
    arguments: list[PathLike] = ["run", project, "--output", output]
    arguments += _options(products=products, threads=threads, language=language)
    if neighbourhoods is not None:
        arguments += ["--neighbourhood", ",".join(neighbourhoods)]
    if extent is not None:
        arguments += ["--extent=" + ",".join(repr(float(number)) for number in extent)]
    if refresh:
        arguments.append("--refresh")
    return _finished(arguments, output, progress, cancel)


def check(project: PathLike, *, threads: int | None = None, language: str | None = None,
          progress: Progress = None) -> str:
    """Reads and judges the sources of a project, writes nothing, and returns what is to be said of them.

    :raises KansenkaartError: with the program's words.
    """
    return program.call(["check", project, *_options(threads=threads, language=language)], progress=progress)


def draft(*files: PathLike) -> str:
    """The text of a first project file, made by looking at files; guesses in it are marked with CHECK.

    :raises KansenkaartError: with the program's words.
    """
    return program.call(["init", *files, "--no-questions"], tells_progress=False)


def demo(folder: PathLike) -> Path:
    """Puts the demo municipality, with the catalogues that it uses, into a new folder, and returns its project file.

    :raises OutputError: where the folder holds something already.
    """
    target = Path(folder)
    if target.exists() and any(target.iterdir()):
        raise OutputError(f"{target}: The folder holds something already. Name another one.")
    source = program.layers()
    for catalogue in sorted(source.glob("*.yaml")):
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(catalogue, target / catalogue.name)
    shutil.copytree(source / "juinen", target / "juinen")
    return target / "juinen/project.yaml"


class Run:
    """The output folder of a run."""

    def __init__(self, folder: PathLike, text: str = "") -> None:
        """Opens the folder that a run wrote.

        :raises MissingInput: where there is no record of a run.
        """
        #: The folder.
        self.folder = Path(folder)
        #: What the program said at its end; empty for a folder that was only opened.
        self.text = text
        #: The record of the run, ``run.json``.
        self.record: dict[str, Any] = _record(self.folder)

    def __repr__(self) -> str:
        parameters = self.record["parameters"]
        return (f"<Run of {parameters['name']}, {parameters['from']}-{parameters['to']}, "
                f"{self.record['works']['due']['works']} works due, in {self.folder}>")

    @property
    def products(self) -> list[str]:
        """Names of the files that the run wrote."""
        return [product["file"] for product in self.record["products"]]

    @property
    def warnings(self) -> list[str]:
        """What may make the figures other than was meant, in English."""
        return [f"{source['source']}: {note['text']['en']} ({note['count']})" for source in self.record["inputs"]
                for note in source["notes"] if note["is_warning"]]

    def works(self) -> gpd.GeoDataFrame:
        """The works (``opportunities``), in the order of the product."""
        return self.features("opportunities")

    def challenges(self) -> gpd.GeoDataFrame:
        """The stack itself: a surface for each neighbourhood and combination of challenges."""
        return self.features("challenges")

    def neighbourhoods(self) -> gpd.GeoDataFrame:
        """The neighbourhoods with their figures."""
        return self.features("neighbourhoods")

    def projects(self) -> gpd.GeoDataFrame:
        """The projects (``candidates``): works that gain by being done together."""
        return self.features("candidates")

    def features(self, table: str) -> gpd.GeoDataFrame:
        """A table with geometry: in the project's working system where the run wrote its GeoPackage, in CRS84 with
        seven decimals where it wrote GeoJSON alone.

        :raises MissingInput: where the run wrote neither.
        """
        package = self._product("kansenkaart.gpkg")
        if package is not None and table in package["rows"]:
            return self._from_package(table)
        file = f"{table}.geojson"
        if self._product(file) is None:
            raise MissingInput(f"{self.folder}: The run wrote neither kansenkaart.gpkg with '{table}' nor {file}.")
        return read_layer(self._path(file), None, table)

    def _from_package(self, table: str) -> gpd.GeoDataFrame:
        path = self._path("kansenkaart.gpkg")
        names = [table] if table != "opportunities" else _layers_of_works(path)
        frames = [read_layer(path, name, table) for name in names]
        frame = frames[0]
        if len(frames) > 1:
            attrs = frame.attrs
            for part in frames:
                part.attrs = {}
            frame = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=frame.crs)
            frame.attrs = attrs
        if table == "opportunities" and self._product("opportunities.csv") is not None:
            # Lines and points have layers of their own; this brings the works into the product's order.
            order = pd.read_csv(self._path("opportunities.csv"), usecols=["work_id"], dtype="string",
                                keep_default_na=False, encoding="utf-8-sig")["work_id"]
            places = pd.Index(frame["work_id"]).get_indexer(order)
            if len(places) != len(frame) or (places < 0).any():
                raise StaleError(f"{self.folder}: kansenkaart.gpkg and opportunities.csv have other works: they are not "
                                 "of one run. Run again.")
            frame = frame.iloc[places].reset_index(drop=True)
        return frame

    @property
    def tables(self) -> list[str]:
        """Names of the tables that ``table`` reads."""
        return [file.removesuffix(".csv") for file in self.products if file.endswith(".csv")]

    def table(self, name: str) -> pd.DataFrame:
        """A product without its geometry, such as ``undone``; docs/products.md lists them. Codes are text, years whole
        numbers; ``attrs`` holds units and meanings.

        :raises MissingInput: where the run did not write it.
        """
        if name not in self.tables:
            raise MissingInput(f"{self.folder}: There is no table '{name}'. There are: {', '.join(self.tables)}.")
        return read_table(self._path(f"{name}.csv"), name)

    def stack(self) -> Stack:
        """The saved stack, as numpy arrays that are not copied."""
        from .stack import Stack
        return Stack(self.folder)

    def score(self, output: PathLike, *, weights: Mapping[str, float] | None = None,
              horizon: tuple[int, int] | None = None, products: Iterable[str] | None = None,
              threads: int | None = None, language: str | None = None, progress: Progress = None,
              cancel: threading.Event | None = None) -> Run:
        """Asks the saved stack again, with other weights or years, and writes the products into another folder. They
        are those of a run with the same weights and horizon, to the byte.

        :param weights: by theme; others are the project's.
        :raises StaleError: where a source or the project has changed since the run.
        """
        arguments: list[PathLike] = ["score", self.folder, "--output", output]
        if weights:
            arguments += ["--weights", ",".join(f"{theme}={float(weight)!r}" for theme, weight in weights.items())]
        if horizon:
            arguments += ["--horizon", f"{horizon[0]}-{horizon[1]}"]
        arguments += _options(products=products, threads=threads, language=language)
        return _finished(arguments, output, progress, cancel)

    def explain(self, id: str, *, language: str | None = None) -> str:
        """Why a project is proposed, or why a work is in none."""
        return program.call(["explain", id, self.folder, *_options(language=language)], tells_progress=False)

    def to_geoparquet(self, folder: PathLike) -> list[Path]:
        """Writes each table with geometry as GeoParquet 1.1, see :func:`kansenkaart.to_geoparquet`; returns the
        files."""
        from .geoparquet import to_geoparquet
        Path(folder).mkdir(parents=True, exist_ok=True)
        return [to_geoparquet(self.features(table), Path(folder) / f"{table}.parquet")
                for table in GEOMETRY_TABLES if self._has_features(table)]

    def to_pmtiles(self, path: PathLike, **options: Any) -> Path:
        """Writes vector tiles for a static web server, see :func:`kansenkaart.to_pmtiles`."""
        from .pmtiles import to_pmtiles
        return to_pmtiles(self, path, **options)

    def _has_features(self, table: str) -> bool:
        package = self._product("kansenkaart.gpkg")
        return self._product(f"{table}.geojson") is not None or (package is not None and table in package["rows"])

    def _product(self, file: str) -> dict[str, Any] | None:
        return next((product for product in self.record["products"] if product["file"] == file), None)

    def _path(self, file: str) -> Path:
        path = self.folder / file
        product = self._product(file)
        if not path.is_file():
            raise MissingInput(f"{path}: The file is gone. Run again.")
        if product is not None and path.stat().st_size != product["bytes"]:
            raise StaleError(f"{path}: The file is not the one that run.json tells of. Run again.")
        return path


def _finished(arguments: list[PathLike], output: PathLike, progress: Progress, cancel: threading.Event | None) -> Run:
    done = Run(output, program.call(arguments, progress=progress, cancel=cancel))
    for warning in done.warnings:
        warnings.warn(warning, KansenkaartWarning, stacklevel=3)
    return done


def _options(products: Iterable[str] | None = None, threads: int | None = None,
             language: str | None = None) -> list[str]:
    options = []
    if products is not None:
        options += ["--products", ",".join(products)]
    if threads is not None:
        options += ["--threads", str(threads)]
    if language is not None:
        options += ["--language", language]
    return options


def _record(folder: Path) -> dict[str, Any]:
    path = folder / "run.json"
    try:
        record = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise MissingInput(f"{path}: There is no such file. Name the output folder of a run.") from None
    except ValueError:
        raise StaleError(f"{path}: This is not the record of a run.") from None
    if not isinstance(record, dict) or record.get("kansenkaart_run") != 1:
        raise StaleError(f"{path}: This is not the record of a run.")
    return record


def _layers_of_works(path: Path) -> list[str]:
    import pyogrio
    return [name for name in pyogrio.list_layers(path)[:, 0]
            if name in ("opportunities", "opportunities_lines", "opportunities_points")]
