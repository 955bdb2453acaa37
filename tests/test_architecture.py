"""The order of the modules, stated once: each imports only from rows above its own, and a few only what is theirs."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "ccqa"
ROWS = (
    {"contact", "errors", "bundled"},
    {"finding", "people", "tables", "privacy"},
    {"reading", "scorecard"},
    {"checks", "formats", "review", "sampling", "statistics"},
    {"sources", "source", "sections"},
    {"rubric", "profile", "config"},
    {"scoring", "evaluation"},
    {"store", "reporting", "training"},
    {"sheets"},
    {"run"},
    {"cli", "web"},
)
ROW = {name: number for number, names in enumerate(ROWS) for name in names}
ONLY_IN = {
    "spacy": {"reading"},
    "prefect": set(),
    "duckdb": {"store"},
    "sqlalchemy": {"people", "sources", "store"},
    "alembic": {"store"},
    "presidio_analyzer": {"privacy"},
    "click": {"cli"},
    "sklearn": {"training", "statistics", "evaluation"},
    "skops": {"reading"},
    "jinja2": {"reporting"},
    "openpyxl": {"formats", "sheets"},
    "rich": {"reporting", "cli"},
}
TREE_NAMES = {"children", "rights", "lefts", "subtree", "head", "ancestors", "noun_chunks"}
"""Of spaCy tokens: without a parser they crash the interpreter."""
FILES = sorted(SOURCE.rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES = 150, 25
LONGER = {"contact.py", "scorecard.py", "reading/stored.py"}
"""Named exceptions to the length of a module."""


def package(path):
    parts = path.relative_to(SOURCE).parts
    return parts[0].removesuffix(".py")


def imported(path):
    """Yield the dotted names that a file imports, those for types alone left out."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ([f"ccqa.{a.name}" for a in node.names] if node.module == "ccqa" else [node.module])


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_from_rows_above_its_own(path):
    own = package(path)
    if own == "__init__":
        return
    for name in imported(path):
        if name.startswith("ccqa.") and (other := name.split(".")[1]) in ROW and other != own:
            assert ROW[other] < ROW[own], f"{own} imports {other}"


def test_every_module_has_its_row():
    assert {package(path) for path in FILES} - {"__init__"} - ROW.keys() == set()


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_library_is_used_where_it_belongs(path):
    for name in imported(path):
        allowed = ONLY_IN.get(name.split(".")[0])
        assert allowed is None or package(path) in allowed, f"{name} in {package(path)}"


@pytest.mark.parametrize("path", sorted((SOURCE / "reading").rglob("*.py")), ids=lambda p: p.name)
def test_the_dependency_tree_is_never_touched(path):
    names = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not names & TREE_NAMES


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_and_functions_stay_small(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= MOST_LINES or str(path.relative_to(SOURCE)) in LONGER
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            start = node.body[1].lineno if ast.get_docstring(node) and len(node.body) > 1 else node.lineno
            assert node.end_lineno - start < MOST_FUNCTION_LINES, f"{node.name} is long"


def test_importing_ccqa_is_light():
    import subprocess
    import sys

    code = "import ccqa, ccqa.cli, sys; print([m for m in ('prefect', 'spacy', 'sklearn', 'pandas', 'presidio_analyzer') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
