"""Shapely as an expert writes it: vectors, STRtree, prepared geometries, four processes.

Pieces of an asset are united per asset and not per theme; a line loses what each polygon covers,
since the pieces of a line do not unite safely. A neighbourhood's borders are noded on a fine grid and
polygonised, and each face is named by a point within it.
"""
import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd
import numpy as np
import pyogrio
import pyproj
import shapely
from common import SOURCE_SYSTEM, THEMES, WORKING_SYSTEM, Job, shares

PROCESSES = 4
job = Job()


def read(layer):
    return pyogrio.read_dataframe(job.source(layer), use_arrow=True)


def project(geometry):
    at = pyproj.Transformer.from_crs(SOURCE_SYSTEM, WORKING_SYSTEM, always_xy=True)
    xy = shapely.get_coordinates(geometry)
    return shapely.set_coordinates(geometry.copy(), np.c_[at.transform(xy[:, 0], xy[:, 1])])


with ThreadPoolExecutor(PROCESSES) as pool:
    nbh_frame, asset_frame, *theme_frames = pool.map(read, ["nbh", "assets", *THEMES])
job.done("read")
asset_source = np.asarray(asset_frame.geometry)
nbh, assets, *themes = (
    project(np.asarray(frame.geometry)) for frame in (nbh_frame, asset_frame, *theme_frames)
)
job.done("project")
is_line = shapely.get_type_id(assets) == 1
whole = np.where(is_line, shapely.length(assets), shapely.area(assets))
trees = [shapely.STRtree(theme) for theme in themes]
for tree in trees:
    tree.query(shapely.Point(0, 0))  # builds it before the processes part


def chunks():
    """Assets near each other, so that a process prepares few polygons."""
    box = shapely.bounds(assets)
    cell = ((box[:, :2] - box[:, :2].min(axis=0)) // 500).astype(int)
    return np.array_split(np.lexsort(cell.T), PROCESSES * 8)


def overlaps_of(rows):
    return rows, np.stack([overlap(rows, theme) for theme in range(len(THEMES))], axis=1)


def overlap(rows, theme):
    units, polygons = assets[rows], themes[theme]
    unit, polygon = trees[theme].query(units)
    shapely.prepare(polygons[np.unique(polygon)])
    measure = np.zeros(len(rows))
    covered = unit[shapely.covers(polygons[polygon], units[unit])]
    measure[covered] = whole[rows][covered]
    rest = ~np.isin(unit, covered)
    unit, polygon = unit[rest], polygon[rest]
    rest = shapely.intersects(polygons[polygon], units[unit])
    order = np.argsort(unit[rest], kind="stable")
    unit, polygon = unit[rest][order], polygon[rest][order]
    line = is_line[rows][unit]
    measure_areas(measure, unit[~line], polygons[polygon[~line]], units)
    measure_lengths(measure, unit[line], polygons[polygon[line]], units)
    return measure


def measure_areas(measure, unit, polygons, units):
    pieces = shapely.intersection(units[unit], polygons)
    ids, index, count = np.unique(unit, return_inverse=True, return_counts=True)
    single = count[index] == 1
    measure[unit[single]] = shapely.area(pieces[single])
    many, group = np.unique(unit[~single], return_inverse=True)
    if len(many):
        sets = shapely.geometrycollections(pieces[~single], indices=group)
        measure[many] = shapely.area(shapely.union_all(sets[:, None], axis=1))


def measure_lengths(measure, unit, polygons, units):
    left = units.copy()
    for row, polygon in zip(unit, polygons):
        left[row] = shapely.difference(left[row], polygon)
    rows = np.unique(unit)
    measure[rows] = shapely.length(units[rows]) - shapely.length(left[rows])


def combos_of(row):
    home = nbh[row]
    shapely.prepare(home)
    layers = [shapely.union_all(clip(theme, home)) for theme in range(len(THEMES))]
    borders = shapely.union_all([home.boundary, *(l.boundary for l in layers)], grid_size=1e-6)
    faces = shapely.get_parts(shapely.polygonize([borders]))
    x, y = shapely.get_coordinates(shapely.point_on_surface(faces)).T
    inside = shapely.contains_xy(home, x, y)
    key = np.zeros(len(faces), dtype=int)
    for bit, layer in enumerate(layers):
        shapely.prepare(layer)
        key |= shapely.contains_xy(layer, x, y).astype(int) << bit
    return np.bincount(key[inside], shapely.area(faces[inside]), 32)


def clip(theme, home):
    found = themes[theme][trees[theme].query(home, predicate="intersects")]
    within = shapely.contains_properly(home, found)
    return np.concatenate([found[within], shapely.intersection(found[~within], home)])


overlaps = np.zeros((len(assets), len(THEMES)))
with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
    for rows, measures in pool.imap_unordered(overlaps_of, chunks()):
        overlaps[rows] = measures
    job.done("assets")
    combos = np.array(pool.map(combos_of, range(len(nbh)), chunksize=1))
job.done("stack")

share, score = shares(overlaps, whole)
result = asset_frame.drop(columns="geometry").assign(
    **{f"{name}_share": share[:, i] for i, name in enumerate(THEMES)}, score=score
)
result = gpd.GeoDataFrame(result, geometry=asset_source, crs=4326)
pyogrio.write_dataframe(result, job.result(), driver="GeoJSON", layer_options={"RFC7946": "YES"})
job.done("write")
job.finish(overlaps, combos)
