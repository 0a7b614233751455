"""The saved stack of a run as numpy arrays, without copying, and scores worked out from it to the last bit.

The format is told in docs/stack-format.md. Arrays are views of the file, which stays open as long as any of them is
there; they can't be written to.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Union

import numpy as np
import numpy.typing as npt
import pandas as pd
import yaml

from .errors import InputError, MissingInput, StaleError

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

_MAGIC, _VERSION = b"KKSTACK\n", 5
_TYPES: dict[int, np.dtype[Any]] = {
    number: np.dtype(name) for number, name in ((1, "<u1"), (2, "<i4"), (3, "<i8"), (4, "<u8"), (5, "<f8"))}
_ENTRY = struct.Struct("<32sIIQQ")


class Rows(NamedTuple):
    """Rows of the overlap table: what lies in one zone, under one set of assets and one set of planes."""

    #: Index of the zone; 0 is outside all neighbourhoods.
    zone: Ints
    #: Index of the set of assets (rows of area) or of the asset (rows of length).
    asset: Ints
    #: Index of the set of planes.
    signature: Ints
    #: m2 of surface, m of length, or a number of people.
    measure: Floats


@dataclass(frozen=True)
class AssetFigures:
    """What holds of each asset for any weights. Assets are in the order of :meth:`Stack.assets`."""

    #: Surface in m2. Shape: assets.
    surface: Floats
    #: Length in m. Shape: assets.
    length: Floats
    #: Surface in m2 under each theme. Shape: themes, assets.
    area: Floats
    #: Length in m under each theme. Shape: themes, assets.
    theme_length: Floats
    #: Severity of each theme over the asset, 0 to 1. Shape: themes, assets.
    severity: Floats
    #: The severity that counts in the score: over people where the theme is measured in them, else that of the ground.
    scored_severity: Floats


class Stack(Mapping[str, npt.NDArray[Any]]):
    """The saved stack of a run: a mapping of section names to arrays, and what they mean.

    It is not compared with its sources, as ``kansenkaart score`` does: it tells of the run that wrote it.
    """

    def __init__(self, path: Union[str, os.PathLike[str]]) -> None:
        """Opens the stack of an output folder, or a file ``stack.figures``.

        :raises MissingInput: where there is none.
        :raises StaleError: where it is of another version or damaged.
        """
        given = Path(path)
        self.path = given / "stack.figures" if given.is_dir() else given
        try:
            with open(self.path, "rb") as file:
                self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except FileNotFoundError:
            raise MissingInput(f"{self.path}: There is no such file. Name the output folder of a run that wrote it; "
                               "'kansenkaart run' does so.") from None
        except ValueError:
            raise self._damaged("it is empty") from None
        self._sections = self._read_directory()
        #: What is no table: themes, planes, neighbourhoods, records of sources.
        self.description: dict[str, Any] = json.loads(bytes(self["description"]))
        self._project: dict[str, Any] = yaml.safe_load(bytes(self["project"]).decode("utf-8"))
        self._figures: AssetFigures | None = None

    def _read_directory(self) -> dict[str, tuple[int, int, int, int]]:
        data = self._bytes
        if len(data) < 20 or bytes(data[:8]) != _MAGIC:
            raise self._damaged("it is no stack")
        version, count = struct.unpack_from("<II", data, 8)
        if version != _VERSION:
            raise StaleError(f"{self.path}: The stack is of version {version}, not {_VERSION}. Run again.")
        end = 16 + _ENTRY.size * count
        if len(data) < end + 4 or zlib.crc32(data[:end]) != struct.unpack_from("<I", data, end)[0]:
            raise self._damaged("its list of sections is damaged")
        sections = {}
        for index in range(count):
            name, type_, crc, offset, length = _ENTRY.unpack_from(data, 16 + _ENTRY.size * index)
            if type_ not in _TYPES or offset + length * _TYPES[type_].itemsize > len(data):
                raise self._damaged("a section lies outside it")
            sections[name.rstrip(b"\0").decode("utf-8")] = (type_, crc, offset, length)
        return sections

    def _damaged(self, how: str) -> StaleError:
        return StaleError(f"{self.path}: The stack can't be used: {how}. Run again.")

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        type_, _, offset, length = self._sections[name]
        return np.frombuffer(self._bytes, _TYPES[type_], length, offset)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sections)

    def __len__(self) -> int:
        return len(self._sections)

    def __repr__(self) -> str:
        return f"<Stack of {self.asset_count} assets under {', '.join(self.themes)}, in {self.path}>"

    def verify(self) -> None:
        """Compares every section with its checksum.

        :raises StaleError: where one is damaged.
        """
        for name, (type_, crc, offset, length) in self._sections.items():
            if zlib.crc32(self._bytes[offset:offset + length * _TYPES[type_].itemsize]) != crc:
                raise self._damaged(f"section '{name}' is damaged")

    @property
    def themes(self) -> list[str]:
        """Keys of the themes, in the project's order."""
        return [theme["key"] for theme in self.description["themes"]]

    @property
    def weights(self) -> dict[str, float]:
        """Weights of the themes in the project file of the run."""
        return {theme["key"]: float(theme["weight"]) for theme in self.description["themes"]}

    @property
    def asset_count(self) -> int:
        """Number of assets."""
        return int(self.description["counts"]["assets"])

    @property
    def areas(self) -> Rows:
        """The rows of surface, in m2."""
        return self._rows("areas.", "asset-set", "m2")

    @property
    def lengths(self) -> Rows:
        """The rows of length, in m."""
        return self._rows("lengths.", "asset", "m")

    def _rows(self, table: str, asset: str, measure: str) -> Rows:
        return Rows(self[table + "zone"], self[table + asset], self[table + "signature"], self[table + measure])

    def assets(self) -> pd.DataFrame:
        """The assets: ``source``, ``source_feature`` (position in it, from 1), ``m2`` and ``m`` of their geometry, and
        a place ``x``, ``y`` in the working system. Its index is the asset's number in the stack.

        What was dropped for its values, such as an id that is there twice, is no asset: ``run.json`` tells that.

        :raises StaleError: where ``run.json`` beside the stack is not that of its run.
        """
        from .results import Run
        dropped = {source["role"]: [feature["feature"] for feature in source["dropped"]]
                   for source in Run(self.path.parent).record["inputs"]}
        frames = []
        for entry, record in enumerate(self.description["scheduleRecords"]):
            places = self[f"schedule.{entry}.places"].reshape(-1, 2)
            frame = pd.DataFrame({
                "source": pd.array([record["source"]] * len(places), dtype="string"),
                "source_feature": self[f"schedule.{entry}.features"],
                "m2": self[f"schedule.{entry}.m2"], "m": self[f"schedule.{entry}.m"],
                "x": places[:, 0], "y": places[:, 1]})
            frames.append(frame[~frame["source_feature"].isin(dropped.get(f"schedule[{entry}]", []))])
        frame = pd.concat(frames, ignore_index=True)
        if len(frame) != self.asset_count:
            raise StaleError(f"{self.path.parent}: run.json is not that of the run that made the stack. Run again.")
        frame.attrs["units"] = {"m2": "m2", "m": "m"}
        return frame

    def scores(self, weights: Mapping[str, float] | None = None) -> Floats:
        """The score of each asset, 0 to 1; works on one asset share it. The same to the last bit as that of the
        program, whose products have nine decimals of it.

        :param weights: by theme; others are those of the run.
        :raises InputError: for a theme that there is not, or a weight below 0.
        """
        chosen = dict(self.weights)
        for theme, weight in (weights or {}).items():
            if theme not in chosen:
                raise InputError(f"There is no theme '{theme}'. There are: {', '.join(chosen)}.")
            if not (weight >= 0 and np.isfinite(weight)):
                raise InputError(f"The weight of '{theme}' is {weight}. Weights are 0 or more.")
            chosen[theme] = float(weight)
        severities = self.figures().scored_severity
        total = 0.0
        for weight in chosen.values():
            total += weight
        scores = np.zeros(self.asset_count)
        if total > 0:
            part = np.empty(self.asset_count)
            # In this order for the sake of the last bit.
            for weight, severity in zip(chosen.values(), severities):
                np.multiply(weight, severity, out=part)
                part /= total
                scores += part
        return scores

    def figures(self) -> AssetFigures:
        """What holds of each asset for any weights; worked out when it is first asked for."""
        if self._figures is None:
            self._figures = self._work_out()
        return self._figures

    def _work_out(self) -> AssetFigures:
        count = self.asset_count
        levels = self._severities(self["signatures"])
        # Sums go along the table's rows, one by one, as bincount does: other orders differ in the last bit.
        row, asset = self._members(self["areas.asset-set"], "")
        places, lines = self.areas, self.lengths
        measure = places.measure[row]
        surface = _sums(asset, measure, count)
        length = _sums(lines.asset, lines.measure, count)
        whole = np.where(surface > 0, surface, length)
        is_bare = surface == 0
        area, along, severity = [], [], []
        for theme in range(len(self.themes)):
            on_places = levels[theme, (places.zone == 0).astype(np.intp), places.signature][row]
            on_lines = levels[theme, (lines.zone == 0).astype(np.intp), lines.signature]
            area.append(_sums(asset, np.where(on_places > 0, measure, 0.0), count))
            along.append(_sums(lines.asset, np.where(on_lines > 0, lines.measure, 0.0), count))
            # An asset without a surface is measured by its length instead; one of the two sums is 0.
            sums = _sums(asset, measure * on_places, count) + np.where(
                is_bare, _sums(lines.asset, lines.measure * on_lines, count), 0.0)
            severity.append(_parts(sums, whole))
        grounds = np.array(severity).reshape(len(self.themes), count)
        scored = [self._severity_of_people(theme) for theme in range(len(self.themes))]
        return AssetFigures(
            surface, length, np.array(area), np.array(along), grounds,
            np.array([ground if of_people is None else of_people for ground, of_people in zip(grounds, scored)]))

    def _severity_of_people(self, theme: int) -> Floats | None:
        """Severity of a theme over the people whom each asset reaches; None where it is not measured in them."""
        key = (self._project["themes"][self.themes[theme]] or {}).get("measure")
        people = list(self._project.get("people") or {})
        if key is None or key not in people:
            return None
        under = f"people.{people.index(key)}."
        rows = self._rows(under + "areas.", "asset-set", "m2")
        levels = self._severities(self[under + "signatures"])[theme]
        row, asset = self._members(rows.asset, under)
        measure = rows.measure[row]
        severity = levels[(rows.zone == 0).astype(np.intp), rows.signature][row]
        numbers = _sums(asset, measure, self.asset_count)
        return _parts(_sums(asset, measure * severity, self.asset_count), numbers)

    def _members(self, sets: Ints, under: str) -> tuple[npt.NDArray[np.intp], Ints]:
        """For each asset of each row's set: the row's index, and the asset, in the order of rows."""
        members, starts = self[under + "asset-sets.members"], self[under + "asset-sets.starts"]
        sizes = np.diff(starts)[sets]
        row = np.repeat(np.arange(len(sets)), sizes)
        firsts = np.cumsum(sizes) - sizes
        place = np.arange(len(row)) - np.repeat(firsts, sizes)
        return row, members[starts[sets][row] + place]

    def _severities(self, patterns: npt.NDArray[np.uint64]) -> Floats:
        """Highest severity among a theme's planes that are met. Shape: themes, inside or outside, signatures."""
        words = patterns.reshape(-1, 2)
        levels = np.zeros((len(self.themes), 2, len(words)))
        for number, plane in enumerate(self._counting_planes()):
            holds = _has(words, number)
            area = plane.get("area")
            ground = _has(words, area["bit"]) if area else True
            for side in (0, 1):
                # A challenge by absence is only within neighbourhoods.
                is_there = (~holds if side == 0 else np.zeros_like(holds)) if plane["isOutside"] else holds
                level = np.where(is_there & ground, float(plane["severity"]), 0.0)
                np.maximum(levels[plane["theme"], side], level, out=levels[plane["theme"], side])
        return levels

    def _counting_planes(self) -> list[dict[str, Any]]:
        """The planes, with severity 0 where the project says that their layer does not count."""
        planes = [dict(plane) for plane in self.description["planes"]]
        for theme, key in enumerate(self.themes):
            for layer in (self._project["themes"][key] or {}).get("layers", []):
                if layer.get("counts", True):
                    continue
                own = [plane for plane in planes if plane["theme"] == theme and plane["source"] == layer.get("source")]
                if not own:
                    raise InputError(f"{self.path}: A layer of '{key}' does not count, and it is not clear which. Ask "
                                     "the program with 'kansenkaart score'.")
                for plane in own:
                    plane["severity"] = 0
        return planes


def _sums(index: npt.NDArray[Any], values: Floats, count: int) -> Floats:
    """The sum of the values of each index below ``count``, added one by one in their order."""
    return np.bincount(index, values, count).astype(np.float64, copy=False)


def _parts(sums: Floats, whole: Floats) -> Floats:
    """Sums as parts of the whole, which they may exceed by rounding; 0 where there is nothing."""
    return np.minimum(1.0, np.divide(sums, whole, out=np.zeros_like(sums), where=whole > 0))


def _has(words: npt.NDArray[np.uint64], bit: int) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = words[:, bit // 64] & np.uint64(1 << bit % 64) != 0
    return found
