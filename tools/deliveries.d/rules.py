"""What is expected of a project, as functions from its outcome to the problems that were found.

A rule takes an `Outcome` and returns sentences, none where it holds."""

import re

from outcome import number


def all_of(*rules):
    return lambda outcome: [problem for rule in rules for problem in rule(outcome)]


def either(*rules):
    """One of the rules holds; the problems are those of the first."""

    def judge(outcome):
        found = [rule(outcome) for rule in rules]
        return [] if [] in found else found[0]

    return judge


def refused(words="."):
    """It ends with an error of ours that names something of `words` (a regular expression), in both commands."""

    def judge(outcome):
        if not outcome.is_refused:
            return ["it is not refused"]
        problems = []
        for name, call in [("check", outcome.check), ("run", outcome.run)]:
            if call.status not in (64, 65, 66):
                problems.append(f"{name} ends with {call.status}")
            elif not re.search(words, call.text, re.I):
                problems.append(f"the error of {name} does not say '{words}'")
        return problems

    return judge


def said(words):
    """Something of `words` is said on the terminal, by check or by run."""
    return lambda o: [] if re.search(words, o.said, re.I) else [f"nobody says '{words}'"]


def loud(words):
    """It is said by check and at the end of run."""

    def judge(outcome):
        calls = [("check", outcome.check), ("run", outcome.run)]
        return [
            f"{name} does not say '{words}'" for name, call in calls
            if not re.search(words, call.text, re.I)]

    return judge


def silent(words):
    """Nothing of `words` is said."""
    return lambda o: [f"it says '{words}'"] if re.search(words, o.said, re.I) else []


def ran(outcome):
    return [f"it is refused ({outcome.run.status})"] if outcome.is_refused else []


def figure(column, within=1e-4, **values):
    """Figures of neighbourhoods by code, whose digits follow a letter, with a relative tolerance."""

    def judge(outcome):
        problems = ran(outcome)
        for key, right in values.items():
            code = key.lstrip("_")
            found = outcome.neighbourhood(code, column)
            if found is None or abs(found - right) > within * max(1, abs(right)):
                problems.append(f"{column} of {code} is {found}, not {right}")
        return problems if not outcome.is_refused else ran(outcome)

    return judge


def codes(text):
    """The codes of all neighbourhoods."""

    def judge(outcome):
        found = [row["neighbourhood_code"] for row in outcome.neighbourhoods]
        return ran(outcome) or same("codes", found, text.split())

    return judge


def names(*right):
    """The names of neighbourhoods, in the order of their codes."""

    def judge(outcome):
        found = [row["neighbourhood_name"] for row in outcome.neighbourhoods]
        return ran(outcome) or same("names", found, list(right))

    return judge


def ids(text):
    """The ids of all assets."""

    def judge(outcome):
        found = {row["asset_id"] for row in outcome.works}
        return ran(outcome) or same("ids", sorted(found), sorted(text.split()))

    return judge


def works(count):
    def judge(outcome):
        found = len({row["work_id"] for row in outcome.works})
        return ran(outcome) or same("works", found, count)

    return judge


def column(name, within=1e-6, **values):
    """Values of a column of the works, by asset."""

    def judge(outcome):
        found = {row["asset_id"]: number(row[name]) for row in outcome.works}
        problems = ran(outcome)
        for asset, right in values.items():
            value = found.get(asset)
            if value is None or abs(value - right) > within * max(1, abs(right)):
                problems.append(f"{name} of {asset} is {value}, not {right}")
        return problems

    return judge


def every(name, allowed):
    """All values of a column of the works are among those allowed; empty ones are."""

    def judge(outcome):
        others = {row[name] for row in outcome.works if row[name]} - set(allowed)
        return ran(outcome) + ([f"{name} holds {sorted(others)}"] if others else [])

    return judge


def total(name, right, within=1e-6):
    """The sum of a column of the works."""

    def judge(outcome):
        found = sum(number(row[name]) or 0 for row in outcome.works)
        off = abs(found - right) > within * max(1, abs(right))
        return ran(outcome) + ([f"{name} sums to {found}, not {right}"] if off else [])

    return judge


def used(role, count):
    """Features of a source that count."""

    def judge(outcome):
        source = outcome.input(role)
        return ran(outcome) or same(f"used of {role}", source and source["used"], count)

    return judge


def noted(role, words="."):
    """A note, drop or default of a source says something of `words`."""

    def judge(outcome):
        source = outcome.input(role) or {"notes": [], "dropped": [], "defaults": {}}
        texts = [note["text"]["en"] for note in source["notes"]]
        texts += [drop["detail"]["en"] for drop in source["dropped"]] + list(source["defaults"])
        found = any(re.search(words, text, re.I) for text in texts)
        return ran(outcome) + ([] if found else [f"no note or drop of {role} says '{words}'"])

    return judge


def same(what, found, right):
    return [] if found == right else [f"{what}: {found}, not {right}"]
