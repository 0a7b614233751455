"""Pictures from an empty folder to an agreed programme. usage: film.py FOLDER"""

import os
import shutil
import sys
import tempfile

from browser import Browser
from service import Service
from test_people import fill, slide
from test_start import demo_files, drop, settle

# What somebody writes in an editor, who knows what there is to spend.
BUDGETS = """
programme:
  budgets:
    wegen: {per_year: 2000000, carry_over: true}
    rioolheffing: {per_year: 2500000, carry_over: true}
    groen: {per_year: 700000, carry_over: true}
"""


class Film:
    """A browser and the pictures that it made."""

    def __init__(self, browser, folder):
        self.browser, self.folder, self.count = browser, folder, 0

    def picture(self, name, scroll=None):
        if scroll:
            self.browser.run(f"({scroll}).scrollIntoView({{ block: 'start' }})")
        self.browser.run("new Promise((done) => setTimeout(done, 1200))")
        self.browser.idle()
        self.count += 1
        self.browser.screenshot(f"{self.folder}/{self.count:02}-{name}.png")
        print(f"{self.count:02}-{name}.png", flush=True)


def tab(browser, name):
    browser.run(f"change({{ tab: '{name}' }})")
    browser.idle()


def main(folder):
    os.makedirs(folder, exist_ok=True)
    home = tempfile.mkdtemp(prefix="kansenkaart-film-")
    try:
        with Service(home) as service, Browser() as browser:
            browser.size(1280, 720)
            film = Film(browser, folder)
            start = service.url.split("?")[0]
            browser.visit(service.url)
            browser.visit(start + "?lang=en")
            film.picture("empty-folder")
            drop(browser, demo_files())
            settle(browser, len(demo_files()))
            film.picture("files-dropped", "document.querySelectorAll('.source')[0]")
            film.picture("which-is-which", "byId('ask riool.geojson role').closest('.source')")
            browser.run("byId('check').click()")
            browser.wait("byId('report')", 120)
            film.picture("checked", "byId('make')")
            browser.run("byId('write').click()")
            browser.wait("location.pathname === '/' && typeof figures !== 'undefined'"
                         " && document.documentElement?.dataset.ready === 'true'", 300)
            browser.idle()
            film.picture("map")
            with open(f"{home}/project.yaml", "a") as file:
                file.write(BUDGETS)
            browser.wait("typeof byId === 'function' && byId('rebuild')", 60)
            browser.run("window.isOld = true; byId('rebuild').click()")
            browser.wait("typeof isOld === 'undefined' && document.documentElement?.dataset.ready === 'true'", 300)
            tab(browser, "programme")
            film.picture("programme")
            tab(browser, "ask")
            slide(browser, "ask-budget-1", 0.6)
            browser.wait("asking.answer && !asking.running", 120)
            film.picture("what-if", "byId('ask-answer')")
            fill(browser, "keep-name", "Less for sewers")
            fill(browser, "keep-why", "the levy may not rise")
            browser.run("byId('keep').requestSubmit()")
            browser.wait("byId('adopt')", 60)
            address = browser.run("byId('ask-maps').href")
            browser.visit(address)
            browser.idle()
            film.picture("two-maps")
            browser.visit(start + "?lang=en")
            tab(browser, "candidates")
            browser.run("flyTo('candidateDots', rankedCandidates()[0]); openCandidate(rankedCandidates()[0])")
            browser.run("byId('decide-project').click()")
            browser.wait("byId('decide-works').value.length > 5")
            fill(browser, "decide-by", "roads")
            fill(browser, "decide-why", "together with the school")
            fill(browser, "decide-status", "agreed")
            browser.run("byId('decide-try').click()")
            browser.wait("document.querySelector('#decide-answer .changed-figures')", 120)
            film.picture("decision-tried", "byId('decide')")
            browser.run("byId('decide-take').click()")
            browser.wait("byId('remove-1')", 60)
            film.picture("agreed", "byId('decisions')")
            if browser.messages:
                sys.exit("\n".join(browser.messages))
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main(sys.argv[1])
