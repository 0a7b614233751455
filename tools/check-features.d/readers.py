"""Has OWSLib and QGIS read a running service: every feature of each collection, and the vector tiles as a map.

usage: readers.py ROOT PICTURE [NAME=COUNT ...], where ROOT is the address that ends in /v1
"""

import sys

from owslib.ogcapi.features import Features
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapRendererParallelJob,
                       QgsMapSettings, QgsProject, QgsRectangle, QgsVectorLayer, QgsVectorTileLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

root, picture = sys.argv[1:3]
told = {name: int(count) for name, count in (pair.split("=") for pair in sys.argv[3:])}
problems = []


def check(reader, name, count, ids):
    print(f"{name}: {count} features read by {reader}", flush=True)
    if count != told[name] or ids != count:
        problems.append(f"{reader} reads {count} features of {name}, {ids} of them different; {told[name]} are told")


service = Features(root)
conformance = service.conformance()["conformsTo"]
if not any(uri.endswith("/conf/core") for uri in conformance):
    problems.append("OWSLib finds no conformance class 'core'")
west, south, east, north = service.collection("works")["extent"]["spatial"]["bbox"][0]
for name in told:
    ids, count, page = set(), 0, 5000
    while True:
        features = service.collection_items(name, limit=page, offset=count)["features"]
        ids |= {feature["id"] for feature in features}
        count += len(features)
        if len(features) < page:
            break
    check("OWSLib", name, count, len(ids))

application = QgsApplication([], False)
application.initQgis()
for name in told:
    layer = QgsVectorLayer(f"url='{root}' typename='{name}' pageSize='5000'", name, "OAPIF")
    if not layer.isValid():
        problems.append(f"QGIS can't read {name}: {layer.error().message()}")
        continue
    key = layer.fields().indexOf("id")
    seen = [feature["id"] if key >= 0 else feature.id() for feature in layer.getFeatures()]
    check("QGIS", name, len(seen), len(set(seen)))

# The tiles, drawn in a colour that nothing else has.
tiles = QgsVectorTileLayer(
    f"type=xyz&url={root}/collections/works/tiles/WebMercatorQuad/%7Bz%7D/%7By%7D/%7Bx%7D?f%3Dmvt&zmin=8&zmax=16", "tiles")
if not tiles.isValid():
    problems.append("QGIS can't read the vector tiles")
else:
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    there = QgsCoordinateTransform(QgsCoordinateReferenceSystem("OGC:CRS84"), mercator, QgsProject.instance())
    settings = QgsMapSettings()
    settings.setLayers([tiles])
    settings.setDestinationCrs(mercator)
    settings.setExtent(there.transformBoundingBox(QgsRectangle(west, south, east, north)))
    settings.setOutputSize(QSize(900, 900))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(picture)
    drawn = sum(image.pixelColor(x, y) != QColor("white") for x in range(0, 900, 3) for y in range(0, 900, 3))
    print(f"tiles: {drawn / 900:.0f} of 100 parts of the picture are not white", flush=True)
    if drawn < 900:
        problems.append("QGIS draws nearly nothing of the vector tiles")

if problems:
    sys.exit("\n".join(problems))
