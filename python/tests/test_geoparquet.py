"""GeoParquet out, read by geopandas and DuckDB; GeoParquet in, read by the program."""

import decimal
import json
import os

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

import kansenkaart as kk


@pytest.fixture(scope="module")
def files(juinen, tmp_path_factory):
    folder = tmp_path_factory.mktemp("parquet")
    return {path.stem: path for path in juinen.to_geoparquet(folder)}


def test_every_table_with_geometry_is_written(files):
    assert set(files) == {"opportunities", "challenges", "neighbourhoods", "candidates", "buildings"}


@pytest.mark.parametrize("table", ["opportunities", "challenges", "neighbourhoods", "candidates", "buildings"])
def test_geopandas_and_duckdb_read_equal_counts_and_areas(files, juinen, table):
    ours = juinen.features(table)
    theirs = gpd.read_parquet(files[table])
    assert len(theirs) == len(ours) and theirs.crs == ours.crs
    assert theirs.geometry.geom_equals_exact(ours.geometry, 0).all()
    found = duckdb.connect().sql(f"select geometry from '{files[table]}'").fetchall()
    shapes = shapely.from_wkb(np.array([row[0] for row in found], dtype=object))
    assert len(shapes) == len(ours)
    np.testing.assert_array_equal(shapely.area(shapes), shapely.area(ours.geometry.array))


def check_with_sedona(path, ours):
    """Counts and areas as SedonaDB has them, which neither GEOS of ours nor shapely works out."""
    import sedonadb
    city = sedonadb.connect()
    city.read_parquet(str(path)).to_view("features")
    asked = "select count(*) as number, coalesce(sum(ST_Area(geometry)), 0.0) as area from features"
    [found] = city.sql(asked).to_arrow_table().to_pylist()
    assert found["number"] == len(ours)
    assert found["area"] == pytest.approx(shapely.area(ours.geometry.array).sum(), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("table", ["opportunities", "challenges", "neighbourhoods", "candidates", "buildings"])
def test_sedonadb_reads_equal_counts_and_areas(files, juinen, table):
    check_with_sedona(files[table], juinen.features(table))


@pytest.mark.skipif("KANSENKAART_M" not in os.environ, reason="KANSENKAART_M names no run of M")
def test_m_is_read_with_equal_counts_and_areas(tmp_path):
    run = kk.Run(os.environ["KANSENKAART_M"])
    for table in ("opportunities", "challenges"):
        ours = run.features(table)
        path = kk.to_geoparquet(ours, tmp_path / f"{table}.parquet")
        check_with_sedona(path, ours)
        [(count, area)] = duckdb.connect().sql(f"select count(*), sum(area_m2) from '{path}'").fetchall()
        assert count == len(ours) and area == pytest.approx(ours["area_m2"].sum(), rel=1e-9)
        assert gpd.read_parquet(path).geometry.area.sum() == ours.geometry.area.sum()


def test_duckdb_adds_up_the_columns(files, juinen):
    [(count, area, cost)] = duckdb.connect().sql(
        f"select count(*), sum(area_m2), sum(cost_eur) from '{files['opportunities']}'").fetchall()
    works = juinen.works()
    assert count == len(works)
    assert area == pytest.approx(works["area_m2"].sum(), rel=1e-12)
    assert cost == pytest.approx(works["cost_eur"].sum(), rel=1e-12)


def test_it_is_version_1_1_with_a_covering_by_which_readers_choose(files, juinen):
    about = json.loads(pq.read_schema(files["opportunities"]).metadata[b"geo"])
    column = about["columns"][about["primary_column"]]
    assert about["version"] == "1.1.0" and column["encoding"] == "WKB"
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 28992}
    box = (135_000, 455_000, 136_000, 456_000)
    within = gpd.read_parquet(files["opportunities"], bbox=box)
    works = juinen.works()
    assert set(within["work_id"]) == set(works[works.intersects(shapely.box(*box)) | works["work_id"].isin(
        within["work_id"])]["work_id"])
    assert 0 < len(within) < len(works)


