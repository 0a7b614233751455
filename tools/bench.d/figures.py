"""The figures of each program, and whether they agree."""
import csv
import json
import os

import numpy as np
from common import THEMES

TOLERANCE = 1e-6


def program_figures(output):
    """Overlaps and combinations as a program to compare left them."""
    with np.load(f"{output}/figures.npz") as found:
        return {name: found[name] for name in found.files}


def product_figures(city, output):
    """The same from our products; combinations are in `overlaps.csv`, which only the full run writes."""
    figures = {"overlaps": overlaps(f"{output}/opportunities.geojson")}
    if os.path.exists(f"{output}/overlaps.csv"):
        figures["combos"] = combos(f"{output}/overlaps.csv", neighbourhood_rows(city))
    return figures


def overlaps(path):
    """Area or length by asset and theme. Features stand on a line each."""
    rows = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if not line.startswith('{"type":"Feature",'):
                continue
            text = line[line.index('{"work_id"') : line.index(',"geometry":')]
            work = json.loads(text)
            measures = [(work[f"{t}_area_m2"] or 0) + (work[f"{t}_length_m"] or 0) for t in THEMES]
            rows[int(work["asset_id"])] = measures
    return np.array([rows[asset] for asset in range(len(rows))])


def neighbourhood_rows(city):
    with open(f"{city}/nbh.geojson", encoding="utf-8") as file:
        features = json.load(file)["features"]
    return {f["properties"]["nbh_code"]: f["properties"]["nbh_id"] for f in features}


def combos(path, rows):
    found = np.zeros((len(rows), 32))
    bits = {name: 1 << bit for bit, name in enumerate(THEMES)}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["neighbourhood_code"] and row["area_m2"]:
                key = sum(bits[name] for name in row["themes"].split(";") if name)
                found[rows[row["neighbourhood_code"]], key] += float(row["area_m2"])
    return found


def agreement(figures, names):
    """Compares all programs with the first that has each figure; prints and returns the verdict."""
    agreed = True
    for kind in ["overlaps", "combos"]:
        having = [name for name in figures if kind in figures[name]]
        for name in having[1:]:
            first, other = figures[having[0]][kind], figures[name][kind]
            total = np.abs(first.sum(axis=0) - other.sum(axis=0)) / first.sum(axis=0)
            # Of the largest figure in the row, so that rounding of small ones does not count.
            scale = np.maximum(first.max(axis=1), 1)
            each = (np.abs(first - other).max(axis=1) / scale).max()
            ok = max(total.max(), each) <= TOLERANCE
            agreed &= ok
            print(
                f"{kind:9}{names[having[0]]} and {names[name]}: totals differ by {total.max():.1e}, "
                f"single figures by {each:.1e}: {'agree' if ok else 'DISAGREE'}"
            )
    return agreed
