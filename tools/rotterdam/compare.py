#!/usr/bin/env python3
"""Compares a run on Rotterdam with reference_per_neighbourhood.csv, row by row.

usage: compare.py DATA CITY ROOFS, the folders of the files, of the run and of the run with roofs as assets.

The reference gives areas to 0.1 m2, so a difference of 0.06 m2 is rounding; beyond that 1e-6 relative is
allowed. Every neighbourhood whose trees differ in number must be explained tree by tree: dropped with a
reason, or so near a border (measured, within the reach of its disc) that the disc counts for the other side.
"""

import csv
import gzip
import json
import math
import sys
from collections import Counter, defaultdict

data, city, roofs = sys.argv[1:4]
failures = 0


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def compare(name, expected, found):
    global failures
    wrong = [k for k in set(found) - set(expected) if k]
    wrong += [k for k in expected if abs(expected[k] - found.get(k, 0.0)) > 0.06 + 1e-6 * expected[k]]
    for key in wrong:
        print(f"  {name} of {key}: {found.get(key, 0.0)} where the reference has {expected.get(key)}")
    failures += len(wrong)
    print(f"{name}: {len(expected) - len(wrong)} of {len(expected)} neighbourhoods agree")


def inside(x, y, rings):
    result = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                result = not result
    return result


reference = {r["BUURTNAAM"]: r for r in rows(f"{data}/reference_per_neighbourhood.csv")}
found = {r["neighbourhood_code"]: r for r in rows(f"{city}/neighbourhoods.csv")}
for name, theirs, ours in (("area", "area_m2", "area_m2"), ("water", "water_union_m2", "water_area_m2")):
    compare(name, {k: float(r[theirs]) for k, r in reference.items()}, {k: float(r[ours]) for k, r in found.items()})

# The reference adds up roofs one by one, so a place under two roofs counts twice there.
roof_sums = defaultdict(float)
for row in rows(f"{roofs}/overlaps.csv"):
    if row["asset_id"] and row["area_m2"]:
        for code in filter(None, row["neighbourhood_code"].split(";")):
            roof_sums[code] += float(row["area_m2"]) * len(row["asset_id"].split(";"))
compare("roofs", {k: float(r["roof_m2"]) for k, r in reference.items()}, roof_sums)

# Trees, one by one.
areas = {}
for feature in json.load(open(f"{data}/tir_buurten.geojson"))["features"]:
    rings = feature["geometry"]["coordinates"]
    xs, ys = [p[0] for p in rings[0]], [p[1] for p in rings[0]]
    areas[feature["properties"]["BUURTNAAM"]] = (min(xs), min(ys), max(xs), max(ys), rings)


def homes(x, y, names=None):
    return [n for n in names or areas
            if areas[n][0] <= x <= areas[n][2] and areas[n][1] <= y <= areas[n][3] and inside(x, y, areas[n][4])]


# A tree's disc is a regular polygon of 32 sides with the area of a circle of 2 m: its corners reach this far.
REACH = 2 * math.sqrt(2 * math.pi / (32 * math.sin(2 * math.pi / 32))) + 1e-6


def distance(x, y, name):
    """From a tree to the border of a neighbourhood."""
    best = math.inf
    for ring in areas[name][4]:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            dx, dy = x2 - x1, y2 - y1
            t = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy or 1)))
            best = min(best, math.hypot(x - x1 - t * dx, y - y1 - t * dy))
    return best


home_of_work = {r["asset_id"]: r["neighbourhood_code"] for r in rows(f"{city}/opportunities.csv") if r["asset_type"] == "tree"}
counted = Counter(home_of_work.values())
record = json.load(open(f"{city}/run.json"))
dropped = {str(d["id"]): d["reason"] for i in record["inputs"] if "trees" in i["source"] for d in i["dropped"]}
different = {k for k, r in reference.items() if counted.get(k, 0) != int(r["trees"])}
explained = defaultdict(list)
if different:
    for tree in json.load(gzip.open(f"{data}/trees.geojson.gz"))["features"]:
        x, y = tree["geometry"]["coordinates"][:2]
        tree_id = str(tree["properties"]["ID"])
        ours = home_of_work.get(tree_id)
        if ours is not None and ours not in different and ours != "":
            continue
        theirs = homes(x, y)
        if ours not in theirs and (ours or theirs):
            for name in theirs:
                near = distance(x, y, name) <= REACH and "the larger part of its disc lies across the border"
                explained[name].append((-1, tree_id, dropped.get(tree_id, near)))
            if ours:
                near = distance(x, y, ours) <= REACH and "it stands across the border, its disc reaches in"
                explained[ours].append((1, tree_id, near))
for name in sorted(different):
    gap = counted.get(name, 0) - int(reference[name]["trees"])
    reasons = explained[name]
    ok = sum(step for step, _, _ in reasons) == gap and all(reason for _, _, reason in reasons)
    failures += not ok
    listed = ", ".join(f"{tree} ({reason})" for _, tree, reason in reasons[:4])
    print(f"  trees of {name}: {gap:+d}, {'explained' if ok else 'NOT explained'}: {listed}")
print(f"trees: {len(reference) - len(different)} of {len(reference)} neighbourhoods agree, the rest tree by tree")

print("Rotterdam agrees with the reference" if failures == 0 else f"Rotterdam: {failures} differences")
sys.exit(failures > 0)
