"""PostGIS on a server of its own with four sessions.

    postgis.py CITY OUTPUT --prepare    makes an empty cluster, which is not part of the work
    postgis.py CITY OUTPUT              starts its server, does the work and stops it

Durability is off, since the cluster is thrown away. Assets and neighbourhoods go in shards to four sessions; the 32
combinations follow from the areas of 32 intersections, by inclusion and exclusion.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import psutil
import psycopg
from common import SOURCE_SYSTEM, THEMES, WEIGHTS, WORKING_SYSTEM, Job, take_apart

SESSIONS = 4
LAYERS = ["assets", "nbh", *THEMES]
# A server refuses to run as root, and the path of its socket must be short.
CLUSTER = f"{tempfile.gettempdir()}/kansenkaart-bench-postgis"
ADDRESS = f"host={CLUSTER} user=postgres dbname=postgres"
OWNER = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": CLUSTER,
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    # A quarter of the memory, as PostgreSQL's manual recommends.
    "shared_buffers": f"{psutil.virtual_memory().total // 4 // 2**20}MB",
    "work_mem": "128MB",
    "maintenance_work_mem": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",
}


def binary(name):
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    if not found:
        sys.exit(f"{name} is missing; install the package postgresql-15-postgis-3")
    return found[-1]


def prepare():
    shutil.rmtree(CLUSTER, ignore_errors=True)
    os.makedirs(CLUSTER)
    if OWNER:
        shutil.chown(CLUSTER, "postgres", "postgres")
    subprocess.run(
        [binary("initdb"), "--pgdata", f"{CLUSTER}/data", "--username", "postgres", "--auth", "trust",
         "--encoding", "UTF8", "--locale", "C"],
        check=True, stdout=subprocess.DEVNULL, cwd=CLUSTER, **OWNER)
    server = start()
    with session() as database:
        database.execute("CREATE EXTENSION postgis")
    stop(server)


def start():
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [binary("postgres"), "-D", f"{CLUSTER}/data", *settings],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=CLUSTER, **OWNER)
    for _ in range(600):
        try:
            session().close()
            return server
        except psycopg.OperationalError:
            time.sleep(0.05)
    sys.exit("the server did not start within 30 seconds")


def stop(server):
    server.terminate()
    server.wait()


def session():
    return psycopg.connect(ADDRESS, autocommit=True)


def execute(*statements):
    with session() as database:
        for statement in statements:
            database.execute(statement)


def load(layer):
    subprocess.run(
        ["ogr2ogr", "-f", "PostgreSQL", f"PG:{ADDRESS}", job.source(layer), "-nln", f"{layer}_source",
         "-a_srs", f"EPSG:{SOURCE_SYSTEM}", "-lco", "GEOMETRY_NAME=geom", "-lco", "SPATIAL_INDEX=NONE",
         "-lco", "UNLOGGED=ON", "-nlt", "GEOMETRY", "-gt", "65536"],
        check=True, env={**os.environ, "PG_USE_COPY": "YES"})


def project(layer):
    key = {"nbh": "nbh_id", "assets": "asset_id"}.get(layer, "id")
    execute(
        f"""CREATE UNLOGGED TABLE {layer} AS
            SELECT {key}, ST_Transform(geom, {WORKING_SYSTEM}) AS geom FROM {layer}_source""",
        f"CREATE INDEX ON {layer} USING gist (geom)",
        f"ANALYZE {layer}")


def overlap(part):
    """Overlaps of a theme with one of the shards of assets; a correlated query runs on one worker."""
    theme, shard = part
    execute(
        f"""INSERT INTO over_{theme}
            SELECT a.asset_id, CASE WHEN ST_Dimension(a.geom) = 1 THEN
              (SELECT ST_Length(ST_Intersection(a.geom, ST_Union(t.geom))) FROM {theme} t
               WHERE ST_Intersects(t.geom, a.geom))
            ELSE
              (SELECT ST_Area(ST_Union(CASE WHEN ST_Covers(t.geom, a.geom) THEN a.geom
                                       ELSE ST_Intersection(t.geom, a.geom) END)) FROM {theme} t
               WHERE ST_Intersects(t.geom, a.geom))
            END FROM assets a WHERE a.asset_id % {SESSIONS} = {shard}""")


def find_overlaps(pool):
    for theme in THEMES:
        execute(f"CREATE UNLOGGED TABLE over_{theme} (asset_id int, measure double precision)")
    list(pool.map(overlap, [(theme, shard) for theme in THEMES for shard in range(SESSIONS)]))
    execute(*(f"ANALYZE over_{theme}" for theme in THEMES))


def intersections(homes):
    """Area of the intersection of each set of themes within the neighbourhoods, by the set's number."""
    with session() as database:
        clips = ", ".join(
            f"""(SELECT ST_Union(CASE WHEN ST_Covers(n.geom, t.geom) THEN t.geom
                                 ELSE ST_Intersection(t.geom, n.geom) END) FROM {theme} t
                 WHERE ST_Intersects(t.geom, n.geom)) AS s{1 << bit}"""
            for bit, theme in enumerate(THEMES))
        database.execute(
            f"CREATE TEMP TABLE level_1 AS SELECT nbh_id, geom AS s0, {clips} FROM nbh n "
            f"WHERE nbh_id = ANY(ARRAY{homes})")
        for size in range(2, len(THEMES) + 1):
            sets = [s for s in range(32) if s.bit_count() == size]
            more = ", ".join(f"ST_Intersection(s{s & (s - 1)}, s{s & -s}) AS s{s}" for s in sets)
            database.execute(f"CREATE TEMP TABLE level_{size} AS SELECT *, {more} FROM level_{size - 1}")
        areas = ", ".join(f"coalesce(ST_Area(s{s}), 0)" for s in range(32))
        return database.execute(f"SELECT nbh_id, {areas} FROM level_{len(THEMES)}").fetchall()


