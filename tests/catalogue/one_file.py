"""One file of the catalogue, read from a text."""

from hipcoach.catalogue.exercise_file import read_exercise
from hipcoach.catalogue.loader import load
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import parse
from tests.catalogue.conftest import SHIPPED

SOURCES = {"as-hip-pain": "an article", "versus-arthritis": "a page"}
KNOWN = load(SHIPPED).catalogue.exercises


def read_text(text: str | bytes, name: str = "bridge.toml") -> object:
    """Read an exercise, or a plan where the name says so."""
    document = parse(name, text.encode() if isinstance(text, str) else text)
    if name.startswith("plan"):
        return read_plan(document, name.removesuffix(".toml"), KNOWN)
    return read_exercise(document, name.removesuffix(".toml"), SOURCES)
