"""Checks vector tiles with an independent decoder against the tables that they were made of.

usage: check.py TILES PRODUCTS
       check.py --gaps TILES PRODUCTS

TILES is what `tile-bench write` made; PRODUCTS holds the tables as GeoJSON, and a folder NetherlandsRDNewQuad with
the geometry of those that have one in RD; layers of other tables are passed over. Prints what it counted and ends with 1 where something is wrong:

1. Rings run as Mapbox Vector Tile 2.1 asks for, and polygons are valid.
2. Of a coverage, every edge within a tile is passed in both directions, or lies on the coverage's own border;
   its surfaces do not overlap. In whole numbers: there is no tolerance between neighbours. Nor is there ground that
   is a coverage's, and no surface's in the tile.
3. Each row is in the tiles of each zoom: as itself, or counted by a point that stands for several.
4. Properties are those of the table.
5. What is drawn lies where the table says, within the tolerance of the zoom.
6. Borders of a coverage go on at the same places beyond the sides of tiles.

With `--gaps` it reads the tiles of another program, ZOOM/COLUMN/ROW.pbf of web Mercator, and prints for each
coverage how many gaps and overlaps there are, by the same measure.
"""
import json
import math
import pathlib
import sys
from collections import Counter
from fractions import Fraction

import mapbox_vector_tile
import numpy as np
import shapely
from shapely.geometry import shape

COVERAGES = ("challenges", "neighbourhoods")
EXTENT, BUFFER = 4096, 64
# Two units of thinning, half a diagonal of rounding, and as much of noding and cutting again.
TOLERANCE = 2 + 2 * math.sqrt(0.5)
MERCATOR = 2 * math.pi * 6378137
PYRAMIDS = {
  "WebMercatorQuad": (-MERCATOR / 2, MERCATOR / 2, MERCATOR, 16),
  "NetherlandsRDNewQuad": (-285401.92, 903401.92, 3440.64 * 256, 13),
}

problems = Counter()
examples = {}


def problem(what, where):
  problems[what] += 1
  examples.setdefault(what, where)


def signed_area(ring):
  return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def polygons(geometry):
  kind, parts = geometry["type"], geometry["coordinates"]
  return {"Polygon": [parts], "MultiPolygon": parts}.get(kind, [])


def raw_rings(layer_bytes):
  """Rings as they stand in the bytes, before a decoder sorts them; by the specification."""
  from mapbox_vector_tile.Mapbox import vector_tile_pb2
  tile = vector_tile_pb2.tile()
  tile.ParseFromString(layer_bytes)
  for layer in tile.layers:
    for feature in layer.features:
      if feature.type != 3:
        continue
      rings, x, y, index = [], 0, 0, 0
      while index < len(feature.geometry):
        command, count = feature.geometry[index] & 7, feature.geometry[index] >> 3
        index += 1
        if command == 7:
          rings[-1].append(rings[-1][0])
          continue
        for _ in range(count):
          step = [(v >> 1) ^ -(v & 1) for v in feature.geometry[index:index + 2]]
          index += 2
          x, y = x + step[0], y + step[1]
          if command == 1:
            rings.append([])
          rings[-1].append((x, y))
      yield layer.name, feature.id, rings


def mercator(degrees):
  """Spherical Mercator, as EPSG:3857 has it."""
  return np.column_stack([
    6378137 * np.radians(degrees[:, 0]),
    6378137 * np.log(np.tan(math.pi / 4 + np.radians(degrees[:, 1]) / 2))])


class Table:
  """The rows of a table with their geometry in metres of a pyramid, or of the world."""

  def __init__(self, path, pyramid):
    self.properties = [feature["properties"] for feature in json.load(open(path))["features"]]
    in_system = path.parent / pyramid / path.name
    is_mercator = pyramid == "WebMercatorQuad"
    # Without a geometry in the pyramid's system it is only known which rows have one.
    self.has_places = is_mercator or in_system.exists()
    self.shapes = [
      shape(feature["geometry"]) if feature["geometry"] else None
      for feature in json.load(open(in_system if in_system.exists() else path))["features"]]
    if is_mercator:
      self.shapes = [one if one is None else shapely.transform(one, mercator) for one in self.shapes]
    self.drawn = {
      index + 1 for index, one in enumerate(self.shapes) if one is not None and not one.is_empty}
    self.name = path.stem
    if self.name in COVERAGES:
      self.border = shapely.unary_union(
        [one.buffer(0) for one in self.shapes if one is not None]).boundary


class Layer:
  """What was found of a table in the tiles of a zoom."""

  def __init__(self):
    self.ids, self.counted = set(), 0
    self.tiles = self.features = self.edges = self.outer = 0
    self.seams = {}


def check_rings(data, where):
  """Every ring in its direction: a shell first, then its holes."""
  for name, number, rings in raw_rings(data):
    for index, ring in enumerate(rings):
      area = signed_area(ring)
      if area == 0 or (index == 0 and area < 0):
        problem(f"{name}: a ring without area, or a first one that runs backwards", (where, number))


