# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithms in a QGIS without a screen: what opens and how it looks, drafts of all kinds of layers, stopping."""

import csv
import json
import os
import shutil
import stat
import sys
import tempfile
import unittest
from unittest import mock

import town
import yaml
from qgis.core import (QgsCoordinateReferenceSystem, QgsFeature, QgsMapRendererParallelJob, QgsMapSettings,
                       QgsProcessingException, QgsProcessingFeatureSourceDefinition, QgsProcessingModelAlgorithm,
                       QgsProcessingModelChildAlgorithm, QgsProcessingModelChildParameterSource, QgsProject)
from qgis.PyQt.QtCore import QCoreApplication, QSize
from qgis.PyQt.QtGui import QColor
from qgis_session import JUINEN, PROGRAM, Feedback, run, run_as_task, speak, tell_program

import kansenkaart.program
from kansenkaart.packages import load_package

PICTURES = os.environ.get("KANSENKAART_PICTURES")


class InQGIS(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="kansenkaart 'plugin' é ")
        self.addCleanup(shutil.rmtree, self.folder)
        self.project = QgsProject.instance()
        self.project.clear()
        self.addCleanup(self.project.clear)
        tell_program(PROGRAM)
        speak("nl")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def groups(self):
        return [node.name() for node in self.project.layerTreeRoot().children()]


