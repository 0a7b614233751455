# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens what the program wrote: the project in its GeoPackage tells layers, groups, styles and themes of the map.

No style stands in this plugin: all are those of the file, so that the plugin and the file show the same.
"""

import os
import sqlite3

from qgis.core import QgsMapThemeCollection, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QThread, QUrl

from .texts import text

PACKAGE = "kansenkaart.gpkg"
STORED_PROJECT = "kansenkaart"
# Where a group keeps the file that it shows.
GROUP_PROPERTY = "kansenkaart/package"


def is_open(context):
    """Whether there is a project that layers can be opened in: on the main thread alone."""
    return (context.project() is not None
            and QThread.currentThread() == QCoreApplication.instance().thread())


def group_of(package):
    """The names of the tables with geometry in a GeoPackage."""
    path = QUrl.fromLocalFile(package).toString(QUrl.FullyEncoded)
    database = sqlite3.connect(path + "?mode=ro&immutable=1", uri=True)
    try:
        return {row[0] for row in database.execute("SELECT table_name FROM gpkg_geometry_columns")}
    finally:
        database.close()


def is_shown_from(package, project):
    """Whether a layer of the project shows what is in the file. What is open must not be replaced."""
    return any(_same(_path(layer), package) for layer in project.mapLayers().values())


def _path(layer):
    provider = layer.providerType()
    return QgsProviderRegistry.instance().decodeUri(provider, layer.source()).get("path", "")


def _same(one, other):
    return bool(one) and os.path.realpath(one) == os.path.realpath(other)


def load_package(package, project, feedback):
    """Puts the layers of the GeoPackage into a group on top, as the project in the file has them."""
    stored = QgsProject()
    path = bytes(QUrl.toPercentEncoding(package, b"/")).decode()
    if not stored.read(f"geopackage:{path}?projectName={STORED_PROJECT}"):
        feedback.reportError(text("package.no-project", package, stored.error()))
        return None
    invalid = [layer.name() for layer in stored.mapLayers().values() if not layer.isValid()]
    if invalid:
        feedback.reportError(text("package.invalid", package, ", ".join(invalid)))
        return None
    group = project.layerTreeRoot().insertGroup(0, _free_name(stored.title() or PACKAGE, project))
    group.setCustomProperty(GROUP_PROPERTY, package)
    copies = {}
    _copy_tree(stored.layerTreeRoot(), group, project, copies)
    _copy_themes(stored, project, group.name(), copies)
    return group


def _free_name(title, project):
    taken, name, number = project.layerTreeRoot(), title, 2
    while taken.findGroup(name) is not None:
        name, number = f"{title} ({number})", number + 1
    return name


def _copy_tree(tree, group, project, copies):
    for node in tree.children():
        if hasattr(node, "layer"):
            layer = node.layer()
            copies[layer.id()] = layer.clone()
            project.addMapLayer(copies[layer.id()], False)
            copy = group.addLayer(copies[layer.id()])
        else:
            copy = group.addGroup(node.name())
            _copy_tree(node, copy, project, copies)
        copy.setItemVisibilityChecked(node.itemVisibilityChecked())
        copy.setExpanded(node.isExpanded())


def _copy_themes(stored, project, group, copies):
    themes = stored.mapThemeCollection()
    for name in themes.mapThemes():
        theme = QgsMapThemeCollection.MapThemeRecord()
        for record in themes.mapThemeState(name).layerRecords():
            record = QgsMapThemeCollection.MapThemeLayerRecord(record)
            record.setLayer(copies[record.layer().id()])
            theme.addLayerRecord(record)
        project.mapThemeCollection().insert(f"{group}: {name}", theme)


def load_tables(tables, title, project):
    """Puts tables, each a name and a CSV file, into a group on top. All values stay text, so that codes keep
    their zeros."""
    group = project.layerTreeRoot().insertGroup(0, _free_name(title, project))
    for name, path in tables:
        # Not by its bare name, since a comma or a question mark in it means something there.
        address = QUrl.fromLocalFile(path).toString(QUrl.FullyEncoded)
        layer = QgsVectorLayer(
            f"{address}?type=csv&detectTypes=no&geomType=none&encoding=UTF-8", name, "delimitedtext")
        project.addMapLayer(layer, False)
        group.addLayer(layer)
