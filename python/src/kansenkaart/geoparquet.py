"""GeoParquet, out and in."""

from __future__ import annotations

import io
import os
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from .errors import InputError, MissingInput
from .results import PathLike

# GDAL's name for the column of numbers in a GeoPackage, which a field of a source may have too.
_NUMBERS = ("fid", "ogc_fid", "kansenkaart_fid")


def to_geoparquet(frame: gpd.GeoDataFrame, path: PathLike) -> Path:
    """Writes a table as GeoParquet 1.1 with a covering of boxes (the column ``bbox``), by which readers pass over what
    lies elsewhere. Units, titles and meanings of columns stand in the metadata of each field.

    The same table gives the same bytes, with the same versions of geopandas and pyarrow.
    """
    buffer = io.BytesIO()
    plain = frame.copy(deep=False)
    plain.attrs = {}
    plain.to_parquet(buffer, index=False, schema_version="1.1.0", write_covering_bbox=True, compression="zstd")
    table = pq.read_table(buffer)
    fields = [field.with_metadata(_about(frame, field.name)) for field in table.schema]
    table = table.cast(pa.schema(fields, metadata=table.schema.metadata))
    made = Path(path)
    half = made.with_name(f".{made.name}.new")
    try:
        pq.write_table(table, half, compression="zstd")
        os.replace(half, made)
    finally:
        half.unlink(missing_ok=True)
    return made


def from_geoparquet(source: PathLike, target: PathLike, *, layer: str | None = None) -> Path:
    """Makes a GeoPackage (``.gpkg``) or GeoJSON (``.geojson``) of a GeoParquet file, which a project names as its
    source. Values, ids and the coordinate system are kept; a GeoJSON has CRS84, as the format asks.

    :param layer: the layer's name in a GeoPackage; that of the file by default.
    :raises MissingInput: where the file is not there.
    :raises InputError: for a file without geometry or without a known system, or a column that the format can't hold.
    """
    given, made = Path(source), Path(target)
    if not given.exists():
        raise MissingInput(f"{given}: There is no such file.")
    if made.suffix not in (".gpkg", ".geojson"):
        raise InputError(f"{made}: The program reads no such file of ours. Call it .gpkg or .geojson.")
    try:
        frame = gpd.read_parquet(given)
    except ValueError as error:
        raise InputError(f"{given}: This is no GeoParquet: {error}") from None
    if frame.crs is None:
        raise InputError(f"{given}: It does not tell its coordinate system. Set it with GeoDataFrame.set_crs and write "
                         "the file again.")
    frame = _plain(frame, given)
    if made.suffix == ".geojson":
        frame = frame.to_crs("OGC:CRS84")
        options = {"driver": "GeoJSON", "RFC7946": "YES"}
    else:
        taken = {name.lower() for name in frame.columns}
        options = {"driver": "GPKG", "layer": layer or given.stem,
                   "FID": next(name for name in _NUMBERS if name not in taken)}
    half = made.with_name(f".new-{made.name}")
    try:
        pyogrio.write_dataframe(frame, half, **options)
        os.replace(half, made)
    finally:
        half.unlink(missing_ok=True)
    return made


def _plain(frame: gpd.GeoDataFrame, given: Path) -> gpd.GeoDataFrame:
    """The same with one geometry, without the covering and in types that sources have."""
    covering = [name for name in frame.columns if name == "bbox"]
    frame = frame.drop(columns=covering)
    for name in list(frame.columns):
        column = frame[name]
        if name == frame.geometry.name:
            continue
        if isinstance(column.dtype, gpd.array.GeometryDtype):
            raise InputError(f"{given}: It has a second geometry, '{name}'. Leave one.")
        if isinstance(column.dtype, pd.CategoricalDtype):
            frame[name] = column.astype(column.cat.categories.dtype)
        elif column.dtype == object:
            kinds = {type(value).__name__ for value in column.dropna()}
            if kinds & {"list", "dict", "tuple", "ndarray"}:
                raise InputError(f"{given}: The column '{name}' holds lists or structures, which sources do not have. "
                                 "Leave it out, or make columns of it.")
            if kinds == {"Decimal"}:
                frame[name] = column.astype(float)
    return frame


def _about(frame: gpd.GeoDataFrame, name: str) -> dict[str, str] | None:
    told = {key: frame.attrs.get(f"{key}s", {}).get(name) for key in ("unit", "title", "meaning")}
    found = {key: value for key, value in told.items() if value}
    return found or None
