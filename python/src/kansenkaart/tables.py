"""Products as tables: types, units and systems as the products have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from .columns import column

# From pandas 3 on numbers are read to the last bit without being asked.
_PRECISION: dict[str, Any] = {} if int(pd.__version__.split(".")[0]) >= 3 else {"float_precision": "round_trip"}
_TYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean", "text": "string"}
# What a CSV does not tell stays text: it may be a code.
_IN_CSV = {**_TYPES, "any": "string"}


def read_table(path: Path, table: str) -> pd.DataFrame:
    """The table of a CSV: codes are text, years whole numbers, an empty cell is no value.

    ``attrs`` holds ``units``, ``titles`` and ``meanings`` by column.
    """
    names = list(pd.read_csv(path, nrows=0, encoding="utf-8-sig").columns)
    types = {name: _IN_CSV[known.type if (known := column(table, name)) else "text"] for name in names}
    frame = pd.read_csv(
        path, dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8-sig", **_PRECISION)
    return described(frame, table)


def read_guessed(path: Path, texts: set[str]) -> pd.DataFrame:
    """The table of a CSV whose columns docs/products.md does not tell of; those of ``texts`` and all names and codes
    stay text."""
    names = list(pd.read_csv(path, nrows=0, encoding="utf-8-sig").columns)
    types = {name: "string" for name in names
             if name in texts or name.endswith(("_id", "_code")) or "name" in name}
    types |= {name: "Int64" for name in names if name in ("year", "year_first")}
    return pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8-sig", **_PRECISION)


def read_layer(path: Path, layer: str | None, table: str) -> gpd.GeoDataFrame:
    """A layer with its geometry and system, in the types of the product."""
    frame = pyogrio.read_dataframe(path, layer=layer)
    return described(typed(frame, table), table)


def typed(frame: gpd.GeoDataFrame, table: str) -> gpd.GeoDataFrame:
    """The same with each column in the type that the product has, which drivers do not always keep."""
    for name in frame.columns:
        known = column(table, name)
        if known is not None and known.type in _TYPES and name != "geometry":
            frame[name] = frame[name].astype(_TYPES[known.type])
    return frame


def described(frame: Any, table: str) -> Any:
    """The same with ``attrs`` that tell of its columns."""
    known = {name: told for name in frame.columns if (told := column(table, name))}
    frame.attrs["table"] = table
    frame.attrs["units"] = {name: told.unit for name, told in known.items() if told.unit}
    frame.attrs["titles"] = {name: told.title for name, told in known.items()}
    frame.attrs["meanings"] = {name: told.meaning for name, told in known.items()}
    return frame
