"""Pictures of a report. usage: screenshots.py REPORT FOLDER"""

import os
import sys

from browser import Browser

# File, fragment of the address, what to do first.
PICTURES = [
    ("report.png", "", ""),
    ("report-brings.png", "#tab=brings", "byId('bridge').scrollIntoView()"),
    ("report-undone.png", "#tab=undone&works=all&year=undone", ""),
    ("report-packages.png", "#tab=packages&map=package&works=none&candidates=off&package=4",
     "packageList.cell = 0; refreshPackages(); byId('package-sheet').scrollIntoView()"),
    ("report-project.png", "#tab=candidates",
     "flyTo('candidateDots', rankedCandidates()[0]); openCandidate(rankedCandidates()[0])"),
    ("report-street.png", "#tab=streets", "((street) => { flyToAll('assets', street.assets); openStreet(street); })"
     "(allStreets().filter(({ works }) => works.length < 40).toSorted((a, b) => b.works.length - a.works.length)[0])"),
    ("report-programme.png", "#tab=programme", ""),
    ("report-neighbourhoods.png", "#tab=areas&map=type&works=none&candidates=off", ""),
]

path, folder = sys.argv[1:3]
with Browser() as browser:
    browser.size(1280, 720)
    for name, fragment, script in PICTURES:
        browser.open(path, fragment)
        if script:
            browser.run(f"{script}; new Promise((done) => setTimeout(done, 1500))")
            browser.idle()
        target = os.path.join(folder, name)
        browser.screenshot(target)
        print(target, f"{os.path.getsize(target) / 1000:.0f} kB")
