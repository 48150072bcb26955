"""The shape of the code: small files that say what they know, and nothing left open."""

import ast
import re
import statistics
import sys

import pytest

from tests.house.tree import SOURCE, modules, texts

LONGEST = 300
MEDIAN = 100
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}


def sizes() -> dict[str, int]:
    """Lines of every Python file in the tree."""
    return {name: len(text.splitlines()) for name, text in texts().items() if name.endswith(".py")}


def test_no_file_is_long() -> None:
    """No Python file has more than 300 lines; a long one has more than one reason to change."""
    assert {name: lines for name, lines in sizes().items() if lines > LONGEST} == {}


def test_most_files_are_short(capfd: pytest.CaptureFixture[str]) -> None:
    """The median file of the product is under 100 lines, and each run prints the figure."""
    lines = [n for name, n in sizes().items() if name.startswith("src/") and n > 1]
    median = statistics.median(lines)
    with capfd.disabled():
        sys.stdout.write(f"\n{len(lines)} files, median {median:.0f} lines, most {max(lines)}\n")
    assert median < MEDIAN


def test_every_module_says_what_it_knows() -> None:
    """A module opens with a sentence; an empty `__init__.py` needs none."""
    silent = [
        name
        for name, module in modules("src", "bench", "tests")
        if module.body
        and not (ast.get_docstring(module) or "").split("\n\n")[0].endswith((".", "?"))
    ]
    assert silent == []


def test_a_face_is_only_a_face() -> None:
    """An `__init__.py` holds imports and names, never work."""
    faces = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
    working = [
        name
        for name, module in modules("src")
        if name.endswith("__init__.py") and not all(isinstance(n, faces) for n in module.body)
    ]
    assert working == []


def test_every_public_name_is_explained() -> None:
    """Every public function and class of the product has a docstring."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    silent = [
        f"{name}:{node.lineno} {node.name}"
        for name, module in modules("src")
        for node in module.body
        if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_test_is_a_sentence() -> None:
    """A test's docstring is one sentence of the specification."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    silent = [
        f"{name}:{node.lineno} {node.name}"
        for name, module in modules("tests")
        for node in ast.walk(module)
        if isinstance(node, kinds)
        and node.name.startswith("test_")
        and not (ast.get_docstring(node) or "").endswith(".")
    ]
    assert silent == []


def test_there_are_no_drawers() -> None:
    """No module is called utils, helpers or common: a line without a room means one is missing."""
    named = [path for path in SOURCE.rglob("*.py") if path.stem in DRAWERS]
    assert [*named, *(path for path in SOURCE.rglob("*") if path.name in DRAWERS)] == []


def test_nothing_is_left_open() -> None:
    """No note in the code promises work for later, and nothing is a stub."""
    note = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|raise NotImplemented" r"Error")
    open_ends = [
        f"{name}:{at}"
        for name, text in texts().items()
        if name.endswith((".py", ".yaml", ".js", ".css", ".html", ".md", "Makefile"))
        for at, line in enumerate(text.splitlines(), 1)
        if note.search(line)
    ]
    assert open_ends == []
