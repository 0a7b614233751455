"""What can go wrong, in the program's own words; a class for each of its exit codes."""

from __future__ import annotations


class KansenkaartError(Exception):
    """Something that people are told: where it is, what is wrong and what to do about it.

    ``exit_code`` is that of the program (docs/command-line.md).
    """

    exit_code = 65


class CommandError(KansenkaartError):
    """What was asked can't be asked like that (64)."""

    exit_code = 64


class InputError(KansenkaartError):
    """The project file or a source can't be used as it is (65)."""


class MissingInput(KansenkaartError):
    """A file or folder that was named is not there (66)."""

    exit_code = 66


class ProgramFault(KansenkaartError):
    """A fault of the program itself; nothing was published (70)."""

    exit_code = 70


class OutputError(KansenkaartError):
    """A file or folder can't be made (73)."""

    exit_code = 73


class WriteError(KansenkaartError):
    """Writing failed half-way, such as by a full disk (74)."""

    exit_code = 74


class StaleError(KansenkaartError):
    """What an earlier run left does not fit what is there now; run again (75)."""

    exit_code = 75


class Cancelled(KansenkaartError):
    """The job was cancelled; what it had half written is gone (130)."""

    exit_code = 130


class ProgramMissing(KansenkaartError):
    """The program is not there, or not where it was told to be."""

    exit_code = 66


class KansenkaartWarning(UserWarning):
    """Something that may make the figures other than was meant."""


_BY_CODE: dict[int, type[KansenkaartError]] = {
    kind.exit_code: kind
    for kind in (CommandError, InputError, MissingInput, ProgramFault, OutputError, WriteError, StaleError, Cancelled)
}
# How the program begins the paragraph that it ends with.
_PREFIX = "kansenkaart: "


def error_for(code: int, lines: list[str]) -> KansenkaartError:
    """The exception for a program that ended with ``code``, of which ``lines`` were the last words."""
    words = "\n".join(lines).strip()
    for prefix in (_PREFIX, "Error: "):
        words = words.removeprefix(prefix)
    kind = _BY_CODE.get(code, ProgramFault)
    return kind(words or f"The program ended with code {code} and said nothing.")
