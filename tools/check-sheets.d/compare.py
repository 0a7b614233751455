"""Compares a workbook, as openpyxl and LibreOffice read it, with the CSV files of the same run.

usage: compare.py FOLDER LANGUAGE
The folder holds the products of a run and, in `office`, the sheets that LibreOffice made of the workbook.
"""

import csv
import os
import sys

import openpyxl

folder, language = sys.argv[1:3]
csv.field_size_limit(1 << 30)
WORDS = {"nl": ("Betekenis", "ja", "nee", "NIET IN DIT BESTAND"),
         "en": ("Meanings", "yes", "no", "NOT IN THIS FILE")}
meanings, yes, no, left_out = WORDS[language]
OTHER = "_en" if language == "nl" else "_nl"
LONGEST = 32767
problems = []


def fail(text):
    problems.append(text)
    if len(problems) > 20:
        sys.exit("\n".join(problems))


def records(name):
    with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def unmarked(text):
    """A text without the apostrophe that keeps it from being a formula in a CSV."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text


def equal(cell, text):
    """Whether the cell of a workbook says what a field of a CSV says."""
    if text == "":
        return cell is None or cell == ""
    if text in ("true", "false") and not isinstance(cell, (int, float)):
        return cell == (yes if text == "true" else no) or cell == text
    if isinstance(cell, (int, float)):
        try:
            return abs(cell - float(text)) <= 1e-12 * max(1, abs(cell))
        except ValueError:
            return False
    text = unmarked(text)
    if len(text.encode("utf-16-le")) // 2 > LONGEST:
        return cell.endswith("…") and text.startswith(cell[:-1]) and len(cell) > LONGEST // 2
    return cell == text


def in_words(text, words):
    """A field of a CSV with the words that the meanings give for its codes."""
    if not words or text == "":
        return text
    parts = [part.lstrip(" ").partition(" (") for part in text.split(";")]
    return "; ".join(words.get(code, code) + bracket + count for code, bracket, count in parts)


def same_office(shown, cell):
    """Whether LibreOffice gives the value that openpyxl gives."""
    if cell is None:
        return shown == ""
    if isinstance(cell, (int, float)):
        # A percentage stays one where it is written as it is.
        number, unit = (shown[:-1], 0.01) if shown.endswith("%") else (shown, 1)
        try:
            return abs(float(number) * unit - cell) <= 1e-9 * max(1, abs(cell))
        except ValueError:
            return False
    return shown.replace("\r\n", "\n") == cell.replace("\r\n", "\n")


book = openpyxl.load_workbook(os.path.join(folder, "kansenkaart.xlsx"), read_only=True)
sheets = {sheet.title: list(sheet.iter_rows()) for sheet in book}
about = [tuple(cell.value for cell in row) for row in list(sheets.values())[0]]
columns, codes = {}, {}
for row in sheets[meanings][1:]:
    title, heading, _, meaning, file, name, words = ([cell.value for cell in row] + [None])[:7]
    if words:
        codes[title, name] = dict(pair.split(" = ", 1) for pair in words.split("; "))
    columns.setdefault((title, file), []).append((heading, name))
    if not meaning:
        fail(f"{title}: {heading} has no meaning")

cells = 0
for (title, file), own in columns.items():
    lines = records(file)
    if title not in sheets:
        if not any(topic == title and left_out in text for topic, text in about):
            fail(f"{title} is absent and nobody says so")
        continue
    rows = [[cell.value for cell in row] for row in sheets[title]]
    headings = [heading for heading, _ in own]
    if rows[0] != headings or len(set(headings)) != len(headings):
        fail(f"{title}: headings differ from the meanings or come twice")
    if len(rows) != len(lines):
        fail(f"{title}: {len(rows)} rows, {len(lines)} in {file}")
    missing = [name for name in lines[0] if name not in [name for _, name in own]]
    if any(not name.endswith(OTHER) for name in missing):
        fail(f"{title}: no sheet has {missing}")
    places = [lines[0].index(name) for _, name in own]
    for number, (row, line) in enumerate(zip(rows[1:], lines[1:]), 2):
        row += [None] * (len(own) - len(row))
        for cell, place, (heading, name) in zip(row, places, own):
            cells += 1
            text = in_words(line[place], codes.get((title, name)))
            if not equal(cell, text):
                fail(f"{title} row {number}, {heading}: {cell!r} is not {text!r}")
    office = os.path.join(folder, "office", f"kansenkaart-{title}.csv")
    with open(office, encoding="utf-8-sig", newline="") as opened:
        shown = list(csv.reader(opened))
    if len(shown) != len(rows):
        fail(f"{title}: {len(shown)} rows in LibreOffice, {len(rows)} in the workbook")
    for number, (line, row) in enumerate(zip(shown, rows), 1):
        for text, cell in zip(line, row):
            if not same_office(text, cell):
                fail(f"{title} row {number} in LibreOffice: {text!r} is not {cell!r}")

files = [name for name in os.listdir(folder) if name.endswith(".csv")]
for name in sorted(set(files) - {file for _, file in columns}):
    fail(f"{name} has no sheet")
if problems:
    sys.exit("\n".join(problems))
print(f"{language}: {len(columns)} sheets, {cells} cells as in the CSV files")
