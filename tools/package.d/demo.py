"""What a newcomer does with the wheel: the demo municipality, from the map to the tiles.

usage: demo.py FOLDER
"""

import pathlib
import sys
import warnings

import kansenkaart as kk

warnings.simplefilter("ignore", kk.KansenkaartWarning)
folder = pathlib.Path(sys.argv[1])
project = kk.demo(folder / "demo")
run = kk.run(project, folder / "out")
print(run)
works = run.works()
assert works.crs.to_epsg() == 28992 and len(works) == run.record["works"]["assets"]
stack = run.stack()
both = works.merge(stack.assets().assign(ours=stack.scores().round(9)), on=["source", "source_feature"])
assert len(both) == len(works) and (both["ours"] == both["score"]).all()
assert "maplibregl" in (run.folder / "report.html").read_text(), "the report has no map"

half = kk.Scenario("half", {"budgets": {"rioolheffing": {"factor": 0.5}}})
with kk.Session(run) as city:
    print(city.ask(half, language="en").sentences[0])
half.save(project)
print(kk.compare(project, half, language="en").scenarios[["scenario", "works_done", "paid_eur"]])
print(", ".join(path.name for path in run.to_geoparquet(folder / "parquet")))
print(run.to_pmtiles(folder / "demo.pmtiles").name)
