"""What pyproject.toml can't tell: the version, and the page of columns, both of which stand in the checkout once."""

import pathlib
import re
import shutil

from setuptools import setup
from setuptools.command.build_py import build_py

checkout = pathlib.Path(__file__).resolve().parent.parent


class BuildWithColumns(build_py):
    def run(self):
        super().run()
        target = pathlib.Path(self.build_lib) / "kansenkaart"
        if not self.editable_mode and target.is_dir():
            shutil.copyfile(checkout / "docs/products.md", target / "products.md")


source = (checkout / "Sources/Pipeline/MainJob.swift").read_text()
setup(version=re.search(r'kansenkaartVersion = "([^"]+)"', source)[1],
      cmdclass={"build_py": BuildWithColumns})
