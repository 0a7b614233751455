"""GeoPandas as most would write it: read_file, to_crs, overlay, dissolve, groupby."""
import warnings

import geopandas as gpd
import numpy as np
from common import SOURCE_SYSTEM, THEMES, WORKING_SYSTEM, Job, shares

# Pieces that are mere points or lines where surfaces touch; users ignore the warning.
warnings.filterwarnings("ignore", message=".*keep_geom_type.*")
job = Job()


def read(layer):
    frame = gpd.read_file(job.source(layer)).set_crs(SOURCE_SYSTEM, allow_override=True)
    return frame.to_crs(WORKING_SYSTEM)


nbh, assets = read("nbh"), read("assets")
themes = {name: read(name)[["geometry"]] for name in THEMES}
job.done("read")

is_line = assets.geom_type == "LineString"
whole = np.where(is_line, assets.length, assets.area)
lines, areas = (assets.loc[kind, ["asset_id", "geometry"]] for kind in (is_line, ~is_line))
overlaps = np.zeros((len(assets), len(THEMES)))
for column, name in enumerate(THEMES):
    pieces = gpd.overlay(areas, themes[name], how="intersection").dissolve(by="asset_id")
    overlaps[pieces.index, column] = pieces.area
    # Pieces of a line do not unite safely, so its length is what the theme leaves of it.
    left = gpd.overlay(lines, themes[name], how="difference").set_index("asset_id")
    overlaps[lines.asset_id, column] = whole[lines.asset_id]
    overlaps[left.index, column] -= left.length
job.done("assets")

stack = None
for name in THEMES:
    layer = themes[name].dissolve()
    layer[name] = 1
    stack = layer if stack is None else gpd.overlay(stack, layer, how="union")
parts = gpd.overlay(nbh[["nbh_id", "geometry"]], stack, how="intersection")
key = sum(parts[name].fillna(0).astype(int) * (1 << bit) for bit, name in enumerate(THEMES))
combos = np.zeros((len(nbh), 32))
np.add.at(combos, (parts.nbh_id, key), parts.area)
combos[:, 0] = nbh.area - combos.sum(axis=1)
job.done("stack")

share, assets["score"] = shares(overlaps, whole)
for column, name in enumerate(THEMES):
    assets[f"{name}_share"] = share[:, column]
assets.to_crs(4326).to_file(job.result(), driver="GeoJSON", RFC7946="YES")
job.done("write")
job.finish(overlaps, combos)
