# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds the program and runs it, with progress and a way to stop it.

Nothing else is ever started, and never through a shell: a file counts as the program only where it is called
`kansenkaart` and stands at the place that the setting names or in a folder of the PATH.
"""

import os
import queue
import signal
import subprocess
import threading
import time

from qgis.core import QgsProcessingException, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QThread

from .texts import language, text

PROGRAM_SETTING = "KANSENKAART_PROGRAM"
IS_WINDOWS = os.name == "nt"
FILE_NAMES = ("kansenkaart.exe",) if IS_WINDOWS else ("kansenkaart",)
# How long the program may take to tidy up before it is killed.
SECONDS_TO_STOP = 10

# What the program says when a stage begins, in its two languages, and how far a run is by then, roughly.
STAGES = {
    "Lagen lezen": 2, "Reading layers": 2,
    "Stapelen": 25, "Stacking": 25,
    "Kansen bepalen": 35, "Finding opportunities": 35,
    "Projecten maken": 50, "Making projects": 50,
    "Vlakken maken": 70, "Making faces": 70,
    "Producten schrijven": 80, "Writing products": 80,
}
# How the program begins the error that it ends with.
ERROR = "kansenkaart: "
# How the program begins a line that may make figures other than was meant.
WARNINGS = ("LET OP", "WARNING")


class ProgramError(Exception):
    """The program is not there, or not where it was told to be."""


def find_program():
    """The path of the program: that of the setting, else the first in the PATH."""
    told = str(QgsSettings().value(f"Processing/Configuration/{PROGRAM_SETTING}") or "").strip()
    if told:
        if not os.path.isabs(told) or not _is_program(told):
            raise ProgramError(text("program.not-there", told))
        return told
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        # A folder that counts from the current one could be anybody's.
        if not os.path.isabs(folder):
            continue
        for name in FILE_NAMES:
            path = os.path.join(folder, name)
            if _is_program(path):
                return path
    raise ProgramError(text("program.missing"))


def _is_program(path):
    return (os.path.basename(path) in FILE_NAMES and os.path.isfile(path)
            and os.access(path, os.X_OK))


def run_program(arguments, feedback, folder=None):
    """Runs the program, and gives what it printed; None where the user stopped it.

    Raises QgsProcessingException with the program's own words where it ends with an error.
    """
    try:
        path = find_program()
    except ProgramError as error:
        raise QgsProcessingException(str(error)) from None
    command = [path, *arguments]
    feedback.pushCommandInfo(" ".join(_shown(part) for part in command))
    # The program speaks as QGIS does, unless its project or an option says otherwise.
    environment = dict(os.environ, LC_ALL=f"{language()}.UTF-8")
    hidden = {"creationflags": subprocess.CREATE_NO_WINDOW} if IS_WINDOWS else {}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=folder, env=environment, **hidden)
    except OSError as error:
        raise QgsProcessingException(text("program.does-not-start", path, error.strerror)) from None
    return _Run(process, feedback).finish()


def _shown(part):
    return part if part and not any(sign in part for sign in " '\"") else f"'{part}'"


class _Run:
    """A program that is under way. Two threads read what it says, so that it never waits for us."""

    def __init__(self, process, feedback):
        self.process = process
        self.feedback = feedback
        self.lines = queue.Queue()
        self.printed = []
        # From the first line of an error on: that is told once, as what the algorithm ends with.
        self.held = []
        self.progress = 0
        self.readers = [threading.Thread(target=self._read_lines, daemon=True),
                        threading.Thread(target=self._read_printed, daemon=True)]
        for reader in self.readers:
            reader.start()

    def _read_lines(self):
        with self.process.stderr as stream:
            for line in stream:
                self.lines.put(line.decode("utf-8", "replace").rstrip("\r\n"))

    def _read_printed(self):
        with self.process.stdout as stream:
            self.printed.append(stream.read())

    def finish(self):
        try:
            self._wait()
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise
        # One that was ready before it heard of it has put its products in place.
        if self.feedback.isCanceled() and self.process.returncode != 0:
            was_killed = IS_WINDOWS or self.process.returncode == -signal.SIGKILL
            self.feedback.pushInfo(text("program.killed" if was_killed else "program.stopped"))
            return None
        for reader in self.readers:
            reader.join()
        self._hear()
        if self.process.returncode != 0:
            raise QgsProcessingException(self._problem())
        for line in self.held:
            tell(line, self.feedback)
        return b"".join(self.printed).decode("utf-8", "replace")

    def _wait(self):
        stop_by = None
        while self.process.poll() is None:
            self._hear()
            if self.feedback.isCanceled():
                if stop_by is None:
                    stop_by = time.monotonic() + SECONDS_TO_STOP
                    self._ask_to_stop()
                elif time.monotonic() > stop_by:
                    self.process.kill()
            if QThread.currentThread() == QCoreApplication.instance().thread():
                # Without it the button to stop would not be heard.
                QCoreApplication.processEvents()
            time.sleep(0.05)

    def _ask_to_stop(self):
        if IS_WINDOWS:
            self.process.terminate()
        else:
            self.process.send_signal(signal.SIGINT)

    def _hear(self):
        while not self.lines.empty():
            line = self.lines.get()
            if line in STAGES:
                self.progress = max(self.progress, STAGES[line])
                self.feedback.setProgress(self.progress)
                self.feedback.setProgressText(line)
            elif self.held or line.startswith((ERROR, "Error: ")):
                self.held.append(line)
            elif line:
                tell(line, self.feedback)

    def _problem(self):
        words = "\n".join(self.held)
        if words.startswith(ERROR):
            words = words[len(ERROR):]
        return words or text("program.failed", self.process.returncode)


def tell(line, feedback):
    """Puts a line of the program into the log; what it warns of stands out."""
    if is_warning(line):
        feedback.pushWarning(line)
    else:
        feedback.pushConsoleInfo(line)


def is_warning(line):
    """Whether the program warns in a line."""
    return line.strip().startswith(WARNINGS)
