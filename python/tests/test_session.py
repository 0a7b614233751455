"""A city in memory, beside what the command line writes."""

import threading

import pytest

import kansenkaart as kk


@pytest.fixture(scope="module")
def city(juinen):
    with kk.Session(juinen, progress=False) as session:
        yield session


@pytest.fixture(scope="module")
def half(city):
    return city.ask(kk.Scenario("half", {"budgets": {"rioolheffing": {"factor": 0.5}}}), language="en")


def test_features_are_those_of_the_run(city, juinen):
    ours, theirs = city.features("works"), juinen.works()
    assert ours.crs.to_epsg() == 28992
    for column in ("work_id", "planned_year", "score", "cost_eur", "neighbourhood_code"):
        assert ours[column].equals(theirs[column]), column
    far = ours.geometry.hausdorff_distance(theirs.geometry, align=False)
    assert far.max() < 0.002


def test_an_answer_differs_in_the_works_that_it_names(city, half, juinen):
    then, now = half.works().set_index("work_id"), juinen.works().set_index("work_id")
    moved = then["planned_year"].fillna(0) != now["planned_year"].fillna(0)
    assert set(then.index[moved]) == set(half.differing_works["id"])
    assert half.figures.loc["works_done", "after"] == len(then) - (then["planned_year"].isna()).sum()
    assert half.sentences[0].startswith("What is asked")
    assert half.figures.loc["works_due", "title"] and half.differing_works["after"].dtype == "Int64"


def test_an_answer_is_that_of_a_comparison_with_the_same_changes(half, tmp_path):
    from conftest import CHECKOUT
    import shutil
    town = tmp_path / "juinen"
    shutil.copytree(CHECKOUT / "layers/juinen", town)
    for catalogue in CHECKOUT.glob("layers/*.yaml"):
        shutil.copy(catalogue, tmp_path)
    scenario = kk.Scenario("half", {"budgets": {"rioolheffing": {"factor": 0.5}}}, name="Half", why="the levy")
    scenario.save(town / "project.yaml")
    comparison = kk.compare(town / "project.yaml", scenario, progress=False)
    row = comparison.scenarios.set_index("scenario").loc["half"]
    for key in ("works_done", "works_undone", "projects", "paid_eur", "saved_eur"):
        assert half.figures.loc[key, "after"] == pytest.approx(row[key], abs=0.005), key
    works = comparison.table("scenario_works")
    assert set(works[works["scenario"] == "half"]["work_id"]) == set(half.differing_works["id"])


def test_errors_have_the_words_of_the_program(city):
    with pytest.raises(kk.InputError, match="'nobody' has no budget to change"):
        city.ask({"budgets": {"nobody": {"factor": 1}}})
    with pytest.raises(kk.InputError, match="Nothing is asked"):
        city.ask({})
    with pytest.raises(kk.MissingInput, match="There is no scenario 'hlaf'"):
        city.features("works", "hlaf")
    with pytest.raises(kk.MissingInput, match="There is no collection 'work'"):
        city.features("work")


def test_scenarios_and_reports_are_told(city, half):
    assert list(city.scenarios["key"])[:4] == ["base", "siloed", "leading", "nothing"]
    assert "<html" in city.report(half.key)


def test_a_question_that_is_cancelled_is_given_up_and_the_city_goes_on(city):
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(kk.Cancelled):
        city.ask({"works": {"all": {"earlier": 2}}}, cancel=cancel)
    assert city.ask({"weights": {"water": 4}}).figures.loc["works_due", "after"] == 5162


def test_a_project_file_is_read_and_stacked(town):
    with kk.Session(town, progress=False) as session:
        assert len(session.features("works")) == 42
        programme = session.features("programme")
        assert "geometry" not in programme.columns and len(programme) == 42
        # The town has no project: its table is empty, and has its system all the same.
        projects = session.features("projects")
        assert len(projects) == 0 and projects.crs.to_epsg() == 28992


def test_what_is_wrong_with_a_project_is_said_and_nothing_stays_behind(town, tmp_path):
    with pytest.raises(kk.MissingInput, match="nowhere"):
        kk.Session(tmp_path / "nowhere.yaml")
    with pytest.raises(kk.MissingInput, match="not the output folder"):
        kk.Session(tmp_path)
    town.write_text(town.read_text().replace("name: Town", "naam: Town"))
    with pytest.raises(kk.InputError, match="naam"):
        kk.Session(town, progress=False)


def test_a_session_that_has_ended_says_so(town):
    session = kk.Session(town, progress=False)
    session.close()
    with pytest.raises(kk.CommandError, match="has ended"):
        session.features("works")
