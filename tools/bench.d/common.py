"""What the programs to compare share: the work, their arguments, and the file with their figures.

The work: read seven GeoJSON files, project them to EPSG:28992, and find
  overlaps  for each asset and theme the area (m2) or length (m) of the asset under the theme's polygons
            taken together. Shape: assets x 5.
  combos    for each neighbourhood the area in m2 of each of the 32 combinations of themes; bit i of the
            column number stands for theme i. Shape: neighbourhoods x 32.
and write the assets with the share of each theme and the weighted score as GeoJSON.
"""
import json
import sys
import time

import numpy as np

THEMES = ["water", "energy", "soil", "care", "vacancy"]
WEIGHTS = np.array([0.30, 0.25, 0.20, 0.15, 0.10])
# What Dutch data calls WGS84 is ETRS89 in practice.
SOURCE_SYSTEM, WORKING_SYSTEM = 4258, 28992


class Job:
    """Paths from the command line (CITY OUTPUT) and seconds by stage."""

    def __init__(self):
        self.city, self.output = sys.argv[1:3]
        self.stages = {}
        self.last = time.perf_counter()

    def source(self, layer):
        return f"{self.city}/{layer}.geojson"

    def result(self):
        return f"{self.output}/assets.geojson"

    def done(self, stage):
        now = time.perf_counter()
        self.stages[stage] = round(now - self.last, 3)
        self.last = now

    def finish(self, overlaps, combos):
        np.savez(f"{self.output}/figures.npz", overlaps=overlaps, combos=combos)
        with open(f"{self.output}/stages.json", "w", encoding="utf-8") as out:
            json.dump(self.stages, out)


def shares(overlaps, whole):
    """Share of each theme in an asset of the given area or length, and the weighted score."""
    share = overlaps / whole[:, None]
    return share, share @ WEIGHTS


def take_apart(combos):
    """Makes the areas of combinations, in place, of those of the intersections of their themes (which hold
    more themes too), by inclusion and exclusion."""
    for bit in range(len(THEMES)):
        for number in range(2 ** len(THEMES)):
            if not number >> bit & 1:
                combos[:, number] -= combos[:, number | 1 << bit]
