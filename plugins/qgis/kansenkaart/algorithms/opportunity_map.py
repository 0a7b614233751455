# SPDX-License-Identifier: GPL-2.0-or-later
"""`kansenkaart run`: the opportunity map, opened as layers with their styles."""

from qgis.core import QgsProcessingParameterBoolean, QgsProcessingParameterString

from .base import KansenkaartAlgorithm
from .check import part_options


class OpportunityMap(KansenkaartAlgorithm):
    key = "opportunitymap"

    def initAlgorithm(self, configuration=None):
        self.add_project()
        self.add(QgsProcessingParameterString(
            "NEIGHBOURHOOD", self.label("NEIGHBOURHOOD"), optional=True), advanced=True)
        self.add(QgsProcessingParameterBoolean("REFRESH", self.label("REFRESH"), False), advanced=True)
        self.add_products()
        self.add_language()
        self.add_load()
        self.add_output_folder()
        self.add_map_outputs()

    def processAlgorithm(self, parameters, context, feedback):
        arguments = ["run", self.given(parameters, "PROJECT", context),
                     *part_options(self, parameters, context),
                     *self.product_options(parameters, context),
                     *self.language_options(parameters, context)]
        outputs = self.make_map(arguments, self.output(parameters, context), feedback)
        if self.parameterAsBool(parameters, "LOAD", context):
            self.package = outputs.get("GEOPACKAGE")
        return outputs
