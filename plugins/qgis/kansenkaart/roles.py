# SPDX-License-Identifier: GPL-2.0-or-later
"""The roles that layers are given in a draft: what each may say, in the keys of the project file."""

import difflib
import json

from qgis.core import QgsProcessingException

from .texts import text

SOURCE_KEYS = ("layer", "selected", "width", "radius")
CHALLENGE_KEYS = (*SOURCE_KEYS, "theme", "severity", "reach", "outside")
WORK_KEYS = (*SOURCE_KEYS, "asset_type", "fields", "budget", "measure", "price_year")
WORK_FIELDS = ("id", "built", "last", "due", "earliest", "latest", "cycle", "cost", "budget", "street",
               "measure", "fixed", "hard")


def challenges(told):
    """The layers of challenges that a text tells, as `[{"layer": ..., "theme": ...}, ...]`."""
    roles = _roles(told, CHALLENGE_KEYS)
    for role in roles:
        _need(role, "theme")
    return roles


def works(told):
    """The layers of the schedule that a text tells, as `[{"layer": ..., "asset_type": ...}, ...]`."""
    roles = _roles(told, WORK_KEYS)
    for role in roles:
        _need(role, "asset_type")
        fields = role.get("fields", {})
        if not isinstance(fields, dict):
            raise wrong("roles.no-fields", role["layer"])
        _known(fields, WORK_FIELDS)
    return roles


def _roles(told, known):
    try:
        roles = json.loads(told or "[]")
    except ValueError as error:
        raise wrong("roles.no-json", error) from None
    if not isinstance(roles, list) or not all(isinstance(role, dict) for role in roles):
        raise wrong("roles.no-json", told)
    for role in roles:
        _known(role, known)
        _need(role, "layer")
    return roles


def _known(keys, known):
    for key in keys:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            raise wrong("roles.unknown-key", key, near[0] if near else ", ".join(known))


def _need(role, key):
    if not role.get(key):
        raise wrong("roles.needs", role.get("layer", "-"), key)


def fields_of(role):
    """The fields that a role names, to be sought in its layer."""
    named = [role.get("severity"), role.get("asset_type")]
    found = [value["field"] for value in named if isinstance(value, dict) and "field" in value]
    for value in role.get("fields", {}).values():
        if isinstance(value, dict):
            found += [value["field"]] if "field" in value else []
        else:
            found += value if isinstance(value, list) else [value]
    return found


def keys_of(role, source):
    """The keys of the project file for a role: those of its source, and its own in the file's order."""
    order = ("asset_type", "width", "radius", "reach", "outside", "severity", "fields", "budget",
             "measure", "price_year")
    return {**source, **{key: role[key] for key in order if role.get(key) not in (None, "", {}, False)}}


def wrong(*words):
    return QgsProcessingException(text(*words))
