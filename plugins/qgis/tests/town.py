# SPDX-License-Identifier: GPL-2.0-or-later
"""A town of two neighbourhoods for the tests, whose layers QGIS itself writes, and a project of it."""

import os

from qgis.core import (QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsFeature, QgsGeometry,
                       QgsProject, QgsVectorFileWriter, QgsVectorLayer)

X, Y = 200000, 450000

PROJECT = """kansenkaart: 1
name: "Klein 'dorp'"
crs: EPSG:28992
horizon: {from: 2027, to: 2041}
neighbourhoods: {source: buurten.gpkg, layer: buurten, id: code, name: naam}
themes:
  water: {layers: [{source: "water's laag.geojson", severity: {field: diepte, steps: [5, 15, 30]}}]}
  soil: {layers: [{source: bodem.gpkg, layer: bodem, severity: {field: soort, map: {licht: 0.3, sterk: 1}}}]}
schedule:
  - {source: riool.gpkg, layer: riool, asset_type: sewer, width: 3, fields: {id: nr, built: jaar, street: straat}}
"""


def box(left, bottom, right, top):
    return QgsGeometry.fromWkt(
        f"POLYGON(({X + left} {Y + bottom}, {X + right} {Y + bottom}, {X + right} {Y + top}, "
        f"{X + left} {Y + top}, {X + left} {Y + bottom}))")


def line(*points):
    return QgsGeometry.fromWkt("LINESTRING(" + ", ".join(f"{X + x} {Y + y}" for x, y in points) + ")")


def memory(name, kind, fields, rows, system="EPSG:28992"):
    """A layer in memory; rows are geometries in EPSG:28992 with their values."""
    layer = QgsVectorLayer(f"{kind}?crs={system}&" + "&".join(f"field={field}" for field in fields), name, "memory")
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:28992"), layer.crs(), QgsProject.instance())
    features = []
    for geometry, *values in rows:
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry(geometry)
        geometry.transform(transform)
        feature.setGeometry(geometry)
        feature.setAttributes(values)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


def neighbourhoods(name="buurten", system="EPSG:28992"):
    return memory(name, "Polygon", ["code:string", "naam:string"], [
        (box(0, 0, 500, 500), "0001", "Noord"), (box(500, 0, 1000, 500), "0002", "Zuid")], system)


def floods(name="water's laag", system="EPSG:28992"):
    return memory(name, "Polygon", ["diepte:double"], [
        (box(100, 100, 300, 300), 20), (box(600, 100, 700, 200), 40), (box(800, 300, 850, 350), 3)], system)


def soil(name="bodem"):
    return memory(name, "Polygon", ["soort:string"], [
        (box(200, 200, 400, 400), "licht"), (box(650, 150, 750, 250), "sterk")])


def sewers(name="riool"):
    return memory(name, "LineString", ["nr:string", "jaar:int", "straat:string"], [
        (line((50, 150), (450, 150)), "007", 1970, "Dorpsstraat"),
        (line((550, 150), (950, 150)), "008", 1975, "Kerkstraat"),
        (line((550, 320), (950, 320)), "009", 2010, "Molenstraat")])


def save(layer, path, table=None):
    """Writes a layer to a file, and opens that."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG" if path.endswith(".gpkg") else "GeoJSON"
    options.layerName = table or layer.name()
    result = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, path, QgsProject.instance().transformContext(), options)
    assert result[0] == QgsVectorFileWriter.NoError, result
    source = f"{path}|layername={options.layerName}" if path.endswith(".gpkg") else path
    return QgsVectorLayer(source, layer.name(), "ogr")


def write_town(folder):
    """Writes the town and its project, and gives the project's path."""
    os.makedirs(folder, exist_ok=True)
    for layer, file in ((neighbourhoods(), "buurten.gpkg"), (floods(), "water's laag.geojson"),
                        (soil(), "bodem.gpkg"), (sewers(), "riool.gpkg")):
        save(layer, os.path.join(folder, file))
    path = os.path.join(folder, "project.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(PROJECT)
    return path


if __name__ == "__main__":
    import sys

    import qgis_session  # noqa: F401 (starts QGIS)

    print(write_town(sys.argv[1]))
    sys.stdout.flush()
    os._exit(0)
