"""What packages have in common: version, date, the programs and the files that come along."""

import os
import pathlib
import re
import shutil
import subprocess

root = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ("kansenkaart", "kansenkaart-workbench")
RESOURCES = "kansenkaart_Report.resources"


def version():
    source = (root / "Sources/Pipeline/MainJob.swift").read_text()
    return re.search(r'kansenkaartVersion = "([^"]+)"', source)[1]


def moment():
    """Seconds since 1970 that every file is dated at: those of the last commit, unless the environment says others."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    return int(told or output("git", "-C", root, "log", "-1", "--format=%ct"))


def output(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def built():
    """The folder of the programs; each has to be of the version that the sources tell."""
    folder = pathlib.Path(os.environ["KANSENKAART_PROGRAM"]).resolve().parent
    for name in PROGRAMS:
        told = output(folder / name, "--version").strip()
        if told != version():
            raise SystemExit(f"{folder / name} is version {told}, the sources are {version()}. Build it again.")
    return folder


def add_programs(folder, rpath):
    """The programs, without what debuggers read, and the pages of the report beside them."""
    folder.mkdir(parents=True)
    for name in PROGRAMS:
        shutil.copy(built() / name, folder / name)
        subprocess.run(["strip", "--strip-unneeded", folder / name], check=True)
        # As RPATH it holds for libraries of libraries too, whatever the environment says.
        subprocess.run(["patchelf", "--force-rpath", "--set-rpath", rpath, folder / name], check=True)
    shutil.copytree(built() / RESOURCES, folder / RESOURCES)


def add_layers(folder):
    """Catalogues, the demo municipality, and the report's map."""
    for name in output("git", "-C", root, "ls-files", "layers").split():
        target = folder / pathlib.Path(name).relative_to("layers")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, target)
    library = root / "layers/maplibre"
    if not (library / "maplibre-gl.js").is_file():
        raise SystemExit("layers/maplibre lacks the map library; tools/setup fetches it.")
    shutil.copytree(library, folder / "maplibre")


def libraries():
    """The shared libraries that the programs need, by the name that they are asked for by; without glibc, which is the
    system's own everywhere."""
    found = {}
    for program in PROGRAMS:
        for line in output("ldd", built() / program).splitlines():
            match = re.match(r"\s*(\S+) => (/\S+)", line)
            if match and not re.match(r"(ld-linux|lib(c|m|pthread|dl|rt|resolv|util|anl|mvec))[-.]", match[1]):
                found[match[1]] = pathlib.Path(match[2])
            elif "not found" in line:
                raise SystemExit(f"{program} lacks a library: {line.strip()}")
    return dict(sorted(found.items()))


def is_of_swift(path):
    return "swift/linux" in path.as_posix()


def add_libraries(folder, chosen):
    """Libraries under the names by which they are asked for; those that say where to look look beside themselves."""
    folder.mkdir(parents=True)
    for name, path in chosen.items():
        target = folder / name
        shutil.copy(path.resolve(), target)
        target.chmod(0o644)
        if is_of_swift(path):
            subprocess.run(["strip", "--strip-unneeded", target], check=True)
        if output("patchelf", "--print-rpath", target).strip():
            subprocess.run(["patchelf", "--set-rpath", "$ORIGIN", target], check=True)


def swift_licence():
    """Of Swift's runtime, its Foundation and dispatch."""
    for folder in pathlib.Path(shutil.which("swift")).resolve().parents:
        path = folder / "share/swift/LICENSE.txt"
        if path.is_file():
            return path.read_text()
    raise SystemExit("The toolchain's LICENSE.txt is not where it used to be.")


def oldest_glibc(folder):
    """The version of glibc that the programs and libraries below a folder ask for at least, as (2, 36)."""
    versions = set()
    for path in folder.rglob("*"):
        if path.is_file() and path.open("rb").read(4) == b"\x7fELF":
            versions |= {tuple(map(int, found.split("."))) for found in
                         re.findall(r"GLIBC_([0-9.]+)", output("readelf", "--version-info", "--wide", path))}
    return max(versions)[:2]
