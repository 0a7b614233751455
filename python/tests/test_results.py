"""Runs, and what is read of them."""

import threading
import warnings

import pandas as pd
import pytest
from conftest import CHECKOUT

import kansenkaart as kk


def test_works_have_the_types_the_system_and_the_order_of_the_product(town_run):
    works = town_run.works()
    assert works.crs.to_epsg() == 28992
    assert list(works["work_id"]) == [f"W{n + 1}" for n in range(40)] + ["S0", "S1"]
    assert works["planned_year"].dtype == "Int64" and works["fixed"].dtype == "boolean"
    assert works["neighbourhood_code"].iloc[0] == "007"
    assert works.geometry.iloc[0].area == pytest.approx(150, abs=1e-6)
    assert works["length_m"].iloc[40] == pytest.approx(100, abs=1e-6)


def test_figures_are_those_of_a_pencil(town_run):
    works = town_run.works().set_index("work_id")
    # 100 m2 of its 150 at severity 1 and 25 m2 at a half; all of it under water: (1 x 1 + 2 x 0.75) / 3.
    assert works.loc["W16", "heat_severity"] == pytest.approx(0.75, abs=1e-9)
    assert works.loc["W16", "score"] == pytest.approx(2.5 / 3, abs=1e-9)
    # Half of its length lies under water.
    assert works.loc["S0", "score"] == pytest.approx(0.5 / 3, abs=1e-9)


def test_columns_tell_their_units_and_meanings(town_run):
    works = town_run.works()
    assert works.attrs["units"]["area_m2"] == works.attrs["units"]["water_area_m2"] == "m2"
    assert works.attrs["units"]["planned_year"] == "year"
    assert works.attrs["meanings"]["score"].startswith("Score")


def test_tables_are_those_of_the_csv_with_codes_as_text(town_run):
    table = town_run.table("opportunities")
    works = town_run.works().drop(columns="geometry")
    assert table["neighbourhood_code"].iloc[0] == "007"
    pd.testing.assert_frame_equal(
        table.sort_index(axis="columns"), pd.DataFrame(works).sort_index(axis="columns"), check_exact=True)
    with pytest.raises(kk.MissingInput, match="There is no table 'nothing'"):
        town_run.table("nothing")


def test_every_table_of_the_demo_is_read(juinen):
    for name in juinen.tables:
        table = juinen.table(name)
        rows = next(product["rows"] for product in juinen.record["products"] if product["file"] == f"{name}.csv")
        assert len(table) == sum(rows.values())
        assert set(table.dtypes.astype(str)) <= {"string", "Int64", "float64", "boolean"}
        assert table.attrs["meanings"].keys() >= set(table.columns[:1])


def test_layers_without_a_feature_keep_columns_and_system(town_run):
    projects = town_run.projects()
    assert len(projects) == 0 and projects.crs.to_epsg() == 28992 and "programmed_year" in projects.columns


def test_geojson_alone_is_in_crs84(town, tmp_path):
    run = kk.run(town, tmp_path / "out", products=["opportunities.geojson"], progress=False)
    works = run.works()
    assert works.crs.to_epsg() == 4326 or works.crs.to_string() == "OGC:CRS84"
    assert 5 < works.geometry.iloc[0].centroid.x < 6
    with pytest.raises(kk.MissingInput, match="challenges"):
        run.challenges()


def test_scoring_again_gives_the_bytes_of_a_run_with_the_same_weights(town, tmp_path):
    run = kk.run(town, tmp_path / "out", progress=False)
    again = run.score(tmp_path / "again", weights={"water": 3}, horizon=(2027, 2030), progress=False)
    text = town.read_text().replace("water: {layers", "water: {weight: 3, layers").replace("to: 2035", "to: 2030")
    town.write_text(text)
    other = kk.run(town, tmp_path / "other", progress=False)
    for file in ("opportunities.csv", "kansenkaart.gpkg", "programme.csv"):
        assert (again.folder / file).read_bytes() == (other.folder / file).read_bytes()


