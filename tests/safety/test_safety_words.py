"""No sentence uses a word that is never used."""

from pathlib import Path

from hipcoach.safety.after import Soreness, after, next_day
from hipcoach.safety.before import before, screen
from hipcoach.safety.during import after_rest
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import BaseFrom, PainKind
from tests.safety.made import D, report

FORBIDDEN = (
    "treat",
    "therapy",
    "prescribe",
    "cure",
    "rehab",
    "clinically",
    "diagnos",
    "detect",
    "monitor",
    "flare",
    "injury",
    "medicine",
    "medication",
    "painkiller",
    " safe",
)


def test_no_sentence_uses_a_word_that_is_never_used(rule: PainRule) -> None:
    said = [line.says for line in rule.lines] + [item.says for item in rule.screen] + [rule.reviewed]
    said += [
        report(rule, b, x, k, worse=w).why
        for b in range(11)
        for x in (None, *range(11))
        for k in (None, *PainKind)
        for w in (1, 2)
    ]
    said += [
        after_rest(rule, b, exercise=None, d=d, r=x).why for b in range(6) for d in range(6) for x in (None, *range(11))
    ]
    said += [after(rule, b, x, base_from=s).why for b in range(11) for x in (None, *range(11)) for s in BaseFrom]
    said += [
        next_day(rule, b, x, since=D, ambers_before=a, soreness=s).decision.why
        for b in range(11)
        for x in (None, *range(11))
        for a in (0, 1)
        for s in (None, *Soreness)
    ]
    said += [before(rule, b, u).why for b in (None, *range(11)) for u in (None, 0, 2, 5)]
    for sentence in said:
        assert not any(word in f" {sentence.lower()}" for word in FORBIDDEN), sentence
    assert any("you rated no increase" in sentence for sentence in said)


def test_every_decision_names_a_line_of_the_file(rule: PainRule) -> None:
    lines = {after(rule, 2, x).line for x in (None, *range(11))}
    lines |= {
        next_day(rule, 2, x, since=t, ambers_before=a).decision.line
        for x in (None, *range(11))
        for t in (D / 24, D)
        for a in (0, 1)
    }
    lines |= {before(rule, b, 2).line for b in (None, *range(11))}
    lines |= {screen(rule, ticked).line for ticked in (None, (), ("eye",), ("limping",), ("hot_joint_fever",))}
    for line in lines:
        assert rule.line(line).says
    assert len(lines) == 19


SHIPPED = Path(__file__).parents[2]
LICENSED = ("basdai", "basfi", "womac", "par-q")
MEDICINES = (
    "medicine",
    "medication",
    "painkiller",
    "ibuprofen",
    "naproxen",
    "paracetamol",
    "nsaid",
    "dosage",
    "biologic",
)


def test_no_file_that_ships_has_a_questionnaire_or_a_word_on_medicines() -> None:
    files = [each for folder in ("hipcoach", "sessions", "assets") for each in (SHIPPED / folder).rglob("*.*")]
    texts = [each for each in files if each.suffix in (".py", ".toml", ".md", ".txt")]
    assert len(texts) > 300
    for each in texts:
        words = each.read_text(encoding="utf-8").lower()
        assert not [word for word in LICENSED + MEDICINES if word in words], each
