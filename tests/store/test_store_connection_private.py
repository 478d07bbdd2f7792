"""The connection stays inside the store: nothing that another room can reach or call has a type of sqlite3."""

import ast
import importlib
import inspect
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any, get_args, get_type_hints

import hipcoach
from hipcoach.store import Store, open_store
from hipcoach.store.connection import connect
from tests.store.inside import connection_of

PACKAGE = Path(hipcoach.__file__).parent
OUTSIDE = [path for path in sorted(PACKAGE.rglob("*.py")) if (PACKAGE / "store") not in path.parents]
OF_SQLITE = (sqlite3.Connection, sqlite3.Cursor, sqlite3.Row, sqlite3.Blob)


def names_sqlite(annotation: Any) -> bool:
    """Return True if a type of sqlite3 stands anywhere in an annotation."""
    own = isinstance(annotation, type) and issubclass(annotation, OF_SQLITE)
    return own or any(names_sqlite(part) for part in get_args(annotation))


def signature_names_sqlite(function: Any) -> bool:
    return any(names_sqlite(annotation) for annotation in get_type_hints(function).values())


def public_functions(owner: type) -> Iterator[tuple[str, Any]]:
    for name, member in inspect.getmembers(owner):
        if not name.startswith("_"):
            function = member.fget if isinstance(member, property) else member
            if callable(function) and hasattr(function, "__annotations__"):
                yield f"{owner.__name__}.{name}", inspect.unwrap(function)


def reachable(store: Store) -> list[object]:
    """Everything that public attributes lead to from an open diary."""
    found: list[object] = []
    left: list[object] = [store]
    while left:
        each = left.pop()
        found.append(each)
        if type(each).__module__.startswith("hipcoach."):
            left += [getattr(each, name) for name in dir(each) if not name.startswith("_")]
    return found


def test_no_public_attribute_leads_to_the_connection(store: Store) -> None:
    found = reachable(store)
    assert store.queries in found
    assert store.sessions in found
    assert [each for each in found if isinstance(each, OF_SQLITE)] == []
    assert connection_of(store) not in found


def test_no_public_method_takes_or_returns_a_type_of_sqlite(store: Store) -> None:
    owners = {type(each) for each in reachable(store) if type(each).__module__.startswith("hipcoach.store")}
    functions = dict(pair for owner in owners for pair in public_functions(owner))
    assert {"Store.transaction", "DiaryQueries.sessions", "Pains.of_session"} <= set(functions)
    assert [name for name, function in functions.items() if signature_names_sqlite(function)] == []


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """The module and the name of each import; a whole module has no name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, name.name) for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)


def hands_out_connection(value: Any) -> bool:
    """Return True if what is imported from the store takes a connection, or gives one."""
    if inspect.ismodule(value):
        own = [each for each in vars(value).values() if getattr(each, "__module__", "") == value.__name__]
        return any(hands_out_connection(each) for each in own if not inspect.ismodule(each))
    return isinstance(value, FunctionType) and signature_names_sqlite(value)


def test_a_room_outside_imports_nothing_of_the_store_that_takes_a_connection() -> None:
    taken = []
    for path in OUTSIDE:
        for module, name in imports(path):
            where = f"{path.relative_to(PACKAGE)}: {module} {name}"
            if module.split(".")[0] == "sqlite3":
                taken.append(where)
            elif f"{module}.".startswith("hipcoach.store."):
                loaded = importlib.import_module(module)
                if hands_out_connection(getattr(loaded, name) if name else loaded):
                    taken.append(where)
    assert taken == []


def test_the_check_sees_what_it_is_for() -> None:
    assert hands_out_connection(connect)
    assert hands_out_connection(importlib.import_module("hipcoach.store.backup"))
    assert not hands_out_connection(open_store)
    assert sum("hipcoach.store" in module for path in OUTSIDE for module, _ in imports(path)) > 50
