"""What is right for each project of the deliveries, as their README tells it.

Where more than one answer is right, refusing among them, `either` lists them. Words are regular expressions,
broad enough for the sentence to change and narrow enough for another complaint not to pass."""

from rules import (
    all_of, codes, column, either, every, figure, ids, loud, names, noted, refused, said, silent, total,
    used, works)

WATER, SCHEDULE = "themes.water.layers[0]", "schedule[0]"

# Options of a second run.
OPTIONS = {
    "gpkg-rtree-stale/part.yaml": ("--neighbourhood", "0344"),
}

half_wet = figure("water_area_m2", _0344=5000, _0345=0)
exact = figure("area_m2", 1e-6, _0344=10_000, _0345=10_000)
elsewhere = said(r"outside|elsewhere|far|none of|no feature|nowhere|lies? in|does not reach")
place = r"coordinate|system|degrees|axes|latitude|exchanged|EPSG|outside|elsewhere|far from"


def near_true_area(within):
    """The ground that the squares have on the ellipsoid, 10,001.7 m2, or a refusal for the scale."""
    return either(
        figure("area_m2", within, _0344=10_001.7, _0345=10_001.7),
        refused(r"scale|areas?|degrees|project"))


def wkt(rule=half_wet):
    """The surface is read, or its text is called what it is."""
    unread = r"text of the geometry|can't be read|WKT|well-known"
    return either(rule, all_of(noted(WATER, unread), said(unread)), refused(unread))


twins = said(r"another id but the type and the very place of one before them: G3 = G2")
nothing_counts = r"nothing of .* counts.*'where'"

three_trees = all_of(
    ids("B1 B2 B3"), figure("work_count", _0344=1, _0345=2), half_wet)

