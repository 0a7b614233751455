"""Kansenkaart from Python: a city's challenges over its maintenance schedule.

The work is done by the program ``kansenkaart``, which this package starts; figures are those of its products, to the
byte. ``run`` makes the opportunity map of a project, ``Run`` reads what a run wrote, ``Stack`` opens its saved stack
as numpy arrays, ``Session`` keeps a city in memory and answers scenarios, ``compare`` holds scenarios or runs beside
each other.
"""

from importlib.metadata import PackageNotFoundError, version

from .columns import Column, columns
from .comparison import Comparison, compare
from .errors import (
    Cancelled,
    CommandError,
    InputError,
    KansenkaartError,
    KansenkaartWarning,
    MissingInput,
    OutputError,
    ProgramFault,
    ProgramMissing,
    StaleError,
    WriteError,
)
from .geoparquet import from_geoparquet, to_geoparquet
from .pmtiles import to_pmtiles
from .program import find_program
from .results import Run, check, demo, draft, run
from .scenario import Scenario
from .session import Answer, Session
from .stack import AssetFigures, Rows, Stack

try:
    __version__ = version("kansenkaart")
except PackageNotFoundError:  # A checkout on the path.
    __version__ = "0"

__all__ = [
    "Answer", "AssetFigures", "Cancelled", "Column", "CommandError", "Comparison", "InputError", "KansenkaartError",
    "KansenkaartWarning", "MissingInput", "OutputError", "ProgramFault", "ProgramMissing", "Rows", "Run", "Scenario",
    "Session", "StaleError", "Stack", "WriteError", "check", "columns", "compare", "demo", "draft", "find_program",
    "from_geoparquet", "run", "to_geoparquet", "to_pmtiles",
]
