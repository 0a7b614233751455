"""The table of the deliveries. usage: table.py PROGRAM FOLDER [WORD]"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from expected import EXPECTED, OPTIONS
from outcome import Outcome, call

program, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
word = sys.argv[3] if len(sys.argv) > 3 else ""


def replace_by_newer(project):
    """Checks an older delivery of the GML and puts the newer one in its place, with an older time."""
    for name in ["buurten.gml", "diepte.gml"]:
        path = project.parent / name
        newer = path.read_text()
        path.write_text(
            newer.replace(">14.9<", ">14<").replace(">29.7<", ">5<").replace(">BU034", ">034"))
        call(program, "check", project)
        path.write_text(newer)
        os.utime(path, (1.6e9, 1.6e9))


def outcome(name, work):
    """Runs a project in a copy of its folder."""
    copy = work / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / Path(name).parent, copy)
    project = copy / Path(name).name
    if not project.exists():
        project = copy / "project.yaml"
    if name.startswith("gml-gfs-left/"):
        replace_by_newer(project)
    return Outcome(program, project, work, OPTIONS.get(name, ()))


def main():
    names = sorted(str(path.relative_to(folder)) for path in folder.glob("*/*.yaml"))
    # A project may be run a second time in another way, under a name of its own.
    names += [name for name in OPTIONS if name not in names]
    names = sorted(name for name in names if word in name)
    failures = 0
    print("| project | check | run | figures | said | verdict |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as work:
        for name in names:
            result = outcome(name, Path(work))
            problems = [f"{path} was touched" for path, _, _ in result.touched]
            expected = EXPECTED.get(name)
            if expected:
                problems += expected(result)
            failures += bool(problems)
            verdict = "; ".join(problems) or ("right" if expected else "not judged")
            cells = [
                name, result.check.status, result.run.status, result.figures(), result.remarks(),
                ("**" + verdict + "**") if problems else verdict]
            print("| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |")
    print(f"\n{failures} of {len(names)} projects are not right." if failures else "\nAll are right.")
    return 1 if failures else 0


sys.exit(main())