def test_errors_have_the_words_and_the_code_of_the_program(town, tmp_path):
    with pytest.raises(kk.MissingInput, match="nowhere.yaml") as missing:
        kk.run(tmp_path / "nowhere.yaml", tmp_path / "out", progress=False)
    assert missing.value.exit_code == 66
    town.write_text(town.read_text().replace("name: Town", "naam: Town"))
    with pytest.raises(kk.InputError, match=r"project.yaml.*naam") as wrong:
        kk.run(town, tmp_path / "out", progress=False)
    assert not str(wrong.value).startswith("kansenkaart")
    (tmp_path / "file").write_text("")
    with pytest.raises(kk.InputError):
        kk.run(town, tmp_path / "file", progress=False)
    with pytest.raises(kk.CommandError):
        kk.run(town, tmp_path / "out", products=["nothing.csv"], progress=False)


def test_a_stack_whose_source_has_changed_is_stale(town, tmp_path):
    run = kk.run(town, tmp_path / "out", progress=False)
    flood = town.parent / "flood.geojson"
    flood.write_text(flood.read_text() + "\n")
    with pytest.raises(kk.StaleError, match="Inputs have changed since the run: flood.geojson"):
        run.score(tmp_path / "again", weights={"water": 3}, progress=False)


def test_warnings_are_python_warnings(juinen, tmp_path):
    assert juinen.warnings == ["zorgvraag.geojson: 4% of the features were dropped, most often since the severity "
                               "field has no value. (9)"]
    with pytest.warns(kk.KansenkaartWarning, match="zorgvraag.geojson"):
        juinen.score(tmp_path / "again", products=["types.csv"], progress=False)


def test_progress_goes_through_the_stages_in_order(town, tmp_path):
    told = []
    kk.run(town, tmp_path / "out", progress=lambda *stage: told.append(stage), language="en")
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["reading", "stacking", "mapping", "bundling", "writing"]
    assert told[0][1] == "Reading layers" and told[-1][2] == 1


def test_a_job_that_is_cancelled_leaves_nothing(tmp_path):
    cancel = threading.Event()

    def stop(stage, title, part):
        if stage == "stacking":
            cancel.set()

    with pytest.raises(kk.Cancelled):
        kk.run(CHECKOUT / "layers/juinen/project.yaml", tmp_path / "out", progress=stop, cancel=cancel)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_an_exception_within_progress_stops_the_program(tmp_path):
    def fail(stage, title, part):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kk.run(CHECKOUT / "layers/juinen/project.yaml", tmp_path / "out", progress=fail)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_a_part_is_of_whole_neighbourhoods(town, tmp_path):
    run = kk.run(town, tmp_path / "out", neighbourhoods=["008"], progress=False)
    assert list(run.neighbourhoods()["neighbourhood_code"]) == ["008"]
    box = kk.run(town, tmp_path / "box", extent=(155_700, 463_000, 155_800, 463_050), progress=False)
    assert list(box.neighbourhoods()["neighbourhood_code"]) == ["008"]


def test_checks_drafts_and_explanations_are_texts(town, juinen):
    assert "roads.geojson" in kk.check(town, progress=False)
    text = kk.draft(*sorted(town.parent.glob("*.geojson")))
    assert text.startswith("#") or "kansenkaart: 1" in text
    project = juinen.projects()["candidate_id"].iloc[0]
    assert project in juinen.explain(project, language="en")


def test_what_is_no_run_is_said(tmp_path):
    with pytest.raises(kk.MissingInput, match="run.json"):
        kk.Run(tmp_path)
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(kk.StaleError, match="not the record of a run"):
        kk.Run(tmp_path)


def test_a_product_that_was_changed_is_refused(town, tmp_path):
    run = kk.run(town, tmp_path / "out", progress=False)
    path = run.folder / "types.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(kk.StaleError, match="types.csv"):
        run.table("types")


def test_products_of_two_runs_are_not_mixed(town, tmp_path):
    run = kk.run(town, tmp_path / "out", progress=False)
    path = run.folder / "opportunities.csv"
    data = path.read_bytes()
    assert data.count(b"\nW1,") == 1
    path.write_bytes(data.replace(b"\nW1,", b"\nX1,"))
    with pytest.raises(kk.StaleError, match="not of one run"):
        run.works()


def test_the_demo_comes_with_the_program_and_replaces_nothing(tmp_path):
    project = kk.demo(tmp_path / "demo")
    assert "verharding.geojson" in kk.check(project, progress=False, language="en")
    with pytest.raises(kk.OutputError, match="holds something already"):
        kk.demo(tmp_path / "demo")


def test_a_run_without_warnings_warns_of_nothing(town, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error", kk.KansenkaartWarning)
        assert kk.run(town, tmp_path / "out", progress=False).warnings == []
