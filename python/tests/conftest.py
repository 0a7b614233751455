"""A small town, made here so that its figures can be checked with a pencil, and the demo municipality.

KANSENKAART_PROGRAM names the program; the demo's run is made once for all tests.
"""

import json
import os
import pathlib

import pytest

import kansenkaart as kk

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
LEFT, BOTTOM = 155_000, 463_000


def square(x0, y0, x1, y1, **properties):
    """A feature of a rectangle, in metres from the town's corner."""
    ring = [[LEFT + x, BOTTOM + y] for x, y in [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features})


def write_town(folder, extra=""):
    """Two neighbourhoods of 1000 m by 100 m, half of one flooded, forty roads of 150 m2, two sewers without width."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "areas.geojson").write_text(collection(
        square(0, 0, 500, 100, code="007", name="West"), square(500, 0, 1000, 100, code="008", name="Oost")))
    (folder / "flood.geojson").write_text(collection(square(0, 0, 400, 100)))
    (folder / "heat.geojson").write_text(collection(
        square(0, 0, 1000, 5, graad=30), square(300, 0, 310, 100, graad=50)))
    (folder / "roads.geojson").write_text(collection(*(
        square(20 * n, 0, 20 * n + 15, 10, id=f"W{n + 1}", due=2028 + n % 5, cost=1000 + n) for n in range(40))))
    lines = [{"type": "Feature", "properties": {"id": f"S{n}", "due": 2030, "cost": 5000},
              "geometry": {"type": "LineString",
                           "coordinates": [[LEFT + x, BOTTOM + 50], [LEFT + x + 100, BOTTOM + 50]]}}
             for n, x in enumerate((350, 800))]
    (folder / "sewers.geojson").write_text(collection(*lines))
    (folder / "project.yaml").write_text("""\
kansenkaart: 1
name: Town
crs: EPSG:28992
language: en
horizon: {from: 2027, to: 2035}
neighbourhoods: {source: areas.geojson, crs: "EPSG:28992", id: code, name: name}
themes:
  water: {layers: [{source: flood.geojson, crs: "EPSG:28992"}]}
  heat:
    weight: 2
    layers: [{source: heat.geojson, crs: "EPSG:28992", severity: {field: graad, steps: [25, 45]}}]
schedule:
  - source: roads.geojson
    crs: "EPSG:28992"
    asset_type: pavement-brick
    budget: streets
    fields: {id: id, due: due, cost: cost}
  - source: sewers.geojson
    crs: "EPSG:28992"
    asset_type: sewer
    budget: streets
    fields: {id: id, due: due, cost: cost}
programme: {budgets: {streets: {per_year: 20000}}}
""" + extra)
    return folder / "project.yaml"


@pytest.fixture
def town(tmp_path):
    return write_town(tmp_path / "town")


@pytest.fixture(scope="session")
def town_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    return kk.run(write_town(folder / "town"), folder / "out", progress=False)


@pytest.fixture(scope="session")
def juinen(tmp_path_factory):
    """The run of the demo; KANSENKAART_JUINEN may name one that is there."""
    made = os.environ.get("KANSENKAART_JUINEN")
    if made:
        return kk.Run(made)
    output = tmp_path_factory.mktemp("juinen") / "out"
    with pytest.warns(kk.KansenkaartWarning):
        return kk.run(CHECKOUT / "layers/juinen/project.yaml", output, progress=False)
