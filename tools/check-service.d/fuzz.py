"""Has schemathesis send so many requests to a service on a small project, by its own description.

usage: fuzz.py PROGRAM_OF_SCHEMATHESIS NUMBER
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

from service import Service, small_project

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


HERE = os.path.dirname(os.path.abspath(__file__))


def run(program, address, key, seed, folder):
    """Sends what one seed makes; returns how many requests that were, and whether all were answered as they should."""
    told = subprocess.run(
        [program, "run", f"{address}/v1/openapi.json", "--checks", CHECKS, "--mode", "all",
         "--phases", "coverage,fuzzing", "--continue-on-failure", "--no-shrink", "--max-examples", "60",
         "--generation-database", "none", "--warnings", "off", "--no-color", "--seed", str(seed),
         "--header", f"Cookie: kansenkaart={key}"],
        capture_output=True, text=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": HERE, "SCHEMATHESIS_HOOKS": "short"})
    number = re.search(r"^\s*([\d,]+) generated", told.stdout, re.MULTILINE)
    if told.returncode or not number:
        print(told.stdout, told.stderr)
    return int(number[1].replace(",", "")) if number else 0, told.returncode == 0


def main(program, wanted):
    folder = small_project()
    sent, is_well, seed = 0, True, 0
    try:
        # It leaves what it found where it is run.
        with Service(f"{folder}/project.yaml", "--closed") as service, tempfile.TemporaryDirectory() as scratch:
            service.wait()
            address = f"http://127.0.0.1:{service.port}"
            # Those who see no costs are answered from tables of their own: turn and turn about.
            keys = [service.key, service.link("public", "without-costs")]
            while sent < wanted and is_well:
                number, is_well = run(program, address, keys[seed % 2], seed + 1, scratch)
                is_well = is_well and number > 0
                sent, seed = sent + number, seed + 1
            print(f"{sent} requests of {seed} seeds; {'none' if is_well else 'some'} answered otherwise than it says")
            print(service.words().splitlines()[-1])
    finally:
        shutil.rmtree(folder)
    return 0 if is_well and sent >= wanted else 1


sys.exit(main(os.path.abspath(sys.argv[1]), int(sys.argv[2])))
