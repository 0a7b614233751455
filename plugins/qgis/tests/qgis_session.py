# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS without a screen, with the plugin loaded, for one process of tests."""

import os
import sys
import time

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale

PLUGINS = os.environ["KANSENKAART_PLUGINS"]
LAYERS = os.environ["KANSENKAART_LAYERS"]
PROGRAM = os.environ["KANSENKAART_PROGRAM"]
JUINEN = os.path.join(LAYERS, "juinen", "project.yaml")

QCoreApplication.setOrganizationName("QGIS")
QCoreApplication.setApplicationName("QGIS3")
application = QgsApplication([], True, os.environ["QGIS_CUSTOM_CONFIG_PATH"])
application.initQgis()
sys.path[:0] = [PLUGINS, os.path.join(QgsApplication.prefixPath(), "share/qgis/python/plugins"),
                "/usr/share/qgis/python/plugins"]

from processing.core.Processing import Processing  # noqa: E402

Processing.initialize()

import kansenkaart  # noqa: E402

plugin = kansenkaart.classFactory(None)
plugin.initProcessing()


class Feedback(QgsProcessingFeedback):
    """Keeps what is said, and can stop when a word is said."""

    def __init__(self, stop_at=None):
        super().__init__()
        self.stop_at, self.words, self.warnings, self.steps = stop_at, [], [], []
        self.progressChanged.connect(self.steps.append)

    def _keep(self, words):
        self.words.append(words)
        if self.stop_at and self.stop_at in words:
            self.cancel()

    def setProgressText(self, words):
        self._keep(words)

    def pushInfo(self, words):
        self._keep(words)

    def pushConsoleInfo(self, words):
        self._keep(words)

    def pushCommandInfo(self, words):
        self._keep(words)

    def pushWarning(self, words):
        self.warnings.append(words)
        self._keep(words)

    def reportError(self, words, fatalError=False):
        self._keep(words)

    def log(self):
        return "\n".join(self.words)


def run(name, feedback=None, **parameters):
    """Runs an algorithm with the open project, as the dialog does; raises what it raises."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    feedback = feedback or Feedback()
    context.setFeedback(feedback)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"kansenkaart:{name}")
    fits, words = algorithm.checkParameterValues(parameters, context)
    if not fits:
        raise ValueError(words)
    results, ended_well = algorithm.run(parameters, context, feedback, {}, False)
    assert ended_well, feedback.log()
    return results


def run_as_task(algorithm, feedback, **parameters):
    """Runs an algorithm on a thread of its own, as the dialog does; gives whether it ended well."""
    if isinstance(algorithm, str):
        algorithm = QgsApplication.processingRegistry().algorithmById(f"kansenkaart:{algorithm}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    ended = []
    task.executed.connect(lambda well, _: ended.append(well))
    QgsApplication.taskManager().addTask(task)
    while not ended:
        QCoreApplication.processEvents()
        time.sleep(0.02)
    return ended[0]


def tell_program(path):
    """Sets the place of the program."""
    QgsSettings().setValue("Processing/Configuration/KANSENKAART_PROGRAM", path)


def speak(language):
    """Has QGIS speak a language from now on."""
    QgsApplication.setLocale(QLocale(language))
