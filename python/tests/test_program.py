"""Which program is started, and with what."""

import os
import stat

import pytest

import kansenkaart as kk
from kansenkaart import program


def executable(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_variable_comes_before_the_wheel_and_the_path(tmp_path, monkeypatch):
    bundle, onpath, named = (executable(tmp_path / name / "bin/kansenkaart") for name in ("wheel", "path", "named"))
    executable(tmp_path / "named/bin/kansenkaart-workbench")
    monkeypatch.setattr(program, "_BUNDLE", tmp_path / "wheel")
    monkeypatch.setenv("PATH", str(onpath.parent))
    monkeypatch.setenv("KANSENKAART_PROGRAM", str(named))
    assert kk.find_program() == named
    assert kk.find_program("kansenkaart-workbench") == named.with_name("kansenkaart-workbench")
    monkeypatch.delenv("KANSENKAART_PROGRAM")
    assert kk.find_program() == bundle
    monkeypatch.setattr(program, "_BUNDLE", tmp_path / "nothing")
    assert kk.find_program() == onpath


def test_without_a_program_it_is_said_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(program, "_BUNDLE", tmp_path)
    monkeypatch.setenv("PATH", f"relative{os.pathsep}{tmp_path}")
    monkeypatch.delenv("KANSENKAART_PROGRAM", raising=False)
    with pytest.raises(kk.ProgramMissing, match="not on the PATH"):
        kk.find_program()
    monkeypatch.setenv("KANSENKAART_PROGRAM", str(tmp_path / "kansenkaart"))
    with pytest.raises(kk.ProgramMissing, match="This is no program"):
        kk.find_program()


def test_the_wheels_program_has_its_own_data(tmp_path, monkeypatch):
    monkeypatch.setattr(program, "_BUNDLE", tmp_path)
    monkeypatch.setenv("PROJ_DATA", "/elsewhere")
    own = program.environment(tmp_path / "bin/kansenkaart")
    assert own["PROJ_DATA"] == str(tmp_path / "share/proj") and own["GDAL_DATA"] == str(tmp_path / "share/gdal")
    assert program.environment(tmp_path.parent / "bin/kansenkaart")["PROJ_DATA"] == "/elsewhere"


def test_columns_are_those_of_the_documentation():
    names = {column.name: column for column in kk.columns("opportunities")}
    assert names["area_m2"].unit == "m2" and names["planned_year"].type == "integer"
    assert names["score"].title_nl == "Kansscore"
    from kansenkaart.columns import column
    assert column("opportunities", "water_people_severity").name == "<theme>_people_severity"
    assert column("opportunities", "cost_usd").unit == "USD"
    assert column("neighbourhoods", "source_bodem").type == "any"
    assert column("opportunities", "brought_along") is None
    assert kk.columns("nothing") == []
