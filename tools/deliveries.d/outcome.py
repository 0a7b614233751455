"""What the program makes of a project: what it says, how it ends and the figures in its products."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

PRODUCTS = "neighbourhoods.csv,opportunities.csv,run.json"


class Outcome:
    """A project that was checked and run in a copy of its folder, so that nothing is left behind."""

    def __init__(self, program, project, work, options=()):
        self.project = project
        before = listing(project.parent)
        self.check = call(program, "check", project, *options)
        output = work / "output"
        shutil.rmtree(output, ignore_errors=True)
        self.run = call(
            program, "run", project, "--output", output, "--products", PRODUCTS, *options)
        self.touched = sorted(before ^ listing(project.parent))
        self.neighbourhoods = rows(output / "neighbourhoods.csv")
        self.works = rows(output / "opportunities.csv")
        record = output / "run.json"
        self.inputs = json.loads(record.read_text())["inputs"] if record.exists() else []

    @property
    def said(self):
        """Everything that was said of the project, by check and run."""
        return self.check.text + self.run.text

    @property
    def is_refused(self):
        return self.run.status != 0

    def neighbourhood(self, code, column):
        """A figure of a neighbourhood; None where there is none."""
        for row in self.neighbourhoods:
            if row["neighbourhood_code"] == code:
                return number(row.get(column))
        return None

    def input(self, role):
        """What became of the source with a role."""
        return next((i for i in self.inputs if i["role"] == role), None)

    def figures(self):
        """The figures that the deliveries are about, in one line."""
        if self.is_refused:
            return "refused"
        places = "; ".join(
            f"{row['neighbourhood_code']} {number(row['area_m2']):.1f}"
            + f"/{number(row.get('water_area_m2')) or 0:.1f} m2"
            for row in self.neighbourhoods[:4])
        works = len({row["work_id"] for row in self.works})
        cost = sum(number(row["cost_eur"]) or 0 for row in self.works)
        counts = ", ".join(f"{i['used']} of {i['read']}" for i in self.inputs)
        return f"{places}; {works} works, EUR {cost:.2f}; used {counts}"

    def remarks(self):
        """What was said beside the figures: an error, or the first notes and drops."""
        if self.is_refused:
            return last_line(self.run.text)
        notes = [note["text"]["en"] for i in self.inputs for note in i["notes"]]
        drops = [f"dropped: {drop['detail']['en']}" for i in self.inputs for drop in i["dropped"]]
        return " | ".join((notes + drops)[:3])


class Call:
    def __init__(self, status, text):
        self.status, self.text = status, text


def call(program, *arguments):
    command = [str(part) for part in (program, *arguments)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return Call(done.returncode, done.stdout + done.stderr)
    except subprocess.TimeoutExpired:
        return Call(124, "it takes longer than a minute")


def listing(folder):
    """Everything below a folder, with its length and time."""
    return {
        (str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in Path(folder).rglob("*") if path.is_file()}


def rows(path):
    if not path.exists():
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


def last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