def test_units_stand_with_the_columns(files):
    schema = pq.read_schema(files["opportunities"])
    assert schema.field("area_m2").metadata[b"unit"] == b"m2"
    assert str(schema.field("planned_year").type) == "int64" and "string" in str(schema.field("work_id").type)


def test_the_same_table_gives_the_same_bytes(juinen, tmp_path):
    projects = juinen.projects()
    one, other = (kk.to_geoparquet(projects, tmp_path / f"{name}.parquet").read_bytes() for name in ("one", "other"))
    assert one == other


def test_a_source_comes_in_with_its_ids_and_system(town, tmp_path):
    roads = gpd.read_file(town.parent / "roads.geojson").set_crs(28992, allow_override=True)
    roads["id"] = [f"{n:04d}" for n in range(len(roads))]
    roads["fid"] = range(100, 100 + len(roads))
    roads["kind"] = pd.Categorical(["a"] * len(roads))
    roads["price"] = [decimal.Decimal("1.50")] * len(roads)
    roads.to_parquet(tmp_path / "roads.parquet", write_covering_bbox=True, schema_version="1.1.0")
    made = kk.from_geoparquet(tmp_path / "roads.parquet", town.parent / "roads.gpkg")
    read = pyogrio.read_dataframe(made)
    assert list(read["id"]) == list(roads["id"]) and list(read["fid"]) == list(roads["fid"])
    assert read.crs.to_epsg() == 28992 and "bbox" not in read.columns
    assert read["price"].iloc[0] == 1.5 and read["kind"].iloc[0] == "a"
    first = kk.run(town, tmp_path / "first", progress=False).table("opportunities")
    town.write_text(town.read_text().replace("roads.geojson", "roads.gpkg"))
    second = kk.run(town, tmp_path / "second", progress=False).table("opportunities")
    assert list(second["work_id"])[:40] == list(roads["id"])
    for column in ("score", "area_m2", "cost_eur", "planned_year"):
        assert second[column].equals(first[column]), column


def test_a_geojson_has_crs84(town, tmp_path):
    roads = gpd.read_file(town.parent / "roads.geojson").set_crs(28992, allow_override=True)
    roads.to_parquet(tmp_path / "roads.parquet")
    made = kk.from_geoparquet(tmp_path / "roads.parquet", tmp_path / "roads.geojson")
    read = json.loads(made.read_text())
    assert "crs" not in read and len(read["features"]) == 40
    assert 5 < read["features"][0]["geometry"]["coordinates"][0][0][0] < 6


def test_what_can_not_be_read_is_said(town, tmp_path):
    roads = gpd.read_file(town.parent / "roads.geojson").set_crs(28992, allow_override=True)
    with pytest.raises(kk.MissingInput, match="nowhere"):
        kk.from_geoparquet(tmp_path / "nowhere.parquet", tmp_path / "x.gpkg")
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "plain.parquet")
    with pytest.raises(kk.InputError, match="no GeoParquet"):
        kk.from_geoparquet(tmp_path / "plain.parquet", tmp_path / "x.gpkg")
    roads.assign(tags=[["a", "b"]] * len(roads)).to_parquet(tmp_path / "lists.parquet")
    with pytest.raises(kk.InputError, match="'tags' holds lists"):
        kk.from_geoparquet(tmp_path / "lists.parquet", tmp_path / "x.gpkg")
    roads.set_crs(None, allow_override=True).to_parquet(tmp_path / "nosystem.parquet")
    with pytest.raises(kk.InputError, match="coordinate system"):
        kk.from_geoparquet(tmp_path / "nosystem.parquet", tmp_path / "x.gpkg")
    roads.assign(middle=roads.centroid).to_parquet(tmp_path / "two.parquet")
    with pytest.raises(kk.InputError, match="second geometry"):
        kk.from_geoparquet(tmp_path / "two.parquet", tmp_path / "x.gpkg")
    with pytest.raises(kk.InputError, match="Call it .gpkg"):
        kk.from_geoparquet(tmp_path / "two.parquet", tmp_path / "x.shp")
    assert not list(tmp_path.glob("x.*")) and not list(tmp_path.glob(".new*"))
