"""SedonaDB in memory, four threads.

Pieces are united per asset; the 32 combinations follow from the areas of 32 intersections, by inclusion
and exclusion, neighbourhoods in shards on threads.
"""
import os

os.environ.setdefault("TOKIO_WORKER_THREADS", "4")

from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd
import numpy as np
import pyogrio
import sedonadb
from common import SOURCE_SYSTEM, THEMES, WORKING_SYSTEM, Job, shares, take_apart

SHARDS = 8
job = Job()
database = sedonadb.connect()


def table(name, query):
    """Keeps the result of a query in memory; through Arrow, since unions differ in what may be null."""
    database.create_data_frame(database.sql(query).to_arrow_table()).to_view(name, overwrite=True)


for layer in ["nbh", "assets", *THEMES]:
    database.read_pyogrio(job.source(layer)).to_memtable().to_view(f"{layer}_source", overwrite=True)
job.done("read")
for layer in ["nbh", "assets", *THEMES]:
    key = {"nbh": "nbh_id", "assets": "asset_id"}.get(layer, "id")
    table(
        layer,
        f"""SELECT {key}, ST_Transform(ST_SetCRS(wkb_geometry, 'EPSG:{SOURCE_SYSTEM}'),
            'EPSG:{WORKING_SYSTEM}') AS geom FROM {layer}_source""",
    )
job.done("project")

table("lines", "SELECT * FROM assets WHERE ST_Dimension(geom) = 1")
table("areas", "SELECT * FROM assets WHERE ST_Dimension(geom) = 2")
for name in THEMES:
    table(
        "pieces",
        f"""SELECT a.asset_id, ST_Intersection(a.geom, t.geom) AS piece
            FROM areas AS a JOIN {name} AS t ON ST_Intersects(a.geom, t.geom)""",
    )
    table(
        "covers",
        f"""SELECT l.asset_id, t.geom AS piece
            FROM lines AS l JOIN {name} AS t ON ST_Intersects(l.geom, t.geom)""",
    )
    for kind in ["pieces", "covers"]:
        table(
            f"united_{kind}",
            f"""SELECT asset_id, ST_UnaryUnion(ST_Collect_Agg(piece)) AS geom
                FROM {kind} GROUP BY asset_id""",
        )
    table(
        f"over_{name}",
        """SELECT asset_id, ST_Area(geom) AS measure FROM united_pieces
           UNION ALL
           SELECT l.asset_id, ST_Length(ST_Intersection(l.geom, u.geom)) AS measure
           FROM lines AS l JOIN united_covers AS u ON l.asset_id = u.asset_id""",
    )
overlaps = {}
for name in THEMES:
    found = database.sql(f"SELECT asset_id, measure FROM over_{name}").to_pandas()
    overlaps[name] = found.set_index("asset_id").measure
assets = database.sql(
    """SELECT asset_id, CASE WHEN ST_Dimension(geom) = 1 THEN ST_Length(geom) ELSE ST_Area(geom) END
       AS whole FROM assets ORDER BY asset_id"""
).to_pandas()
measures = np.stack(
    [overlaps[name].reindex(assets.asset_id, fill_value=0).to_numpy() for name in THEMES], axis=1
)
job.done("assets")

for name in THEMES:
    table(
        "clips",
        f"""SELECT n.nbh_id, ST_Intersection(t.geom, n.geom) AS piece
            FROM nbh AS n JOIN {name} AS t ON ST_Intersects(t.geom, n.geom)""",
    )
    table(
        f"within_{name}",
        "SELECT nbh_id, ST_UnaryUnion(ST_Collect_Agg(piece)) AS geom FROM clips GROUP BY nbh_id",
    )


def intersections(shard):
    """Number and areas of the intersections of each set of themes within the shard's neighbourhoods."""
    sets = ", ".join(f"w{bit}.geom AS s{1 << bit}" for bit in range(len(THEMES)))
    joins = " ".join(
        f"LEFT JOIN within_{name} AS w{bit} ON n.nbh_id = w{bit}.nbh_id"
        for bit, name in enumerate(THEMES)
    )
    view = f"shard_{shard}"
    table(
        view,
        f"SELECT n.nbh_id, n.geom AS s0, {sets} FROM nbh AS n {joins} WHERE n.nbh_id % {SHARDS} = {shard}",
    )
    for size in range(2, len(THEMES) + 1):
        numbers = [s for s in range(32) if s.bit_count() == size]
        more = ", ".join(f"ST_Intersection(s{s & (s - 1)}, s{s & -s}) AS s{s}" for s in numbers)
        table(view, f"SELECT *, {more} FROM {view}")
    areas = ", ".join(f"coalesce(ST_Area(s{s}), 0.0) AS s{s}" for s in range(32))
    return database.sql(f"SELECT nbh_id, {areas} FROM {view}").to_pandas()


count = int(database.sql("SELECT count(*) AS n FROM nbh").to_pandas().n[0])
combos = np.zeros((count, 32))
with ThreadPoolExecutor(4) as pool:
    for found in pool.map(intersections, range(SHARDS)):
        combos[found.nbh_id] = found.drop(columns="nbh_id").to_numpy()
take_apart(combos)
job.done("stack")

share, score = shares(measures, assets.whole.to_numpy())
source = database.sql("SELECT * FROM assets_source ORDER BY asset_id").to_pandas()
result = gpd.GeoDataFrame(
    source.drop(columns="wkb_geometry"), geometry=gpd.GeoSeries(source.wkb_geometry), crs=4326
).assign(**{f"{name}_share": share[:, i] for i, name in enumerate(THEMES)}, score=score)
pyogrio.write_dataframe(result, job.result(), driver="GeoJSON", layer_options={"RFC7946": "YES"})
job.done("write")
job.finish(measures, combos)
