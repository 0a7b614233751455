# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a project file as people write one: its keys, their order, and plain words where YAML takes them."""

import json
import re

# Words and numbers that YAML takes for text as they stand.
PLAIN = re.compile(r"[A-Za-z_][\w./-]*( [\w./-]+)*")
# Signs that end a line in YAML but not in JSON, or that stand for nothing one can see.
BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
# Words that YAML takes for something else.
OTHER = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def project_text(name, system, horizon, neighbourhoods, themes, schedule):
    """The text of a project file. Sources are pairs of keys and a remark; `themes` has lists of them by key."""
    lines = ["# Drafted from layers that were open in QGIS. docs/project-file.md explains every key.",
             "kansenkaart: 1", f"name: {scalar(name)}", f"crs: {system}",
             f"horizon: {{from: {horizon[0]}, to: {horizon[1]}}}", "", "neighbourhoods:"]
    keys, remark = neighbourhoods
    lines += _remark(remark, "  ") + [f"  {key}: {flow(value)}" for key, value in keys.items()]
    lines += ["", "themes:"]
    for theme, layers in themes.items():
        lines += [f"  {scalar(theme)}:", "    layers:"]
        for layer in layers:
            lines += _entry(*layer, indent="      ")
    if schedule:
        lines += ["", "schedule:"]
        for entry in schedule:
            lines += _entry(*entry, indent="  ")
    return "\n".join(lines) + "\n"


def _entry(keys, remark, indent):
    lines = [f"{key}: {flow(value)}" for key, value in keys.items()]
    return (_remark(remark, indent) + [f"{indent}- {lines[0]}"]
            + [f"{indent}  {line}" for line in lines[1:]])


def _remark(remark, indent):
    return [f"{indent}# {' '.join(remark.split())}"] if remark else []


def flow(value):
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value):
    """A text, a number, yes or no, or nothing. JSON's way of writing them is YAML's too."""
    if isinstance(value, str):
        if PLAIN.fullmatch(value) and value.lower() not in OTHER and value.isascii():
            return value
        return BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value)
