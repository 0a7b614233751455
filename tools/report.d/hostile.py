"""Writes a small project whose every text tries to be something else: markup, script, formula, other
direction of writing. usage: hostile.py FOLDER"""

import json
import os
import sys

TEXTS = [
    "<script>window.hacked=1</script>",
    "</script><img src=x onerror=\"window.hacked=2\">",
    "'\"><svg onload='window.hacked=3'>",
    "=cmd|'/C calc'!A0",
    "@SUM(1+1)", "-2+3", "+1", "שלום \u202eevil\u202c", "👩‍👧 %1 {{title}} ${window.hacked=4}",
    "&lt;b&gt; `x` \\u003c", "]]> <!--", "javascript:window.hacked=5",
]


def square(x, y, side, **properties):
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    ring = [[155000 + a, 463000 + b] for a, b in ring]
    return {"type": "Feature", "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [ring]}}


def write(folder, name, features):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)


def main(folder):
    os.makedirs(folder)
    areas = [square(300 * i, 0, 300, code=f"{i}{text}", name=text, **{text: i + 1.5})
             for i, text in enumerate(TEXTS)]
    works = [square(300 * i + 100, 100, 50, id=text, street=text, due=2027 + i, cost=1000 + i, pot=text)
             for i, text in enumerate(TEXTS)]
    works += [square(0, 0, 10, id="bad", street="x", due=text, cost=1, pot="y") for text in TEXTS[:2]]
    flood = [square(300 * i + 90, 90, 40, kind=text) for i, text in enumerate(TEXTS)]
    write(folder, "areas.geojson", areas)
    write(folder, "works.geojson", works)
    write(folder, "flood.geojson", flood)
    severities = {text: (i + 1) / len(TEXTS) for i, text in enumerate(TEXTS)}
    project = {
        "kansenkaart": 1, "name": TEXTS[1], "crs": "EPSG:28992", "horizon": {"from": 2027, "to": 2041},
        "neighbourhoods": {"source": "areas.geojson", "id": "code", "name": "name", "crs": "EPSG:28992"},
        "themes": {TEXTS[0]: {"layers": [{"source": "flood.geojson", "crs": "EPSG:28992",
                                          "severity": {"field": "kind", "map": severities}}]}},
        "schedule": [{"source": "works.geojson", "crs": "EPSG:28992", "asset_type": "pavement-brick",
                      "fields": {"id": "id", "street": "street", "due": "due", "cost": "cost",
                                 "budget": "pot"}, "price_year": 2021}],
    }
    # JSON is YAML.
    with open(os.path.join(folder, "project.yaml"), "w", encoding="utf-8") as file:
        json.dump(project, file, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1])
