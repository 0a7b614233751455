"""Runs the tests of this folder, a class at a time in each of as many processes as there are processors.

usage: run.py [-k PART ...]      as python3 -m unittest has it
"""

import concurrent.futures
import os
import subprocess
import sys
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


def classes(suite):
    """The classes that hold a suite's tests, as unittest names them, each with how many tests it has."""
    counts = {}
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            for name, count in classes(test).items():
                counts[name] = counts.get(name, 0) + count
        else:
            name = test.id().rsplit(".", 1)[0]
            counts[name] = counts.get(name, 0) + 1
    return counts


def run(name, options):
    """Runs a class: how long it took, its exit status and what it said."""
    start = time.monotonic()
    made = subprocess.run([sys.executable, "-m", "unittest", *options, name], cwd=HERE, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return time.monotonic() - start, made.returncode, made.stdout


def main(options):
    for variable in ("KANSENKAART_REPORTS", "KANSENKAART_AXE"):
        os.environ[variable] = os.path.abspath(os.environ[variable])
    loader = unittest.TestLoader()
    wanted = [part for flag, part in zip(options, options[1:]) if flag == "-k"]
    loader.testNamePatterns = [part if "*" in part else f"*{part}*" for part in wanted] or None
    counts = classes(loader.discover(HERE, pattern="test_*.py"))
    if loader.errors:
        sys.exit("\n".join(loader.errors))
    failed = []
    # The largest first, so that none is left alone at the end.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tasks = {pool.submit(run, name, options): name for name in sorted(counts, key=counts.get, reverse=True)}
        for task in concurrent.futures.as_completed(tasks):
            seconds, status, said = task.result()
            print(f"{tasks[task]}: {counts[tasks[task]]} tests, {seconds:.0f} s\n{said}", flush=True)
            if status:
                failed.append(tasks[task])
    print(f"{sum(counts.values())} tests; " + (f"failed: {', '.join(failed)}" if failed else "all right"))
    sys.exit(1 if failed or not counts else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
