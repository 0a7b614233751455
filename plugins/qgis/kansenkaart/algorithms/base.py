# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms have in common: names and help from the texts, the language, the layers that come out."""

import os

from qgis.core import (QgsProcessing, QgsProcessingAlgorithm, QgsProcessingException,
                       QgsProcessingOutputFile, QgsProcessingOutputHtml,
                       QgsProcessingOutputVectorLayer, QgsProcessingParameterBoolean,
                       QgsProcessingParameterDefinition, QgsProcessingParameterEnum,
                       QgsProcessingParameterFile, QgsProcessingParameterFolderDestination,
                       QgsProcessingParameterString)
from qgis.PyQt.QtGui import QIcon

from ..packages import PACKAGE, group_of, is_open, is_shown_from, load_package
from ..program import run_program
from ..texts import text

ICON = os.path.join(os.path.dirname(os.path.dirname(__file__)), "icon.svg")
LANGUAGES = (None, "nl", "en")
# The output of a product, and the product: a table of the GeoPackage, or a file.
LAYERS = {"WORKS": "opportunities", "WORK_LINES": "opportunities_lines",
          "WORK_POINTS": "opportunities_points", "PROJECTS": "candidates",
          "CHALLENGES": "challenges", "NEIGHBOURHOODS": "neighbourhoods"}


class KansenkaartAlgorithm(QgsProcessingAlgorithm):
    """An algorithm whose words stand in the texts under its `key`."""

    key = ""

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.key

    def displayName(self):
        return text(f"{self.key}.title")

    def shortDescription(self):
        return text(f"{self.key}.short")

    def shortHelpString(self):
        return text(f"{self.key}.help")

    def icon(self):
        return QIcon(ICON)

    def svgIconPath(self):
        return ICON

    def add(self, parameter, advanced=False):
        """Adds a parameter, with the help that the texts have for it."""
        parameter.setHelp(text(f"{self.key}.{parameter.name()}.help", default=f"{parameter.name()}.help"))
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
        self.addParameter(parameter)

    def label(self, name):
        """What people call a parameter or an output."""
        return text(f"{self.key}.{name}", default=name)

    # What several algorithms ask.

    def add_project(self, optional=False):
        self.add(QgsProcessingParameterFile(
            "PROJECT", self.label("PROJECT"), optional=optional,
            fileFilter=text("filter.project") + " (*.yaml *.yml)"))

    def add_run_folder(self, name, optional=False):
        self.add(QgsProcessingParameterFile(
            name, self.label(name), behavior=QgsProcessingParameterFile.Folder, optional=optional))

    def add_output_folder(self):
        self.add(QgsProcessingParameterFolderDestination("OUTPUT", self.label("OUTPUT")))

    def add_language(self):
        self.add(QgsProcessingParameterEnum(
            "LANGUAGE", self.label("LANGUAGE"), [text("language.own"), "Nederlands", "English"],
            defaultValue=0), advanced=True)

    def add_products(self):
        self.add(QgsProcessingParameterString(
            "PRODUCTS", self.label("PRODUCTS"), optional=True), advanced=True)

    def add_load(self):
        self.add(QgsProcessingParameterBoolean("LOAD", self.label("LOAD"), defaultValue=True))

    def add_map_outputs(self):
        for name in LAYERS:
            self.addOutput(QgsProcessingOutputVectorLayer(
                name, self.label(name), QgsProcessing.TypeVectorAnyGeometry))
        self.addOutput(QgsProcessingOutputFile("GEOPACKAGE", self.label("GEOPACKAGE")))
        self.addOutput(QgsProcessingOutputHtml("REPORT", self.label("REPORT")))

    # What several algorithms do.

    def language_options(self, parameters, context):
        chosen = LANGUAGES[self.parameterAsEnum(parameters, "LANGUAGE", context)]
        return ["--language", chosen] if chosen else []

    def product_options(self, parameters, context):
        products = self.parameterAsString(parameters, "PRODUCTS", context).replace(" ", "")
        return ["--products", products] if products else []

    def given(self, parameters, name, context):
        """A path that was given, or nothing. It is absolute, so it is never taken for an option."""
        path = self.parameterAsFile(parameters, name, context)
        return os.path.abspath(path) if path else ""

    def output(self, parameters, context, name="OUTPUT"):
        """Where the output goes."""
        return os.path.abspath(self.parameterAsFileOutput(parameters, name, context))

    def checkParameterValues(self, parameters, context):
        if isinstance(self.parameterDefinition("OUTPUT"), QgsProcessingParameterFolderDestination):
            package = os.path.join(self.output(parameters, context), PACKAGE)
            if context.project() is not None and is_shown_from(package, context.project()):
                return False, text("output.is-open", package)
        return super().checkParameterValues(parameters, context)

    def make_map(self, arguments, output, feedback):
        """Runs the program with an output folder; the outputs are those that it made."""
        printed = run_program([*arguments, "--output", output], feedback)
        if printed is None:
            return {}
        feedback.pushConsoleInfo(printed)
        return map_outputs(output)

    def postProcessAlgorithm(self, context, feedback):
        """Opens the layers where that is asked for; QGIS calls this on its main thread."""
        package, self.package = getattr(self, "package", None), None
        if package and not feedback.isCanceled() and is_open(context):
            load_package(package, context.project(), feedback)
        return {}


def map_outputs(folder):
    """Outputs of a folder with the products of a run, as far as it holds them."""
    outputs = {"OUTPUT": folder}
    package = os.path.join(folder, PACKAGE)
    if os.path.exists(package):
        outputs["GEOPACKAGE"] = package
        tables = group_of(package)
        outputs.update({name: f"{package}|layername={table}"
                        for name, table in LAYERS.items() if table in tables})
    report = os.path.join(folder, "report.html")
    if os.path.exists(report):
        outputs["REPORT"] = report
    return outputs


def wrong(*words):
    """An error in words of the reader."""
    return QgsProcessingException(text(*words))
