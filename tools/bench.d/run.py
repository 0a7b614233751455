"""Runs every program on every city, checks that their figures agree, and prints the table."""
import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time

import psutil
from figures import agreement, product_figures, program_figures

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = {
    "shapely": "shapely_expert.py",
    "duckdb": "duckdb_spatial.py",
    "sedonadb": "sedona_db.py",
    "postgis": "postgis.py",
    "geopandas": "geopandas_usual.py",
}
NAMES = {
    "kansenkaart": "Kansenkaart, the same work",
    "full": "Kansenkaart, all products",
    "shapely": "shapely, expert, 4 processes",
    "duckdb": "DuckDB spatial, 4 threads",
    "sedonadb": "SedonaDB, 4 threads",
    "postgis": "PostGIS, 4 sessions",
    "geopandas": "geopandas, as most write it",
}
# Programs that make something before each run, outside the measured time.
PREPARED = {"postgis"}
# Runs of the quick programs; the others run once, since they vary little beside what they take.
REPEATS = {"kansenkaart": 5, "full": 3, "shapely": 3}
# How many times faster than each peer the product is to be.
GOALS = {"shapely": 15, "duckdb": 25, "sedonadb": 25, "postgis": 25, "geopandas": 100}
# Part of the leanest peer's peak memory that the product may use.
MEMORY_GOAL = 0.5


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--sizes", default="S")
    parser.add_argument("--repeat", type=int)
    parser.add_argument("--limit", type=float, default=300)
    parser.add_argument("--programs", default=",".join(NAMES))
    parser.add_argument("--data")
    return parser.parse_args()


def prepare(size, options):
    """Folder with the city and the project that all programs work on."""
    city = f"{options.work}/{size}"
    os.makedirs(city, exist_ok=True)
    if options.data:
        for layer in ["nbh", "water", "energy", "soil", "care", "vacancy", "assets"]:
            link = f"{city}/{layer}.geojson"
            if os.path.lexists(link):
                os.remove(link)
            os.symlink(os.path.abspath(f"{options.data}/{size}/{layer}.geojson"), link)
    elif not os.path.exists(f"{city}/complete"):
        subprocess.run([sys.executable, f"{HERE}/../make-city", size, city], check=True)
        open(f"{city}/complete", "w", encoding="ascii").close()
    for name in ["project.yaml", "cycles.yaml"]:
        shutil.copy(f"{HERE}/{name}", city)
    return city


def command(name, city, output, options):
    if name in PEERS:
        return [sys.executable, f"{HERE}/{PEERS[name]}", city, output]
    run = [options.program, "run", f"{city}/project.yaml", "--output", output, "--quiet"]
    return run + (["--products", "opportunities.geojson"] if name == "kansenkaart" else [])


def tree_memory(process):
    """Bytes that a process and its children hold, shared pages counted once."""
    total = 0
    for member in [process, *process.children(recursive=True)]:
        try:
            total += member.memory_full_info().pss
        except psutil.Error:
            continue
    return total


class TooSlow(Exception):
    """A program was stopped at the limit."""


class Failed(Exception):
    """A program ended with an error, which it has told."""


def measure(run, limit):
    """Wall and CPU seconds and peak memory in MB of a command and its children."""
    peak, ended, stopped = [0], threading.Event(), []
    start = time.perf_counter()
    # Programs talk on standard output; errors come through. A session of its own can be stopped whole.
    child = subprocess.Popen(run, stdout=subprocess.DEVNULL, start_new_session=True)

    def watch():
        while not ended.wait(0.05):
            try:
                peak[0] = max(peak[0], tree_memory(psutil.Process(child.pid)))
            except psutil.Error:
                return
            if time.perf_counter() - start > limit and not stopped:
                stopped.append(True)
                os.killpg(child.pid, signal.SIGKILL)

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    if stopped:
        raise TooSlow
    if child.returncode:
        raise Failed(f"{' '.join(run)} ended with code {child.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, peak[0] / 2**20


def stages(name, output):
    if name in PEERS:
        with open(f"{output}/stages.json", encoding="utf-8") as file:
            return json.load(file)
    with open(f"{output}/run.json", encoding="utf-8") as file:
        found = json.load(file)["timings"]
    order = ["reading", "stacking", "mapping", "faces", "bundling", "writing"]
    return {stage: found[stage] for stage in order if found.get(stage, 0) > 0.0005}


def report(size, rows):
    base = rows.get("kansenkaart", {}).get("wall")
    print(f"\nCity {size}, medians")
    print(f"{'':30}{'runs':>5}{'wall s':>9}{'ratio':>8}{'CPU s':>9}{'MB':>8}  stages in s")
    for name, row in rows.items():
        sign = ">" if row["stopped"] else ""
        wall = f"{sign}{row['wall']:.2f}"
        ratio = f"{sign}{row['wall'] / base:.1f}" if base else ""
        if row["stopped"]:
            rest = "  stopped at the limit"
        else:
            split = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in row["stages"].items())
            rest = f"{row['cpu']:9.2f}{row['memory']:8.0f}  {split}"
        print(f"{NAMES[name]:30}{row['runs']:5}{wall:>9}{ratio:>8}{rest}")


