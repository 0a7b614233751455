"""Scenarios, or runs, beside each other."""

from __future__ import annotations

import json
import tempfile
import threading
from pathlib import Path
from typing import Any, Union

import pandas as pd

from . import program
from .errors import InputError, MissingInput
from .program import Progress
from .results import PathLike, Run
from .scenario import Scenario
from .tables import read_guessed

#: Columns that are text though they may look like numbers.
_TEXTS = {"scenario", "theme", "measure", "street", "asset_type", "coupling", "change", "run", "file", "what"}


def compare(first: Union[PathLike, Run], *others: Union[str, Scenario, PathLike, Run], output: PathLike | None = None,
            threads: int | None = None, language: str | None = None, progress: Progress = None,
            cancel: threading.Event | None = None) -> Comparison:
    """Holds scenarios of a project or of a run, or several runs, beside the first.

    ``first`` is a project file or a run; ``others`` are keys of scenarios or :class:`Scenario` that were saved beside
    the project (all there are where none is named), or other runs. Without ``output`` the tables live as long as the
    comparison.

    :raises InputError: for a scenario that was not saved.
    :raises KansenkaartError: with the program's words.
    """
    arguments = ["compare", str(first.folder if isinstance(first, Run) else first)]
    for other in others:
        if isinstance(other, Scenario):
            _check_saved(other, first)
        arguments.append(str(other.key if isinstance(other, Scenario)
                             else other.folder if isinstance(other, Run) else other))
    scratch = None if output is not None else tempfile.TemporaryDirectory(prefix="kansenkaart-")
    folder = Path(output if output is not None else scratch.name)  # type: ignore[union-attr]
    arguments += ["--output", str(folder)]
    if threads is not None:
        arguments += ["--threads", str(threads)]
    if language is not None:
        arguments += ["--language", language]
    try:
        made = Comparison(folder, program.call(arguments, progress=progress, cancel=cancel))
    except BaseException:
        if scratch is not None:
            scratch.cleanup()
        raise
    made._scratch = scratch
    return made


def _check_saved(scenario: Scenario, first: Union[PathLike, Run]) -> None:
    path = Path(first.folder if isinstance(first, Run) else first)
    if path.is_dir():
        from .stack import Stack
        path = path / Stack(path).description["project"]
    file = scenario.path(path)
    if not file.is_file() or file.read_text("utf-8") != scenario.text:
        raise InputError(f"{file}: The scenario is not there as it was given. Save it beside the project first "
                         "(Scenario.save), or ask it of a Session.")


class Comparison:
    """The tables of a comparison; docs/scenarios.md tells what they hold."""

    def __init__(self, folder: PathLike, text: str = "") -> None:
        """Opens the folder that a comparison was written into."""
        #: The folder, with the page ``comparison.html``.
        self.folder = Path(folder)
        #: What the program said at its end.
        self.text = text
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        if not (self.folder / "comparison.json").is_file():
            raise MissingInput(f"{self.folder}: There is no comparison. 'kansenkaart compare --output' writes one.")

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self.scenarios['scenario'])}, in {self.folder}>"

    @property
    def document(self) -> dict[str, Any]:
        """All of it: ``comparison.json``."""
        found: dict[str, Any] = json.loads((self.folder / "comparison.json").read_text("utf-8"))
        return found

    @property
    def scenarios(self) -> pd.DataFrame:
        """A row of figures for each scenario, the first being what the others are held against."""
        return self.table("scenarios")

    @property
    def tables(self) -> list[str]:
        """Names of the tables that there are."""
        return sorted(path.stem for path in self.folder.glob("scenario*.csv"))

    def table(self, name: str) -> pd.DataFrame:
        """A table, such as ``scenario_works``."""
        path = self.folder / f"{name}.csv"
        if not path.is_file():
            raise MissingInput(f"{path}: There is no such table. There are: {', '.join(self.tables)}.")
        return read_guessed(path, _TEXTS)
