"""Scenarios: another question about the same city."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Union

from .errors import InputError, OutputError

#: Keys of the scenarios that are always there.
USUAL = ("base", "siloed", "leading", "nothing")


@dataclass(frozen=True)
class Scenario:
    """What would be otherwise; docs/scenarios.md tells the changes there are.

    A :class:`Session` asks it as it is; :meth:`save` makes a file of it, which ``compare`` and others find.
    """

    #: Its key: the name of its file. Letters, digits, ``-`` and ``_``.
    key: str
    #: What changes, such as ``{"budgets": {"rioolheffing": {"factor": 0.5}}}``.
    changes: Mapping[str, Any]
    #: What people call it; its key where it has none.
    name: str | None = None
    #: Why it is asked.
    why: str | None = None
    #: Key of the scenario whose changes come first.
    base: str = field(default="base")

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9_-]+", self.key) or self.key in USUAL:
            raise InputError(f"'{self.key}' can't be the key of a scenario. Use letters, digits, - and _; "
                             f"{', '.join(USUAL)} are always there.")

    @property
    def text(self) -> str:
        """The scenario as it stands in a file. JSON is YAML too."""
        lines = ["kansenkaart_scenario: 1", f"name: {_json(self.name or self.key)}"]
        if self.why is not None:
            lines.append(f"why: {_json(self.why)}")
        if self.base != "base":
            lines.append(f"base: {_json(self.base)}")
        return "\n".join([*lines, f"changes: {_json(dict(self.changes))}", ""])

    def path(self, project: Union[str, os.PathLike[str]]) -> Path:
        """Where its file is: in the folder ``scenarios`` beside a project."""
        return Path(project).parent / "scenarios" / f"{self.key}.yaml"

    def save(self, project: Union[str, os.PathLike[str]], *, replace: bool = False) -> Path:
        """Writes the scenario into the folder ``scenarios`` beside a project, where all that asks the project finds
        it.

        :raises OutputError: where another file of that name is there and ``replace`` is not set.
        """
        path = self.path(project)
        if path.exists() and path.read_text("utf-8") != self.text and not replace:
            raise OutputError(f"{path}: There is another scenario of that name. Choose another key, or replace it.")
        path.parent.mkdir(exist_ok=True)
        made = path.with_name(f".{path.name}.new")
        made.write_text(self.text, "utf-8")
        os.replace(made, path)
        return path


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