def report_goals(rows):
    """Whether the product is as much faster and leaner as it is to be."""
    product = rows.get("kansenkaart")
    peers = {name: row for name, row in rows.items() if name in PEERS}
    if not product or not peers:
        return
    print(f"\n{'goal':52}{'asked':>8}{'found':>8}")
    for name, row in peers.items():
        found = row["wall"] / product["wall"]
        # One that was stopped took longer than the limit; less than the goal then tells nothing.
        verdict = "met" if found >= GOALS[name] else "open" if row["stopped"] else "missed"
        sign = ">" if row["stopped"] else ""
        goal = f"times faster than {NAMES[name]}"
        print(f"{goal:52}{GOALS[name]:8}{sign + format(found, '.1f'):>8}  {verdict}")
    complete = {name: row["memory"] for name, row in peers.items() if not row["stopped"]}
    if complete:
        leanest = min(complete, key=complete.get)
        found = product["memory"] / complete[leanest]
        verdict = "met" if found <= MEMORY_GOAL else "missed"
        goal = f"part of the memory of {NAMES[leanest]}"
        print(f"{goal:52}{MEMORY_GOAL:8}{found:8.2f}  {verdict}")


def run_program(size, name, city, options):
    """Medians of a program's runs; the last run's products stay in the output folder."""
    output = f"{options.work}/out/{size}/{name}"
    run, runs = command(name, city, output, options), []
    try:
        for _ in range(options.repeat or REPEATS.get(name, 1)):
            # Taking away a large file takes its time, which is not part of the work.
            shutil.rmtree(output, ignore_errors=True)
            os.makedirs(output)
            if name in PREPARED:
                prepare = [*run, "--prepare"]
                if subprocess.run(prepare).returncode:
                    raise Failed(f"{' '.join(prepare)} failed")
            runs.append(measure(run, options.limit))
            print(f"{size} {name}: {runs[-1][0]:.2f} s", file=sys.stderr)
    except TooSlow:
        print(f"{size} {name}: stopped after {options.limit:.0f} s", file=sys.stderr)
        return {"runs": 1, "wall": options.limit, "stopped": True}, None
    wall, cpu, memory = (statistics.median(column) for column in zip(*runs))
    row = {"runs": len(runs), "wall": wall, "cpu": cpu, "memory": memory, "stopped": False}
    row["stages"] = stages(name, output)
    return row, program_figures(output) if name in PEERS else product_figures(city, output)


def run_city(size, names, options):
    """Whether every program came to its end and their figures agree. One that fails costs its row, not
    the table."""
    city = prepare(size, options)
    rows, figures, failures = {}, {}, []
    for name in names:
        try:
            rows[name], found = run_program(size, name, city, options)
        except Failed as failure:
            failures.append(f"{NAMES[name]}: {failure}")
            continue
        if found:
            figures[name] = found
    report(size, rows)
    report_goals(rows)
    print("\n".join(["", *failures]))
    return agreement(figures, NAMES) and not failures


def main():
    options = arguments()
    names = [name for name in NAMES if name in options.programs.split(",")]
    # Every city is run before a failure or a disagreement ends the program.
    agreed = [run_city(size, names, options) for size in options.sizes.split(",")]
    sys.exit(0 if all(agreed) else 1)


if __name__ == "__main__":
    main()