class WhatOpens(InQGIS):
    def test_the_map_opens_styled_grouped_and_with_themes(self):
        results = run("opportunitymap", PROJECT=JUINEN, OUTPUT=self.path("uit"), PRODUCTS="kansenkaart.gpkg, run.json",
                      LOAD=True)
        package = results["GEOPACKAGE"]
        stored = QgsProject()
        self.assertTrue(stored.read("geopackage:" + _encoded(package) + "?projectName=kansenkaart"))
        self.assertEqual(self.groups(), ["Juinen"])
        opened, kept = (_looks(project.layerTreeRoot()) for project in (self.project, stored))
        self.assertEqual([look[1:] for look in opened], [look[1:] for look in kept])
        self.assertTrue(all(layer.isValid() for layer in self.project.mapLayers().values()))
        kinds = {look[1]: look[2] for look in opened}
        self.assertEqual(kinds["Werken"], "graduatedSymbol")
        self.assertEqual(sorted(self.project.mapThemeCollection().mapThemes()),
                         sorted(f"Juinen: {name}" for name in stored.mapThemeCollection().mapThemes()))
        for name in stored.mapThemeCollection().mapThemes():
            shown = self.project.mapThemeCollection().mapThemeVisibleLayers(f"Juinen: {name}")
            wanted = stored.mapThemeCollection().mapThemeVisibleLayers(name)
            self.assertEqual([layer.name() for layer in shown], [layer.name() for layer in wanted])
        layers = self.project.mapThemeCollection().mapThemeVisibleLayers("Juinen: Overzicht")
        self.assertGreater(_colours(layers, self.project, "juinen"), 12)

    def test_a_task_in_the_background_opens_its_layers_on_the_main_thread(self):
        path = town.write_town(self.path("dorp"))
        ended = run_as_task("opportunitymap", Feedback(), PROJECT=path, OUTPUT=self.path("uit"), LOAD=True)
        self.assertTrue(ended)
        self.assertEqual(self.groups(), ["Klein 'dorp'"])
        main = QCoreApplication.instance().thread()
        self.assertTrue(all(layer.thread() == main for layer in self.project.mapLayers().values()))
        self.project.clear()
        feedback = Feedback(stop_at="Stapelen")
        self.assertFalse(run_as_task("opportunitymap", feedback, PROJECT=JUINEN, OUTPUT=self.path("gestopt"), LOAD=True))
        self.assertEqual(self.groups(), [])

    def test_a_model_opens_nothing_from_its_thread_and_passes_layers_on(self):
        path = town.write_town(self.path("dorp"))
        model = QgsProcessingModelAlgorithm("proef", "proef")
        child = QgsProcessingModelChildAlgorithm("kansenkaart:opportunitymap")
        child.setChildId("kaart")
        for key, value in dict(PROJECT=path, OUTPUT=self.path("uit"), LOAD=True).items():
            child.addParameterSources(key, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
        model.addChildAlgorithm(child)
        count = QgsProcessingModelChildAlgorithm("native:savefeatures")
        count.setChildId("bewaar")
        count.addParameterSources("INPUT", [
            QgsProcessingModelChildParameterSource.fromChildOutput("kaart", "NEIGHBOURHOODS")])
        count.addParameterSources("OUTPUT", [
            QgsProcessingModelChildParameterSource.fromStaticValue(self.path("buurten.geojson"))])
        model.addChildAlgorithm(count)
        feedback = Feedback()
        self.assertTrue(run_as_task(model, feedback), feedback.log())
        self.assertEqual(town.QgsVectorLayer(self.path("buurten.geojson"), "", "ogr").featureCount(), 2)
        self.assertEqual(self.groups(), [])

    def test_two_maps_stand_beside_each_other(self):
        path = town.write_town(self.path("dorp"))
        run("opportunitymap", PROJECT=path, OUTPUT=self.path("een"), LOAD=True)
        run("scoreagain", FOLDER=self.path("een"), WEIGHTS="water=3", OUTPUT=self.path("twee"), LOAD=True)
        self.assertEqual(self.groups(), ["Klein 'dorp' (2)", "Klein 'dorp'"])
        sources = {layer.source().split("|")[0] for layer in self.project.mapLayers().values()}
        self.assertEqual(sources, {self.path(name, "kansenkaart.gpkg") for name in ("een", "twee")})

    def test_a_file_that_is_open_is_not_replaced(self):
        path = town.write_town(self.path("dorp"))
        run("opportunitymap", PROJECT=path, OUTPUT=self.path("uit"), LOAD=True)
        before = read(self.path("uit", "kansenkaart.gpkg"))
        with self.assertRaisesRegex(ValueError, "open in QGIS"):
            run("scoreagain", FOLDER=self.path("uit"), WEIGHTS="water=3", OUTPUT=self.path("uit"), LOAD=True)
        self.assertEqual(read(self.path("uit", "kansenkaart.gpkg")), before)
        self.project.clear()
        run("scoreagain", FOLDER=self.path("uit"), WEIGHTS="water=3", OUTPUT=self.path("uit"), LOAD=True)
        self.assertEqual(self.groups(), ["Klein 'dorp'"])

    def test_nothing_opens_where_that_is_not_asked(self):
        path = town.write_town(self.path("dorp"))
        results = run("opportunitymap", PROJECT=path, OUTPUT=self.path("uit"), LOAD=False)
        self.assertEqual(self.groups(), [])
        self.assertTrue(os.path.exists(results["WORK_LINES"].split("|")[0]))
        self.assertNotIn("WORKS", results)

    def test_a_comparison_opens_as_tables_that_keep_their_codes(self):
        path = town.write_town(self.path("dorp"))
        results = run("compare", PROJECT=path, SCENARIOS="siloed,nothing", OUTPUT=self.path("naast ?,elkaar"), LOAD=True)
        self.assertEqual(self.groups(), ["Vergelijken"])
        self.assertTrue(results["REPORT"].endswith("comparison.html"))
        layers = {layer.name(): layer for layer in self.project.mapLayers().values()}
        self.assertTrue(all(layer.isValid() for layer in layers.values()))
        codes = layers["Bereik per thema en buurt"].uniqueValues(1)
        self.assertIn("0001", codes)
        scenarios = layers["Scenario's"]
        self.assertEqual([feature["scenario"] for feature in scenarios.getFeatures()], ["base", "siloed", "nothing"])

    def test_questions_that_contradict_themselves_are_refused(self):
        path = town.write_town(self.path("dorp"))
        for name, words, parameters in (
                ("compare", "niet beide", dict(OUTPUT=self.path("x"))),
                ("compare", "niet beide", dict(PROJECT=path, FOLDER=self.folder, OUTPUT=self.path("x"))),
                ("compare", "zonder project", dict(PROJECT=path, OTHER_FOLDER=self.folder, OUTPUT=self.path("x"))),
                ("compare", "geen sleutel", dict(PROJECT=path, SCENARIOS="--output", OUTPUT=self.path("x"))),
                ("scoreagain", "geen van beide", dict(FOLDER=self.folder, FROM=2027, OUTPUT=self.path("x")))):
            with self.assertRaisesRegex(QgsProcessingException, words):
                run(name, **parameters)

    def test_a_package_without_a_project_is_told(self):
        path = self.path("kansenkaart.gpkg")
        town.save(town.floods(), path)
        feedback = Feedback()
        self.assertIsNone(load_package(path, self.project, feedback))
        self.assertIn("niet lezen", feedback.log())
        self.assertEqual(self.groups(), [])


class Stopping(InQGIS):
    def test_stopping_leaves_nothing_half(self):
        for words in ("Lagen lezen", "Stapelen", "Projecten maken"):
            feedback = Feedback(stop_at=words)
            results = run("opportunitymap", feedback, PROJECT=JUINEN, OUTPUT=self.path("uit"), LOAD=True)
            self.assertEqual(results, {})
            self.assertIn("Gestopt.", feedback.log())
            self.assertEqual(self.groups(), [])
            left = os.listdir(self.path("uit")) if os.path.exists(self.path("uit")) else []
            self.assertEqual(left, [])

    def test_a_program_that_does_not_listen_is_killed(self):
        program = self.fake("trap '' INT; echo Stapelen >&2; sleep 60 & wait; wait")
        tell_program(program)
        seconds, kansenkaart.program.SECONDS_TO_STOP = kansenkaart.program.SECONDS_TO_STOP, 1
        try:
            feedback = Feedback(stop_at="Stapelen")
            results = run("check", feedback, PROJECT=JUINEN)
        finally:
            kansenkaart.program.SECONDS_TO_STOP = seconds
        self.assertEqual(results, {})
        self.assertIn("Afgebroken.", feedback.log())

    def test_a_program_that_is_ready_when_it_is_stopped_keeps_what_it_made(self):
        tell_program(self.fake("trap '' INT; echo klaar; echo Stapelen >&2; sleep 0.5"))
        feedback = Feedback(stop_at="Stapelen")
        self.assertEqual(run("check", feedback, PROJECT=JUINEN), {"WARNINGS": 0})
        self.assertNotIn("Gestopt.", feedback.log())

    def test_progress_grows_with_the_stages(self):
        feedback = Feedback()
        run("opportunitymap", feedback, PROJECT=town.write_town(self.path("dorp")), OUTPUT=self.path("uit"), LOAD=False)
        self.assertEqual(feedback.steps, sorted(feedback.steps))
        self.assertGreaterEqual(len(feedback.steps), 4)

    def test_a_program_that_says_much_is_heard_whole(self):
        tell_program(self.fake("i=0; while [ $i -lt 20000 ]; do echo \"regel $i\"; echo \"fout $i\" >&2; i=$((i+1)); done"))
        feedback = Feedback()
        results = run("check", feedback, PROJECT=JUINEN)
        self.assertEqual(results, {"WARNINGS": 0})
        for kind in ("regel", "fout"):
            self.assertEqual([words for words in feedback.words if words.startswith(kind)],
                             [f"{kind} {number}" for number in range(20000)])

    def fake(self, script):
        path = self.path("kansenkaart")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\n{script}\n")
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        return path


class WhereTheProgramIs(InQGIS):
    def test_what_the_setting_tells_must_be_the_program(self):
        other = self.path("something")
        shutil.copy(PROGRAM, other)
        for told in (other, self.path("kansenkaart"), "kansenkaart", self.folder):
            tell_program(told)
            with self.assertRaisesRegex(QgsProcessingException, "is niet het programma"):
                run("check", PROJECT=JUINEN)
        speak("en")
        with self.assertRaisesRegex(QgsProcessingException, "is not the program"):
            run("check", PROJECT=JUINEN)

    def test_arguments_never_reach_a_shell(self):
        name = "$(touch 'x') ; `touch y` & \"z\".yaml"
        path = self.path(name)
        shutil.copy(town.write_town(self.path("dorp")), path)
        for file in os.listdir(self.path("dorp")):
            if not file.endswith(".yaml"):
                shutil.copy(self.path("dorp", file), self.path(file))
        self.assertEqual(run("check", PROJECT=path)["WARNINGS"], 0)
        self.assertFalse({"x", "y"} & set(os.listdir(self.folder) + os.listdir(".")))


class Drafts(InQGIS):
    def draft(self, feedback=None, **changes):
        """Drafts a project of the layers of the town that are open, and reads what was written."""
        parameters = dict(
            NAME="Klein 'dorp'", SYSTEM="EPSG:28992", FROM=2027, TO=2041, NEIGHBOURHOODS="buurten", CODE="code",
            NEIGHBOURHOOD_NAME="naam", OUTPUT=self.path("concept", "project.yaml"),
            CHALLENGES=[{"layer": "water's laag", "theme": "water",
                         "severity": {"field": "diepte", "steps": [5, 15, 30]}},
                        {"layer": "bodem", "theme": "soil",
                         "severity": {"field": "soort", "map": {"licht": 0.3, "sterk": 1}}}],
            SCHEDULE=[{"layer": "riool", "asset_type": "sewer", "width": 3,
                       "fields": {"id": "nr", "built": "jaar", "street": "straat"}}])
        parameters.update(changes)
        for name in ("CHALLENGES", "SCHEDULE"):
            parameters[name] = json.dumps(parameters[name], ensure_ascii=False)
        results = run("draftproject", feedback, **parameters)
        with open(results["OUTPUT"], encoding="utf-8") as file:
            return results, yaml.safe_load(file)

    def open(self, *layers):
        for layer in layers:
            self.project.addMapLayer(layer)

    def written(self):
        """Features of each file that was written beside the project."""
        folder = self.path("concept", "project.layers")
        return {name: town.QgsVectorLayer(os.path.join(folder, name), "", "ogr").featureCount()
                for name in os.listdir(folder)}

    def figures(self, project, folder):
        """What the program makes of a project: tables, in which sources are called as in the town's own."""
        run("opportunitymap", PROJECT=project, OUTPUT=self.path(folder), LOAD=False, PRODUCTS="opportunities.csv,overlaps.csv")
        tables = [read(self.path(folder, name)).decode("utf-8-sig") for name in ("opportunities.csv", "overlaps.csv")]
        for ours, theirs in (("../dorp/", ""), ("project.layers/", ""), ("water-s-laag.gpkg", "water's laag.geojson")):
            tables = [table.replace(ours, theirs) for table in tables]
        return [list(csv.DictReader(table.splitlines())) for table in tables]

    def test_files_become_sources_as_they_are_and_the_map_is_the_same(self):
        path = town.write_town(self.path("dorp"))
        self.open(*(town.QgsVectorLayer(self.path("dorp", source), name, "ogr") for source, name in (
            ("buurten.gpkg|layername=buurten", "buurten"), ("water's laag.geojson", "water's laag"),
            ("bodem.gpkg|layername=bodem", "bodem"), ("riool.gpkg|layername=riool", "riool"))))
        feedback = Feedback()
        results, written = self.draft(feedback)
        with open(path, encoding="utf-8") as file:
            by_hand = yaml.safe_load(file)
        for source in (by_hand["neighbourhoods"], *by_hand["schedule"],
                       *(layer for theme in by_hand["themes"].values() for layer in theme["layers"])):
            source["source"] = "../dorp/" + source["source"]
        self.assertEqual(written, by_hand)
        self.assertEqual(os.listdir(self.path("concept")), ["project.yaml"])
        self.assertIn("buurten.gpkg: 2 gelezen, 2 gebruikt", feedback.log())
        self.assertEqual(self.figures(results["OUTPUT"], "a"), self.figures(path, "b"))

    def test_layers_in_memory_are_written_beside_the_project_and_the_map_is_the_same(self):
        path = town.write_town(self.path("dorp"))
        self.open(town.neighbourhoods(), town.floods(), town.soil(), town.sewers())
        results, written = self.draft()
        self.assertEqual(self.written(), {"buurten.gpkg": 2, "water-s-laag.gpkg": 3, "bodem.gpkg": 2, "riool.gpkg": 3})
        self.assertEqual(written["neighbourhoods"],
                         {"source": "project.layers/buurten.gpkg", "id": "code", "name": "naam"})
        self.assertEqual(self.figures(results["OUTPUT"], "a"), self.figures(path, "b"))
        # A second time over the first gives the same.
        self.assertEqual(self.draft()[1], written)
        self.assertEqual(len(self.written()), 4)

    def test_filters_selections_and_changes_count_as_they_are_shown(self):
        town.write_town(self.path("dorp"))
        floods = town.QgsVectorLayer(self.path("dorp", "water's laag.geojson"), "water's laag", "ogr")
        floods.setSubsetString('"diepte" > 5')
        soil = town.QgsVectorLayer(self.path("dorp", "bodem.gpkg|layername=bodem"), "bodem", "ogr")
        soil.selectByExpression("\"soort\" = 'sterk'")
        sewers = town.QgsVectorLayer(self.path("dorp", "riool.gpkg|layername=riool"), "riool", "ogr")
        self.assertTrue(sewers.startEditing())
        extra = QgsFeature(sewers.fields())
        extra.setGeometry(town.line((50, 400), (450, 400)))
        extra["nr"], extra["jaar"] = "010", 1972
        self.assertTrue(sewers.addFeature(extra))
        buurten = town.QgsVectorLayer(self.path("dorp", "buurten.gpkg|layername=buurten"), "buurten", "ogr")
        self.open(buurten, floods, soil, sewers)
        feedback = Feedback()
        results, written = self.draft(
            feedback, CHALLENGES=[{"layer": "water's laag", "theme": "water"},
                                  {"layer": "bodem", "theme": "soil", "selected": True}])
        self.assertEqual(self.written(), {"water-s-laag.gpkg": 2, "bodem.gpkg": 1, "riool.gpkg": 4})
        for words in ('met het filter "diepte" > 5', "alleen de selectie van 1", "wijzigingen die niet zijn opgeslagen"):
            self.assertIn(words, feedback.log())
            self.assertIn(words, read(results["OUTPUT"]).decode())
        self.assertEqual(written["neighbourhoods"]["source"], "../dorp/buurten.gpkg")
        sewers.rollBack()

    def test_the_selection_of_neighbourhoods_counts(self):
        self.open(town.neighbourhoods(), town.floods(), town.soil(), town.sewers())
        layer = self.project.mapLayersByName("buurten")[0]
        chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
        with self.assertRaisesRegex(QgsProcessingException, "niets geselecteerd"):
            self.draft(NEIGHBOURHOODS=chosen)
        layer.selectByExpression("\"code\" = '0002'")
        self.draft(NEIGHBOURHOODS=chosen)
        self.assertEqual(self.written()["buurten.gpkg"], 1)
        limited = QgsProcessingFeatureSourceDefinition(layer.id(), False, 1)
        with self.assertRaisesRegex(QgsProcessingException, "grens aan het aantal"):
            self.draft(NEIGHBOURHOODS=limited)

    def test_layers_in_other_systems_are_read_where_they_lie(self):
        path = town.write_town(self.path("dorp"))
        self.open(town.neighbourhoods(system="EPSG:4258"), town.floods(system="EPSG:3857"), town.soil(),
                  town.save(town.sewers(), self.path("riool.geojson")))
        self.assertEqual(self.project.mapLayersByName("riool")[0].crs().authid(), "EPSG:28992")
        results, _ = self.draft()
        run("opportunitymap", PROJECT=results["OUTPUT"], OUTPUT=self.path("a"), LOAD=False, PRODUCTS="coverage.csv")
        run("opportunitymap", PROJECT=path, OUTPUT=self.path("b"), LOAD=False, PRODUCTS="coverage.csv")
        ours, theirs = (list(_numbers(self.path(name, "coverage.csv"))) for name in "ab")
        self.assertEqual(len(ours), len(theirs))
        for one, other in zip(ours, theirs):
            self.assertAlmostEqual(one, other, delta=max(30, abs(other) * 1e-3))

    def test_a_system_that_was_set_in_qgis_counts(self):
        town.write_town(self.path("dorp"))
        floods = town.QgsVectorLayer(self.path("dorp", "water's laag.geojson"), "water's laag", "ogr")
        floods.setCrs(QgsCoordinateReferenceSystem("EPSG:28991"))
        self.open(town.neighbourhoods(), floods, town.soil(), town.sewers())
        feedback = Feedback()
        try:
            self.draft(feedback)
        except QgsProcessingException:
            # As EPSG:28991 the layer lies elsewhere, which the program may refuse: it was read as was asked.
            pass
        self.assertIn("water-s-laag.gpkg", self.written())
        self.assertIn("als EPSG:28991", feedback.log())

    def test_names_with_blanks_quotes_and_signs_are_kept(self):
        layer = town.memory("Mijn \"laag\": #1, 'é'", "Polygon", ["hoe erg: %:string"], [
            (town.box(100, 100, 300, 300), "ja"), (town.box(600, 100, 700, 200), "no: #1")])
        self.open(town.neighbourhoods(), layer, town.sewers())
        _, written = self.draft(CHALLENGES=[
            {"layer": layer.id(), "theme": "water", "severity": {"field": "hoe erg: %", "map": {"ja": 0.5, "no: #1": 1}}}],
            OUTPUT=self.path("een 'map' é", "mijn \"project\".yaml"))
        self.assertEqual(written["themes"]["water"]["layers"][0], {
            "source": "mijn \"project\".layers/mijn-laag-1-é.gpkg", "name": layer.name(),
            "severity": {"field": "hoe erg: %", "map": {"ja": 0.5, "no: #1": 1}}})

    def test_what_can_not_be_meant_is_refused_before_anything_is_written(self):
        self.open(town.neighbourhoods(), town.floods(), town.soil(), town.sewers(), town.soil("dubbel"), town.soil("dubbel"))
        lost = town.soil("zonder stelsel")
        lost.setCrs(QgsCoordinateReferenceSystem())
        self.open(lost)
        for words, changes in (
                ("graden", dict(SYSTEM="EPSG:4326")), ("komt na", dict(FROM=2042)),
                ("geen veld 'cod'", dict(CODE="cod")), ("ten minste één", dict(CHALLENGES=[])),
                ("geen laag 'nergens'", dict(CHALLENGES=[{"layer": "nergens", "theme": "water"}])),
                ("Meer dan één laag", dict(CHALLENGES=[{"layer": "dubbel", "theme": "water"}])),
                ("geen veld 'diep'", dict(CHALLENGES=[{"layer": "bodem", "theme": "x", "severity": {"field": "diep"}}])),
                ("niet bekend", dict(CHALLENGES=[{"layer": "zonder stelsel", "theme": "water"}])),
                ("niets geselecteerd", dict(CHALLENGES=[{"layer": "bodem", "theme": "x", "selected": True}])),
                ("geen veld 'year'", dict(SCHEDULE=[{"layer": "riool", "asset_type": "sewer", "fields": {"built": "year"}}]))):
            with self.assertRaisesRegex(QgsProcessingException, words):
                self.draft(**changes)
            self.assertEqual([name for _, _, names in os.walk(self.folder) for name in names], [])

    def test_a_draft_that_the_program_refuses_is_told_with_its_words(self):
        self.open(town.neighbourhoods(), town.floods(), town.soil(), town.sewers())
        with self.assertRaisesRegex(QgsProcessingException, "(?s)is geschreven, maar.*steps"):
            self.draft(CHALLENGES=[{"layer": "water's laag", "theme": "water",
                                    "severity": {"field": "diepte", "steps": [5, 3, 30]}}])

    def test_an_earlier_project_file_is_kept(self):
        self.open(town.neighbourhoods(), town.floods(), town.soil(), town.sewers())
        path = self.draft()[0]["OUTPUT"]
        self.draft()
        self.assertFalse(os.path.exists(path + "~"))
        with open(path, "ab") as file:
            file.write(b"# by hand\n")
        feedback = Feedback()
        self.draft(feedback)
        self.assertTrue(read(path + "~").endswith(b"# by hand\n"))
        self.assertFalse(read(path).endswith(b"# by hand\n"))
        self.assertIn(f"{path}~", "\n".join(feedback.warnings))

    def test_the_layers_of_an_earlier_draft_are_not_written_over(self):
        self.open(town.neighbourhoods(), town.floods(), town.soil(), town.sewers())
        self.draft()
        kept = self.path("concept", "project.layers", "bodem.gpkg")
        self.project.removeMapLayer(self.project.mapLayersByName("bodem")[0])
        self.open(town.QgsVectorLayer(kept, "bodem", "ogr"))
        with self.assertRaisesRegex(QgsProcessingException, "zou worden overschreven"):
            self.draft()


class Dialog(InQGIS):
    def test_the_cards_give_the_roles_that_they_show(self):
        from kansenkaart.role_widgets import Cards, ChallengeCard, ScheduleCard

        for layer in (town.neighbourhoods(), town.floods(), town.soil(), town.sewers()):
            self.project.addMapLayer(layer)
        ids = {layer.name(): layer.id() for layer in self.project.mapLayers().values()}
        roles = {
            ChallengeCard: [
                {"layer": ids["water's laag"], "selected": False, "theme": "water", "outside": False,
                 "severity": {"field": "diepte", "steps": [5, 7.5]}, "reach": 12},
                {"layer": ids["bodem"], "selected": True, "theme": "soil", "outside": True,
                 "severity": {"field": "soort", "map": {"licht": 0.3, "sterk": 1}}},
                {"layer": ids["bodem"], "selected": False, "theme": "x", "outside": False, "severity": 0.5}],
            ScheduleCard: [
                {"layer": ids["riool"], "selected": False, "width": 2.5, "asset_type": "sewer", "budget": "riool",
                 "price_year": 2021, "fields": {"id": "nr", "built": "jaar", "street": "straat"}},
                {"layer": ids["riool"], "selected": False, "fields": {},
                 "asset_type": {"field": "straat", "map": {"a = b": "tree"}}}]}
        for kind, told in roles.items():
            cards = Cards(kind)
            cards.show_roles(told)
            self.assertEqual(cards.roles(), told)
            cards.remove(cards.cards[0])
            self.assertEqual(cards.roles(), told[1:])

    def test_a_suggestion_is_that_of_init_and_tells_its_doubts(self):
        from kansenkaart.role_widgets import ChallengeCard, ScheduleCard

        folder = os.path.dirname(JUINEN)
        for name in ("wateroverlast", "riool", "panden", "verharding"):
            self.project.addMapLayer(town.QgsVectorLayer(os.path.join(folder, name + ".geojson"), name, "ogr"))
        told = []
        with mock.patch("kansenkaart.role_widgets.QMessageBox.information", lambda *words: told.append(words[-1])):
            roles = {}
            for kind, name, theme in ((ChallengeCard, "wateroverlast", ""), (ChallengeCard, "panden", "energy"),
                                      (ScheduleCard, "riool", ""), (ScheduleCard, "verharding", ""),
                                      (ScheduleCard, "wateroverlast", "")):
                card = kind(lambda _: None)
                layer = self.project.mapLayersByName(name)[0]
                card.layer.setLayer(layer)
                if theme:
                    card.theme.setEditText(theme)
                card.show_suggestion()
                roles[kind, name] = {**card.role(), "layer": name}
        self.assertEqual(roles[ChallengeCard, "wateroverlast"], {
            "layer": "wateroverlast", "selected": False, "theme": "water", "outside": False,
            "severity": {"field": "diepte_cm", "steps": [5, 15, 30]}})
        self.assertEqual(roles[ChallengeCard, "panden"]["severity"],
                         {"field": "energielabel", "map": {"D": 0.25, "E": 0.5, "F": 0.75, "G": 1}})
        self.assertEqual(roles[ScheduleCard, "riool"], {
            "layer": "riool", "selected": False, "width": 2.5, "asset_type": "sewer", "fields": {
                "id": "leidingnr", "built": "aanlegjaar", "cost": "kosten", "budget": "potje", "street": "straat"}})
        self.assertEqual(roles[ScheduleCard, "verharding"]["asset_type"], {"field": "verharding", "map": {
            "asfalt": "pavement-asphalt", "klinkers": "pavement-brick", "tegels": "pavement-tiles"}})
        told = "\n".join(told)
        for words in ("the steps; values run from 5 to 43", "where: {'energielabel': ['D', 'E', 'F', 'G']}",
                      "the width of the ground", "ziet in 'wateroverlast' geen onderhoud"):
            self.assertIn(words, told)

    def test_nothing_is_suggested_for_a_layer_that_is_no_file(self):
        from kansenkaart.suggestions import suggest_challenge

        with self.assertRaisesRegex(QgsProcessingException, "alleen een voorstel"):
            suggest_challenge(town.floods())

    def test_numbers_are_read_with_a_comma_and_refused_otherwise(self):
        from kansenkaart.role_widgets import NotUnderstood, number, pairs

        self.assertEqual([number(words, "") for words in ("12,5", "0.3", " 5 ")], [12.5, 0.3, 5])
        for words in ("5,15,30", "x", "", "1.000,5"):
            with self.assertRaises(NotUnderstood):
                number(words, "")
        with self.assertRaises(NotUnderstood):
            pairs("licht = \nsterk = 1", "", number)

    def test_words_of_a_field_are_offered_without_a_guess(self):
        from kansenkaart.role_widgets import ChallengeCard, NotUnderstood

        self.project.addMapLayer(town.soil())
        card = ChallengeCard(lambda _: None)
        card.by.setField("soort")
        self.assertEqual(card.values.toPlainText(), "licht = \nsterk = ")
        with self.assertRaises(NotUnderstood):
            card.role()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def _encoded(path):
    from qgis.PyQt.QtCore import QUrl

    return bytes(QUrl.toPercentEncoding(path, b"/")).decode()


def _looks(tree):
    """Id, name, kind of renderer, filter, style and visibility of each layer, from the top."""
    return [(node.layer().id(), node.layer().name(), node.layer().renderer().type(), node.layer().subsetString(),
             node.layer().mapTipTemplate(), [field.alias() for field in node.layer().fields()],
             node.itemVisibilityChecked(), [symbol.dump() for symbol in _symbols(node.layer())])
            for node in tree.findLayers()]


def _symbols(layer):
    from qgis.core import QgsRenderContext

    return layer.renderer().symbols(QgsRenderContext())


def _colours(layers, project, name):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setOutputSize(QSize(1200, 900))
    settings.setBackgroundColor(QColor("white"))
    settings.setExtent(layers[-1].extent())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    if PICTURES:
        image.save(os.path.join(PICTURES, f"{name}.png"))
    return len({image.pixel(x, y) for x in range(0, 1200, 4) for y in range(0, 900, 4)})


def _numbers(path):
    with open(path, encoding="utf-8-sig") as file:
        for line in file.read().splitlines()[1:]:
            for value in line.split(","):
                try:
                    yield float(value)
                except ValueError:
                    pass


if __name__ == "__main__":
    done = unittest.main(verbosity=2, exit=False).result
    sys.stdout.flush()
    sys.stderr.flush()
    # Leaving QGIS tidily by way of Python's own order of tearing down fails now and then.
    os._exit(0 if done.wasSuccessful() else 1)
