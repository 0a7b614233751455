"""How a layer that is open in QGIS becomes a source of a project.

A layer that is a file as it is becomes the path of that file. All others are written into a GeoPackage beside the
project: layers in memory or in a database, with a filter, of which only the selection counts, with changes that
are not saved, or with another coordinate system than their file tells.
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

    def __init__(self, project_path, feedback):
        self.folder = os.path.dirname(project_path)
        self.package = os.path.splitext(project_path)[0] + ".layers.gpkg"
        self.feedback = feedback
        # Layers to write, by the name of their table, and whether only their selection counts.
        self.tables = {}
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
        path, reasons = self._file(layer, only_selected)
        if reasons:
            table = self._table(layer, only_selected)
            self.feedback.pushInfo(text("layer.written", name, ", ".join(reasons), table))
            remark = text("layer.remark", name, ", ".join(reasons))
            return {"source": self._relative(self.package), "layer": table}, remark
        self.read.append(path)
        source = {"source": self._relative(path)}
        if path.lower().endswith(MANY_LAYERS):
            source["layer"] = _decoded(layer).get("layerName")
        return source, None

    def _file(self, layer, only_selected):
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
            elif QgsVectorLayer(layer.source(), "", "ogr").crs() != layer.crs():
                reasons.append(text("reason.system", layer.crs().authid() or layer.crs().description()))
        return path, reasons

    def _table(self, layer, only_selected):
        for name, (known, selected) in self.tables.items():
            if known is layer and selected == only_selected:
                return name
        plain = re.sub(r"\W+", "_", layer.name()).strip("_").lower() or "layer"
        name, number = plain, 2
        while name in self.tables:
            name, number = f"{plain}_{number}", number + 1
        self.tables[name] = (layer, only_selected)
        return name

    def _relative(self, path):
        try:
            path = os.path.relpath(path, self.folder)
        except ValueError:
            # On another drive.
            pass
        return path.replace(os.sep, "/")

    def write(self):
        """Writes the layers that are no file, complete or not at all."""
        if not self.tables:
            return
        if any(os.path.exists(self.package) and os.path.samefile(path, self.package)
               for path in self.read + self._open_files()):
            raise wrong("package.is-read", self.package)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".kansenkaart-") as folder:
            path = os.path.join(folder, "layers.gpkg")
            for name, (layer, only_selected) in self.tables.items():
                self._write(layer, only_selected, path, name)
            os.replace(path, self.package)

    def _open_files(self):
        paths = [_decoded(layer).get("path") or "" for layer, _ in self.tables.values()]
        return [path for path in paths if os.path.isfile(path)]

    def _write(self, layer, only_selected, path, table):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.layerName = table
        options.onlySelectedFeatures = only_selected
        # A GeoPackage numbers its rows itself; the numbers of another one need not be whole or unique.
        numbers = [index for index in layer.primaryKeyAttributes()
                   if layer.fields().at(index).name().lower() == "fid"]
        options.attributes = [index for index in layer.attributeList() if index not in numbers]
        options.skipAttributeCreation = not options.attributes
        options.actionOnExistingFile = (
            QgsVectorFileWriter.CreateOrOverwriteLayer if os.path.exists(path)
            else QgsVectorFileWriter.CreateOrOverwriteFile)
        result = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, path, layer.transformContext(), options)
        if result[0] != QgsVectorFileWriter.NoError:
            raise wrong("layer.not-written", layer.name(), result[1])
        written = QgsVectorLayer(f"{path}|layername={table}", "", "ogr")
        wanted = layer.selectedFeatureCount() if only_selected else layer.featureCount()
        names = [layer.fields().at(index).name() for index in options.attributes]
        lost = [name for name in names if written.fields().indexOf(name) < 0]
        if lost or (wanted >= 0 and written.featureCount() != wanted):
            raise wrong("layer.not-whole", layer.name(), ", ".join(lost) or written.featureCount())


def _decoded(layer):
    provider = layer.providerType()
    return QgsProviderRegistry.instance().decodeUri(provider, layer.source())


def find_layer(told, project):
    """The layer of a project that an id, a name or a file tells."""
    if told in project.mapLayers():
        layers = [project.mapLayer(told)]
    else:
        layers = project.mapLayersByName(told)
    if len(layers) > 1:
        raise wrong("layer.twice", told)
    if not layers and os.path.isfile(told.split("|")[0]):
        layers = [QgsVectorLayer(told, os.path.splitext(os.path.basename(told.split("|")[0]))[0], "ogr")]
    if not layers:
        names = sorted(layer.name() for layer in project.mapLayers().values())
        raise wrong("layer.unknown", told, ", ".join(names) or "-")
    if not isinstance(layers[0], QgsVectorLayer):
        raise wrong("layer.no-places", told)
    return layers[0]


def wrong(*words):
    return QgsProcessingException(text(*words))
