"""Which test holds each sentence of the page on safety: a row quoted from one of the tables, or a test by its name."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PAGE = Path(__file__).with_name("page_index.txt")
FILES = {
    "session": "safety/test_safety_page_session.py",
    "rests": "safety/test_safety_page_rests.py",
    "steps": "safety/test_safety_page_steps.py",
    "days": "planner/test_planner_page.py",
    "rule": "safety/test_safety_rule.py",
    "during": "safety/test_safety_during.py",
    "words": "safety/test_safety_words.py",
    "flow": "ui/test_ui_session_flow.py",
    "diary": "planner/test_planner_diary.py",
    "pain": "engine/test_engine_pain.py",
    "player": "ui/test_ui_player_page.py",
    "week": "planner/test_planner_programme.py",
    "aim": "planner/test_planner_aim.py",
    "keeping": "store/test_store_keeping.py",
    "contracts": "../pyproject.toml",
    "pages": "ui/test_ui_pages.py",
    "widgets": "ui/test_ui_widgets.py",
    "play": "cli/test_cli_play.py",
    "rest_page": "ui/test_ui_rest_page.py",
    "exchange": "history/test_history_exchange.py",
    "choosing": "ui/test_ui_choosing.py",
    "ladders": "planner/test_planner_steps.py",
    "content": "catalogue/test_catalogue_content.py",
    "remind": "planner/test_planner_remind.py",
    "plans": "engine/test_engine_plans.py",
    "privacy": "project/test_privacy.py",
    "sound": "ui/test_ui_player.py",
}


def sentences() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith(" "):
            name, _, quoted = line.strip().partition(": ")
            found[next(reversed(found))].append((FILES[name], quoted))
        else:
            found[line] = []
    return found


@pytest.mark.parametrize("sentence", sentences())
def test_the_sentence_has_its_test(sentence: str) -> None:
    held_by = sentences()[sentence]
    assert held_by
    for place, quoted in held_by:
        text = (TESTS / place).read_text(encoding="utf-8")
        found = rf"def {quoted}" if quoted.startswith("test_") else re.escape(quoted)
        assert re.search(found, text), f"{place} has no {quoted!r}"
