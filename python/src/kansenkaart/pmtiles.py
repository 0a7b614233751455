"""Vector tiles in one file, for a static web server."""

from __future__ import annotations

import gzip
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Union

from .errors import InputError
from .program import Bar, Progress
from .results import PathLike, Run
from .session import Session

#: The last zoom of the program's own tiles; maps enlarge it.
LAST_ZOOM = 16


def to_pmtiles(source: Union[PathLike, Run, Session], path: PathLike, *,
               collections: Sequence[str] = ("works", "challenges"), zooms: tuple[int, int] = (8, 14),
               progress: Progress = None) -> Path:
    """Packs the program's own vector tiles into a PMTiles archive (version 3): a layer for each collection, each with
    the columns of its product. A map reads the tiles it needs by ranges of bytes; no service is needed.

    :param source: a run, a project file, or a session that is open.
    :param collections: ``works``, ``challenges``, ``neighbourhoods``, ``projects``; those of a scenario have its key
        before them (``half.works``).
    :param zooms: first and last zoom, within 0 to 16.
    :raises InputError: for zooms that there are not, or where PyPI's ``pmtiles`` is not installed.
    """
    first, last = zooms
    if not 0 <= first <= last <= LAST_ZOOM:
        raise InputError(f"Zooms {first} to {last} are not there. Tiles are made from 0 to {LAST_ZOOM}.")
    if not isinstance(source, Session):
        with Session(source, progress=progress) as city:
            return to_pmtiles(city, path, collections=collections, zooms=zooms, progress=progress)
    try:
        from pmtiles.tile import Compression, TileType, zxy_to_tileid
        from pmtiles.writer import Writer
    except ImportError:
        raise InputError("Tiles are packed with PyPI's 'pmtiles'. Install it: pip install 'kansenkaart[tiles]'.") \
            from None
    about = source.tile_document(collections)
    tiles = _tiles(source, about["bounds"], collections, zooms, progress)
    made = Path(path)
    half = made.with_name(f".{made.name}.new")
    try:
        with open(half, "wb") as file:
            writer = Writer(file)
            for number, data in sorted((zxy_to_tileid(*place), data) for place, data in tiles.items()):
                writer.write_tile(number, gzip.compress(data, mtime=0))
            writer.finalize(_header(about["bounds"], zooms, TileType.MVT, Compression.GZIP), _metadata(about))
        os.replace(half, made)
    finally:
        half.unlink(missing_ok=True)
    return made


def _tiles(city: Session, bounds: Sequence[float], collections: Sequence[str], zooms: tuple[int, int],
           progress: Progress) -> dict[tuple[int, int, int], bytes]:
    """The tiles that hold something, by zoom, column and row. Below an empty tile there are none."""
    first, last = zooms
    west, north = _place(bounds[0], bounds[3], first)
    east, south = _place(bounds[2], bounds[1], first)
    level = [(column, row) for column in range(west, east + 1) for row in range(north, south + 1)]
    tiles = {}
    with Bar(progress) as bar:
        for zoom in range(first, last + 1):
            below = []
            for index, (column, row) in enumerate(level):
                bar.show(f"zoom{zoom}", f"Zoom {zoom}", index / len(level))
                data = city.tile(zoom, row, column, collections)
                if data:
                    tiles[zoom, column, row] = data
                    below += [(2 * column + x, 2 * row + y) for x in (0, 1) for y in (0, 1)]
            level = below
    if not tiles:
        raise InputError("There is nothing to draw in the collections: " + ", ".join(collections))
    return tiles


def _place(longitude: float, latitude: float, zoom: int) -> tuple[int, int]:
    """Column and row of the tile at a place."""
    import math
    size = 2 ** zoom
    column = (longitude + 180) / 360 * size
    row = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * size
    return min(size - 1, max(0, int(column))), min(size - 1, max(0, int(row)))


def _header(bounds: Sequence[float], zooms: tuple[int, int], tile_type: Any, compression: Any) -> dict[str, Any]:
    west, south, east, north = (round(number * 1e7) for number in bounds)
    return {
        "version": 3, "tile_type": tile_type, "tile_compression": compression,
        "min_zoom": zooms[0], "max_zoom": zooms[1],
        "min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north,
        "center_zoom": min(zooms[1], zooms[0] + 4), "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }


def _metadata(about: dict[str, Any]) -> dict[str, Any]:
    known = ("name", "description", "attribution", "vector_layers")
    return {key: about[key] for key in known if about.get(key)}
