"""The shape of the code: no circle of imports, plain names and docstrings, short files, tests that mirror the rooms."""

import ast
import re
import tomllib
from collections import Counter
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
from vulture import Vulture

from hipcoach.cli import COMMANDS

CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "hipcoach"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = CHECKOUT / "tests"
LIKE_A_TEST = re.compile(r"(^|_)tests?(_|$)")
PARTICIPLE = re.compile(r"(?:.*ed|(?:un)?(?:asked|drawn|given|kept|said|shown|spoken|told|chosen|made|done|taken))$")
PLAIN = re.compile(r"(?!(?:A|An|In|The|One|Two|Some|Where|What|All|Every|Each|Whoever|Whether|Gives|How|True)\b)")
MOST_LINES = 320
FOR_TESTS = {
    *("every_session_key", "markdown_table", "formats_markdown", "json_schema"),  # make pages of docs/
    *("TEXT_PAIRS", "MIN_CONTRAST", "MIN_EDGE_CONTRAST", "DIGIT_MIN_PX"),  # what a look has to hold
    *("digit_height", "phase_and_share"),  # what is painted, in numbers
    "strength_week",  # of the rule's file, and named in its page
}
TESTED_IN = {  # rooms of one file whose work is seen only together with others
    "app": "ui/test_opening.py",
    "clock": "planner/test_planner_clock_jumps.py",
    "errors": "cli/test_cli_main.py",
    "player": "ui/player/test_player.py",
    "program": "ui/test_opening.py",
}


@cache
def imports() -> grimp.ImportGraph:
    """Return who imports whom, in functions and for type checking as well."""
    return grimp.build_graph("hipcoach")


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules of one circle, the first again at its end; an empty list where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == {"b", "c"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions, and for type checking only, count as well."""
    graph = imports()
    assert circle({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}) == []


def test_a_page_and_a_command_are_known_to_their_table_alone() -> None:
    """So a new one is its own file and an entry, as Contributing says. The gallery may show more states of a page."""
    graph, table = imports(), "hipcoach.ui.page_table"
    pages = {each for each in graph.find_modules_directly_imported_by(table) if each.endswith("_page")}
    commands = {f"hipcoach.cli.{name}" for name in COMMANDS} & graph.modules
    assert (len(pages), len(commands)) > (5, 15)
    others = {each: graph.find_modules_that_directly_import(each) - {table} for each in pages | commands}
    assert {who for found in others.values() for who in found if not who.startswith("hipcoach.gallery.")} == set()


def test_no_file_and_no_class_of_the_product_is_named_like_a_test() -> None:
    assert [path.name for path in MODULES if LIKE_A_TEST.search(path.stem)] == []
    assert [name for name in _class_names() if re.match(r"Test(?![a-z])|.*Test$", name)] == []


def test_every_class_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(_class_names()).items() if times > 1] == []


def test_no_class_and_no_module_is_named_by_a_participle() -> None:
    """A thing has a noun. What the engine says has happened is in the past tense, and is kept so in diaries."""
    classes = [name for path in MODULES if path.name != "events.py" for name in _names(path, ast.ClassDef)]
    assert [name for name in classes if PARTICIPLE.match(re.findall(r"[A-Z][a-z]+", name)[-1].lower())] == []
    assert [path.stem for path in MODULES if PARTICIPLE.match(path.stem.split("_")[-1])] == []
    assert [
        each.name for each in _functions() if each.name.strip("_") in ("told", "said", "shown", "asked", "kept")
    ] == []


def test_a_docstring_says_in_plain_english_what_a_function_does() -> None:
    """ "Return …", "Write …". A property is a thing: there "The …" is plain."""
    found = [
        f"{each.name}: {said}" for each in _functions() if (said := ast.get_docstring(each)) and not PLAIN.match(said)
    ]
    assert found == []
    assert [path.name for path in MODULES if re.search(r"\b[Ww]hoever\b", path.read_text("utf-8"))] == []


def test_nothing_is_there_for_tests_alone() -> None:
    """What only tests use is dead in the product. The check for dead code looks at tests, too: it cannot see that."""
    config = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["vulture"]
    found = Vulture(ignore_names=config["ignore_names"], ignore_decorators=config["ignore_decorators"])
    found.scavenge([CHECKOUT / name for name in config["paths"] if name != "tests"])
    assert {item.name for item in found.get_unused_code()} - FOR_TESTS == set()


def test_an_import_in_a_function_says_what_it_saves() -> None:
    """Milliseconds of CPU time that a start does without, or what else it is for; others stand at the top."""
    lacking = []
    for path in MODULES:
        lines = path.read_text("utf-8").splitlines()
        for function in (node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef)):
            found = [each for each in ast.walk(function) if isinstance(each, ast.Import | ast.ImportFrom)]
            said = any("#" in line for each in found for line in lines[each.lineno - 2 : each.end_lineno])
            lacking += [f"{path.name}: {function.name}"] if found and not said else []
    assert lacking == []


def test_no_file_is_long() -> None:
    files = [path for folder in ("hipcoach", "tests", "benchmarks") for path in (CHECKOUT / folder).rglob("*.py")]
    lines = {str(path.relative_to(CHECKOUT)): path.read_text("utf-8").count("\n") for path in files}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_the_tests_mirror_the_rooms() -> None:
    """Each room's tests are in the folder of its name, or in a file where the room is one; none is elsewhere."""
    rooms = {path.parent.relative_to(PACKAGE) for path in MODULES if path.name == "__init__.py"} - {Path(), Path("ui")}
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")} - {Path(), Path("ui")}
    assert folders - rooms == {Path("project"), Path("faults")}
    assert rooms - folders == set()
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert {name for name in modules - set(TESTED_IN) if not list(TESTS.glob(f"test_{name}*.py"))} == set()
    assert [name for name in TESTED_IN.values() if not (TESTS / name).is_file()] == []


def _class_names() -> list[str]:
    return [name for path in MODULES for name in _names(path, ast.ClassDef)]


def _names(path: Path, kind: type[ast.ClassDef | ast.FunctionDef]) -> list[str]:
    return [node.name for node in ast.walk(_tree(path)) if isinstance(node, kind)]


def _functions() -> list[ast.FunctionDef]:
    """All but properties: those are things."""
    every = [node for path in MODULES for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef)]
    return [each for each in every if not any("property" in ast.unparse(by) for by in each.decorator_list)]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_no_test_imports_from_a_test_module() -> None:
    """What several tests use stands in a helper module of their folder: a test is read by itself."""
    tests = [*TESTS.rglob("*.py"), *(CHECKOUT / "benchmarks").rglob("*.py")]
    imports_a_test = re.compile(r"^\s*(?:from|import) tests[\w.]*\.test_\w+.*", re.MULTILINE)
    assert [(path.name, found) for path in tests for found in imports_a_test.findall(path.read_text("utf-8"))] == []
