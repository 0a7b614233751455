"""The saved stack in numpy, against the program: to the last bit where session-bench is there, else to the nine
decimals of the products.

KANSENKAART_SESSION_BENCH names session-bench, KANSENKAART_M a run of the generated city M.
"""

import os
import struct
import subprocess
import time

import numpy as np
import pytest

import kansenkaart as kk

BENCH = os.environ.get("KANSENKAART_SESSION_BENCH")


def program_bits(run, weights):
    """The bits of each asset's score, and of its severities: one row an asset."""
    if not BENCH:
        pytest.skip("KANSENKAART_SESSION_BENCH names no session-bench")
    done = subprocess.run([BENCH, "scores", str(run.folder), *map(repr, weights)], capture_output=True, text=True,
                          check=True)
    return np.array([[int(bits, 16) for bits in line.split()] for line in done.stdout.splitlines()], dtype=np.uint64)


def check_bits(run, weights):
    stack = run.stack()
    ours = stack.scores(dict(zip(stack.themes, weights)))
    bits = program_bits(run, weights)
    np.testing.assert_array_equal(ours.view(np.uint64), bits[:, 0])
    severities = np.ascontiguousarray(stack.figures().scored_severity.T)
    np.testing.assert_array_equal(severities.view(np.uint64), bits[:, 1:])


@pytest.mark.parametrize("weights", [(1.0, 1.0), (0.1, 0.7), (0.0, 3.3), (0.0, 0.0)])
def test_scores_of_the_town_have_the_programs_bits(town_run, weights):
    check_bits(town_run, weights)


@pytest.mark.parametrize("weights", [
    (2.0, 1.0, 1.0, 1.0, 1.0, 1.0), (5.0, 0.3, 0.7, 1.1, 0.0, 1 / 3), (1e-9, 1e9, 0.1, 0.2, 0.30000000000000004, 7.0)])
def test_scores_of_the_demo_have_the_programs_bits(juinen, weights):
    check_bits(juinen, weights)


def test_scores_are_those_of_the_products_of_score(juinen, tmp_path):
    weights = {"water": 5, "care": 0.25}
    with pytest.warns(kk.KansenkaartWarning):
        again = juinen.score(tmp_path / "again", weights=weights, products=["opportunities.csv"], progress=False)
    works = again.table("opportunities")
    stack = juinen.stack()
    assets = stack.assets().assign(ours=np.round(stack.scores(weights), 9))
    both = works.merge(assets, on=["source", "source_feature"], validate="many_to_one")
    assert len(both) == len(works) == 15_268
    np.testing.assert_array_equal(both["ours"], both["score"])


def test_surfaces_and_lengths_are_those_of_the_products(juinen):
    stack, works = juinen.stack(), juinen.table("opportunities")
    figures = stack.figures()
    assets = stack.assets().assign(surface=np.round(figures.surface, 6), length=np.round(figures.length, 6),
                                   water=np.round(figures.area[0], 6), along=np.round(figures.theme_length[0], 6))
    both = works.merge(assets, on=["source", "source_feature"])
    for ours, theirs in (("surface", "area_m2"), ("length", "length_m"), ("water", "water_area_m2"),
                         ("along", "water_length_m")):
        np.testing.assert_allclose(both[ours], both[theirs], rtol=0, atol=1.01e-6)


def test_arrays_are_views_of_the_file_that_nobody_writes_to(town_run):
    stack = town_run.stack()
    zones = stack.areas.zone
    assert zones.base is not None and not zones.flags.owndata and not zones.flags.writeable
    assert np.shares_memory(zones, stack["areas.zone"])
    stack.verify()


def test_rows_add_up_to_the_ground_of_the_neighbourhoods(town_run):
    stack = town_run.stack()
    inside = stack.areas.measure[stack.areas.zone > 0].sum()
    assert inside == pytest.approx(100_000, abs=1e-3)


def test_a_layer_that_does_not_count_adds_nothing(town, tmp_path):
    text = town.read_text()
    town.write_text(text.replace('flood.geojson, crs: "EPSG:28992"', 'flood.geojson, crs: "EPSG:28992", counts: false'))
    run = kk.run(town, tmp_path / "out", progress=False)
    stack = run.stack()
    assert stack.figures().severity[0].max() == 0
    works = run.works()
    np.testing.assert_array_equal(np.round(stack.scores(), 9), works["score"])


def test_a_part_has_the_scores_of_the_whole(town, town_run, tmp_path):
    part = kk.run(town, tmp_path / "out", neighbourhoods=["008"], progress=False)
    stack = part.stack()
    assets = stack.assets().assign(ours=np.round(stack.scores(), 9))
    both = part.table("opportunities").merge(assets, on=["source", "source_feature"])
    np.testing.assert_array_equal(both["ours"], both["score"])


def test_wrong_weights_are_refused(town_run):
    with pytest.raises(kk.InputError, match="There is no theme 'watr'"):
        town_run.stack().scores({"watr": 1})
    with pytest.raises(kk.InputError, match="0 or more"):
        town_run.stack().scores({"water": -1})
    with pytest.raises(kk.InputError, match="0 or more"):
        town_run.stack().scores({"water": float("nan")})


@pytest.mark.parametrize("damage, words", [
    (lambda data: b"", "empty"), (lambda data: b"KKSHAPE\n" + data[8:], "no stack"),
    (lambda data: data[:8] + struct.pack("<I", 4) + data[12:], "version 4"),
    (lambda data: data[:40] + b"X" + data[41:], "list of sections"), (lambda data: data[:-80], "outside")])
def test_a_damaged_stack_is_refused(town_run, tmp_path, damage, words):
    path = tmp_path / "stack.figures"
    path.write_bytes(damage((town_run.folder / "stack.figures").read_bytes()))
    with pytest.raises(kk.StaleError, match=words):
        kk.Stack(path)


def test_a_section_that_was_changed_is_found(town_run, tmp_path):
    data = bytearray((town_run.folder / "stack.figures").read_bytes())
    data[town_run.stack()._sections["areas.m2"][2]] ^= 1
    path = tmp_path / "stack.figures"
    path.write_bytes(data)
    with pytest.raises(kk.StaleError, match="is damaged"):
        kk.Stack(path).verify()
    with pytest.raises(kk.MissingInput, match="no such file"):
        kk.Stack(tmp_path / "nowhere")


@pytest.mark.skipif("KANSENKAART_M" not in os.environ, reason="KANSENKAART_M names no run of M")
def test_m_is_scored_again_within_50_ms_with_the_programs_bits():
    run = kk.Run(os.environ["KANSENKAART_M"])
    check_bits(run, (30.0, 25.0, 20.0, 15.0, 10.0))
    stack = run.stack()
    started = time.perf_counter()
    stack.figures()
    opened = time.perf_counter()
    times = []
    for weight in range(5):
        again = time.perf_counter()
        stack.scores({"water": weight})
        times.append(time.perf_counter() - again)
    print(f"M, {stack.asset_count} assets: figures in {opened - started:.2f} s once, then "
          f"{1000 * sorted(times)[2]:.1f} ms for each set of weights")
    assert sorted(times)[2] <= 0.050
