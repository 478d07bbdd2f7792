"""catalogue.toml names, above each source, what cites it: exercises, pages to read, and lines of the pain rule."""

import re
import textwrap

from hipcoach.catalogue.reading_file import load_reading
from hipcoach.catalogue.types import Catalogue
from hipcoach.safety.load import load_rule
from tests.catalogue.conftest import SHIPPED


def cited_by(catalogue: Catalogue, key: str) -> str:
    pages = load_reading(SHIPPED.parent / "assets" / "reading", catalogue.sources)
    rule = load_rule(SHIPPED / "pain_rule.toml")
    by = {
        "exercises": [each.id for each in catalogue.exercises.values() if key in each.sources],
        "reading": [page.id for page in pages if key in page.sources],
        "pain rule": [line.key for line in rule.lines if key in line.sources],
    }
    text = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in by.items() if names)
    return "\n".join(textwrap.wrap(text, 118, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False))


def test_every_source_names_what_cites_it(catalogue: Catalogue) -> None:
    text = (SHIPPED / "catalogue.toml").read_text("utf-8").partition("[sources]\n")[2]
    found = {key: comment.strip() for comment, key in re.findall(r"((?:^#.*\n)*)^([a-z0-9-]+) = ", text, re.MULTILINE)}
    assert found == {key: cited_by(catalogue, key) for key in catalogue.sources}


def test_every_caution_has_the_key_of_what_says_so_beside_it(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        for caution in exercise.cautions:
            assert caution.source in catalogue.sources, (exercise.id, caution.say)
        said = {"breathing": exercise.breathing, "feel": exercise.feel, "not_feel": exercise.not_feel}
        assert exercise.said_by.keys() == {key for key, text in said.items() if text}, exercise.id
        assert set(exercise.said_by.values()) <= catalogue.sources.keys(), exercise.id


def test_how_often_comes_from_the_first_source() -> None:
    """Strength 2 to 4, balance 3 to 5, mobility daily: as-hip-pain gives all three. To ask every time is our choice."""
    lines = {line.key: line for line in load_rule(SHIPPED / "pain_rule.toml").lines}
    for key in ("strength_gap", "balance_week", "week_plan"):
        assert lines[key].sources[0] == "as-hip-pain", key
    assert (lines["screen_unanswered"].sources, lines["screen_unanswered"].own) == ((), True)
