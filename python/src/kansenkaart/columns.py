"""What the columns of products mean: type, unit, title and meaning, as docs/products.md tells them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Column:
    """A column of a product."""

    #: Its name, which may hold patterns such as ``<theme>``.
    name: str
    #: ``text``, ``integer``, ``number`` or ``boolean``; ``any`` where it depends on the source.
    type: str
    #: Its unit, such as ``m2``, ``EUR`` or ``year``; empty where it has none.
    unit: str
    #: What people call it, in English and in Dutch.
    title: str
    title_nl: str
    #: What it means, in English and in Dutch.
    meaning: str
    meaning_nl: str


def columns(table: str) -> list[Column]:
    """The columns that a table may have, such as those of ``opportunities``; none for a table that is not known."""
    return list(_tables().get(table, ()))


def column(table: str, name: str) -> Column | None:
    """The column of a table that has a name, by its pattern where that holds one; None for a column that a source
    brought along."""
    for known in _tables().get(table, ()):
        if known.name == name:
            return known
    fits = [(known, match) for known in _tables().get(table, ()) if (match := _pattern(known.name).fullmatch(name))]
    if not fits:
        return None
    # The pattern that says most: first by how it begins, then by how much of the name it spells out.
    known, match = max(fits, key=lambda fit: (_begins(fit[0].name), len(_spelled(fit[0].name))))
    same = [fit for fit in _tables()[table] if fit.name == known.name]
    if len({fit.type for fit in same}) > 1:
        known = replace(known, type="any")
    return _in_currency(known, match)


def _begins(name: str) -> int:
    return len(name.partition("<")[0])


def _spelled(name: str) -> str:
    return re.sub(r"<\w+>", "", name)


def _in_currency(known: Column, match: re.Match[str]) -> Column:
    currency = match.groupdict().get("currency")
    return known if currency in (None, "eur") else replace(known, unit=known.unit.replace("EUR", str(currency).upper()))


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    parts = re.split(r"(<\w+>|_eur\b)", name)
    currency = "_(?P<currency>[a-z]{3})"
    made = [".+" if part.startswith("<") else currency if part == "_eur" else re.escape(part) for part in parts]
    return re.compile("".join(made))


@functools.cache
def _tables() -> dict[str, tuple[Column, ...]]:
    tables: dict[str, tuple[Column, ...]] = {}
    table: str = ""
    rows: list[Column] = []
    for line in _page().splitlines():
        if line.startswith("## "):
            table, rows = line[3:].strip(), []
        elif line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            if len(cells) == 7:
                rows.append(Column(cells[0].strip("`"), *cells[1:]))
                tables[table] = tuple(rows)
    return tables


def _page() -> str:
    own = Path(__file__).with_name("products.md")
    # A wheel has the page beside this module; in a checkout there is one alone.
    return (own if own.is_file() else Path(__file__).parents[3] / "docs/products.md").read_text("utf-8")
