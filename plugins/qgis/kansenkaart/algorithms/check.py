# SPDX-License-Identifier: GPL-2.0-or-later
"""`kansenkaart check`: what was read, mended and dropped."""

from qgis.core import (QgsProcessingOutputNumber, QgsProcessingParameterBoolean,
                       QgsProcessingParameterString)

from ..program import is_warning, run_program, tell
from .base import KansenkaartAlgorithm


class Check(KansenkaartAlgorithm):
    key = "check"

    def initAlgorithm(self, configuration=None):
        self.add_project()
        self.add(QgsProcessingParameterString(
            "NEIGHBOURHOOD", self.label("NEIGHBOURHOOD"), optional=True), advanced=True)
        self.add(QgsProcessingParameterBoolean("REFRESH", self.label("REFRESH"), False), advanced=True)
        self.add_language()
        self.addOutput(QgsProcessingOutputNumber("WARNINGS", self.label("WARNINGS")))

    def processAlgorithm(self, parameters, context, feedback):
        arguments = ["check", self.given(parameters, "PROJECT", context),
                     *part_options(self, parameters, context),
                     *self.language_options(parameters, context)]
        return check_outputs(arguments, feedback)


def part_options(algorithm, parameters, context):
    """Options for a part of the project, and for databases."""
    codes = algorithm.parameterAsString(parameters, "NEIGHBOURHOOD", context).replace(" ", "")
    refreshes = algorithm.parameterAsBool(parameters, "REFRESH", context)
    return (["--neighbourhood", codes] if codes else []) + (["--refresh"] if refreshes else [])


def check_outputs(arguments, feedback):
    """Checks, and puts the report into the log."""
    printed = run_program(arguments, feedback)
    if printed is None:
        return {}
    lines = printed.splitlines()
    for line in lines:
        tell(line, feedback)
    return {"WARNINGS": sum(map(is_warning, lines))}
