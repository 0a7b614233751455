# SPDX-License-Identifier: GPL-2.0-or-later
"""Kansenkaart in QGIS: a Processing provider that runs the program `kansenkaart`."""


def classFactory(interface):
    """What QGIS calls to start the plugin; under `qgis_process` there is no interface."""
    from .plugin import KansenkaartPlugin

    return KansenkaartPlugin(interface)
