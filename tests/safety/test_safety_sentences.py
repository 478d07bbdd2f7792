"""The sentences: word for word as they were, made from what is stored alone."""

import ast
from pathlib import Path

import pytest

import hipcoach
from hipcoach.safety.after import after
from hipcoach.safety.reason import (
    NO_REASON,
    Reason,
    as_written,
    in_sentences,
    reason_from,
    reason_text,
    reasons_from,
    reasons_text,
)
from hipcoach.safety.rule import PainRule, stricter
from hipcoach.safety.sentence_table import PARTS as WORDED
from hipcoach.safety.sentence_table import SENTENCES
from hipcoach.safety.sentences import sentence
from tests.safety.every_sentence import MADE_ANEW, PARTS, listed, made_now
from tests.safety.made import report

REASONS = (
    Reason("during_ok", values={"base_from": "before", "base": 3, "now": 3}),
    Reason("equipment", "equipment_instead", {"needs": ("mat", "rail/wall"), "instead": "Dead bug"}),
    Reason(wording="both_hands"),
    as_written("“Schön” so, said somebody.", "during_red"),
    NO_REASON,
)


@pytest.mark.parametrize("part", PARTS)
def test_every_case_has_the_sentence_that_is_listed_for_it(rule: PainRule, part: str) -> None:
    assert made_now(part, rule) == listed(part), MADE_ANEW


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_comes_back_from_the_diary(reason: Reason) -> None:
    assert reason_from(reason_text(reason)) == reason
    assert reasons_from(reasons_text(REASONS)) == REASONS


def test_several_reasons_are_sentences_one_after_the_other() -> None:
    said = [Reason("before_half", "half_today"), NO_REASON, Reason("sore_side", "no_lying", {"side": "left"})]
    assert in_sentences(said) == "Half today. No lying on your left side today."


def test_a_past_decision_keeps_the_numbers_that_were_in_force_then(rule: PainRule) -> None:
    kept = reason_from(reason_text(report(stricter(rule), 3, 5).reason))
    assert "five or more ends a session" in kept.sentence
    assert after(rule, 3, 6).why.startswith("You reported 3 before and 6 now: six or more ends a session.")


def test_what_is_not_known_is_an_error_and_no_empty_sentence() -> None:
    with pytest.raises(KeyError):
        sentence("no_such_wording", {})
    with pytest.raises(KeyError):
        sentence("during_ok", {"base_from": "before", "base": 3})
    with pytest.raises(KeyError):
        sentence("during_ok", {"base_from": "yesterday", "base": 3, "now": 3})


def test_every_line_of_the_rule_that_is_a_wording_has_its_own_words(rule: PainRule) -> None:
    assert len({line.key for line in rule.lines} & SENTENCES.keys()) > 25
    for words in (*SENTENCES.values(), *(words for part in WORDED.values() for words in part.values())):
        assert words.strip() == words or words in WORDED["soreness"].values(), words


def test_every_reason_that_the_program_gives_has_its_line_and_its_sentence(rule: PainRule) -> None:
    """In the program's text: what is written out in a call of Reason, its line first and its wording after that."""
    lines, named = {line.key for line in rule.lines} | {""}, 0
    for path in Path(hipcoach.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Reason"):
                continue
            given = dict(zip(("line", "wording"), call.args, strict=False))
            given |= {word.arg: word.value for word in call.keywords if word.arg}
            line, wording = (_constant(given.get(name)) for name in ("line", "wording"))
            assert line is None or line in lines, (path, call.lineno)
            assert wording is None or wording in SENTENCES, (path, call.lineno)
            assert line is None or wording != "" or line in SENTENCES, (path, call.lineno)
            named += 1
    assert named > 60


def _constant(node: ast.expr | None) -> str | None:
    """What is written there; empty where nothing is, None where it is worked out."""
    if node is None:
        return ""
    return str(node.value) if isinstance(node, ast.Constant) else None
