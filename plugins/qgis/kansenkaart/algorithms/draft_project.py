# SPDX-License-Identifier: GPL-2.0-or-later
"""A first project file from the layers that are open, with the roles and fields that people chose.

Nothing is guessed: what is not chosen is not in the file. The draft is checked by the program at the end.
"""

import datetime
import os

from qgis.core import (QgsProcessing, QgsProcessingAlgorithm, QgsProcessingException,
                       QgsProcessingFeatureSourceDefinition, QgsProcessingOutputNumber,
                       QgsProcessingParameterCrs, QgsProcessingParameterFeatureSource,
                       QgsProcessingParameterField,
                       QgsProcessingParameterFileDestination, QgsProcessingParameterNumber,
                       QgsProcessingParameterString, QgsUnitTypes)

from ..layer_sources import LayerSources, find_layer, layers_of
from ..project_file import project_text
from ..roles import challenges, fields_of, keys_of, works
from ..texts import text
from .base import KansenkaartAlgorithm, wrong
from .check import check_outputs


class DraftProject(KansenkaartAlgorithm):
    key = "draftproject"

    def flags(self):
        # Layers live on the main thread: their filters, selections and changes are looked at there.
        return super().flags() | QgsProcessingAlgorithm.FlagNoThreading

    def initAlgorithm(self, configuration=None):
        year = datetime.date.today().year
        self.add(QgsProcessingParameterString("NAME", self.label("NAME")))
        self.add(QgsProcessingParameterCrs("SYSTEM", self.label("SYSTEM"), defaultValue="ProjectCrs"))
        for name, value in (("FROM", year + 1), ("TO", year + 15)):
            self.add(QgsProcessingParameterNumber(
                name, self.label(name), defaultValue=value, minValue=1800, maxValue=2200))
        self.add(QgsProcessingParameterFeatureSource(
            "NEIGHBOURHOODS", self.label("NEIGHBOURHOODS"), [QgsProcessing.TypeVectorPolygon]))
        for name in ("CODE", "NEIGHBOURHOOD_NAME"):
            self.add(QgsProcessingParameterField(
                name, self.label(name), parentLayerParameterName="NEIGHBOURHOODS",
                optional=name != "CODE"))
        for name, widget in (("CHALLENGES", "ChallengesWrapper"), ("SCHEDULE", "ScheduleWrapper")):
            parameter = QgsProcessingParameterString(name, self.label(name), optional=name == "SCHEDULE")
            parameter.setMetadata({"widget_wrapper": {"class": f"kansenkaart.role_widgets.{widget}"}})
            self.add(parameter)
        self.add_language()
        self.add(QgsProcessingParameterFileDestination(
            "OUTPUT", self.label("OUTPUT"), text("filter.project") + " (*.yaml)"))
        self.addOutput(QgsProcessingOutputNumber("WARNINGS", self.label("WARNINGS")))

    def processAlgorithm(self, parameters, context, feedback):
        path = self.output(parameters, context)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        sources = LayerSources(path, layers_of(context.project()), feedback)
        draft = project_text(
            self.parameterAsString(parameters, "NAME", context),
            self.system(parameters, context), self.horizon(parameters, context),
            self.neighbourhoods(parameters, context, sources),
            self.themes(parameters, context, sources), self.schedule(parameters, context, sources))
        sources.write()
        self.keep_earlier(path, draft, feedback)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(draft)
        feedback.pushConsoleInfo(draft)
        try:
            outputs = check_outputs(
                ["check", path, *self.language_options(parameters, context)], feedback)
        except QgsProcessingException as error:
            raise wrong("draftproject.not-right", path, error) from None
        return {"OUTPUT": path, **outputs}

    def keep_earlier(self, path, draft, feedback):
        """Puts aside what stands there and says something else: people may have worked on it."""
        if not os.path.exists(path):
            return
        with open(path, "rb") as file:
            if file.read() == draft.encode():
                return
        os.replace(path, path + "~")
        feedback.pushWarning(text("draftproject.kept", path))

    def system(self, parameters, context):
        system = self.parameterAsCrs(parameters, "SYSTEM", context)
        if not system.authid().startswith("EPSG:"):
            raise wrong("draftproject.system-code", system.description() or "-")
        if system.isGeographic() or system.mapUnits() == QgsUnitTypes.DistanceDegrees:
            raise wrong("draftproject.system-degrees", system.authid())
        return system.authid()

    def horizon(self, parameters, context):
        years = [self.parameterAsInt(parameters, name, context) for name in ("FROM", "TO")]
        if years[0] > years[1]:
            raise wrong("draftproject.horizon", *years)
        return years

    def neighbourhoods(self, parameters, context, sources):
        told = parameters["NEIGHBOURHOODS"]
        only_selected = False
        if isinstance(told, QgsProcessingFeatureSourceDefinition):
            only_selected = told.selectedFeaturesOnly
            # A filter came with QGIS 3.32; both would be passed over in silence.
            if told.featureLimit > 0 or getattr(told, "filterExpression", ""):
                raise wrong("draftproject.part-of-layer")
            told = told.source.valueAsString(context.expressionContext())[0]
            parameters = {**parameters, "NEIGHBOURHOODS": told}
        layer = self.parameterAsVectorLayer(parameters, "NEIGHBOURHOODS", context)
        if layer is None:
            raise wrong("layer.unknown", told, "-")
        keys, remark = sources.source(layer, only_selected)
        # Here 'name' is a field.
        keys.pop("name", None)
        keys["id"] = self.parameterAsString(parameters, "CODE", context)
        name = self.parameterAsString(parameters, "NEIGHBOURHOOD_NAME", context)
        if name:
            keys["name"] = name
        _have_fields(layer, [keys["id"], *([name] if name else [])])
        return keys, remark

    def themes(self, parameters, context, sources):
        themes = {}
        for role in challenges(self.parameterAsString(parameters, "CHALLENGES", context)):
            themes.setdefault(role["theme"], []).append(_described(role, context, sources))
        if not themes:
            raise wrong("draftproject.no-challenge")
        return themes

    def schedule(self, parameters, context, sources):
        told = self.parameterAsString(parameters, "SCHEDULE", context)
        return [_described(role, context, sources) for role in works(told)]


def _described(role, context, sources):
    layer = find_layer(role["layer"], context.project())
    _have_fields(layer, fields_of(role))
    keys, remark = sources.source(layer, bool(role.get("selected")))
    return keys_of(role, keys), remark


def _have_fields(layer, names):
    known = [field.name() for field in layer.fields()]
    for name in names:
        if name not in known:
            raise wrong("layer.no-field", layer.name(), name, ", ".join(known))
