# SPDX-License-Identifier: GPL-2.0-or-later
"""The provider: its algorithms, its icon, and its one setting, where the program is."""

import os

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms.check import Check
from .algorithms.compare import Compare
from .algorithms.draft_project import DraftProject
from .algorithms.opportunity_map import OpportunityMap
from .algorithms.score_again import ScoreAgain
from .program import PROGRAM_SETTING, ProgramError, find_program
from .texts import text

ICON = os.path.join(os.path.dirname(__file__), "icon.svg")


class KansenkaartProvider(QgsProcessingProvider):
    def id(self):
        return "kansenkaart"

    def name(self):
        return "Kansenkaart"

    def longName(self):
        return text("provider")

    def icon(self):
        return QIcon(ICON)

    def svgIconPath(self):
        return ICON

    def helpId(self):
        return "kansenkaart"

    def load(self):
        # Part of the plugin Processing, which is loaded later than this file may be.
        from processing.core.ProcessingConfig import ProcessingConfig, Setting

        ProcessingConfig.settingIcons[self.name()] = self.icon()
        ProcessingConfig.addSetting(
            Setting(self.name(), PROGRAM_SETTING, text("setting.program"), "", valuetype=Setting.FILE))
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self):
        from processing.core.ProcessingConfig import ProcessingConfig

        ProcessingConfig.removeSetting(PROGRAM_SETTING)

    def warningMessage(self):
        """What the toolbox shows beside the provider: what to install, where the program is missing."""
        try:
            find_program()
        except ProgramError as error:
            return str(error)
        return ""

    def loadAlgorithms(self):
        for algorithm in (DraftProject, Check, OpportunityMap, ScoreAgain, Compare):
            self.addAlgorithm(algorithm())