def combinations(pool):
    with session() as database:
        homes = [row[0] for row in database.execute("SELECT nbh_id FROM nbh ORDER BY nbh_id")]
    combos = np.zeros((len(homes), 32))
    shards = [homes[first::16] for first in range(min(16, len(homes)))]
    for rows in pool.map(intersections, shards):
        for home, *areas in rows:
            combos[home] = areas
    take_apart(combos)
    return combos


def write():
    whole = "(CASE WHEN ST_Dimension(a.geom) = 1 THEN ST_Length(a.geom) ELSE ST_Area(a.geom) END)"
    measures = {theme: f"coalesce(over_{theme}.measure, 0) / {whole}" for theme in THEMES}
    share = ", ".join(f"{measure} AS {theme}_share" for theme, measure in measures.items())
    score = " + ".join(f"{weight} * {measure}" for weight, measure in zip(WEIGHTS, measures.values()))
    joins = " ".join(f"JOIN over_{theme} USING (asset_id)" for theme in THEMES)
    execute(
        "ANALYZE assets_source",
        f"""CREATE UNLOGGED TABLE result AS
            SELECT s.*, {share}, {score} AS score
            FROM assets_source s JOIN assets a USING (asset_id) {joins} ORDER BY asset_id""")
    subprocess.run(
        ["ogr2ogr", "-f", "GeoJSON", job.result(), f"PG:{ADDRESS}", "result", "-lco", "RFC7946=YES"],
        check=True)


def overlaps():
    columns = ", ".join(f"coalesce(over_{theme}.measure, 0)" for theme in THEMES)
    joins = " ".join(f"JOIN over_{theme} USING (asset_id)" for theme in THEMES)
    with session() as database:
        query = f"SELECT {columns} FROM assets {joins} ORDER BY asset_id"
        return np.array(database.execute(query).fetchall(), dtype=float)


def work():
    server = start()
    job.done("server")
    with ThreadPoolExecutor(SESSIONS) as pool:
        list(pool.map(load, LAYERS))
        job.done("read")
        list(pool.map(project, LAYERS))
        job.done("project")
        find_overlaps(pool)
        job.done("assets")
        combos = combinations(pool)
        job.done("stack")
    write()
    job.done("write")
    job.finish(overlaps(), combos)
    stop(server)
    shutil.rmtree(CLUSTER)


if "--prepare" in sys.argv:
    prepare()
else:
    job = Job()
    work()