def holes(parts, border, to_tile):
  """Holes of what surfaces cover together that are none of the coverage's own: gaps between neighbours."""
  together = shapely.unary_union(parts)
  rings = [
    shapely.Polygon(ring) for one in shapely.get_parts(together) for ring in one.interiors
    if one.geom_type == "Polygon"]
  rings = [ring for ring in rings if ring.area > 1e-6]
  if not rings:
    return together, 0
  window = shapely.box(-BUFFER - 8, -BUFFER - 8, EXTENT + BUFFER + 8, EXTENT + BUFFER + 8)
  near = to_tile(border, window)
  return together, sum(
    1 for ring in rings if shapely.is_empty(near) or shapely.distance(ring, near) > TOLERANCE)


def check_coverage(table, features, to_tile, where, found):
  edges, total, parts = Counter(), 0, []
  for feature in features:
    for polygon in polygons(feature["geometry"]):
      one = shape({"type": "Polygon", "coordinates": polygon})
      total += one.area
      parts.append(one)
      for ring in polygon:
        for a, b in zip(ring, ring[1:]):
          edges[tuple(a), tuple(b)] += 1
  found.edges += len(edges)
  for edge, count in edges.items():
    if count > 1:
      problem(f"{table.name}: an edge twice in one direction", (where, edge))
  low, high = -BUFFER, EXTENT + BUFFER
  alone = [
    (a, b) for a, b in edges
    if (b, a) not in edges and not any(a[i] == b[i] and a[i] in (low, high) for i in (0, 1))]
  found.outer += len(alone)
  if alone:
    window = shapely.box(low - 8, low - 8, high + 8, high + 8)
    border = to_tile(table.border, window)
    middles = shapely.points([((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in alone])
    for (a, b), distance in zip(alone, shapely.distance(middles, border)):
      if not distance <= TOLERANCE:
        problem(f"{table.name}: a gap at a shared edge", (where, a, b, distance))
  if parts:
    together, gaps = holes(parts, table.border, to_tile)
    if abs(total - together.area) > 1e-6:
      problem(f"{table.name}: surfaces that overlap", where)
    if gaps:
      problem(f"{table.name}: a gap between surfaces", where)


def note_seams(features, column, row, seams):
  """Notes where borders meet the sides of a tile, so that neighbours can be compared."""
  sides = ((0, 0, (column, row)), (0, EXTENT, (column + 1, row)),
           (1, 0, (column, row)), (1, EXTENT, (column, row + 1)))
  edges = [
    (feature["id"], a, b) for feature in features for polygon in polygons(feature["geometry"])
    for ring in polygon for a, b in zip(ring, ring[1:])]
  for axis, limit, tile in sides:
    found = set()
    for number, a, b in edges:
      low, high = sorted((a, b), key=lambda place: place[axis])
      if low[axis] <= limit <= high[axis]:
        if low[axis] == high[axis]:
          found |= {(number, a[1 - axis]), (number, b[1 - axis])}
        else:
          part = Fraction(limit - low[axis], high[axis] - low[axis])
          found.add((number, low[1 - axis] + part * (high[1 - axis] - low[1 - axis])))
    seams.setdefault((axis, tile), {})[limit] = {
      place for place in found if 0 <= place[1] <= EXTENT}


def check_seams(name, zoom, seams):
  for side, found in seams.items():
    if len(found) == 2 and found[0] != found[EXTENT]:
      problem(f"{name}: a border that jumps at the side of a tile",
              (zoom, side, sorted(found[0] ^ found[EXTENT])[:4]))


def check_places(table, features, to_tile, where):
  window = shapely.box(-BUFFER - 8, -BUFFER - 8, EXTENT + BUFFER + 8, EXTENT + BUFFER + 8)
  for feature in features:
    if "feature_count" in feature["properties"] and not feature.get("id"):
      continue
    source = table.shapes[feature["id"] - 1]
    corners = shapely.points(shapely.get_coordinates(shape(feature["geometry"])))
    worst = shapely.distance(corners, to_tile(source, window)).max()
    if not worst <= TOLERANCE:
      problem(f"{table.name}: a place too far from the table's", (where, feature["id"], worst))


def check_properties(table, feature, where):
  wanted = {key: value for key, value in table.properties[feature["id"] - 1].items()
            if value is not None}
  if feature["properties"] != wanted:
    different = [
      (key, wanted.get(key), feature["properties"].get(key))
      for key in wanted.keys() | feature["properties"].keys()
      if wanted.get(key) != feature["properties"].get(key)]
    problem(f"{table.name}: other properties than in the table", (where, feature["id"], different))


def address(path):
  return int(path.parts[-3]), int(path.parts[-2]), int(path.stem)


def mover(pyramid, zoom, column, row):
  """What brings metres of a pyramid to units of a tile."""
  left, top, side, _ = PYRAMIDS[pyramid]
  unit = side / 2**zoom / EXTENT
  origin = (left + column * side / 2**zoom, top - row * side / 2**zoom)

  def to_tile(geometry, window):
    # Cut in metres, since whole cities take long to move.
    x = [origin[0] + value * unit for value in (window.bounds[0], window.bounds[2])]
    y = [origin[1] - value * unit for value in (window.bounds[1], window.bounds[3])]
    cut = shapely.intersection(geometry, shapely.box(x[0], y[1], x[1], y[0])) \
      if geometry.geom_type.endswith("LineString") else geometry
    return shapely.transform(
      cut, lambda places: (places - origin) * (1 / unit, -1 / unit))

  return to_tile


def check_tile(path, tables, pyramid, found):
  zoom, column, row = address(path)
  where = "/".join(path.parts[-5:])
  deepest = PYRAMIDS[pyramid][3]
  to_tile = mover(pyramid, zoom, column, row)
  data = path.read_bytes()
  check_rings(data, where)
  for name, layer in mapbox_vector_tile.decode(
      data, default_options={"y_coord_down": True}).items():
    if name not in tables:
      continue
    table, features, count = tables[name], layer["features"], found.setdefault((zoom, name), Layer())
    count.tiles += 1
    count.features += len(features)
    if (layer["version"], layer["extent"]) != (2, EXTENT):
      problem("another version or extent", where)
    for feature in features:
      if feature.get("id"):
        count.ids.add(feature["id"])
        check_properties(table, feature, where)
      else:
        x, y = feature["geometry"]["coordinates"]
        if 0 <= x < EXTENT and 0 <= y < EXTENT:
          count.counted += feature["properties"]["feature_count"]
      surface = [shape({"type": "Polygon", "coordinates": p}) for p in polygons(feature["geometry"])]
      if surface and not shapely.is_valid(shapely.multipolygons(surface)):
        problem(f"{name}: a surface that is not valid", (where, feature["id"]))
    if name in COVERAGES:
      check_coverage(table, features, to_tile, where, count)
      note_seams(features, column, row, count.seams)
    if table.has_places and zoom >= deepest - 2 and (column + row) % 3 == 0:
      check_places(table, features, to_tile, where)


def count_gaps(tiles, products):
  """Gaps and overlaps in the tiles of another program."""
  pyramid = "WebMercatorQuad"
  tables = {name: Table(pathlib.Path(products) / f"{name}.geojson", pyramid) for name in COVERAGES}
  found = Counter()
  for path in sorted(pathlib.Path(tiles).glob("*/*/*.pbf"), key=address):
    to_tile = mover(pyramid, *address(path))
    layers = mapbox_vector_tile.decode(
      path.read_bytes(), default_options={"y_coord_down": True})
    for name, layer in layers.items():
      # What is not valid there is made so, or the union could not be found.
      parts = [
        shapely.make_valid(shape({"type": "Polygon", "coordinates": polygon}))
        for feature in layer["features"] for polygon in polygons(feature["geometry"])]
      if parts:
        together, gaps = holes(parts, tables[name].border, to_tile)
        found[name, "tiles"] += 1
        found[name, "gaps"] += gaps
        found[name, "tiles with overlaps"] += sum(one.area for one in parts) - together.area > 1e-6
  for (name, what), count in sorted(found.items()):
    print(f"{name}: {count} {what}")


def main(tiles, products):
  for folder in sorted(pathlib.Path(tiles).iterdir()):
    tables = {
      path.stem: Table(path, folder.name) for path in pathlib.Path(products).glob("*.geojson")}
    found = {}
    for path in sorted(folder.glob("*/*/*.mvt"), key=address):
      check_tile(path, tables, folder.name, found)
    print(f"{folder.name}\nzoom layer           tiles features  rows counted   edges on a border")
    for (zoom, name), layer in sorted(found.items()):
      check_seams(name, zoom, layer.seams)
      print(f"{zoom:4d} {name:15s} {layer.tiles:5d} {layer.features:8d} {len(layer.ids):5d} "
            f"{layer.counted:7d} {layer.edges:7d} {layer.outer:11d}")
      rows = tables[name].drawn
      if not layer.ids <= rows or len(layer.ids) + layer.counted < len(rows) or (
          not layer.counted and layer.ids != rows):
        problem(f"{name}: rows that are in no tile of a zoom", (folder.name, zoom, len(rows)))
  for what, count in problems.items():
    print(f"WRONG, {count} times: {what}; first at {examples[what]}")
  gaps = sum(count for what, count in problems.items() if "a gap" in what or "an edge" in what)
  print(f"{gaps} gaps at shared edges")
  return 1 if problems else 0


if __name__ == "__main__":
  if sys.argv[1] == "--gaps":
    count_gaps(*sys.argv[2:4])
  else:
    sys.exit(main(*sys.argv[1:3]))
