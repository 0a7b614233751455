"""Holds what `kansenkaart tally` chooses beside what pabutools chooses, on elections that a seed alone decides.

usage: compare.py PROGRAM [NUMBER of elections]"""

import json
import os
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from pabutools.election import Additive_Cardinal_Sat, Cost_Sat
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule


def made(seed):
    """A file of Pabulib. Prices and ballots are few and round in some, so that ties are frequent."""
    dice = random.Random(seed)
    projects = dice.randint(1, 14)
    ties = dice.random() < 0.5
    price = (lambda: dice.choice([100, 200, 250, 400])) if ties else (lambda: dice.randint(50, 90000) / 100)
    prices = [price() for _ in range(projects)]
    budget = max(1, round(sum(prices) * dice.uniform(0.1, 1.1)))
    has_points = dice.random() < 0.25
    sign = dice.choice([".", ","])
    amount = lambda value: f"{value:.2f}".replace(".", sign) if value != int(value) else str(int(value))
    lines = ["META", "key;value", f"description;election {seed}", f"budget;{budget}",
             f"vote_type;{'cumulative' if has_points else 'approval'}", "PROJECTS", "project_id;cost"]
    ids = [f"{number:02}" for number in range(1, projects + 1)]
    lines += [f"{number};{amount(value)}" for number, value in zip(ids, prices)]
    lines += ["VOTES", "voter_id;vote" + (";points" if has_points else "")]
    weights = [dice.random() ** 2 for _ in ids]
    for voter in range(dice.choice([1, 3, 10, 40, 150])):
        chosen = [number for number, weight in zip(ids, weights) if dice.random() < weight]
        # pabutools reads no blank ballots with points.
        chosen = chosen or ids[:1] * has_points
        points = [str(dice.randint(1, 5)) for _ in chosen]
        lines.append(f"{voter};{','.join(chosen)}" + (f";{','.join(points)}" if has_points else ""))
    return "\n".join(lines) + "\n"


def expected(text):
    """What pabutools chooses by each rule. Ties: more support, then cheaper, then the smaller id."""
    instance, profile = parse_pabulib_from_string(text)
    has_points = instance.meta["vote_type"] == "cumulative"
    measure = Additive_Cardinal_Sat if has_points else Cost_Sat
    support = {project: (profile.total_score(project) if has_points else profile.approval_score(project))
               for project in instance}
    ties = TieBreakingRule(lambda _, __, project: (-support[project], project.cost, project.name))
    # pabutools spends what is left on projects that nobody wants; we do not.
    wanted = lambda chosen: [project.name for project in chosen if support[project] > 0]
    greedy = greedy_utilitarian_welfare(instance, profile, sat_class=measure, tie_breaking=ties)
    equal = method_of_equal_shares(instance, profile, sat_class=measure, tie_breaking=ties)
    names = [project.name for project in equal]
    both = greedy_utilitarian_welfare(instance, profile, sat_class=measure, tie_breaking=ties,
                                      initial_budget_allocation=equal)
    return {"greedy": wanted(greedy), "equal-shares": names, "filled": wanted(both)}


def counted(program, text, folder, seed):
    path = os.path.join(folder, f"{seed}.pb")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    output = os.path.join(folder, str(seed))
    subprocess.run([program, "tally", path, "--output", output, "--quiet"], check=True)
    with open(os.path.join(output, "tally.json"), encoding="utf-8") as file:
        rules = {rule["rule"]: rule for rule in json.load(file)["rules"]}
    equal = rules["equal-shares"]
    return {"greedy": rules["greedy"]["chosen"],
            "equal-shares": [name for name in equal["chosen"] if name not in equal["chosen_from_rest"]],
            "filled": equal["chosen"]}, len(rules["greedy"]["ties"]) + len(equal["ties"])


def main():
    program, number = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    wrong, tied, seed, done = 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        texts = {}
        while len(texts) < number:
            text = made(seed)
            # Where every ballot is blank there is nothing to count.
            if any(line.split(";")[1:2] not in ([], [""]) for line in text.split("VOTES\n")[1].splitlines()[1:]):
                texts[seed] = text
            seed += 1
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results = pool.map(lambda item: (item[0], counted(program, item[1], folder, item[0])), texts.items())
            for seed, (ours, ties) in results:
                done += 1
                tied += ties > 0
                theirs = expected(texts[seed])
                for rule in theirs:
                    if theirs[rule] != ours[rule]:
                        wrong += 1
                        print(f"election {seed}, {rule}: pabutools {theirs[rule]}, tally {ours[rule]}")
    print(f"{done} elections, {tied} with ties that decided: {wrong} differ from pabutools")
    return 1 if wrong or done < number else 0


sys.exit(main())
