"""The ways to set the project up agree: pyproject.toml, the lock files and conda's environment.yml."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from places import TOP
from rattler import MatchSpec

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
LOCK_FILES = tuple(path.name for path in sorted(TOP.glob("requirements*.lock")))

CONDA_ONLY = {"python", "pip"}
CONDA_AFFIX = re.compile(
    r"^python-(?=duckdb)|(?<!pydantic)-(base|core|pandas)$"
)  # seaborn-base is the registry's seaborn


def requirements(*, group: str | None = None) -> dict[str, Requirement]:
    """The packages that pyproject.toml asks for itself: by default those that the program needs."""
    lines = PROJECT["dependency-groups"][group] if group else PROJECT["project"]["dependencies"]
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, lines)}


def locked(lock_file: str) -> dict[str, set[str]]:
    """The versions of each package; there are two where an older Python needs an older one."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", (TOP / lock_file).read_text("utf-8"), re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    return versions


def conda_specs() -> dict[str, MatchSpec]:
    """The lines of environment.yml, by the name that the package has elsewhere."""
    lines = yaml.safe_load((TOP / "environment.yml").read_text("utf-8"))["dependencies"]
    by_pip = [line for part in lines if isinstance(part, dict) for line in part["pip"]]
    specs = [MatchSpec(line, strict=True) for line in [*lines, *by_pip] if isinstance(line, str)]
    return {canonicalize_name(CONDA_AFFIX.sub("", str(spec.name.normalized))): spec for spec in specs}


def test_the_lock_holds_what_the_project_asks_for():
    asked_for = requirements() | requirements(group="build")
    versions = locked("requirements.lock")
    unmet = [
        str(requirement)
        for name, requirement in asked_for.items()
        if not (versions.get(name) and all(version in requirement.specifier for version in versions[name]))
    ]
    assert unmet == [], "run: make lock"


@pytest.mark.parametrize(
    ("group", "lock_file"),
    [(group, f"requirements-{group}.lock") for group in ("setup", "dev", "lab", "spark")],
)
def test_the_lock_of_a_group_holds_what_it_asks_for(group, lock_file):
    assert requirements(group=group).keys() - locked(lock_file).keys() == set(), "run: make lock"


@pytest.mark.parametrize("lock_file", ["requirements-dev.lock", "requirements-lab.lock"])
def test_the_locks_agree(lock_file):
    versions, others = locked("requirements.lock"), locked(lock_file)
    assert {name: others.get(name) for name in versions} == versions, "run: make lock"


def test_the_environment_that_makes_reports_holds_no_jupyterlab():
    assert {"jupyterlab", "ipywidgets"} & {*locked("requirements.lock"), *locked("requirements-dev.lock")} == set()


def test_a_container_and_binder_set_up_what_make_and_conda_have():
    container = json.loads((TOP / ".devcontainer/devcontainer.json").read_text("utf-8"))
    (target,) = re.findall(r"^make (\S+)$", container["postCreateCommand"])
    makefile = (TOP / "Makefile").read_text("utf-8")
    assert re.search(rf"^lab: {re.escape(target)} ", makefile, re.MULTILINE)
    (command,) = re.findall(r"^#     (pip .*)$", (TOP / "environment.yml").read_text("utf-8"), re.MULTILINE)
    assert (TOP / "postBuild").read_text("utf-8").splitlines()[-1] == command
    assert os.access(TOP / "postBuild", os.X_OK)


@pytest.mark.parametrize("lock_file", LOCK_FILES)
def test_no_lock_says_where_packages_come_from(lock_file):
    text = (TOP / lock_file).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash=", ""), re.MULTILINE), "a lock holds packages, no options"


def test_conda_gets_every_package_in_the_version_of_the_lock():
    versions = locked("requirements-lab.lock")
    asked_for = requirements() | requirements(group="build") | requirements(group="lab")
    expected = {name: {f"=={version}" for version in versions[name]} for name in asked_for}
    stated = {name: str(spec.version) for name, spec in conda_specs().items() if name not in CONDA_ONLY}
    assert stated.keys() == expected.keys()
    assert {name: version for name, version in stated.items() if version not in expected[name]} == {}


def test_conda_gets_a_python_that_the_project_allows():
    assert conda_specs()["python"].version == PROJECT["project"]["requires-python"]


def test_what_is_imported_is_asked_for():
    packages = packages_distributions()
    imported = {
        canonicalize_name(package)
        for path in (TOP / "src").rglob("*.py")
        for module in imported_modules(path)
        if module not in sys.stdlib_module_names | {"helsetrend"}
        for package in packages.get(module, [module])
    }
    with_spark = requirements(group="spark").keys() | {"py4j"}  # which comes with pyspark
    with_lab = requirements(group="lab").keys()
    assert imported - requirements().keys() - with_spark - with_lab == set(), (
        "add these to the dependencies in pyproject.toml"
    )


def test_a_wheel_carries_notebooks_and_data_inside_the_package(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=TOP, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    package = TOP / "src" / "helsetrend"
    files = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    beside = [*TOP.glob("notebooks/*.ipynb"), *TOP.glob("data/published/*"), TOP / "data" / "metrics.toml"]
    expected = {path.relative_to(package.parent).as_posix() for path in files}
    expected |= {f"helsetrend/{path.relative_to(TOP).as_posix()}" for path in beside}
    assert expected - carried == set()


def imported_modules(path: Path) -> set[str]:
    """The first part of every absolute import in a file."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}
