"""Tells which geometries in a folder of products are not valid, as GEOS and a JSON reader see them.
usage: validity.py FOLDER"""
import glob
import json
import os
import sys

import pyogrio
import shapely


def geometries(path):
    """Names and geometries of a file's features; GeoJSON straight from its decimals."""
    if path.endswith(".geojson"):
        with open(path, encoding="utf-8") as file:
            features = json.load(file)["features"]
        for number, feature in enumerate(features):
            yield f"feature {number}", feature["geometry"] and shapely.geometry.shape(feature["geometry"])
    else:
        for layer, kind in pyogrio.list_layers(path):
            if kind is not None:
                _, _, found, _ = pyogrio.raw.read(path, layer=layer, columns=[])
                for number, geometry in enumerate(shapely.from_wkb(found)):
                    yield f"{layer}, feature {number}", geometry


def check(path):
    """Number of geometries of a file that are not valid."""
    count = unlocated = wrong = 0
    for name, geometry in geometries(path):
        count += 1
        if geometry is None:
            unlocated += 1
        elif geometry.is_empty or not geometry.is_valid:
            wrong += 1
            print(f"  {name}: {shapely.is_valid_reason(geometry)}")
    print(f"{os.path.basename(path)}: {count} features, {unlocated} without geometry, {wrong} invalid")
    return wrong


paths = sorted(
    path for kind in ["geojson", "gpkg", "fgb"] for path in glob.glob(f"{sys.argv[1]}/*.{kind}"))
sys.exit(1 if not paths or sum([check(path) for path in paths]) else 0)
