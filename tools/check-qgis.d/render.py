"""Opens the project that a GeoPackage holds in QGIS, checks it, and makes a picture of each theme of the map.

usage: render.py GEOPACKAGE PREFIX_OF_PICTURES
"""

import os
import sys

from qgis.core import (QgsApplication, QgsLayerTree, QgsMapRendererParallelJob, QgsMapSettings,
                       QgsProject, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

package, prefix = sys.argv[1:3]
application = QgsApplication([], False)
application.initQgis()
problems = []

project = QgsProject.instance()
if not project.read(f"geopackage:{package}?projectName=kansenkaart"):
    sys.exit("QGIS can't read the project: " + project.error())
layers = project.mapLayers()
if not layers:
    sys.exit("The project has no layers")
for layer in layers.values():
    if not layer.isValid():
        problems.append(f"{layer.name()} is not valid: {layer.source()}")
        continue
    if layer.crs() != project.crs():
        problems.append(f"{layer.name()} has another coordinate system than the project")
    if not layer.mapTipTemplate() or "_" in layer.name():
        problems.append(f"{layer.name()} tells nothing, or has a name for programs")
    for field in layer.fields():
        if field.name() != "fid" and not field.alias():
            problems.append(f"{layer.name()}: {field.name()} has no title")
    renderer = layer.renderer()
    if renderer.type() == "graduatedSymbol":
        attribute = renderer.classAttribute()
        if layer.fields().indexOf(attribute) < 0:
            problems.append(f"{layer.name()} has no {attribute}")
        for feature in layer.getFeatures():
            value = feature[attribute]
            if value is not None and value == value and not renderer.rangeForValue(float(value)):
                problems.append(f"{layer.name()}: {attribute} {value} has no class")
                break
    # The layer by itself, as QGIS shows it without the project.
    alone = QgsVectorLayer(layer.source().split("|subset")[0], "alone", "ogr")
    if alone.renderer().type() != "graduatedSymbol" and "neighbourhoods" not in layer.source():
        problems.append(f"{layer.name()} has no style of its own in the file")

themes = project.mapThemeCollection()
empty = QColor("white").rgb()
for theme in themes.mapThemes():
    shown = themes.mapThemeVisibleLayers(theme)
    settings = QgsMapSettings()
    settings.setLayers(shown)
    settings.setLayerStyleOverrides(themes.mapThemeStyleOverrides(theme))
    settings.setDestinationCrs(project.crs())
    settings.setOutputSize(QSize(1200, 900))
    settings.setBackgroundColor(QColor("white"))
    settings.setExtent(project.viewSettings().defaultViewExtent())
    if settings.extent().isEmpty():
        settings.setExtent(next(iter(layers.values())).extent())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    for error in job.errors():
        problems.append(f"{theme}: {error.message}")
    image.save(f"{prefix}-{theme.replace(' ', '-').replace(':', '')}.png")
    painted = sum(image.pixel(x, y) != empty
                  for x in range(0, image.width(), 4) for y in range(0, image.height(), 4))
    colours = len({image.pixel(x, y) for x in range(0, 1200, 4) for y in range(0, 900, 4)})
    print(f"{theme}: {len(shown)} layers, {painted / 67500:.0%} painted, {colours} colours")
    if painted < 200 or not shown:
        problems.append(f"{theme} shows nothing")
if not themes.mapThemes():
    problems.append("The map has no themes")
if problems:
    sys.exit("\n".join(sorted(set(problems))))
print(f"{len(layers)} layers are valid")
sys.stdout.flush()
# Leaving QGIS tidily by way of Python's own order of tearing down fails now and then.
os._exit(0)
