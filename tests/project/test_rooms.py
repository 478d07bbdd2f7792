"""The shape of the product's code: no circle of imports, no name used twice, no product file named like a test."""

import ast
import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

CHECKOUT = Path(__file__).parents[2]
MODULES = sorted((CHECKOUT / "hipcoach").rglob("*.py"))
LIKE_A_TEST = re.compile(r"(^|_)tests?(_|$)")


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Return the modules of one circle, the first again at its end; an empty list where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == {"b", "c"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions, and for type checking only, count as well."""
    graph = grimp.build_graph("hipcoach")
    assert circle({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}) == []


def test_no_file_and_no_class_of_the_product_is_named_like_a_test() -> None:
    assert [path.name for path in MODULES if LIKE_A_TEST.search(path.stem)] == []
    assert [name for name in _class_names() if re.match(r"Test(?![a-z])|.*Test$", name)] == []


def test_every_class_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(_class_names()).items() if times > 1] == []


def _class_names() -> list[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in MODULES]
    return [node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
