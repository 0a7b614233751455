"""Runs every program on every city, checks that their figures agree, and prints the table."""
import argparse
import json
import os
import shutil
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
    "geopandas": "geopandas_usual.py",
}
NAMES = {
    "kansenkaart": "Kansenkaart, the same work",
    "full": "Kansenkaart, all products",
    "shapely": "shapely, expert, 4 processes",
    "duckdb": "DuckDB spatial, 4 threads",
    "geopandas": "geopandas, as most write it",
}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--sizes", default="S")
    parser.add_argument("--repeat", type=int, default=3)
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


def measure(run):
    """Wall and CPU seconds and peak memory in MB of a command and its children."""
    peak, ended = [0], threading.Event()
    start = time.perf_counter()
    # Programs talk on standard output; errors come through.
    child = subprocess.Popen(run, stdout=subprocess.DEVNULL)

    def watch():
        while not ended.wait(0.1):
            try:
                peak[0] = max(peak[0], tree_memory(psutil.Process(child.pid)))
            except psutil.Error:
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    if child.returncode:
        sys.exit(f"{' '.join(run)} ended with code {child.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, peak[0] / 2**20


def stages(name, output):
    if name in PEERS:
        with open(f"{output}/stages.json", encoding="utf-8") as file:
            return json.load(file)
    with open(f"{output}/run.json", encoding="utf-8") as file:
        found = json.load(file)["timings"]
    order = ["reading", "stacking", "mapping", "faces", "writing"]
    return {stage: found[stage] for stage in order if found.get(stage, 0) > 0.0005}


def report(size, rows):
    base = rows.get("kansenkaart", {}).get("wall")
    print(f"\nCity {size}, medians")
    print(f"{'':30}{'wall s':>9}{'ratio':>8}{'CPU s':>9}{'MB':>8}  stages in s")
    for name, row in rows.items():
        ratio = f"{row['wall'] / base:8.1f}" if base else " " * 8
        split = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in row["stages"].items())
        print(
            f"{NAMES[name]:30}{row['wall']:9.2f}{ratio}{row['cpu']:9.2f}{row['memory']:8.0f}  {split}"
        )


def run_city(size, names, options):
    city = prepare(size, options)
    rows, figures = {}, {}
    for name in names:
        output = f"{options.work}/out/{size}/{name}"
        shutil.rmtree(output, ignore_errors=True)
        os.makedirs(output)
        runs = []
        for _ in range(options.repeat):
            runs.append(measure(command(name, city, output, options)))
            print(f"{size} {name}: {runs[-1][0]:.2f} s", file=sys.stderr)
        wall, cpu, memory = (statistics.median(column) for column in zip(*runs))
        rows[name] = {"wall": wall, "cpu": cpu, "memory": memory, "stages": stages(name, output)}
        figures[name] = program_figures(output) if name in PEERS else product_figures(city, output)
    report(size, rows)
    return agreement(figures, NAMES)


def main():
    options = arguments()
    names = [name for name in NAMES if name in options.programs.split(",")]
    # Every city is run before a disagreement ends the program.
    agreed = [run_city(size, names, options) for size in options.sizes.split(",")]
    sys.exit(0 if all(agreed) else 1)


if __name__ == "__main__":
    main()
