"""Makes the wheel: the Python package with the program, all libraries but glibc, and the data of PROJ and GDAL inside.

usage: wheel.py FOLDER
"""

import base64
import hashlib
import pathlib
import platform
import re
import shutil
import sys
import tempfile
import time
import tomllib
import zipfile

import contents

PYTHON = contents.root / "python"
NAME = "kansenkaart"


def make(target):
    with tempfile.TemporaryDirectory() as scratch:
        tree = pathlib.Path(scratch)
        shutil.copytree(PYTHON / "src" / NAME, tree / NAME, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(contents.root / "docs/products.md", tree / NAME)
        bundle = tree / NAME / "_program"
        fill(bundle)
        major, minor = contents.oldest_glibc(bundle)
        tag = f"py3-none-manylinux_{major}_{minor}_{platform.machine()}"
        describe(tree / f"{NAME}-{contents.version()}.dist-info", tag)
        file = target / f"{NAME}-{contents.version()}-{tag}.whl"
        pack(tree, file)
    return file


def fill(bundle):
    contents.add_programs(bundle / "bin", "$ORIGIN/../lib")
    chosen = contents.libraries()
    contents.add_libraries(bundle / "lib", chosen)
    share = bundle / "share"
    contents.add_layers(share / "kansenkaart/layers")
    for name in ("proj", "gdal"):
        shutil.copytree(pathlib.Path("/usr/share") / name, share / name)
    add_licences(bundle / "licenses", chosen)


def add_licences(folder, chosen):
    """The licence of each library, of the package of Debian that it came from."""
    folder.mkdir()
    (folder / "swift.txt").write_text(contents.swift_licence())
    for path in [*chosen.values(), pathlib.Path("/usr/share/proj/proj.db"), pathlib.Path("/usr/share/gdal")]:
        if contents.is_of_swift(path):
            continue
        package = package_of(path)
        shutil.copyfile(f"/usr/share/doc/{package}/copyright", folder / f"{package}.txt")


def package_of(path):
    # Since /lib is a link to /usr/lib, the list of a package may have either.
    for known in (path.resolve(), path, pathlib.Path(str(path).removeprefix("/usr"))):
        try:
            return contents.output("dpkg-query", "--search", known).splitlines()[0].split(":")[0].split(",")[0]
        except Exception:
            continue
    raise SystemExit(f"No package of Debian holds {path}.")


def describe(folder, tag):
    folder.mkdir()
    project = tomllib.loads((PYTHON / "pyproject.toml").read_text())["project"]
    lines = ["Metadata-Version: 2.1", f"Name: {NAME}", f"Version: {contents.version()}",
             f"Summary: {project['description']}", f"License: {project['license']['text']}",
             f"Keywords: {','.join(project['keywords'])}", f"Requires-Python: {project['requires-python']}",
             "Description-Content-Type: text/markdown"]
    lines += [f"Classifier: {classifier}" for classifier in project["classifiers"]]
    lines += [f"Requires-Dist: {needed}" for needed in project["dependencies"]]
    for extra, needs in project["optional-dependencies"].items():
        lines += [f"Provides-Extra: {extra}", *(f'Requires-Dist: {needed} ; extra == "{extra}"' for needed in needs)]
    (folder / "METADATA").write_text("\n".join(lines) + "\n\n" + (PYTHON / "README.md").read_text())
    (folder / "WHEEL").write_text(
        f"Wheel-Version: 1.0\nGenerator: {NAME} ({contents.version()})\nRoot-Is-Purelib: false\nTag: {tag}\n")
    scripts = "".join(f"{name} = {place}\n" for name, place in project["scripts"].items())
    (folder / "entry_points.txt").write_text("[console_scripts]\n" + scripts)
    shutil.copy(contents.root / "LICENSE", folder)


def pack(tree, file):
    moment = time.gmtime(max(contents.moment(), 315532800))[:6]
    record = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        def add(name, data, mode):
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system, entry.external_attr = 3, (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)

        paths = [path for path in tree.rglob("*") if path.is_file()]
        # What describes the wheel comes last, as installers like it.
        for path in sorted(paths, key=lambda path: (".dist-info" in path.as_posix(), path.as_posix())):
            data, name = path.read_bytes(), path.relative_to(tree).as_posix()
            add(name, data, 0o755 if re.search(r"_program/bin/kansenkaart(-workbench)?$", name) else 0o644)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(data)}\n")
        name = f"{NAME}-{contents.version()}.dist-info/RECORD"
        add(name, "".join([*record, f"{name},,\n"]).encode(), 0o644)


print(make(pathlib.Path(sys.argv[1])).name)
