# SPDX-License-Identifier: GPL-2.0-or-later
"""How a layer that is open in QGIS becomes a source of a project.

A layer that is a file as it is becomes the path of that file. All others are written into a folder beside the
project: layers in memory or in a database, with a filter, of which only the selection counts, with changes that
are not saved, or with another coordinate system than their file tells. Each is a GeoPackage of its own, since
tables and scenarios call a layer by its file.
"""

import os
import re
import tempfile

from qgis.core import (QgsProcessingException, QgsProviderRegistry, QgsVectorFileWriter,
                       QgsVectorLayer)

from .texts import text

# Files that the program reads as QGIS does.
FORMATS = (".gpkg", ".geojson", ".json", ".shp", ".fgb")
# Those that may hold several layers.
MANY_LAYERS = (".gpkg",)


class LayerSources:
    """The sources of one project; writes what is no file at the end, all at once."""

    def __init__(self, project_path, open_layers, feedback):
        self.folder = os.path.dirname(project_path)
        self.written = os.path.splitext(project_path)[0] + ".layers"
        self.feedback = feedback
        # Layers to write, by their file, and whether only their selection counts.
        self.files = {}
        self.open_layers = open_layers
        self.read = []

    def source(self, layer, only_selected=False):
        """The keys of a source for a layer, and a remark that tells people where it came from."""
        name = layer.name()
        if not layer.isValid() or not layer.isSpatial():
            raise wrong("layer.no-places", name)
        if not layer.crs().isValid():
            raise wrong("layer.no-system", name)
        if only_selected and layer.selectedFeatureCount() == 0:
            raise wrong("layer.no-selection", name)
        path, reasons = _file(layer, only_selected)
        if reasons:
            path = self._new_file(layer, only_selected)
            self.feedback.pushInfo(text("layer.written", name, ", ".join(reasons), path))
            remark = text("layer.remark", name, ", ".join(reasons))
            return {"source": self._relative(path), "name": name}, remark
        self.read.append(path)
        source = {"source": self._relative(path)}
        if path.lower().endswith(MANY_LAYERS):
            source["layer"] = _decoded(layer).get("layerName")
        return source, None

    def _new_file(self, layer, only_selected):
        for path, (known, selected) in self.files.items():
            if known is layer and selected == only_selected:
                return path
        plain = re.sub(r"\W+", "-", layer.name()).strip("-").lower() or "layer"
        name, number = plain, 2
        while os.path.join(self.written, name + ".gpkg") in self.files:
            name, number = f"{plain}-{number}", number + 1
        path = os.path.join(self.written, name + ".gpkg")
        self.files[path] = (layer, only_selected)
        return path

    def _relative(self, path):
        try:
            path = os.path.relpath(path, self.folder)
        except ValueError:
            # On another drive.
            pass
        return path.replace(os.sep, "/")

    def write(self):
        """Writes the layers that are no file, complete or not at all."""
        if not self.files:
            return
        in_use = {os.path.realpath(path) for path in self.read + self._open_files()}
        for path in self.files:
            if os.path.realpath(path) in in_use:
                raise wrong("package.is-read", path)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".kansenkaart-") as folder:
            made = {os.path.join(folder, os.path.basename(path)): path for path in self.files}
            for path, place in made.items():
                self._write(*self.files[place], path)
            os.makedirs(self.written, exist_ok=True)
            for path, place in made.items():
                os.replace(path, place)

    def _open_files(self):
        layers = [layer for layer, _ in self.files.values()] + list(self.open_layers)
        return [path for path in (_decoded(layer).get("path") for layer in layers) if path]

    def _write(self, layer, only_selected, path):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.onlySelectedFeatures = only_selected
        # A GeoPackage numbers its rows itself; the numbers of another one need not be whole or unique.
        numbers = [index for index in layer.primaryKeyAttributes()
                   if layer.fields().at(index).name().lower() == "fid"]
        options.attributes = [index for index in layer.attributeList() if index not in numbers]
        options.skipAttributeCreation = not options.attributes
        result = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, path, layer.transformContext(), options)
        if result[0] != QgsVectorFileWriter.NoError:
            raise wrong("layer.not-written", layer.name(), result[1])
        written = _open(path)
        wanted = layer.selectedFeatureCount() if only_selected else layer.featureCount()
        names = [layer.fields().at(index).name() for index in options.attributes]
        lost = [name for name in names if written.fields().indexOf(name) < 0]
        if lost or (wanted >= 0 and written.featureCount() != wanted):
            raise wrong("layer.not-whole", layer.name(), ", ".join(lost) or written.featureCount())


def unchanged_file(layer):
    """The file of a layer that is that file as it is, with the name of the layer in it; else nothing."""
    path, reasons = _file(layer, only_selected=False)
    return (None, None) if reasons else (path, _decoded(layer).get("layerName"))


def _file(layer, only_selected):
    """The file of a layer, and why it is not what QGIS shows; without a reason it is."""
    reasons = []
    address = _decoded(layer)
    path = address.get("path") or ""
    is_file = layer.providerType() == "ogr" and os.path.isfile(path)
    if not is_file or not path.lower().endswith(FORMATS):
        reasons.append(text("reason.no-file"))
    if layer.subsetString():
        reasons.append(text("reason.filter", layer.subsetString()))
    if only_selected:
        reasons.append(text("reason.selection", layer.selectedFeatureCount()))
    if layer.isModified():
        reasons.append(text("reason.changes"))
    if is_file and not reasons:
        known = {"path", "layerName", "layerId"}
        if path.lower().endswith(MANY_LAYERS) and not address.get("layerName"):
            reasons.append(text("reason.no-file"))
        elif any(value not in (None, "", []) for key, value in address.items() if key not in known):
            reasons.append(text("reason.opened"))
        elif _open(layer.source()).crs() != layer.crs():
            reasons.append(text("reason.system", layer.crs().authid() or layer.crs().description()))
    return path, reasons


def _open(source, name=""):
    """A layer of a file. QGIS may ask nobody for its coordinate system: without one it is refused."""
    options = QgsVectorLayer.LayerOptions()
    options.skipCrsValidation = True
    return QgsVectorLayer(source, name, "ogr", options)


def _decoded(layer):
    provider = layer.providerType()
    return QgsProviderRegistry.instance().decodeUri(provider, layer.source())


def layers_of(project):
    """The layers that are open; `qgis_process` may have no project at all."""
    return list(project.mapLayers().values()) if project is not None else []


def find_layer(told, project):
    """The layer of a project that an id, a name or a file tells."""
    known = layers_of(project)
    layers = ([layer for layer in known if layer.id() == told]
              or [layer for layer in known if layer.name() == told])
    if len(layers) > 1:
        raise wrong("layer.twice", told)
    if not layers and os.path.isfile(told.split("|")[0]):
        layers = [_open(told, os.path.splitext(os.path.basename(told.split("|")[0]))[0])]
    if not layers:
        names = sorted(layer.name() for layer in known)
        raise wrong("layer.unknown", told, ", ".join(names) or "-")
    if not isinstance(layers[0], QgsVectorLayer):
        raise wrong("layer.no-places", told)
    return layers[0]


def wrong(*words):
    return QgsProcessingException(text(*words))
