# SPDX-License-Identifier: GPL-2.0-or-later
"""Every algorithm under the real `qgis_process`, held beside the program run by hand."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["KANSENKAART_PROGRAM"]
QGIS_PROCESS = os.environ["QGIS_PROCESS"]
SOURCES = os.environ["KANSENKAART_SOURCES"]
JUINEN = os.path.join(os.environ["KANSENKAART_LAYERS"], "juinen", "project.yaml")


def process(algorithm, *arguments, language="nl_NL.UTF-8", **environment):
    """Runs an algorithm, and gives its exit code and all it says."""
    done = subprocess.run(
        [QGIS_PROCESS, "run", f"kansenkaart:{algorithm}", *arguments], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env=dict(os.environ, LANG=language, LC_ALL=language, **environment))
    return done.returncode, done.stdout.decode("utf-8", "replace")


def by_hand(*arguments, language="nl"):
    return subprocess.run(
        [PROGRAM, *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=dict(os.environ, LC_ALL=f"{language}.UTF-8")).stdout.decode()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def programs():
    """Ids of the programs that are under way."""
    found = set()
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.readlink(f"/proc/{entry}/exe") == os.path.realpath(PROGRAM):
                found.add(int(entry))
        except OSError:
            pass
    return found


class Headless(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="kansenkaart 'plugin' ")
        cls.town = os.path.join(cls.folder, "klein dorp")
        shutil.copytree(os.environ["KANSENKAART_TOWN"], cls.town)
        cls.project = os.path.join(cls.town, "project.yaml")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def assert_same_files(self, one, other):
        names = sorted(os.listdir(one))
        self.assertEqual(names, sorted(os.listdir(other)))
        self.assertIn("kansenkaart.gpkg", names)
        for name in names:
            first, second = (read(os.path.join(folder, name)) for folder in (one, other))
            if name == "run.json":
                first, second = (json.loads(words) for words in (first, second))
                # The seconds that each stage took.
                self.assertEqual(first.pop("timings").keys(), second.pop("timings").keys())
            self.assertTrue(first == second, f"{name} differs from that of the program by hand")

    def test_all_algorithms_are_there_in_both_languages(self):
        for language, words in (("nl_NL.UTF-8", "Kansenkaart maken"), ("en_US.UTF-8", "Make the opportunity map"),
                                ("de_DE.UTF-8", "Make the opportunity map")):
            told = subprocess.run([QGIS_PROCESS, "list"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  env=dict(os.environ, LANG=language, LC_ALL=language)).stdout.decode()
            for name in ("draftproject", "check", "opportunitymap", "scoreagain", "compare"):
                self.assertIn(f"kansenkaart:{name}", told)
            self.assertIn(words, told)

    def test_check_tells_what_the_program_tells(self):
        code, said = process("check", f"--PROJECT={JUINEN}")
        self.assertEqual(code, 0, said)
        for line in by_hand("check", JUINEN).splitlines():
            self.assertIn(line, said)
        self.assertRegex(said, r"WARNINGS:\s+1\b")

    def test_check_speaks_the_language_of_qgis_and_that_which_is_asked(self):
        self.assertIn("neighbourhoods", process("check", f"--PROJECT={self.project}", language="en_GB.UTF-8")[1])
        self.assertIn("buurten\n", process("check", f"--PROJECT={self.project}", "--LANGUAGE=1",
                                           language="en_GB.UTF-8")[1])

    def test_map_score_and_comparison_of_juinen_are_those_of_the_program(self):
        mapped, scored, compared = (self.path(name) for name in ("kaart 1", "kaart 'zwaar'", "vergeleken"))
        code, said = process("opportunitymap", f"--PROJECT={JUINEN}", f"--OUTPUT={mapped}")
        self.assertEqual(code, 0, said)
        self.assertIn("Stapelen", said)
        self.assertIn(f"WORKS:\t{mapped}/kansenkaart.gpkg|layername=opportunities", said)
        by_hand("run", JUINEN, "--output", self.path("hand 1"))
        self.assert_same_files(mapped, self.path("hand 1"))

        code, said = process("scoreagain", f"--FOLDER={mapped}", "--WEIGHTS=water=5, energy=0.5",
                             "--FROM=2028", "--TO=2035", f"--OUTPUT={scored}")
        self.assertEqual(code, 0, said)
        by_hand("score", mapped, "--weights", "water=5,energy=0.5", "--horizon", "2028-2035", "--output",
                self.path("hand 2"))
        self.assert_same_files(scored, self.path("hand 2"))

        code, said = process("compare", f"--FOLDER={mapped}", "--SCENARIOS=siloed, nothing", f"--OUTPUT={compared}")
        self.assertEqual(code, 0, said)
        by_hand("compare", mapped, "siloed", "nothing", "--output", self.path("hand 3"))
        for name in os.listdir(self.path("hand 3")):
            self.assertTrue(read(os.path.join(compared, name)) == read(self.path(f"hand 3/{name}")), name)

        code, said = process("compare", f"--FOLDER={mapped}", f"--OTHER_FOLDER={scored}",
                             f"--OUTPUT={self.path('twee')}")
        self.assertEqual(code, 0, said)
        self.assertIn("scenario_origins.csv", os.listdir(self.path("twee")))

    def test_a_changed_source_is_refused_in_the_words_of_the_program(self):
        out, project = self.path("verouderd"), self.path("ander dorp/project.yaml")
        shutil.copytree(self.town, os.path.dirname(project))
        self.assertEqual(process("opportunitymap", f"--PROJECT={project}", f"--OUTPUT={out}")[0], 0)
        with open(self.path("ander dorp/water's laag.geojson"), "a", encoding="utf-8") as file:
            file.write("\n")
        code, said = process("scoreagain", f"--FOLDER={out}", f"--OUTPUT={self.path('nieuw')}")
        self.assertNotEqual(code, 0)
        told = subprocess.run([PROGRAM, "score", out, "--output", self.path("hand")], stderr=subprocess.PIPE)
        self.assertIn(told.stderr.decode().split("kansenkaart: ")[1].split("\n")[0], said)

    def test_a_wrong_project_file_is_told_in_the_words_of_the_program(self):
        path = self.path("fout.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write("kansenkaart: 1\nnaam: x\n")
        code, said = process("check", f"--PROJECT={path}")
        self.assertNotEqual(code, 0)
        told = subprocess.run([PROGRAM, "check", path], stderr=subprocess.PIPE).stderr.decode()
        self.assertIn(told.split("kansenkaart: ")[1].strip().split("\n")[0], said)

    def test_a_missing_program_is_told_with_what_to_install(self):
        for language, words in (("nl_NL.UTF-8", "is niet gevonden. Installeer Kansenkaart"),
                                ("en_US.UTF-8", "was not found. Install Kansenkaart")):
            code, said = process("check", f"--PROJECT={self.project}", language=language, PATH="/usr/bin:/bin")
            self.assertNotEqual(code, 0)
            self.assertIn(words, said)

    def test_a_program_in_the_current_folder_or_of_another_name_is_never_started(self):
        folder = self.path("vreemd")
        os.makedirs(folder)
        for name in ("kansenkaart", "kansenkaart2"):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write('#!/bin/sh\ntouch "$(dirname "$0")/gestart"\n')
            os.chmod(path, 0o755)
        done = subprocess.run([QGIS_PROCESS, "run", "kansenkaart:check", f"--PROJECT={self.project}"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder,
                              env=dict(os.environ, PATH=".::/usr/bin:/bin"))
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("gestart", os.listdir(folder))

    def test_an_interrupt_leaves_no_program_and_no_products(self):
        out, before = self.path("gestopt"), programs()
        started = subprocess.Popen(
            [QGIS_PROCESS, "run", "kansenkaart:opportunitymap", f"--PROJECT={JUINEN}", f"--OUTPUT={out}"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            deadline = time.monotonic() + 60
            while not programs() - before and time.monotonic() < deadline:
                time.sleep(0.1)
            self.assertTrue(programs() - before, "The program did not start")
            time.sleep(1)
            # As Ctrl-C at a terminal does: everyone in the group hears it.
            os.killpg(started.pid, signal.SIGINT)
            started.wait(30)
        finally:
            if started.poll() is None:
                started.kill()
            started.stdout.close()
        deadline = time.monotonic() + 10
        while programs() - before and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertEqual(programs() - before, set())
        self.assertEqual([name for name in os.listdir(out) if not name.startswith(".")] if os.path.exists(out) else [], [])

    def test_a_draft_is_written_without_a_screen(self):
        path = self.path("concept van 'ons'/project.yaml")
        roles = [{"layer": f"{self.town}/water's laag.geojson", "theme": "water",
                  "severity": {"field": "diepte", "steps": [5, 15, 30]}}]
        schedule = [{"layer": f"{self.town}/riool.gpkg|layername=riool", "asset_type": "sewer", "width": 3,
                     "fields": {"id": "nr", "built": "jaar"}}]
        code, said = process(
            "draftproject", "--NAME=Ons dorp", "--SYSTEM=EPSG:28992", "--FROM=2027", "--TO=2041",
            f"--NEIGHBOURHOODS={self.town}/buurten.gpkg|layername=buurten", "--CODE=code",
            "--NEIGHBOURHOOD_NAME=naam", f"--CHALLENGES={json.dumps(roles)}",
            f"--SCHEDULE={json.dumps(schedule)}", f"--OUTPUT={path}")
        self.assertEqual(code, 0, said)
        self.assertIn("buurten.gpkg: 2 gelezen, 2 gebruikt.", said)
        self.assertEqual(os.listdir(os.path.dirname(path)), ["project.yaml"])
        self.assertIn("water", by_hand("run", path, "--output", self.path("van concept")))

    def test_the_words_for_stages_and_warnings_are_those_of_the_program(self):
        with open(os.path.join(SOURCES, "Sources/Tables/Texts/Texts.swift"), encoding="utf-8") as file:
            told = file.read()
        with open(os.path.join(SOURCES, "plugins/qgis/kansenkaart/program.py"), encoding="utf-8") as file:
            plugin = file.read()
        stages = re.findall(r'case \.\w+Stage: "([^"]+)"', told)
        warnings = re.findall(r'case \.warned: "([^:"]+):', told)
        self.assertEqual((len(stages), len(warnings)), (12, 2))
        for words in stages + warnings:
            self.assertIn(f'"{words}"', plugin)


if __name__ == "__main__":
    unittest.main(verbosity=2)
