"""Makes the package for Debian: dependencies as Debian computes them, Swift's runtime in a folder of its own.

usage: deb.py FOLDER
"""

import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import contents
import man

OWN = "usr/lib/kansenkaart"
SHARE = "usr/share/kansenkaart"


def make(target):
    with tempfile.TemporaryDirectory() as scratch:
        tree = pathlib.Path(scratch) / "kansenkaart"
        fill(tree)
        architecture = contents.output("dpkg", "--print-architecture").strip()
        control(tree, architecture, dependencies(tree, pathlib.Path(scratch)))
        date(tree)
        file = target / f"kansenkaart_{contents.version()}_{architecture}.deb"
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", tree, file], check=True,
                       stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": str(contents.moment())})
    return file


def fill(tree):
    contents.add_programs(tree / OWN, "$ORIGIN/lib")
    swift = {name: path for name, path in contents.libraries().items() if contents.is_of_swift(path)}
    contents.add_libraries(tree / OWN / "lib", swift)
    contents.add_layers(tree / SHARE / "layers")
    # The program looks for its layers beside itself.
    (tree / OWN / "layers").symlink_to("../../share/kansenkaart/layers")
    (tree / "usr/bin").mkdir()
    for program in contents.PROGRAMS:
        (tree / "usr/bin" / program).symlink_to(f"../lib/kansenkaart/{program}")
    add_manual(tree)
    add_completion(tree)
    add_papers(tree / "usr/share/doc/kansenkaart")


def add_manual(tree):
    folder = tree / "usr/share/man/man1"
    folder.mkdir(parents=True)
    day = time.strftime("%Y-%m-%d", time.gmtime(contents.moment()))
    for name, text in man.pages(day).items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def add_completion(tree):
    places = {"bash": "usr/share/bash-completion/completions/{}", "zsh": "usr/share/zsh/vendor-completions/_{}",
              "fish": "usr/share/fish/vendor_completions.d/{}.fish"}
    for shell, place in places.items():
        for program in contents.PROGRAMS:
            path = tree / place.format(program)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = contents.output(contents.built() / program, "--generate-completion-script", shell)
            # What is read by a shell is no program.
            path.write_text(re.sub(r"\A#!.*\n", "", text))


def add_papers(folder):
    folder.mkdir(parents=True)
    changes = (contents.root / "CHANGELOG.md").read_bytes()
    (folder / "CHANGELOG.md.gz").write_bytes(gzip.compress(changes, 9, mtime=0))
    shutil.copy(contents.root / "README.md", folder)
    (folder / "copyright").write_text("\n".join([
        "Kansenkaart is under the Apache License, version 2.0. On Debian systems its text is in",
        "/usr/share/common-licenses/Apache-2.0.", "",
        "usr/lib/kansenkaart/lib holds Swift's runtime, under the same license with this exception:", "",
        runtime_exception(), "",
        "usr/share/kansenkaart/layers/maplibre is MapLibre GL JS, under:", "",
        (contents.root / "Sources/Report/Page/maplibre-licence.txt").read_text()]))


def runtime_exception():
    """What Swift's licence adds to the Apache License."""
    return re.search(r"^#+ Runtime Library Exception.*", contents.swift_licence(), re.MULTILINE | re.DOTALL)[0]


def dependencies(tree, scratch):
    """What Debian's packages the programs and Swift's runtime need."""
    (scratch / "debian").mkdir()
    (scratch / "debian/control").write_text("Source: kansenkaart\n\nPackage: kansenkaart\nArchitecture: any\n")
    files = [tree / OWN / program for program in contents.PROGRAMS] + sorted((tree / OWN / "lib").iterdir())
    told = subprocess.run(
        ["dpkg-shlibdeps", "-O", "--ignore-missing-info", f"-l{tree / OWN / 'lib'}", *(f"-e{file}" for file in files)],
        cwd=scratch, check=True, capture_output=True, text=True).stdout
    return told.strip().removeprefix("shlibs:Depends=")


def control(tree, architecture, depends):
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(f"""\
Package: kansenkaart
Version: {contents.version()}
Architecture: {architecture}
Maintainer: Kansenkaart maintainers
Section: science
Priority: optional
Installed-Size: {size // 1024}
Depends: {depends}
Description: where planned maintenance can serve the challenges of a city
 Stacks the layers of challenges (water, energy, soil, care, vacancy, ...) on
 top of each other, lays the maintenance schedule over the stack, and says
 where, when and at whose cost the money that is spent on maintenance anyway
 can serve the transitions. With a workbench in the browser, the catalogues
 and a demo municipality.
""")


def date(tree):
    """The same dates and rights whoever makes it."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            is_program = path.name in contents.PROGRAMS and path.parent == tree / OWN
            path.chmod(0o755 if path.is_dir() or is_program else 0o644)
        os.utime(path, (contents.moment(), contents.moment()), follow_symlinks=False)


print(make(pathlib.Path(sys.argv[1])).name)
