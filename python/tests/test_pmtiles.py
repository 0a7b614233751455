"""Tiles for a static web server, read by the reader of PMTiles and a decoder of vector tiles."""

import gzip

import mapbox_vector_tile
import pytest
from pmtiles.reader import MmapSource, Reader, all_tiles

import kansenkaart as kk


@pytest.fixture(scope="module")
def archive(juinen, tmp_path_factory):
    path = tmp_path_factory.mktemp("tiles") / "juinen.pmtiles"
    return juinen.to_pmtiles(path, zooms=(10, 14), progress=False)


def decoded(path):
    """The layers of each tile, by zoom, column and row."""
    with open(path, "rb") as file:
        return {place: mapbox_vector_tile.decode(gzip.decompress(data)) for place, data in all_tiles(MmapSource(file))}


def test_the_reader_finds_every_work_with_its_columns(town_run, tmp_path):
    path = town_run.to_pmtiles(tmp_path / "town.pmtiles", zooms=(14, 16), progress=False)
    drawn = {}
    for (zoom, _, _), layers in decoded(path).items():
        if zoom == 16:
            found = layers.get("works", {"features": []})["features"]
            drawn |= {feature["id"]: feature["properties"] for feature in found}
    works = town_run.works()
    assert sorted(drawn) == list(range(1, 43))
    for number, properties in drawn.items():
        work = works.iloc[number - 1]
        assert properties["work_id"] == work["work_id"] and properties["planned_year"] == work["planned_year"]
        assert properties["score"] == pytest.approx(work["score"], abs=1e-9)


def test_a_point_that_stands_for_several_works_says_for_how_many(archive, juinen):
    counted = 0
    for (zoom, _, _), layers in decoded(archive).items():
        assert set(layers) <= {"works", "challenges"}
        if zoom == 14:
            counted += sum(feature["properties"].get("feature_count", 1)
                           for feature in layers.get("works", {"features": []})["features"])
    # Works at the edge of a tile are in the next one as well.
    assert len(juinen.works()) <= counted < 1.2 * len(juinen.works())


def test_the_header_tells_where_it_is_and_what_it_holds(archive, juinen):
    with open(archive, "rb") as file:
        reader = Reader(MmapSource(file))
        header, metadata = reader.header(), reader.metadata()
    west, south, east, north = juinen.works().to_crs(4326).total_bounds
    assert header["min_lon_e7"] / 1e7 <= west + 1e-4 and header["max_lat_e7"] / 1e7 >= north - 1e-4
    assert header["min_lat_e7"] / 1e7 <= south + 1e-4 and header["max_lon_e7"] / 1e7 >= east - 1e-4
    assert (header["min_zoom"], header["max_zoom"]) == (10, 14)
    assert [layer["id"] for layer in metadata["vector_layers"]] == ["works", "challenges"]
    assert "score" in metadata["vector_layers"][0]["fields"]


def test_tiles_are_those_of_the_service_to_the_byte(archive, juinen):
    with kk.Session(juinen, progress=False) as city, open(archive, "rb") as file:
        places = [(place, data) for place, data in all_tiles(MmapSource(file)) if place[0] <= 12]
        assert places
        for (zoom, column, row), data in places:
            assert gzip.decompress(data) == city.tile(zoom, row, column)


def test_the_same_run_gives_the_same_bytes(town_run, tmp_path):
    one, other = (town_run.to_pmtiles(tmp_path / f"{name}.pmtiles", progress=False).read_bytes() for name in "ab")
    assert one == other


def test_zooms_and_collections_that_there_are_not_are_refused(town_run, tmp_path):
    with pytest.raises(kk.InputError, match="from 0 to 16"):
        town_run.to_pmtiles(tmp_path / "a.pmtiles", zooms=(3, 17))
    with pytest.raises(kk.KansenkaartError):
        town_run.to_pmtiles(tmp_path / "a.pmtiles", collections=["nothing"], progress=False)
    assert list(tmp_path.iterdir()) == []