EXPECTED = {
    # The second delivery has no more of the first than its name.
    "gml-gfs-left/project.yaml": codes("BU0344 BU0345 BU0346"),
    "gml-gfs-left/diepte.yaml": figure("water_severity", 1e-3, _0344=2 / 3),
    "gml-leading-zero/project.yaml": all_of(codes("0344 0345"), ids("007 0012 7"), half_wet),
    "gml-leading-zero/where.yaml": used(WATER, 1),
    "gml-leading-zero/map.yaml": figure("water_severity", 1e-3, _0344=0.02),

    # Place and scale.
    "geojson-latlon-swapped/ok.yaml": all_of(
        figure("area_m2", 1e-3, _0344=10_000, _0345=10_000), silent(r"latitude|exchanged|swapped")),
    "geojson-latlon-swapped/project.yaml": either(
        refused(r"latitude|exchanged|swapped|axes|order"),
        all_of(
            figure("area_m2", 1e-3, _0344=10_000, _0345=10_000),
            said(r"latitude|exchanged|swapped|axes"))),
    "geojson-latlon-swapped/themes-swapped.yaml": either(
        refused(r"latitude|exchanged|swapped|axes|order"),
        all_of(
            figure("water_area_m2", 1e-3, _0344=5000),
            said(r"latitude|exchanged|swapped|axes"))),
    "geojson-3035-no-crs/project.yaml": refused("3035"),
    "geojson-3035-no-crs/water_en_crs.yaml": figure("water_area_m2", 1e-3, _0344=5000, _0345=0),
    "geojson-3035-no-crs/water_ne.yaml": refused("3035"),
    "geojson-3035-no-crs/water_ne_crs.yaml": either(
        refused(r"axes|northing|exchanged|outside|elsewhere"),
        all_of(figure("water_area_m2", 1e-3, _0344=5000), said(r"axes|northing|exchanged")),
        elsewhere),
    **{
        f"crs-3857-working/{name}.yaml": near_true_area(2e-3)
        for name in ["project", "EPSG2056", "EPSG27700", "EPSG3035", "EPSG31370", "EPSG32635",
                     "EPSG5514"]},
    "crs-3857-working/EPSG4326.yaml": refused("degrees"),
    "crs-3857-working/EPSG7415.yaml": either(exact, refused("dimension|height|compound")),
    "gpkg-srs-mislabel/project.yaml": either(refused(place), half_wet, said(place)),
    "gpkg-srs-mislabel/contents_differ.yaml": either(
        refused(place), all_of(half_wet, said(r"contents|differ")), elsewhere),
    "gpkg-srs-mislabel/rd_as_utm.yaml": either(refused(place), elsewhere),
    "gpkg-srs-mislabel/rd_as_wgs.yaml": refused("28992"),
    "gpkg-srs-mislabel/rd_old.yaml": either(refused(place), elsewhere),
    "gpkg-srs-mislabel/undef_cart.yaml": refused("28992"),
    "gpkg-srs-mislabel/undef_geo.yaml": refused("28992"),

    # Indexes and counts.
    "gpkg-rtree-stale/project.yaml": all_of(
        works(6), figure("work_count", _0344=3, _0345=3)),
    "gpkg-rtree-stale/part.yaml": figure("work_count", _0344=3),
    "gpkg-count-stale/project.yaml": works(6),
    "gpkg-count-stale/more.yaml": works(6),
    "shapefile-parts/project.yaml": either(
        refused(r"\.dbf|rows|records|attributes"), said(r"\.dbf|rows|records|attributes")),
    "shapefile-parts/long.yaml": all_of(works(3), said(r"\.dbf|rows|records")),
    "shapefile-parts/UP.yaml": works(3),
    "shapefile-parts/mix.yaml": all_of(works(3), silent(r"dbf is missing")),
    "shapefile-parts/del.yaml": works(2),
    "shapefile-parts/nodbf.yaml": refused(r"\.dbf"),
    "shapefile-parts/noshx.yaml": either(works(3), all_of(
        refused(r"\.shx"), silent("SHAPE_RESTORE_SHX"))),
    "shapefile-parts/noprj.yaml": refused("28992"),
    "shapefile-parts/zip.yaml": works(3),

    # Values.
    "decimal-comma/punt.yaml": total("cost_eur", 99.5 + 100.125 + 7.25 + 0.125 + 12_345.678),
    "decimal-comma/project.yaml": said(r"decimal|ambiguous|two ways|both"),
    "decimal-comma/steps.yaml": said(r"decimal|ambiguous|two ways|both"),
    "decimal-comma/where.yaml": said(r"decimal|ambiguous|two ways|both"),
    "text-padding/project.yaml": either(
        used(WATER, 5), all_of(used(WATER, 4), said("Asfalt")), said("asfalt ")),
    "text-padding/geojson.yaml": either(
        used(WATER, 5), all_of(used(WATER, 4), said("Asfalt")), said("asfalt ")),
    "years/project.yaml": all_of(
        every("built", ["1988", "1987", "1985", "1989", "1990", "1800", "1900", "1005"]),
        column("built", iso=1988, isotime=1988, epoch_ms=1988, yyyymmdd_int=1988,
               yyyymmdd_text=1988, dmy=1988, float=1988, spaces=1988)),
    "years/due.yaml": all_of(
        every("due", ["2029", "2030", "2031"]),
        column("due", epoch_ms=2030, iso=2030, i20300101=2030)),
    "dbf-dates/project.yaml": every(
        "built", ["1988", "1899", "2026", "2030"]),
    "dbf-dates/due.yaml": either(said("12,50"), noted(SCHEDULE, "12,50")),
    "decimal-comma/numbers.yaml": figure(
        "source_inw", _0=1250, _1=12.5, _2=1250, _3=1250.5, _4=1250),
    "yaml-leading-zero/n0344.yaml": refused(nothing_counts + ".*'344'"),
    "yaml-leading-zero/num.yaml": used(WATER, 1),
    "yaml-leading-zero/spaces.yaml": either(used(WATER, 1), loud("nee")),
    "yaml-leading-zero/tilde.yaml": either(used(WATER, 0), refused()),
    "yaml-leading-zero/case.yaml": refused(nothing_counts + ".*'nee'"),
    "yaml-leading-zero/none.yaml": refused(nothing_counts + ".*'nee'"),
    "yaml-leading-zero/null.yaml": either(used(WATER, 0), refused()),
    "yaml-leading-zero/empty.yaml": refused("code"),
    "yaml-leading-zero/from.yaml": used(WATER, 2),
    **{
        f"yaml-leading-zero/{name}.yaml": all_of(used(WATER, 1), half_wet)
        for name in ["project", "quoted", "date", "nee", "on", "sexa", "under"]},
    "yaml-leading-zero/int.yaml": all_of(used(WATER, 1), figure("water_area_m2", _0345=5000)),
    "yaml-leading-zero/no.yaml": used(WATER, 1),
    "yaml-leading-zero/true.yaml": used(WATER, 1),
    "yaml-leading-zero/map.yaml": used(WATER, 3),
    "yaml-leading-zero/mapno.yaml": used(WATER, 3),
    "yaml-leading-zero/mapon.yaml": used(WATER, 3),

    # Ids.
    "huge-ids/mixed.yaml": works(8),
    "huge-ids/project.yaml": ids(
        "2305843009223239036 2305843009223239037 9223372036854775808 18446744073709551615 "
        "9007199254740993"),
    # These files hold two ids that were cut to the same number before they came here.
    "huge-ids/v.gpkg.yaml": noted(SCHEDULE, "9223372036854775807"),
    "huge-ids/v.fgb.yaml": noted(SCHEDULE, "9223372036854775807"),

    # Texts.
    "dbf-encoding/cp1252csv.yaml": names("Plein ’40"),
    "dbf-encoding/cp1252geojson.yaml": figure("area_m2", a=10_000, b=10_000),
    "dbf-encoding/cp850_ldid.yaml": names(
        "Sint Janstraat é", "Groß-Gerau", "Plein '40", "OEuvre", "Île"),
    "dbf-encoding/utf8_cpg1252.yaml": either(
        names("Sint Janstraat é", "Groß-Gerau", "Plein ’40", "Œuvre", "Èle"), said(r"\.cpg")),
    **{
        f"dbf-encoding/{name}.yaml": names(
            "Sint Janstraat é", "Groß-Gerau", "Plein ’40", "Œuvre", last)
        for name, last in [
            ("project", "Île"), ("latin1_cpgutf8", "Île"), ("utf8_nocpg", "Île"),
            ("utf8_ldid57", "Île")]},

    # Tables.
    "csv-ewkt/project.yaml": wkt(),
    "csv-ewkt/ewkt.yaml": either(wkt(), refused()),
    "csv-ewkt/uri.yaml": wkt(),
    "csv-ewkt/wkbhex.yaml": wkt(),
    "csv-ewkt/comma.yaml": all_of(half_wet, said(r"text of the geometry|can't be read|WKT")),
    "csv-ewkt/bad.yaml": all_of(half_wet, said(r"text of the geometry|can't be read|behind|WKT")),
    "csv-ewkt/empty.yaml": all_of(half_wet, noted(WATER, "no geometry|empty")),
    **{f"csv-ewkt/{name}.yaml": half_wet for name in ["lower", "z", "zm", "tri"]},
    "csv-ewkt/unclosed.yaml": wkt(),
    "csv-separator/project.yaml": either(three_trees, refused("comma|separator")),
    "csv-separator/quoted.yaml": three_trees,
    "csv-separator/tab.yaml": three_trees,
    "csv-separator/comma.yaml": works(2),
    "xlsx/project.yaml": works(3),
    "xlsx/intid.yaml": ids("2305843009223239036 2305843009223239037 7"),
    "xlsx/serial.yaml": all_of(works(2), every("built", ["1988", "2030"])),
    "xlsx/layer.yaml": works(1),
    "xlsx/alltext.yaml": either(works(2), works(3), refused("header|title above|first row")),
    "xlsx/comma.yaml": either(works(2), works(3), refused("header|title above|first row")),
    "xlsx/title.yaml": either(works(2), refused("header|title above|first row")),
    "xlsx/two.yaml": either(works(1), refused("Leeswijzer.*Bomen|Bomen.*Leeswijzer")),

    # Layers, versions, geometry.
    "gdb/project.yaml": works(3),
    "gdb/gdb.yaml": refused(r"vakken \(3 features\), water \(1 feature\)"),
    "gdb/gpkg.yaml": refused(r"vakken \(3 features\), water \(1 feature\)"),
    "gdb/gpkglayer.yaml": refused("vakken"),
    "bgt-historic/actueel.yaml": all_of(
        column("built", G1=2015), twins),
    "bgt-historic/project.yaml": all_of(
        either(column("built", G1=2015), said("historic|eind|version|taken|same id")),
        twins),
    "cbs-land-water/project.yaml": all_of(
        codes("BU03440101 BU03440102 BU03440103"), said("overlap"),
        said("same code|parts")),
    "curves/project.yaml": noted(SCHEDULE, "curve|arc"),
    "curves/lijn.yaml": either(
        total("length_m", 125.6637, 1e-5), 
        all_of(total("length_m", 125.6637, 1e-3), noted(SCHEDULE, "curve|arc"))),
    "curves/gml.yaml": noted(SCHEDULE, "curve|arc"),

    # Nothing without a word.
    "empty-outcome/none.yaml": refused("empty|no features"),
    **{
        f"empty-outcome/{name}.yaml": either(refused(words), loud(words))
        for name, words in [
            ("project", "Wateroverlast"), ("steps", "mild|no challenge|nothing|none"),
            ("far", "outside|elsewhere|far|none"), ("nogeom", "no geometry"),
            ("points", "radius")]},
    "amsterdam-real/project.yaml": either(refused("no such file"), figure("area_m2")),
}
