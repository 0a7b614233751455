# SPDX-License-Identifier: GPL-2.0-or-later
"""`kansenkaart compare`: scenarios of a project, or two runs, beside each other."""

import os

from qgis.core import (QgsProcessingOutputFile, QgsProcessingOutputHtml,
                       QgsProcessingParameterBoolean, QgsProcessingParameterString)

from ..packages import is_open, load_tables
from ..program import run_program
from .base import KansenkaartAlgorithm, wrong

# The output of a table, and its file.
TABLES = {"SCENARIOS_TABLE": "scenarios.csv", "REACH_TABLE": "scenario_reach.csv",
          "WORKS_TABLE": "scenario_works.csv", "PROJECTS_TABLE": "scenario_projects.csv",
          "COUPLINGS_TABLE": "scenario_couplings.csv", "ORIGINS_TABLE": "scenario_origins.csv"}
PAGE = "comparison.html"


class Compare(KansenkaartAlgorithm):
    key = "compare"

    def initAlgorithm(self, configuration=None):
        self.add_project(optional=True)
        self.add_run_folder("FOLDER", optional=True)
        self.add(QgsProcessingParameterString("SCENARIOS", self.label("SCENARIOS"), optional=True))
        self.add_run_folder("OTHER_FOLDER", optional=True)
        self.add_language()
        self.add(QgsProcessingParameterBoolean("LOAD", self.label("LOAD"), defaultValue=True))
        self.add_output_folder()
        for name in TABLES:
            self.addOutput(QgsProcessingOutputFile(name, self.label(name)))
        self.addOutput(QgsProcessingOutputHtml("REPORT", self.label("REPORT")))

    def processAlgorithm(self, parameters, context, feedback):
        output = self.output(parameters, context)
        arguments = ["compare", *self.question(parameters, context),
                     *self.language_options(parameters, context), "--output", output]
        printed = run_program(arguments, feedback)
        if printed is None:
            return {}
        feedback.pushConsoleInfo(printed)
        files = {"REPORT": PAGE, **TABLES}
        outputs = {name: os.path.join(output, file) for name, file in files.items()
                   if os.path.exists(os.path.join(output, file))}
        if self.parameterAsBool(parameters, "LOAD", context):
            self.tables = [(self.label(name), outputs[name]) for name in TABLES if name in outputs]
        return {"OUTPUT": output, **outputs}

    def question(self, parameters, context):
        project = self.given(parameters, "PROJECT", context)
        folder = self.given(parameters, "FOLDER", context)
        other = self.given(parameters, "OTHER_FOLDER", context)
        keys = self.parameterAsString(parameters, "SCENARIOS", context)
        keys = [key.strip() for key in keys.split(",") if key.strip()]
        if bool(project) == bool(folder):
            raise wrong("compare.one-of-two")
        if other and (project or keys):
            raise wrong("compare.other-alone")
        for key in keys:
            if key.startswith("-"):
                raise wrong("compare.no-key", key)
        return [project or folder, *([other] if other else keys)]

    def postProcessAlgorithm(self, context, feedback):
        tables, self.tables = getattr(self, "tables", None), None
        if tables and not feedback.isCanceled() and is_open(context):
            load_tables(tables, self.displayName(), context.project())
        return {}
