# SPDX-License-Identifier: GPL-2.0-or-later
"""What `kansenkaart init` would make of a layer's file, for people to look at in the dialog of the draft."""

import os
import re
from dataclasses import dataclass, field

from qgis.core import QgsProcessingException, QgsProcessingFeedback

from .layer_sources import unchanged_file
from .program import run_program
from .roles import CHALLENGE_KEYS, WORK_FIELDS, WORK_KEYS
from .texts import text


@dataclass
class Suggestion:
    """A role, what `init` is not sure of, and what a card can't hold."""

    role: dict
    doubts: list = field(default_factory=list)
    left_out: list = field(default_factory=list)


def suggest_challenge(layer, theme=""):
    """What is suggested for a layer as a challenge; of several the one of the theme."""
    told, name = _draft(layer)
    found = [dict(entry, theme=key) for key, described in (told.get("themes") or {}).items()
             for entry in described["layers"] if _is_of(entry, name)]
    found = [entry for entry in found if entry["theme"] == theme] or found
    if not found:
        raise wrong("suggest.no-challenge", layer.name())
    return _suggestion(found[0], CHALLENGE_KEYS, "themes", told)


def suggest_works(layer):
    """What is suggested for a layer of the schedule."""
    told, name = _draft(layer)
    found = [entry for entry in told.get("schedule") or [] if _is_of(entry, name)]
    if not found:
        raise wrong("suggest.no-works", layer.name())
    suggestion = _suggestion(found[0], WORK_KEYS, "schedule", told)
    fields = suggestion.role.get("fields", {})
    for key in [key for key, value in fields.items() if key not in WORK_FIELDS or not isinstance(value, str)]:
        suggestion.left_out.append(f"fields: {key}: {fields.pop(key)}")
    return suggestion


def _suggestion(entry, known, section, told):
    left_out = [f"{key}: {value}" for key, value in entry.items() if key not in (*known, "source", "layer")]
    role = {key: value for key, value in entry.items() if key in known and key != "layer"}
    return Suggestion(role, _doubts(told["text"], section), left_out)


def _is_of(entry, layer_name):
    return entry.get("layer") in (None, layer_name)


def _draft(layer):
    path, layer_name = unchanged_file(layer)
    if path is None:
        raise wrong("suggest.no-file", layer.name())
    try:
        import yaml
    except ImportError:
        raise wrong("suggest.no-yaml") from None
    printed = run_program(["init", "--no-questions", os.path.abspath(path)], QgsProcessingFeedback())
    # The file is the only one, so its remarks are about it.
    return {**yaml.safe_load(printed), "text": printed}, layer_name


def _doubts(printed, section):
    """What stands behind CHECK in a section, with the line that it is about."""
    part = re.search(rf"^{section}:\n((?:[ #].*\n|\n)*)", printed, re.MULTILINE)
    lines = part[1].splitlines() if part else []
    return [" - ".join(piece.strip(" -") for piece in line.split("# CHECK:")) for line in lines
            if "# CHECK:" in line]


def wrong(*words):
    return QgsProcessingException(text(*words))
