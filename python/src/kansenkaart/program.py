"""Finds the program and runs it, with progress, a way to stop it, and its errors as exceptions.

Nothing else is ever started, and never through a shell.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Union

from .errors import Cancelled, ProgramMissing, error_for

#: What progress is told to: ``None`` for a bar where somebody sees it, ``True`` or ``False``, or a function that is
#: called with the key of the stage, its title and the part of it that is done, 0 to 1.
Progress = Union[None, bool, Callable[[str, str, float], None]]

#: The environment variable that names the program, where it is neither in this package nor on the PATH.
VARIABLE = "KANSENKAART_PROGRAM"
# How long the program may take to tidy up before it is killed, in seconds.
_SECONDS_TO_STOP = 10.0
_BUNDLE = Path(__file__).parent / "_program"


def find_program(name: str = "kansenkaart") -> Path:
    """The program: the one that ``KANSENKAART_PROGRAM`` names, else that of the wheel, else the first on the PATH.

    ``name`` may be ``kansenkaart-workbench``, which stands beside it.

    :raises ProgramMissing: where there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        path = Path(named).with_name(name)
        if not os.access(path, os.X_OK) or not path.is_file():
            raise ProgramMissing(f"{path}: This is no program. Name the file 'kansenkaart' in {VARIABLE}.")
        return path
    bundled = _BUNDLE / "bin" / name
    if bundled.is_file():
        return bundled
    # The folders of the PATH but for that of this environment, whose command of that name starts this very module.
    own = Path(sys.executable).parent.resolve()
    folders = [part for part in os.environ.get("PATH", "").split(os.pathsep) if os.path.isabs(part)]
    found = shutil.which(name, path=os.pathsep.join(part for part in folders if Path(part).resolve() != own))
    if found is None:
        raise ProgramMissing(
            f"The program '{name}' is not on the PATH. Install Kansenkaart (docs/install.md), or name the program in "
            f"{VARIABLE}.")
    return Path(found)


def environment(program: Path) -> dict[str, str]:
    """The environment to start a program with: one that comes with the wheel has its own data of PROJ and GDAL."""
    own = dict(os.environ)
    if _BUNDLE in program.parents:
        share = _BUNDLE / "share"
        own |= {
            "PROJ_DATA": str(share / "proj"),
            "PROJ_LIB": str(share / "proj"),
            "GDAL_DATA": str(share / "gdal"),
            # Plugins of a system's own GDAL fit that GDAL alone.
            "GDAL_DRIVER_PATH": "disable",
        }
    return own


def layers() -> Path:
    """The folder of catalogues that comes with the program, which also holds the demo municipality.

    :raises ProgramMissing: where there is none.
    """
    named = os.environ.get("KANSENKAART_LAYERS")
    folder = find_program().resolve().parent
    places = [Path(named)] if named else [
        folder.parent / "share/kansenkaart/layers", *(place / "layers" for place in (folder, *folder.parents))]
    for place in places:
        if (place / "cycles.yaml").is_file():
            return place
    raise ProgramMissing(f"There is no folder 'layers' with the program in {folder}.")


def main() -> None:
    """What the command ``kansenkaart`` of the wheel does: it becomes the program."""
    _become("kansenkaart")


def main_workbench() -> None:
    """What the command ``kansenkaart-workbench`` of the wheel does."""
    _become("kansenkaart-workbench")


def _become(name: str) -> None:
    try:
        program = find_program(name)
    except ProgramMissing as error:
        sys.exit(f"kansenkaart: {error}")
    os.execve(program, [str(program), *sys.argv[1:]], environment(program))


def call(arguments: Sequence[str | os.PathLike[str]], *, progress: Progress = None,
         cancel: threading.Event | None = None, tells_progress: bool = True) -> str:
    """Runs the program and returns what it printed.

    Ctrl-C and ``cancel`` stop it, and what it had half written is gone.

    :raises KansenkaartError: the class for the program's exit code, with its words.
    """
    program = find_program()
    command = [str(program), *(os.fspath(part) for part in arguments)]
    if tells_progress:
        command += ["--progress", "lines"]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(program))
    with Bar(progress) as bar:
        return _Job(process, bar, cancel).finish()


class _Job:
    """A program that is under way. Two threads read what it says, so that it never waits for us."""

    def __init__(self, process: subprocess.Popen[bytes], bar: Bar, cancel: threading.Event | None) -> None:
        self._process, self._bar, self._cancel = process, bar, cancel
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._printed: list[bytes] = []
        self._words: list[str] = []
        assert process.stdout and process.stderr
        self._threads = [
            threading.Thread(target=self._read_lines, args=(process.stderr,), daemon=True),
            threading.Thread(target=self._read_printed, args=(process.stdout,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def finish(self) -> str:
        try:
            self._hear()
        except BaseException:
            self._stop()
            raise
        finally:
            for thread in self._threads:
                thread.join()
        code = self._process.wait()
        if code != 0:
            raise error_for(code, self._words)
        return b"".join(self._printed).decode("utf-8", "replace")

    def _read_lines(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                self._lines.put(line.decode("utf-8", "replace").rstrip("\r\n"))
        self._lines.put(None)

    def _read_printed(self, stream: IO[bytes]) -> None:
        with stream:
            self._printed.append(stream.read())

    def _hear(self) -> None:
        while True:
            if self._cancel is not None and self._cancel.is_set():
                raise Cancelled("The job was cancelled; what it had half written is gone.")
            try:
                line = self._lines.get(timeout=0.05)
            except queue.Empty:
                continue
            if line is None:
                return
            told = _progress(line)
            if told is None:
                self._words.append(line)
            else:
                self._bar.show(*told)

    def _stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _progress(line: str) -> tuple[str, str, float] | None:
    """Stage, title and part of a line of progress; None for any other line."""
    if not line.startswith('{"stage":'):
        return None
    told = json.loads(line)
    return told["stage"], told["title"], told["percent"] / 100


class Bar:
    """Shows progress: a bar of tqdm, a function, or nothing."""

    def __init__(self, progress: Progress) -> None:
        self._tell = progress if callable(progress) else None
        if progress is None:
            progress = sys.stderr.isatty() or "ipykernel" in sys.modules
        self._shows = self._tell is None and bool(progress)
        self._bar: Any = None
        self._stage = ""

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, stage: str, title: str, part: float) -> None:
        """Shows how far a stage is, as a part of one."""
        if self._tell is not None:
            self._tell(stage, title, part)
        if not self._shows:
            return
        if self._bar is None:
            from tqdm.auto import tqdm
            self._bar = tqdm(total=100, unit="%", bar_format="{desc}: {percentage:3.0f}%|{bar}| {elapsed}")
        if stage != self._stage:
            self._stage = stage
            self._bar.set_description_str(title)
            self._bar.reset()
        self._bar.update(round(100 * part) - self._bar.n)
