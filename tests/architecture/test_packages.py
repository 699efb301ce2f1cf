"""Ordinary words as package names are safe only while these tests pass (docs/adr/0004)."""

from __future__ import annotations

import importlib.util
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.repository import ROOT, modules, packages, project

CEILING = 300
TOP_LEVEL = (*packages(), "tests")


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_each_top_level_name_resolves_inside_the_repository(name: str) -> None:
    spec = importlib.util.find_spec(name)

    assert spec is not None
    assert [Path(where) for where in spec.submodule_search_locations or ()] == [ROOT / name]


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_no_installed_distribution_ships_the_same_name(name: str) -> None:
    owners = set(packages_distributions().get(name, ()))

    assert owners <= {"xuncheng"}


def test_every_tool_knows_every_package() -> None:
    tools = project()["tool"]

    lists = {
        "wheel": tools["hatch"]["build"]["targets"]["wheel"]["packages"],
        "coverage": tools["coverage"]["run"]["source"],
        "import-linter": tools["importlinter"]["root_packages"],
        "mypy": [name for name in tools["mypy"]["packages"] if name != "tests"],
        "isort": [
            name for name in tools["ruff"]["lint"]["isort"]["known-first-party"] if name != "tests"
        ],
    }

    known = {tool: tuple(sorted(names)) for tool, names in lists.items()}
    assert known == dict.fromkeys(lists, packages())


@pytest.mark.parametrize("name", packages())
def test_each_package_is_typed(name: str) -> None:
    assert (ROOT / name / "__init__.py").is_file()
    assert (ROOT / name / "py.typed").is_file()


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in modules("tests")}

    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_no_module_bears_the_name_of_a_package_or_a_library() -> None:
    taken = {*TOP_LEVEL, *sys.stdlib_module_names, *packages_distributions()}

    hiding = [
        str(path.relative_to(ROOT))
        for path in modules(*packages())
        if path.stem in taken and not path.stem.startswith("__")
    ]

    assert hiding == []


def test_no_file_is_longer_than_the_ceiling() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in modules()
        if "versions" not in path.parts
    }

    assert {name: lines for name, lines in lengths.items() if lines > CEILING} == {}
