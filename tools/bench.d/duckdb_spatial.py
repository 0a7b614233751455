"""DuckDB with its spatial extension, in memory, four threads.

Pieces are united per asset; the 32 combinations follow from the areas of 32 intersections, by inclusion
and exclusion. One statement over a hundred rows would run on one thread, so neighbourhoods go by cursors.
"""
from concurrent.futures import ThreadPoolExecutor

import duckdb
import numpy as np
from common import SOURCE_SYSTEM, THEMES, WEIGHTS, WORKING_SYSTEM, Job, take_apart
from duckdb_extensions import import_extension

THREADS = 4
job = Job()
database = duckdb.connect()
try:
    database.execute("LOAD spatial")
except duckdb.Error:
    import_extension("spatial")
    database.execute("LOAD spatial")
database.execute(f"SET threads = {THREADS}; SET preserve_insertion_order = false")


def read(layer):
    database.execute(f"""
        CREATE TABLE {layer} AS
        SELECT * EXCLUDE (geom), geom AS source,
          ST_Transform(geom, 'EPSG:{SOURCE_SYSTEM}', 'EPSG:{WORKING_SYSTEM}', always_xy := true) AS geom
        FROM ST_Read('{job.source(layer)}')""")


for layer in ["nbh", "assets", *THEMES]:
    read(layer)
job.done("read")

database.execute("CREATE TABLE lines AS SELECT asset_id, geom FROM assets WHERE ST_Dimension(geom) = 1")
database.execute("CREATE TABLE areas AS SELECT asset_id, geom FROM assets WHERE ST_Dimension(geom) = 2")
for name in THEMES:
    database.execute(f"""
        CREATE TABLE over_{name} AS
        SELECT asset_id, ST_Area(ST_Union_Agg(piece)) AS measure
        FROM (SELECT a.asset_id, ST_Intersection(a.geom, t.geom) AS piece
              FROM areas a JOIN {name} t ON ST_Intersects(a.geom, t.geom))
        GROUP BY asset_id
        UNION ALL
        SELECT asset_id, ST_Length(ST_Intersection(any_value(line), ST_Union_Agg(polygon))) AS measure
        FROM (SELECT l.asset_id, l.geom AS line, t.geom AS polygon
              FROM lines l JOIN {name} t ON ST_Intersects(l.geom, t.geom))
        GROUP BY asset_id""")
columns = ", ".join(f"coalesce(over_{name}.measure, 0) AS {name}" for name in THEMES)
joins = " ".join(f"LEFT JOIN over_{name} USING (asset_id)" for name in THEMES)
database.execute(f"CREATE TABLE result AS SELECT assets.*, {columns} FROM assets {joins}")
job.done("assets")


def intersections(home):
    """Area of the intersection of each set of themes within a neighbourhood, by the set's number."""
    cursor = database.cursor()
    table = f"home_{home}"
    clips = ", ".join(
        f"""(SELECT ST_Union_Agg(ST_Intersection(t.geom, n.geom)) FROM {name} t
             WHERE ST_Intersects(t.geom, n.geom)) AS s{1 << bit}"""
        for bit, name in enumerate(THEMES)
    )
    cursor.execute(
        f"CREATE TEMP TABLE {table} AS SELECT n.geom AS s0, {clips} FROM nbh n WHERE nbh_id = {home}"
    )
    for size in range(2, len(THEMES) + 1):
        sets = [s for s in range(32) if s.bit_count() == size]
        more = ", ".join(f"ST_Intersection(s{s & (s - 1)}, s{s & -s}) AS s{s}" for s in sets)
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT *, {more} FROM {table}")
    areas = ", ".join(f"coalesce(ST_Area(s{s}), 0)" for s in range(32))
    return cursor.execute(f"SELECT {areas} FROM {table}").fetchone()


count = database.execute("SELECT count(*) FROM nbh").fetchone()[0]
with ThreadPoolExecutor(THREADS) as pool:
    combos = np.array(list(pool.map(intersections, range(count))))
take_apart(combos)
job.done("stack")

whole = "(CASE WHEN ST_Dimension(geom) = 1 THEN ST_Length(geom) ELSE ST_Area(geom) END)"
share = ", ".join(f"{name} / {whole} AS {name}_share" for name in THEMES)
score = " + ".join(f"{weight} * {name} / {whole}" for name, weight in zip(THEMES, WEIGHTS))
database.execute(f"""
    COPY (SELECT * EXCLUDE (geom, source, {', '.join(THEMES)}), {share}, {score} AS score, source AS geom
          FROM result ORDER BY asset_id)
    TO '{job.result()}' WITH (FORMAT gdal, DRIVER 'GeoJSON', SRS 'EPSG:4326',
      LAYER_CREATION_OPTIONS ('RFC7946=YES'))""")
job.done("write")
rows = database.execute(f"SELECT {', '.join(THEMES)} FROM result ORDER BY asset_id").fetchnumpy()
job.finish(np.stack([np.asarray(rows[name]) for name in THEMES], axis=1), combos)
