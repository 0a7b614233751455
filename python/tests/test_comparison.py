"""Scenarios and runs beside each other."""

import pytest

import kansenkaart as kk


def test_all_scenarios_of_a_project_stand_beside_each_other(town, tmp_path):
    comparison = kk.compare(town, output=tmp_path / "compared", progress=False)
    assert list(comparison.scenarios["scenario"]) == ["base", "siloed", "leading", "nothing"]
    assert comparison.scenarios["works_due"].tolist() == [42] * 4
    assert (tmp_path / "compared/comparison.html").is_file()
    assert "scenario_reach" in comparison.tables
    with pytest.raises(kk.MissingInput, match="There is no such table"):
        comparison.table("nothing")


def test_runs_stand_beside_each_other(town, tmp_path):
    first = kk.run(town, tmp_path / "one", progress=False)
    second = first.score(tmp_path / "two", horizon=(2027, 2030), progress=False)
    comparison = kk.compare(first, second, progress=False)
    assert comparison.scenarios["works_due"].tolist()[0] == 42
    assert comparison.scenarios["works_due"].tolist()[1] < 42


def test_a_scenario_that_was_not_saved_is_refused(town):
    scenario = kk.Scenario("poor", {"budgets": {"streets": {"factor": 0.1}}})
    with pytest.raises(kk.InputError, match="Save it beside the project first"):
        kk.compare(town, scenario, progress=False)
    scenario.save(town)
    comparison = kk.compare(town, scenario, progress=False)
    assert list(comparison.scenarios["scenario"]) == ["base", "poor"]
    figures = comparison.scenarios.set_index("scenario")
    assert figures.loc["poor", "works_done"] < figures.loc["base", "works_done"]


def test_a_scenario_that_there_is_not_has_the_programs_words(town):
    with pytest.raises(kk.InputError, match="There is no scenario 'silod'"):
        kk.compare(town, "silod", progress=False)


def test_another_scenario_of_the_same_name_is_not_replaced(town):
    kk.Scenario("poor", {"weights": {"water": 2}}).save(town)
    other = kk.Scenario("poor", {"weights": {"water": 3}}, name='With "signs": {and} \\ more', why="één")
    with pytest.raises(kk.OutputError, match="another scenario"):
        other.save(town)
    other.save(town, replace=True)
    with kk.Session(town, progress=False) as city:
        assert 'With "signs": {and} \\ more' in list(city.scenarios["name"])


@pytest.mark.parametrize("key", ["base", "a/b", "", "../x", "a b"])
def test_a_key_that_is_no_name_of_a_file_is_refused(key):
    with pytest.raises(kk.InputError):
        kk.Scenario(key, {"weights": {"water": 2}})
