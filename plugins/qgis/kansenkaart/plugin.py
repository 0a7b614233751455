# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin: it registers the provider, with and without a screen."""

from qgis.core import QgsApplication

from .provider import KansenkaartProvider


class KansenkaartPlugin:
    def __init__(self, interface):
        self.interface = interface
        self.provider = None

    def initProcessing(self):
        """What `qgis_process` calls in place of `initGui`."""
        self.provider = KansenkaartProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
