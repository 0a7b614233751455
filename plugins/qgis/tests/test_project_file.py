# SPDX-License-Identifier: GPL-2.0-or-later
"""What the draft writes is read back by another reader of YAML, whatever people call their things."""

import random
import unittest

import yaml
from qgis_session import speak

from kansenkaart.project_file import flow, project_text, scalar
from kansenkaart.roles import challenges, works
from qgis.core import QgsProcessingException

HARD = ["yes", "no", "on", "null", "~", "", " ", "a: b", "- a", "#x", "a #x", "'", '"', "\\", "x\ny", "007", "1e3",
        "1_000", "0x1f", "2027-01-01", "12:30", "{a}", "[a]", "&a", "*a", "!a", "|", ">", "%", "@", "`", "é", "水",
        "a,b", "n", "Y", "true", "No", ".5", "-1", "a ", " a", "=", "<<", "?", "\t", "a\tb", "buurt code", "\u2028"]


class ProjectFile(unittest.TestCase):
    def test_every_text_is_read_back_as_it_was(self):
        signs = "aZ0 -:#'\"\\{}[],&*!|>%@`\n\té\u00a0.=~?<_/"
        drawn = random.Random(1)
        texts = HARD + ["".join(drawn.choices(signs, k=drawn.randint(0, 8))) for _ in range(5000)]
        for words in texts:
            self.assertEqual(yaml.safe_load(f"a: {scalar(words)}"), {"a": words}, repr(words))
            self.assertEqual(yaml.safe_load(f"{{b: {{{scalar(words)}: 1}}}}"), {"b": {words: 1}}, repr(words))

    def test_numbers_lists_and_maps_are_read_back(self):
        value = {"field": "x y", "steps": [5, 7.5, 30], "map": {"no": 0.3, "a": True}, "none": None}
        self.assertEqual(yaml.safe_load(f"a: {flow(value)}"), {"a": value})

    def test_remarks_stay_one_line(self):
        told = project_text("n", "EPSG:28992", (2027, 2041), ({"source": "a", "id": "b"}, "x\nevil: 1"),
                            {"water": [({"source": "c"}, None)]}, [({"source": "d", "asset_type": "tree"}, "y\n- z")])
        self.assertEqual(yaml.safe_load(told), {
            "kansenkaart": 1, "name": "n", "crs": "EPSG:28992", "horizon": {"from": 2027, "to": 2041},
            "neighbourhoods": {"source": "a", "id": "b"}, "themes": {"water": {"layers": [{"source": "c"}]}},
            "schedule": [{"source": "d", "asset_type": "tree"}]})

    def test_unknown_and_missing_keys_are_told(self):
        speak("nl")
        for read, told, words in (
                (challenges, '[{"layer": "a", "them": "x"}]', "theme"), (challenges, '[{"layer": "a"}]', "theme"),
                (challenges, "water", "geen lijst"), (challenges, '{"layer": "a"}', "geen lijst"),
                (works, '[{"layer": "a", "asset_type": "tree", "fields": {"biult": "x"}}]', "built"),
                (works, '[{"asset_type": "tree"}]', "layer")):
            with self.assertRaisesRegex(QgsProcessingException, words):
                read(told)


if __name__ == "__main__":
    unittest.main(verbosity=2)
