# SPDX-License-Identifier: GPL-2.0-or-later
"""`kansenkaart score`: the map of a run with other weights or years, from its saved stack."""

from qgis.core import QgsProcessingParameterNumber, QgsProcessingParameterString

from .base import KansenkaartAlgorithm, wrong


class ScoreAgain(KansenkaartAlgorithm):
    key = "scoreagain"

    def initAlgorithm(self, configuration=None):
        self.add_run_folder("FOLDER")
        self.add(QgsProcessingParameterString("WEIGHTS", self.label("WEIGHTS"), optional=True))
        for name in ("FROM", "TO"):
            self.add(QgsProcessingParameterNumber(
                name, self.label(name), optional=True, minValue=1800, maxValue=2200))
        self.add_products()
        self.add_language()
        self.add_load()
        self.add_output_folder()
        self.add_map_outputs()

    def processAlgorithm(self, parameters, context, feedback):
        arguments = ["score", self.given(parameters, "FOLDER", context),
                     *self.question(parameters, context),
                     *self.product_options(parameters, context),
                     *self.language_options(parameters, context)]
        outputs = self.make_map(arguments, self.output(parameters, context), feedback)
        if self.parameterAsBool(parameters, "LOAD", context):
            self.package = outputs.get("GEOPACKAGE")
        return outputs

    def question(self, parameters, context):
        weights = self.parameterAsString(parameters, "WEIGHTS", context).replace(" ", "")
        years = [self.parameterAsInt(parameters, name, context) if self.has(parameters, name) else None
                 for name in ("FROM", "TO")]
        if (years[0] is None) != (years[1] is None):
            raise wrong("scoreagain.one-year")
        options = ["--weights", weights] if weights else []
        return options if years[0] is None else [*options, "--horizon", f"{years[0]}-{years[1]}"]

    def has(self, parameters, name):
        return parameters.get(name) not in (None, "")
